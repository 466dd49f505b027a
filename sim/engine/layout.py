"""Where everything that can change stands: one table of doubles, a row a quantity.

The table is (rows, worlds). Because all of a world is one column of it, copying, cutting out,
branching and hashing worlds are single operations that can't forget anything.
"""

from __future__ import annotations

from collections.abc import Iterable


class Layout:
    """Named groups of rows; each row also has a name of its own within its group."""

    def __init__(self) -> None:
        self.height = 0
        self.groups: dict[str, slice] = {}
        self._rows: dict[tuple[str, str], int] = {}

    def add(self, group: str, names: Iterable[str]) -> None:
        """A new group with a row for each name."""
        first = self.height
        for name in names:
            self._rows[group, name] = self.height
            self.height += 1
        self.groups[group] = slice(first, self.height)

    def row(self, group: str, name: str) -> int:
        """The row of one quantity; KeyError if there is none."""
        return self._rows[group, name]

    def has(self, group: str, name: str) -> bool:
        """Is there such a row?"""
        return (group, name) in self._rows

    def first(self, group: str) -> int:
        """The first row of a group."""
        return int(self.groups[group].start)

    def names(self, group: str) -> list[str]:
        """The names of a group's rows, in order."""
        return [name for g, name in self._rows if g == group]

    def rows(self, group: str, names: Iterable[str]) -> list[int]:
        """The rows of several quantities of a group."""
        return [self.row(group, name) for name in names]
