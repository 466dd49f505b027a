"""A session: a table at which people play, and the file from which it can be rebuilt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

from sim.scenario.check import load_scenario
from sim.scenario.schema import Scenario
from sim.session.inputs import (
    About,
    Away,
    Close,
    Commit,
    Draft,
    Entry,
    Inject,
    Input,
    Note,
    Origin,
    Turned,
    Undo,
    now,
    shown,
)
from sim.session.log import Log
from sim.session.refusals import SaveBroken, SessionRefused
from sim.session.saves import new_path
from sim.session.setting import about_session, names_of, scenario_of, seated
from sim.session.speaking import Speaking
from sim.session.table import Table
from sim.session.words import _


class Session(Speaking):
    """One world that people play. Every input is on disk before it counts.

    Made by `Session.begin`, `resume`, `branch`, `take_over` and `of_world`.

    Attributes:
        about: what it began with.
        scenario: what is played; scenario_id: its id.
        people: the actors that persons play.
        seed: what chooses the luck.
        path: the file of the session; None while it is only replayed.
        name: what it is called: its file or, without one, its world.
    """

    def __init__(
        self, about: About, scenario: Scenario, log: Log | None, watchers: Collection[str] = ()
    ) -> None:
        """Set the table.

        watchers: onlookers (see `sight`) who may have a view too.

        Raises:
            ValueError: the seed or the world is out of range, a policy unknown, or the turns
                before the people sat down can't have been.
        """
        self.about = about
        self.scenario = scenario
        self.scenario_id = scenario.id
        self.people = about.people
        self.seed = about.seed
        self.path = log.path if log else None
        words = _("world {world} of seed {seed}")
        self.name = words.format(world=about.world, seed=about.seed)
        self._log = log
        self.watchers = tuple(watchers)
        self._table = Table(scenario, about, (*about.people, *watchers))
        self._entries: list[Entry] = []
        self._mark = ""
        self._written = 0  # turns whose outcome is on disk
        for given, talked in zip_longest(about.prelude, about.talked, fillvalue=()):
            self._table.retell(talked)
            self._table.play(dict(given))

    @classmethod
    def begin(
        cls,
        scenario: Scenario | str,
        people: Collection[str],
        *,
        seed: int | None = None,
        policies: Mapping[str, str] | None = None,
        path: Path | None = None,
        watchers: Collection[str] = (),
    ) -> Session:
        """A new session.

        people: the actors that persons play. policies: who plays the others, where not as the
            scenario says. path: its file; a new one in the folder of saves if not given.
            watchers: onlookers, such as PUBLIC, who may have a view too.

        Raises:
            ScenarioError: the scenario can't be read or is not sound.
            SessionRefused: an actor or policy has no such name, or the seed is out of range.
            SaveBroken: the file can't be written.
        """
        if not isinstance(scenario, Scenario):
            scenario = load_scenario(scenario)
        about = about_session(scenario, seated(scenario, people), policies or {}, seed)
        return cls._of(about, scenario, watchers)._stored(path)

    @classmethod
    def of_world(
        cls,
        scenario: Scenario | str,
        *,
        seed: int = 0,
        world: int = 0,
        policies: Mapping[str, str] | None = None,
    ) -> Session:
        """A world just as a batch plays it, to its end. Nobody plays in it, and it has no file.

        Raises: as `Session.begin`.
        """
        if not isinstance(scenario, Scenario):
            scenario = load_scenario(scenario)
        session = cls._of(about_session(scenario, (), policies or {}, seed, world), scenario)
        while not session.over:
            session._table.play({})
        return session

    @classmethod
    def take_over(
        cls,
        scenario: Scenario | str,
        people: Collection[str],
        *,
        turn: int,
        seed: int = 0,
        world: int = 0,
        policies: Mapping[str, str] | None = None,
        path: Path | None = None,
    ) -> Session:
        """A world of a batch in which, from `turn` on, people decide.

        Raises: as `Session.begin`; SessionRefused too if the world has no such turn.
        """
        lone = cls.of_world(scenario, seed=seed, world=world, policies=policies)
        return lone.branch(turn, path, people)

    @classmethod
    def resume(cls, path: Path, watchers: Collection[str] = ()) -> Session:
        """Go on with a saved session.

        Raises:
            SaveBroken: it can't be read, was played under other rules, or comes out differently.
        """
        log = Log.open(path)
        try:
            session = cls._rebuilt(log, log, watchers)
            for entry in log.entries():
                session._replay(entry)
            session._write_turns()  # it may have stopped between the last order and the turn
        except BaseException:
            log.close()
            raise
        return session

    @classmethod
    def _rebuilt(cls, source: Log, log: Log | None, watchers: Collection[str] = ()) -> Session:
        """As it began; SaveBroken if what is in the file can't be played."""
        about, path = source.about, source.path
        try:
            session = cls(about, scenario_of(about, path), log, watchers)
        except ValueError as problem:
            raise SaveBroken(f"{path}: {problem}") from None
        session.name = path.name
        return session

    @classmethod
    def _of(cls, about: About, scenario: Scenario, watchers: Collection[str] = ()) -> Session:
        """As it begins, without a file."""
        try:
            return cls(about, scenario, None, watchers)
        except ValueError as refusal:
            raise SessionRefused(str(refusal)) from None

    def _stored(self, path: Path | None) -> Session:
        """The same with a file, a new one in the folder of saves if none is given."""
        self._write_turns()
        self._log = Log.create(path or new_path(self.scenario_id), self.about, self._entries)
        self.path, self.name = self._log.path, self._log.path.name
        return self

    def branch(
        self, turn: int, path: Path | None = None, people: Collection[str] | None = None
    ) -> Session:
        """Take a turn again: a new session with the same setting in which `turn` is to be decided.

        path: its file. people: the actors that persons play from then on, if others than here;
            what was ordered before stays so.

        Raises:
            SessionRefused: there is no such turn here, or an actor that nobody can play.
            SaveBroken: the file can't be written.
        """
        turns = len(self.hashes) + (not self.over)
        if not 1 <= turn <= turns:
            words = _("There is no turn {turn} to take again; there are turns 1 to {last}.")
            raise SessionRefused(words.format(turn=turn, last=turns))
        who = self.people if people is None else seated(self.scenario, people)
        self._write_turns()
        again = who == self.people and turn > len(self.about.prelude)
        about = self.about.model_copy(
            update={
                "begun": str(now()),
                "people": who,
                "roles": names_of(self.scenario, who),
                "prelude": self.about.prelude if again else self.ordered[: turn - 1],
                "talked": self.about.talked if again else self.talked[: turn - 1],
                "injected": self.about.injected if again else self._injected_until(turn),
                "origin": Origin(of=shown(self.name), turn=turn),
            }
        )
        branch = Session._of(about, self.scenario, self.watchers)
        for entry in self._entries_before(turn) if again else ():
            branch._replay(entry)
        return branch._stored(path)

    def _injected_until(self, turn: int) -> dict[int, tuple[str, ...]]:
        return {when: events for when, events in self.injected.items() if when <= turn}

    def _entries_before(self, turn: int) -> list[Entry]:
        """What was put in until the turn before this one was over."""
        ends = [i for i, entry in enumerate(self._entries, 1) if isinstance(entry.given, Turned)]
        return self._entries[: ends[turn - 2]] if turn > 1 else []

    # -- what people put in --------------------------------------------------------------------

    def draft(self, role: str, deed: str | None = None, word: str | None = None) -> None:
        """Put down what the role would do and say; what is left out stays as it is.

        Raises:
            SessionRefused: it is no move of the role or not legal now, the orders are given
                already, or the crisis is over.
        """
        now = self._table.person(role).orders
        wanted = Draft(role=role, deed=deed or now.deed, word=word or now.word)
        if now.committed or (wanted.deed, wanted.word) != (now.deed, now.word):
            self._take(wanted)

    def undo(self, role: str) -> bool:
        """Take back the last change, or the orders while others still think; False: no such."""
        if self.over or not self._table.person(role).earlier:
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

    # -- whoever leads the game ----------------------------------------------------------------

    def leave(self, role: str, away: bool = True) -> None:
        """Leave a seat to its policy, which then decides wherever no orders were given; or be back.

        When all others have given their orders, the turn is taken.
        """
        if away != (role in self._table.away):
            self._take(Away(role=role, away=away))

    def close_turn(self) -> None:
        """Take the turn without those who are waited for: what they have put down counts."""
        self._take(Close())

    def inject(self, event: str) -> None:
        """Have a prepared event happen as the next turn begins.

        Raises:
            SessionRefused: there is no such event, or the crisis is over.
        """
        self._take(Inject(event=event))

    @property
    def coming(self) -> tuple[str, ...]:
        """The prepared events that the next turn will begin with."""
        return tuple(self._table.injects)

    def note(self, role: str, about: str, content: object) -> None:
        """Keep something that changes nothing, such as answers; content: plain data."""
        self._take(Note(role=role, about=about, content=content))

    @contextmanager
    def marked(self, mark: str) -> Iterator[None]:
        """What is put in meanwhile carries this mark, as `entries` tells."""
        self._mark = mark
        try:
            yield
        finally:
            self._mark = ""

    def close(self) -> None:
        """Let go of the file."""
        if self._log:
            self._log.close()

    # -- from input to state -------------------------------------------------------------------

    def _take(self, given: Input) -> None:
        """Check it, write it down, and only then let it count."""
        if self._mark:
            given = given.model_copy(update={"mark": self._mark})
        self._table.check(given)
        self._write_turns()
        self._write(given)
        self._table.apply(given)
        self._write_turns()

    def _write(self, given: Input) -> None:
        self._entries.append(self._log.append(given) if self._log else Entry(now(), given))

    def _write_turns(self) -> None:
        """Write down what the last turn came to, so that a replay can be held against it."""
        for turned in self._table.turns[self._written :]:
            self._write(turned)
            self._written += 1

    def _replay(self, entry: Entry) -> None:
        """Let an input from a file count, which must be as sound as a new one."""
        self._entries.append(entry)
        given = entry.given
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
    """A saved session again: as people found it, then as each turn left it. Nothing is written.

    It is one session that goes on from turn to turn.

    Raises:
        SaveBroken: as in `Session.resume`.
    """
    log = Log.open(path)
    try:
        session, entries = Session._rebuilt(log, None), log.entries()
    finally:
        log.close()
    yield session
    for entry in entries:
        turns = len(session.hashes)
        session._replay(entry)
        if len(session.hashes) > turns:
            yield session
