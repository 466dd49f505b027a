"""A file as plain data that knows where each of its values stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from sim.scenario.faults import Fault, shortened

Loc: TypeAlias = Sequence[str | int]
Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Document:
    """The content of one file.

    data: dicts, lists, text, numbers, true, false and None only.
    places, key_places: line and column (from 1) of each value and of each key, by its path.
    ends: line and column of what follows each value, which may be after blank lines and comments.
    """

    path: Path
    data: dict[str, Any]
    lines: Sequence[str]
    places: Mapping[tuple[str | int, ...], Place]
    key_places: Mapping[tuple[str | int, ...], Place]
    ends: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict, kw_only=True)

    def place(self, loc: Loc = (), at: int = 0) -> Place:
        """Line and column (from 1) of the value at `loc`, or of the nearest thing around it.

        at: the offset of a character in the value, where that is a text on one line.
        """
        path = self._existing(loc)
        line, column = self.places[path]
        text = self.value(path)
        if at and isinstance(text, str):
            # Not found as it stands when it is folded over lines or has escapes.
            start = self.lines[line - 1].find(text, column - 1)
            return (line, start + 1 + at) if start >= 0 else (line, column)
        return line, column

    def place_of_key(self, loc: Loc) -> Place:
        """Line and column (from 1) of the key that `loc` ends with, or of the nearest thing."""
        return self.key_places.get(tuple(loc)) or self.place(loc)

    def value(self, loc: Loc) -> Any:
        """What stands at `loc`; KeyError, IndexError or TypeError when nothing does."""
        found: Any = self.data
        for part in loc:
            found = found[part]
        return found

    def fault(self, loc: Loc, message: str, at: int = 0) -> Fault:
        """A fault of the value at `loc`, or of its character `at`."""
        return Fault(str(self.path), *self.place(loc, at), dotted(loc), message)

    def fault_of_key(self, loc: Loc, message: str) -> Fault:
        """A fault of the key that `loc` ends with."""
        return Fault(str(self.path), *self.place_of_key(loc), dotted(loc), message)

    def _existing(self, loc: Loc) -> tuple[str | int, ...]:
        path = tuple(loc)
        while path not in self.places:
            path = path[:-1]
        return path


def dotted(loc: Loc) -> str:
    """The path as an author reads it: `actors.serbia.goals.0.weight`."""
    return ".".join(shortened(str(part)) for part in loc)
