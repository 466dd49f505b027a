"""The tables of a class: where their files are, and what each came to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sim.analysis.classes.findings import TablePath
from sim.engine.book import Book
from sim.engine.crisis import Crisis
from sim.engine.sight import EVERYTHING
from sim.scenario.schema import Scenario
from sim.session.hindsight import Hindsight, Lived, look_back_at
from sim.session.refusals import SaveBroken
from sim.session.session import Session
from sim.session.view import View
from sim.session.watch import Watch
from sim.session.words import _, figure

FILE = re.compile(r"table-(\d+)(?:-(\d+))?\.standoff")


def tables_in(folder: Path) -> dict[int, Path]:
    """The file of each table in the folder of a class: where it was taken again, the newest branch.

    Raises:
        SaveBroken: there are none.
    """
    found: dict[int, tuple[int, Path]] = {}
    for path in (folder / "tables").glob("table-*.standoff"):
        if match := FILE.fullmatch(path.name):
            number, branch = int(match[1]), int(match[2] or 1)
            found[number] = max(found.get(number, (0, path)), (branch, path))
    if not found:
        raise SaveBroken(_("There are no tables of a class in {folder}.").format(folder=folder))
    return {number: found[number][1] for number in sorted(found)}


@dataclass(frozen=True, eq=False)
class ClassTable:
    """A table, looked back on.

    Attributes:
        pasts: each role's part in it, by role. view: how it ended, as it really was.
    """

    number: int
    session: Session
    pasts: Mapping[str, Hindsight]
    view: View

    @property
    def scenario(self) -> Scenario:
        """What was played; the same object at all tables that played the same."""
        return self.any_past.scenario

    @property
    def any_past(self) -> Hindsight:
        """Somebody's; what really was is the same in all."""
        return next(iter(self.pasts.values()))

    @cached_property
    def book(self) -> Book:
        """What stands where in a world."""
        return Crisis(self.scenario).rules.book

    def decided(self, role: str) -> Iterator[Lived]:
        """The turns in which a person, and no policy, gave the role's orders."""
        given = self.session.given(role)
        for lived in self.pasts[role].turns:
            if given[lived.turn - 1].by != "policy":
                yield lived

    def order(self, role: str, turn: int, channel: str) -> str | None:
        """The move that a person chose; None where none did."""
        found = (lived for lived in self.decided(role) if lived.turn == turn)
        lived = next(found, None)
        return None if lived is None else lived.deed if channel == "deed" else lived.word

    def summary(self) -> TablePath:
        """Its path and its end."""
        ending = self.view.ending
        return TablePath(
            table=self.number,
            path=tuple(played.rung for played in self.view.played),
            ending=ending.label if ending else "",
            violent=bool(ending and ending.violent),
            decided=self.session.decided_until,
            harm={q.label: figure(q.value, q.unit) for q in self.view.quantities if q.harm},
        )


def read_table(number: int, path: Path, language: str) -> ClassTable:
    """Look back on one. SaveBroken: it can't be read."""
    pasts = look_back_at(path)
    watch = Watch.of_save(path)
    return ClassTable(number, watch.session, pasts, watch.view(watch.last, EVERYTHING, language))
