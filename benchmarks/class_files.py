"""The files of a class, opened after everybody has gone: what a replay of them comes to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.classroom.export import read_class
from game.classroom.table import Table

Seat = tuple[int, str]


class Files:
    """A class as its files tell it.

    Attributes:
        tables: as they are played now, by number.
        branches: all that each table ever played, the one that is played now as the last.
    """

    def __init__(self, folder: Path) -> None:
        self.entries, self.register = read_class(folder)
        self.branches = {
            number: [Table.resume(number, folder / path) for path, _turn in branches]
            for number, branches in self.register.branches.items()
        }
        self.tables = {number: branches[-1] for number, branches in self.branches.items()}

    def close(self) -> None:
        """Let go of them."""
        for branches in self.branches.values():
            for table in branches:
                table.session.close()

    def marks(self) -> Counter[str]:
        """How often each request of a student was done."""
        counted: Counter[str] = Counter()
        for branches in self.branches.values():
            for mark, _time in self._written(branches):
                counted[mark] += 1
        counted.update(
            f"{entry.content.get('by') or entry.content['student']} {seq}"
            for entry in self.entries
            if (seq := entry.content.get("seq")) is not None
        )
        return counted

    def _written(self, branches: list[Table]) -> Iterator[tuple[str, object]]:
        """Marks, and when they were written; what a branch began with was written once."""
        written: Counter[tuple[str, object]] = Counter()
        for table in branches:
            marked = ((getattr(e.given, "mark", ""), e.time) for e in table.session.entries)
            written |= Counter((mark, time) for mark, time in marked if mark)
        return written.elements()

    def given(self, seat: Seat) -> set[tuple[int, str, str]]:
        """All orders that were ever given at a seat, with their turns."""
        number, role = seat
        found = set()
        for table in self.branches[number]:
            session = table.session
            given = [*session.given(role)]
            if not table.over and session.orders(role).committed:
                given.append(session.orders(role))
            found |= {(turn, each.deed, each.word) for turn, each in enumerate(given, 1)}
        return found

    def rewinds(self, number: int) -> list[int]:
        """The turns that a table took again, in order."""
        return [turn for _path, turn in self.register.branches[number][1:]]

    def passed_over(self, number: int) -> int:
        """How often a table took a turn without somebody who was there and awaited."""
        times = set()
        for table in self.branches[number]:
            here = set(table.session.people)
            for entry in table.session.entries:
                if entry.given.kind == "away":
                    (here.discard if entry.given.away else here.add)(entry.given.role)
                if entry.given.kind == "close" and here:
                    times.add(entry.time)
        return len(times)

    def turns(self) -> Iterator[tuple[str, list[int]]]:
        """The turns that each file holds, in the order in which they were taken.

        What was put in out of its turn, or after the end, is refused when a file is replayed.
        """
        for branches in self.branches.values():
            for table in branches:
                entries = (entry.given for entry in table.session.entries)
                name = table.session.path.name if table.session.path else ""
                yield name, [given.turn for given in entries if given.kind == "turn"]

    def sheet(self, seat: Seat) -> dict[str, Any]:
        """What a role is shown, from the files alone."""
        number, role = seat
        shown: dict[str, Any] = json.loads(self.tables[number].sheet(role))
        return shown

    def audience(self) -> dict[str, set[Seat]]:
        """Who may know each message."""
        audience: dict[str, set[Seat]] = {}
        for number, branches in self.branches.items():
            for table in branches:
                for entry in table.session.entries:
                    if entry.given.kind == "message":
                        parties = {entry.given.role, *entry.given.to}
                        known = audience.setdefault(entry.given.text, set())
                        known |= {(number, role) for role in parties}
        return audience
