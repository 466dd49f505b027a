"""The value of expressions in one world, such as a role's own."""

from __future__ import annotations

from sim.engine.book import Book
from sim.engine.rows import Rows
from sim.scenario.expressions import Name, Node, Query, evaluate


class Reading:
    """Values of expressions in one world, such as a role's own."""

    def __init__(self, book: Book, column: Rows) -> None:
        self.book = book
        self.column = column

    def value(self, node: Node) -> float:
        """A number, or 1.0 and 0.0 for what holds and what doesn't."""
        return evaluate(node, self._leaf)

    def holds(self, condition: Node | None) -> bool:
        """Does it hold? No condition always does."""
        return condition is None or self.value(condition) != 0

    def row(self, group: str, name: str) -> float:
        """A quantity of the world."""
        return float(self.column[self.book.layout.row(group, name)])

    def _leaf(self, leaf: Name | Query) -> float:
        found = self.book.resolve(leaf)
        return float(self.column[found]) if isinstance(found, int) else self.value(found)
