"""Why a move is not legal now, in plain words made from its condition."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.expressions import (
    COMPARISONS,
    Binary,
    Call,
    Choose,
    Name,
    Node,
    Number,
    Query,
    Unary,
)
from sim.scenario.schema import Scenario
from sim.session.labels import spoken_label
from sim.session.reading import Reading
from sim.session.words import _, apart, exact, figure, listed, ngettext

OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


class Reasons:
    """Conditions in words."""

    def __init__(self, reading: Reading, language: str) -> None:
        self.reading = reading
        self.scenario: Scenario = reading.book.scenario
        self.language = language

    def why_not(self, condition: Node) -> str:
        """What is wanting for the condition to hold."""
        wanting = listed([self._clause(part) for part in self._wanting(condition)])
        return _("Only {condition}").format(condition=wanting)

    def _wanting(self, node: Node) -> Iterator[Node]:
        """The parts of a condition that don't hold and would all have to."""
        if isinstance(node, Binary) and node.op == "and":
            yield from self._wanting(node.left)
            yield from self._wanting(node.right)
        elif not self.reading.holds(node):
            yield node

    # -- conditions --------------------------------------------------------------------------

    def _clause(self, node: Node) -> str:
        """A condition, to stand after "only"."""
        match node:
            case Unary("not", inner):
                return self._clause(_negated(inner))
            case Binary("and", left, right):
                return listed([self._clause(left), self._clause(right)])
            case Binary("or", left, right):
                return listed([self._clause(left), self._clause(right)], _("or"))
            case Binary(op, Number(), right) if op in COMPARISONS:
                return self._comparison(TURNED[op], right, node.left)
            case Binary(op, left, right) if op in COMPARISONS:
                return self._comparison(op, left, right)
            case Choose(condition, yes, no):
                return self._clause(yes if self.reading.holds(condition) else no)
        return self._amount(node)

    def _comparison(self, op: str, left: Node, right: Node) -> str:
        is_yes, is_no = _is_yes(op, right), _is_no(op, right)
        match left:
            case Query("happened", (name,)) if is_yes or is_no:
                words = _("after “{thing}”") if is_yes else _("before “{thing}”")
                return words.format(thing=self._label(name))
            case Query("open", (name,)) if is_yes or is_no:
                stands = _("while the demand “{thing}” stands")
                words = stands if is_yes else _("while the demand “{thing}” does not stand")
                return words.format(thing=self._label(name))
            case Query("made", (name,)) if is_yes or is_no:
                in_turn = _("in the turn of “{thing}”")
                words = in_turn if is_yes else _("in a turn without “{thing}”")
                return words.format(thing=self._label(name))
            case Query("since", (name,)) if isinstance(right, Number):
                return self._since(op, name, right.value)
            case Name(name) if self._unit(left) == "flag" and (is_yes or is_no):
                words = _("with “{thing}”") if is_yes else _("without “{thing}”")
                return words.format(thing=self._label(name))
        counted = _counted(left)
        if counted and isinstance(right, Number):
            return self._count(op, [self._label(name) for name in counted], right.value)
        others = _counted(right)
        if counted and others:
            return self._compared(op, counted, others)
        return self._bound(op, left, right)

    def _since(self, op: str, name: str, turns: float) -> str:
        thing = self._label(name)
        if op in (">", ">="):
            least = int(turns) + (op == ">")
            words = ngettext(
                "{turns} turn or more after “{thing}”",
                "{turns} turns or more after “{thing}”",
                least,
            )
            return words.format(turns=least, thing=thing)
        most = int(turns) - (op == "<")
        words = ngettext(
            "within {turns} turn of “{thing}”", "within {turns} turns of “{thing}”", most
        )
        return words.format(turns=most, thing=thing)

    def _count(self, op: str, things: list[str], times: float) -> str:
        named = listed([f"“{thing}”" for thing in things], _("or"))
        least = {">": int(times) + 1, ">=": int(times)}.get(op)
        if least is not None:
            words = ngettext("after {things}", "after {things}, {times} times in all", least)
            return words.format(things=named, times=least)
        most = {"<": int(times) - 1, "<=": int(times)}.get(op, int(times))
        if most == 0:
            return _("before {things}").format(things=named)
        words = ngettext(
            "after no more than {times} time of {things}",
            "after no more than {times} times of {things}",
            most,
        )
        return words.format(things=named, times=most)

    def _compared(self, op: str, ours: list[str], theirs: list[str]) -> str:
        words = {
            ">": _("when {ours} was done more often than {theirs}"),
            ">=": _("when {ours} was done at least as often as {theirs}"),
            "<": _("when {ours} was done less often than {theirs}"),
            "<=": _("when {ours} was done no more often than {theirs}"),
            "==": _("when {ours} was done as often as {theirs}"),
            "!=": _("when {ours} was not done as often as {theirs}"),
        }[op]
        one, other = (
            listed([f"“{self._label(name)}”" for name in names]) for names in (ours, theirs)
        )
        return words.format(ours=one, theirs=other)

    def _bound(self, op: str, left: Node, right: Node) -> str:
        words = {
            ">": _("while {quantity} is above {bound} (now {now})"),
            ">=": _("while {quantity} is {bound} or more (now {now})"),
            "<": _("while {quantity} is below {bound} (now {now})"),
            "<=": _("while {quantity} is {bound} or less (now {now})"),
            "==": _("while {quantity} is {bound} (now {now})"),
            "!=": _("while {quantity} is not {bound} (now {now})"),
        }[op]
        now, line = self.reading.value(left), self.reading.value(right)
        percent = self._unit(left) if self._unit(left) == "percent" else ""
        is_plain = isinstance(right, Number)
        bound = exact(line, percent) if is_plain else f"{self._amount(right)} ({figure(line)})"
        # 65.97 is not above 66: rounded so that a person sees why.
        shown = figure(now, percent) if now == line else apart(now, line, percent)
        return words.format(quantity=self._amount(left), bound=bound, now=shown)

    # -- amounts -----------------------------------------------------------------------------

    def _amount(self, node: Node) -> str:
        match node:
            case Number(value):
                return figure(value)
            case Name(name):
                return self._named(name)
            case Query(function, names):
                return self._query(function, names)
            case Unary(_sign, inner):
                return f"−{self._amount(inner)}"
            case Binary(op, left, right):
                sign = {"*": "×", "/": "÷", "-": "−"}.get(op, op)
                return f"{self._amount(left)} {sign} {self._amount(right)}"
            case Call(function, values):
                return f"{function}({', '.join(map(self._amount, values))})"
            case Choose(condition, yes, no):
                return self._amount(yes if self.reading.holds(condition) else no)

    def _named(self, name: str) -> str:
        own = {"turn": _("the turn"), "turns": _("the number of turns"), "risk": _("the risk")}
        return own[name] if name in own else f"“{self._label(name)}”"

    def _query(self, function: str, names: tuple[str, ...]) -> str:
        words = {
            "attitude": _("the attitude of {0} to {1}"),
            "credibility": _("how far {0} is believed"),
            "since": _("the turns since “{0}”"),
            "count": _("how often “{0}” was done"),
            "happened": _("whether “{0}” happened"),
            "made": _("whether “{0}” is done now"),
            "open": _("whether “{0}” stands"),
        }[function]
        return words.format(*map(self._label, names))

    def _label(self, name: str) -> str:
        """What stands on the screen for a name in an expression."""
        return spoken_label(self.scenario, name, self.language)

    def _unit(self, node: Node) -> str:
        indicators = self.scenario.indicators
        return indicators[node.id].unit if isinstance(node, Name) and node.id in indicators else ""


