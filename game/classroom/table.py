"""A table of the class: a session, its clock, and what each of its seats is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic_core import to_json

from game.classroom.brief import brief_of
from game.classroom.clock import Clock
from game.classroom.plain import Plain, frame
from game.classroom.sheet import sheet_of
from game.classroom.views import pack
from game.words import language
from sim.session import EVERYTHING, PUBLIC, Card, Session, View

if TYPE_CHECKING:
    from sim import Scenario

ONLOOKERS = (EVERYTHING, PUBLIC)
TURNS_ON_A_SHEET = 2  # this one and the one before
MOST_AS_A_PART = 40 * 1024  # bytes of a sheet that is not alone in its frame
Kept = TypeVar("Kept")


class Table:
    """One crisis, played by a part of the class.

    Attributes:
        version: grows whenever anybody could see something new.
        changes: how often each role has changed its orders in this turn, and each student what
            to suggest.
    """

    def __init__(self, number: int, session: Session) -> None:
        self.number = number
        self.session = session
        self.clock = Clock()
        self.version = 0
        self.changes: dict[str, int] = {}
        self._kept: dict[tuple[str, str], tuple[object, object]] = {}

    @classmethod
    def begin(
        cls, number: int, path: Path, scenario: Scenario, roles: tuple[str, ...], seed: int
    ) -> Table:
        """A new one; every table of a class meets the same luck."""
        session = Session.begin(scenario, roles, seed=seed, path=path, watchers=ONLOOKERS)
        return cls(number, session)

    @classmethod
    def resume(cls, number: int, path: Path) -> Table:
        """One that was played before."""
        return cls(number, Session.resume(path, ONLOOKERS))

    @property
    def turn(self) -> int:
        """The turn to decide now; the last one once it is over."""
        return self.session.turn

    @property
    def over(self) -> bool:
        """Has its crisis ended?"""
        return self.session.over

    def changed(self) -> None:
        """Somebody could see something new."""
        self.version += 1

    def go_on_with(self, session: Session) -> None:
        """From now on another session is played here: a branch of the one before."""
        self.session.close()
        self.session = session
        self.changes.clear()
        self.changed()

    def name_of(self, role: str) -> str:
        """What a side is called."""
        return self.session.scenario.actors[role].name.spoken(language())

    def marks(self) -> Iterator[tuple[str, int]]:
        """Which requests of which students stand in the file."""
        for entry in self.session.entries:
            student, _space, seq = getattr(entry.given, "mark", "").partition(" ")
            if seq.isdecimal():
                yield student, int(seq)

    # -- what is seen --------------------------------------------------------------------------

    def view(self, role: str) -> View:
        """What a role may know now, or an onlooker; of what happened, only the last two turns.

        Of the orders it holds those of the moment when it was made; `session.orders` has them now.
        """
        if role in ONLOOKERS:  # theirs are read again and again for teacher and projector
            return self._keep("view", role, lambda: self._view(role))
        return self._view(role)

    def has_view(self, onlooker: str) -> bool:
        """Is it made already?"""
        return self._is_kept("view", onlooker)

    def _view(self, role: str) -> View:
        return self.session.view(role, language(), turns=TURNS_ON_A_SHEET)

    def whole_view(self, role: str) -> View:
        """The same with all that ever happened."""
        return self.session.view(role, language())

    def chosen(self, role: str) -> tuple[Card, Card]:
        """The deed and the word that a role has put down, as they are printed."""
        orders, printed = self.session.orders(role), self.session.printed(role, language())
        return printed[orders.deed], printed[orders.word]

    def sheet(self, role: str) -> str:
        """The same as a page is sent it."""
        return self._frame("sheet", role, lambda: sheet_of(self.view(role)))

    def plain(self, role: str) -> Plain:
        """The same as plain data, for a frame of which it is a part."""
        return self._keep("plain", role, lambda: sheet_of(self.view(role), MOST_AS_A_PART))

    def packed(self, role: str) -> str:
        """The same for a client that draws the board itself."""
        return self._frame("view", role, lambda: {"view": pack(self.whole_view(role))})

    def brief(self, role: str) -> str:
        """What does not change for a role, and is the same at every table."""
        told = brief_of(self.view(role), observer=role in ONLOOKERS)
        return frame({"type": "brief", "number": 1, **told})

    def _frame(self, kind: str, role: str, make: Callable[[], Plain]) -> str:
        """The same JSON as of `frame`, made faster and kept small: these are many and long."""

        def packed() -> bytes:
            return to_json({"type": kind, "number": self.version, **make()})

        return self._keep(f"{kind} frame", role, packed).decode()

    def _is_kept(self, kind: str, role: str) -> bool:
        return self._kept.get((kind, role), (None,))[0] == self.version

    def _keep(self, kind: str, role: str, make: Callable[[], Kept]) -> Kept:
        """Made once for a version of the table."""
        if not self._is_kept(kind, role):
            self._kept[kind, role] = self.version, make()
        found = self._kept[kind, role][1]
        return found  # type: ignore[return-value]  # what `make` made for this key before
