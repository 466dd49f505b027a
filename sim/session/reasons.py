"""Why a move is not legal now, in plain words made from its condition."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.expressions import Binary, Choose, Node, Number
from sim.session.conditions import Conditions
from sim.session.reading import Reading
from sim.session.words import _, apart, figure, listed


class Reasons(Conditions):
    """Conditions in words, with how things stand now."""

    def __init__(self, reading: Reading, language: str) -> None:
        super().__init__(reading.book.scenario, language)
        self.reading = reading

    def why_not(self, condition: Node) -> str:
        """What is wanting for the condition to hold; empty if it holds."""
        wanting = [self.clause(part) for part in self._wanting(condition)]
        return _("Only {condition}").format(condition=listed(wanting)) if wanting else ""

    def clause(self, node: Node) -> str:
        """A condition, of which only the branch is told that counts now."""
        return super().clause(self._branch(node))

    def amount(self, node: Node) -> str:
        """An amount, likewise."""
        return super().amount(self._branch(node))

    def _branch(self, node: Node) -> Node:
        if isinstance(node, Choose):
            return self._branch(node.yes if self.reading.holds(node.condition) else node.no)
        return node

    def _wanting(self, node: Node) -> Iterator[Node]:
        """The parts of a condition that don't hold and would all have to."""
        if isinstance(node, Binary) and node.op == "and":
            yield from self._wanting(node.left)
            yield from self._wanting(node.right)
        elif not self.reading.holds(node):
            yield node

    def _bound(self, op: str, left: Node, right: Node) -> str:
        now, line = self.reading.value(left), self.reading.value(right)
        percent = self._percent(left)
        # 65.97 is not above 66: rounded so that a person sees why.
        shown = figure(now, percent) if now == line else apart(now, line, percent)
        condition = super()._bound(op, left, right)
        return _("{condition} (now {now})").format(condition=condition, now=shown)

    def _line(self, left: Node, right: Node) -> str:
        words = super()._line(left, right)
        return (
            words if isinstance(right, Number) else f"{words} ({figure(self.reading.value(right))})"
        )