def _negated(node: Node) -> Node:
    """The opposite of a condition, with the "not" moved inward until it is gone."""
    match node:
        case Unary("not", inner):
            return inner
        case Binary("and", left, right):
            return Binary("or", _negated(left), _negated(right))
        case Binary("or", left, right):
            return Binary("and", _negated(left), _negated(right))
        case Binary(op, left, right) if op in OPPOSITE:
            return Binary(OPPOSITE[op], left, right)
        case Choose(condition, yes, no):
            return Choose(condition, _negated(yes), _negated(no))
    return Unary("not", node)


def _is_yes(op: str, right: Node) -> bool:
    """Does comparing so ask whether something is so at all?"""
    return (op, right) in (
        (">", Number(0)),
        ("!=", Number(0)),
        (">=", Number(1)),
        ("==", Number(1)),
    )


def _is_no(op: str, right: Node) -> bool:
    return (op, right) in (
        ("<=", Number(0)),
        ("==", Number(0)),
        ("<", Number(1)),
        ("!=", Number(1)),
    )


def _counted(node: Node) -> list[str]:
    """The names of which an amount is the sum of how often each came about; else none."""
    match node:
        case Query("count", (name,)):
            return [name]
        case Binary("+", left, right):
            one, other = _counted(left), _counted(right)
            return one + other if one and other else []
    return []
