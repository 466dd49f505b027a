"""The files of a class, opened after everybody has gone: what a replay of them comes to."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from game.classroom.classroom import JOURNAL
from game.classroom.journal import Journal
from game.classroom.register import Register
from game.classroom.table import Table


class Files:
    """A class as its files tell it."""

    def __init__(self, folder: Path) -> None:
        journal, self.entries = Journal.open(folder / JOURNAL)
        journal.close()
        self.register = Register()
        for entry in self.entries:
            self.register.apply(entry)
        paths = self.register.paths.items()
        self.tables = {number: Table.resume(number, folder / path) for number, path in paths}

    def close(self) -> None:
        """Let go of them."""
        for table in self.tables.values():
            table.session.close()

    def marks(self) -> Counter[str]:
        """How often each request of a student stands there."""
        given = (entry.given for table in self.tables.values() for entry in table.session.entries)
        counted = Counter(mark for each in given if (mark := getattr(each, "mark", "")))
        counted.update(
            f"{entry.content.get('by') or entry.content['student']} {seq}"
            for entry in self.entries
            if (seq := entry.content.get("seq")) is not None
        )
        return counted

    def given(self, table: int, role: str, turn: int) -> tuple[str, str] | None:
        """The orders of a person in a turn; None if none were taken."""
        session = self.tables[table].session
        given = session.given(role)
        if turn <= len(given):
            orders = given[turn - 1]
        else:
            orders = session.orders(role)
            if not orders.committed or session.turn != turn:
                return None
        return orders.deed, orders.word

    def late(self) -> list[str]:
        """What was put in at a table after its crisis was over, or in a turn that was not its own.

        A session checks each input as it replays them, so turns have only to be in order.
        """
        wrong = []
        for number, table in self.tables.items():
            entries = (entry.given for entry in table.session.entries)
            turns = [given.turn for given in entries if given.kind == "turn"]
            if turns != list(range(1, len(turns) + 1)):
                wrong.append(f"2: table {number} took the turns {turns}")
        return wrong

    def sheet(self, table: int, role: str) -> dict[str, Any]:
        """What a role is shown, from the files alone."""
        shown: dict[str, Any] = json.loads(self.tables[table].sheet(role))
        return shown
