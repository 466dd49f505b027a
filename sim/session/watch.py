"""Watching: a session or a world of a batch turn by turn, forward and back, through any eyes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.engine.sight import EVERYTHING
from sim.engine.sight import PUBLIC as PUBLIC
from sim.scenario.schema import Scenario
from sim.session.knowledge import Knowledge
from sim.session.session import Session, replay
from sim.session.table import Table
from sim.session.view import View
from sim.session.viewing import view_of
from sim.session.words import _


class Watch:
    """What has been played, to look at. Nothing in it can be changed.

    Rules are quick: to go back, the turns before are played again.

    Attributes:
        session: what is watched.
        turns: how many turns have been played.
        eyes: through whose eyes it can be seen: every actor's, and EVERYTHING for all of it.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.turns = len(session.hashes)
        self.eyes = (*session.scenario.actors, EVERYTHING)
        self._table = self._set()
        self._views: dict[tuple[int, str, str], View] = {}

    @classmethod
    def of_save(cls, path: Path) -> Watch:
        """A saved session. SaveBroken: as in `Session.resume`."""
        *_earlier, session = replay(path)
        return cls(session)

    @classmethod
    def of_world(
        cls,
        scenario: Scenario | str,
        *,
        seed: int = 0,
        world: int = 0,
        policies: Mapping[str, str] | None = None,
    ) -> Watch:
        """A world just as a batch plays it. Raises: as `Session.begin`."""
        return cls(Session.of_world(scenario, seed=seed, world=world, policies=policies))

    @property
    def last(self) -> int:
        """The last moment there is to look at: `turns` + 1, how things stand after all of them."""
        return self.turns + 1

    def view(self, turn: int, role: str, language: str = "en") -> View:
        """What a role knew when it had to decide in this turn, 1 to `last`.

        role: any actor; EVERYTHING for all of it, as it really was.

        Raises:
            ValueError: there is no such turn, or no such role.
        """
        if role not in self.eyes:
            raise ValueError(_("There is no side {role} here.").format(role=role))
        key = turn, role, language
        if key not in self._views:
            self._views[key] = view_of(self._at(turn), role, language)
        return self._views[key]

    def knowledge(self, turn: int, role: str) -> Knowledge:
        """The same for a forecast, as plain data."""
        return self._at(turn).knowledge(role)

    def _at(self, turn: int) -> Table:
        """The table as it was when this turn was to be decided."""
        if not 1 <= turn <= self.last:
            words = _("There is no turn {turn}; there are turns 1 to {last}.")
            raise ValueError(words.format(turn=turn, last=self.last))
        if len(self._table.turns) >= turn:
            self._table = self._set()
        while len(self._table.turns) < turn - 1:
            self._play(len(self._table.turns))
        return self._table

    def _play(self, place: int) -> None:
        """The next turn; what people expected goes with what they ordered."""
        for role in self.session.people:
            self._table.seats[role].orders = self.session.given(role)[place]
        self._table.play(self.session.ordered[place])
        self._retell(self._table)

    def _retell(self, table: Table) -> None:
        """What was said while the turn was decided that the table has come to."""
        for talked in self.session.talked[len(table.turns) : len(table.turns) + 1]:
            table.retell(talked)

    def _set(self) -> Table:
        about = self.session.about.model_copy(update={"injected": self.session.injected})
        table = Table(self.session.scenario, about, self.eyes)
        self._retell(table)
        return table
