"""Conditions and amounts in plain words, made from what stands in the file."""

from __future__ import annotations

from sim.scenario.expressions import (
    ATOM,
    CHOICE,
    COMPARISONS,
    POWER,
    SIGN,
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
from sim.session.words import _, exact, listed, ngettext

MINUS = "−"
SIGNS = {"*": "×", "/": "÷", "-": MINUS, "<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}
OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


class Conditions:
    """What a scenario's conditions say, whatever the moment."""

    def __init__(self, scenario: Scenario, language: str = "en") -> None:
        self.scenario = scenario
        self.language = language

    # -- conditions --------------------------------------------------------------------------

    def clause(self, node: Node) -> str:
        """A condition, to stand after "only"."""
        match node:
            case Unary("not", inner):
                return self.clause(_negated(inner))
            case Binary("and"):
                return listed([self._held(part) for part in _joined("and", node)])
            case Binary("or"):
                return listed([self.clause(part) for part in _joined("or", node)], _("or"))
            case Binary(op, Number(), right) if op in COMPARISONS:
                return self._comparison(TURNED[op], right, node.left)
            case Binary(op, left, right) if op in COMPARISONS:
                return self._comparison(op, left, right)
            case Choose(condition, yes, no):
                words = _("({condition}) {yes}, else {no}")
                return self._chosen(words, condition, self.clause(yes), self.clause(no))
        return self.amount(node)

    def _held(self, node: Node) -> str:
        """A condition among others that all have to hold."""
        words = self.clause(node)
        return f"({words})" if isinstance(node, Binary) and node.op == "or" else words

    def _chosen(self, words: str, condition: Node, yes: str, no: str) -> str:
        return words.format(condition=self.clause(condition), yes=yes, no=no)

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
            ">": _("while {quantity} is above {bound}"),
            ">=": _("while {quantity} is {bound} or more"),
            "<": _("while {quantity} is below {bound}"),
            "<=": _("while {quantity} is {bound} or less"),
            "==": _("while {quantity} is {bound}"),
            "!=": _("while {quantity} is not {bound}"),
        }[op]
        return words.format(quantity=self.amount(left), bound=self._line(left, right))

    def _line(self, left: Node, right: Node) -> str:
        """What a quantity is held against."""
        if isinstance(right, Number):
            return exact(right.value, self._percent(left))
        return self.amount(right)

    # -- amounts -----------------------------------------------------------------------------

    def amount(self, node: Node) -> str:
        """What is worked out, with the labels of its quantities."""
        match node:
            case Number(value):
                return exact(value).replace("-", MINUS)
            case Name(name):
                return self._named(name)
            case Query(function, names):
                return self._query(function, names)
            case Unary(op, inner):
                sign = MINUS if op == "-" else _("not") + " "
                return sign + self._operand(inner, _power(node))
            case Binary(op, left, right):
                ours, theirs = self._operand(left, POWER[op]), self._operand(right, POWER[op] + 1)
                return f"{ours} {SIGNS.get(op, op)} {theirs}"
            case Call(function, values):
                return f"{function}({', '.join(map(self.amount, values))})"
            case Choose(condition, yes, no):
                words = _("{yes} ({condition}), else {no}")
                return self._chosen(words, condition, self.amount(yes), self.amount(no))

    def _operand(self, node: Node, loosest: int) -> str:
        """In brackets if it holds together less tightly than what it stands in."""
        words = self.amount(node)
        return words if _power(node) >= loosest else f"({words})"

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

    def _percent(self, node: Node) -> str:
        return "percent" if self._unit(node) == "percent" else ""

    def _unit(self, node: Node) -> str:
        indicators = self.scenario.indicators
        return indicators[node.id].unit if isinstance(node, Name) and node.id in indicators else ""


def _joined(op: str, node: Node) -> list[Node]:
    """The parts that are joined by one and the same "and" or "or"."""
    if isinstance(node, Binary) and node.op == op:
        return [*_joined(op, node.left), *_joined(op, node.right)]
    return [node]


def _power(node: Node) -> int:
    """How tightly an amount holds together; from the loosest."""
    if isinstance(node, Binary):
        return POWER[node.op]
    if isinstance(node, Choose):
        return CHOICE
    return SIGN if isinstance(node, Unary) else ATOM


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
