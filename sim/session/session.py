"""A session: a table at which people play, and the file from which it can be rebuilt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import numpy as np

from sim.scenario.check import load_scenario
from sim.scenario.schema import Scenario
from sim.session.inputs import About, Commit, Draft, Input, Note, Turned, Undo
from sim.session.knowledge import Knowledge
from sim.session.log import Log
from sim.session.refusals import SaveBroken, SessionRefused
from sim.session.saves import new_path
from sim.session.setting import about_session, scenario_of
from sim.session.table import Table
from sim.session.view import View
from sim.session.viewing import view_of
from sim.session.words import _


class Session:
    """One world that people play. Every input is on disk before it counts.

    Made by `Session.begin` and `Session.resume`.

    Attributes:
        scenario: what is played; scenario_id: its id.
        people: the actors that persons play.
        seed: what chooses the luck.
        path: the file of the session; None while it is only replayed.
    """

    def __init__(self, about: About, scenario: Scenario, log: Log | None) -> None:
        """Set the table. ValueError: the seed is out of range, or a policy unknown."""
        self.scenario = scenario
        self.scenario_id = scenario.id
        self.people = about.people
        self.seed = about.seed
        self.path = log.path if log else None
        self._text = about.scenario
        self._log = log
        self._table = Table(scenario, about.people, about.seed, about.policies)
        self._written = 0  # turns whose outcome is on disk

    @classmethod
    def begin(
        cls,
        scenario: Scenario | str,
        people: Collection[str],
        *,
        seed: int | None = None,
        policies: Mapping[str, str] | None = None,
        path: Path | None = None,
    ) -> Session:
        """A new session.

        people: the actors that persons play. policies: who plays the others, where not as the
            scenario says. path: its file; a new one in the folder of saves if not given.

        Raises:
            ScenarioError: the scenario can't be read or is not sound.
            SessionRefused: an actor or policy has no such name, or the seed is out of range.
            SaveBroken: the file can't be written.
        """
        if not isinstance(scenario, Scenario):
            scenario = load_scenario(scenario)
        about = about_session(scenario, people, policies or {}, seed)
        try:
            session = cls(about, scenario, None)
        except ValueError as refusal:
            raise SessionRefused(str(refusal)) from None
        session._log = Log.create(path or new_path(scenario.id), about)
        session.path = session._log.path
        return session

    @classmethod
    def resume(cls, path: Path) -> Session:
        """Go on with a saved session.

        Raises:
            SaveBroken: it can't be read, was played under other rules, or comes out differently.
        """
        log = Log.open(path)
        try:
            session = cls._rebuilt(log, log)
            for given in log.inputs():
                session._replay(given)
            session._write_turns()  # it may have stopped between the last order and the turn
        except BaseException:
            log.close()
            raise
        return session

    @classmethod
    def _rebuilt(cls, source: Log, log: Log | None) -> Session:
        """As it began; SaveBroken if what is in the file can't be played."""
        about, path = source.about, source.path
        try:
            return cls(about, scenario_of(about, path), log)
        except ValueError as problem:
            raise SaveBroken(f"{path}: {problem}") from None

    # -- how things stand ----------------------------------------------------------------------

    @property
    def turn(self) -> int:
        """The turn to decide now, from 1; the last one played once it is over."""
        return self._table.turn

    @property
    def over(self) -> bool:
        """Has it come to an end?"""
        return self._table.over

    @property
    def hashes(self) -> tuple[str, ...]:
        """What the state came to, one text a turn that is over."""
        return tuple(turned.state for turned in self._table.turns)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was kept of answers and the like."""
        return tuple(self._table.notes)

    def waiting(self) -> tuple[str, ...]:
        """The people who have not given their orders in this turn."""
        return self._table.waiting()

    def view(self, role: str, language: str = "en") -> View:
        """All that the role may know now."""
        self._table.seat(role)
        return view_of(self._table, role, language)

    def knowledge(self, role: str) -> Knowledge:
        """The same for a forecast, as plain data."""
        column = np.ascontiguousarray(self._table.seat(role).memory.column, dtype="<f4")
        policies = tuple((name, actor.policy) for name, actor in self._table.crisis.actors.items())
        return Knowledge(role, self._text, policies, self.turn, column.tobytes())

    # -- what people put in --------------------------------------------------------------------

    def draft(self, role: str, deed: str | None = None, word: str | None = None) -> None:
        """Put down what the role would do and say; what is left out stays as it is.

        Raises:
            SessionRefused: it is no move of the role or not legal now, the orders are given
                already, or the crisis is over.
        """
        now = self._table.seat(role).orders
        wanted = Draft(role=role, deed=deed or now.deed, word=word or now.word)
        if now.committed or (wanted.deed, wanted.word) != (now.deed, now.word):
            self._take(wanted)

    def undo(self, role: str) -> bool:
        """Take back the last change, or the orders while others still think; False: no such."""
        if self.over or not self._table.seat(role).earlier:
            return False
        self._take(Undo(role=role))
        return True

    def commit(self, role: str, expected: float | None = None) -> bool:
        """Give the orders that are put down; True: all have now, and the turn was taken.

        expected: how likely the role finds a peaceful end, 0 to 1.

        Raises:
            SessionRefused: they are given already, or the crisis is over.
        """
        if expected is not None and not 0 <= expected <= 1:
            words = _("A chance is between 0 and 1, not {figure}.")
            raise SessionRefused(words.format(figure=expected))
        turns = len(self.hashes)
        self._take(Commit(role=role, expected=None if expected is None else float(expected)))
        return len(self.hashes) > turns

    def note(self, role: str, about: str, content: object) -> None:
        """Keep something that changes nothing, such as answers; content: plain data."""
        self._take(Note(role=role, about=about, content=content))

    def close(self) -> None:
        """Let go of the file."""
        if self._log:
            self._log.close()

    # -- from input to state -------------------------------------------------------------------

    def _take(self, given: Input) -> None:
        """Check it, write it down, and only then let it count."""
        self._table.check(given)
        self._write_turns()
        if self._log:
            self._log.append(given)
        self._table.apply(given)
        self._write_turns()

    def _write_turns(self) -> None:
        """Write down what the last turn came to, so that a replay can be held against it."""
        for turned in self._table.turns[self._written :]:
            if self._log:
                self._log.append(turned)
            self._written += 1

    def _replay(self, given: Input) -> None:
        """Let an input from the file count, which must be as sound as a new one."""
        if isinstance(given, Turned):
            if [given] != self._table.turns[self._written : self._written + 1]:
                words = _(
                    "Turn {turn} comes out differently than when it was played: the save was "
                    "changed, or written by another program. Go on from another save."
                )
                raise SaveBroken(words.format(turn=given.turn))
            self._written += 1
            return
        try:
            self._table.check(given)
        except SessionRefused as refusal:
            words = _("The save holds what can't be ({why}); go on from another one.")
            raise SaveBroken(words.format(why=refusal)) from None
        self._table.apply(given)


def replay(path: Path) -> Iterator[Session]:
    """A saved session again: as it began, then as each turn left it. Nothing is written.

    It is one session that goes on from turn to turn.

    Raises:
        SaveBroken: as in `Session.resume`.
    """
    log = Log.open(path)
    try:
        session, inputs = Session._rebuilt(log, None), log.inputs()
    finally:
        log.close()
    yield session
    for given in inputs:
        turns = len(session.hashes)
        session._replay(given)
        if len(session.hashes) > turns:
            yield session
