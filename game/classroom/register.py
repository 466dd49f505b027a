"""The register: who is in the class and how far it is, as it follows from the journal alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from game.classroom.journal import Entry

Phase = Literal["lobby", "briefing", "turn", "debrief", "closed"]
Seat = tuple[int, str]  # a table and a role


@dataclass
class Student:
    """Somebody who joined.

    Attributes:
        token: the digest of what only this student's device knows; "" opens nothing.
        table: None before there are tables; role: "" for an observer.
        suggestion: what this member of a team would do, with its turn.
        seq: the number of the last request that is on disk, as far as this was read from there.
    """

    id: str
    name: str
    token: str
    table: int | None = None
    role: str = ""
    muted: bool = False
    removed: bool = False
    left: bool = False
    ready: bool = False
    suggestion: dict[str, Any] | None = None
    seq: int = 0

    @property
    def counts(self) -> bool:
        """Is this one still in the class?"""
        return not (self.removed or self.left)

    @property
    def seat(self) -> Seat | None:
        """Where this one plays; None for who looks on, or has no place yet."""
        return (self.table, self.role) if self.table and self.role and self.counts else None


@dataclass
class Register:
    """All that a journal comes to.

    Attributes:
        turn: the one to which tables may go.
        paths: the file of each table, in the folder of the class; branches: all that it ever had,
            as (file, turn taken again).
        captains: who was made captain, by seat. bots: seats that a policy plays although somebody
            sits there.
        point: the talking point of the debrief that the projector shows.
        ms_left: what was left of the turn at each table when it was last written down.
    """

    phase: Phase = "lobby"
    turn: int = 0
    paused: str | None = None
    code: str = ""
    locked: bool = False
    code_shown: bool = True
    names_shown: bool = False
    blank: bool = False
    point: str = ""
    hold: bool = False
    minutes: float | None = None
    ms_left: dict[int, int | None] = field(default_factory=dict)
    students: dict[str, Student] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)
    branches: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    captains: dict[Seat, str] = field(default_factory=dict)
    bots: set[Seat] = field(default_factory=set)
    notices: list[tuple[str, list[int]]] = field(default_factory=list)

    # Made when they are asked for.
    _count: int | None = None
    _teams: dict[Seat, list[Student]] | None = None
    _tables: dict[int, list[Student]] | None = None

    def apply(self, entry: Entry) -> None:
        """Let an entry count."""
        self._count = self._teams = self._tables = None
        getattr(self, f"_{entry.kind}")(**entry.content)

    # -- the course of the class ---------------------------------------------------------------

    def _begun(self, minutes: float | None, code: str, **_about: Any) -> None:
        self.minutes, self.code = minutes, code

    def _phase(self, phase: Phase) -> None:
        self.phase = phase
        self.notices = []
        self._all_unready()

    def _turn(self, turn: int) -> None:
        self.turn = turn
        self.notices = []
        full = None if self.minutes is None else round(self.minutes * 60_000)
        self.ms_left = dict.fromkeys(self.paths, full)
        self._all_unready()

    def _all_unready(self) -> None:
        for student in self.students.values():
            student.ready = False

    def _pause(self, says: str) -> None:
        self.paused = says

    def _resume(self) -> None:
        self.paused = None

    def _clock(self, minutes: float | None) -> None:
        self.minutes = minutes

    def _time(self, ms_left: dict[str, int | None]) -> None:
        self.ms_left = {int(table): left for table, left in ms_left.items()}

    def _set(self, what: str, on: bool) -> None:
        """A switch: hold, blank, locked, code_shown or names_shown."""
        setattr(self, what, on)

    def _point(self, point: str) -> None:
        self.point = point

    def _code(self, code: str) -> None:
        self.code, self.locked = code, False

    def _notice(self, text: str, tables: list[int]) -> None:
        self.notices = [*self.notices[-4:], (text, tables)]

    # -- tables --------------------------------------------------------------------------------

    def _table(self, table: int, path: str, turn: int, done: dict[str, int] | None = None) -> None:
        """A table, or from now on a branch of it; `done`: the last requests before that."""
        self.paths[table] = path
        self.branches.setdefault(table, []).append((path, turn))
        for student in self.students.values():
            if student.table == table:
                student.suggestion = None
        for who, seq in (done or {}).items():
            self.was_done(who, seq)

    def _bot(self, table: int, role: str, on: bool) -> None:
        (self.bots.add if on else self.bots.discard)((table, role))

    # -- students ------------------------------------------------------------------------------

    def _join(self, student: str, name: str, token: str) -> None:
        self.students[student] = Student(student, name, token)

    def _token(self, student: str, token: str) -> None:
        self.students[student].token = token

    def _seat(self, student: str, table: int | None, role: str) -> None:
        who = self.students[student]
        who.table, who.role, who.suggestion = table, role, None

    def _captain(self, student: str, seq: int | None = None, by: str | None = None) -> None:
        seat = self.students[student].seat
        if seat:
            self.captains[seat] = student
        self._done(by or student, seq)

    def _mute(self, student: str, on: bool) -> None:
        self.students[student].muted = on

    def _remove(self, student: str, on: bool) -> None:
        who = self.students[student]
        who.removed = on
        if on:
            who.token = ""

    def _leave(self, student: str, seq: int) -> None:
        who = self.students[student]
        who.left, who.token = True, ""
        self._done(student, seq)

    def _ready(self, student: str, seq: int) -> None:
        self.students[student].ready = True
        self._done(student, seq)

    def _suggest(self, student: str, seq: int, turn: int, deed: str, word: str, says: str) -> None:
        suggestion = {"turn": turn, "deed": deed, "word": word, "says": says}
        self.students[student].suggestion = suggestion
        self._done(student, seq)

    def _done(self, student: str, seq: int | None) -> None:
        if seq is not None:
            self.students[student].seq = seq

    def was_done(self, student: str, seq: int) -> None:
        """A request that stands in the file of a table."""
        if student in self.students:
            self.students[student].seq = max(self.students[student].seq, seq)

    # -- asking --------------------------------------------------------------------------------

    def team(self, seat: Seat) -> list[Student]:
        """Who sits at a seat, in the order in which they came."""
        if self._teams is None:
            self._teams = {}
            for student in self.students.values():
                if student.seat:
                    self._teams.setdefault(student.seat, []).append(student)
        return self._teams.get(seat, [])

    def at(self, table: int) -> list[Student]:
        """Who sits at a table or looks on there."""
        if self._tables is None:
            self._tables = {}
            for student in self.students.values():
                if student.table:
                    self._tables.setdefault(student.table, []).append(student)
        return self._tables.get(table, [])

    @property
    def count(self) -> int:
        """How many students are in the class."""
        if self._count is None:
            self._count = sum(student.counts for student in self.students.values())
        return self._count

    def named(self, name: str) -> Student | None:
        """Who has that name, however it is written, and has not left for good."""
        wanted = name.casefold()
        found = (s for s in self.students.values() if s.name.casefold() == wanted and not s.left)
        return next(found, None)

    def of_token(self, token: str) -> Student | None:
        """Whose token has that digest."""
        return next((s for s in self.students.values() if token and s.token == token), None)
