"""A class: how it goes from phase to phase and from turn to turn, and who plays what meanwhile.

Nothing in here knows of networks. All of it runs in one thread.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.classroom.door import Door, digest
from game.classroom.journal import Journal, now_ms
from game.classroom.limits import MOST_TABLES, SECONDS_OF_GRACE
from game.classroom.records import Records, Setting
from game.classroom.register import Phase, Seat, Student
from game.classroom.table import Table
from sim.session import SaveBroken

LEAST_SPACE = 2**20  # bytes
CHECKPOINT = 15_000  # ms between two notes of how much time is left


class Refused(Exception):
    """What somebody in the class asked for can't be done; a sentence says why and what to do."""


class Classroom(Records):
    """A class in progress.

    Attributes:
        present: the students who are connected. seen: when the others last were, in ms.
        briefs: what is the same for a role at every table, as frames.
    """

    def __init__(self, folder: Path, setting: Setting, journal: Journal) -> None:
        super().__init__(folder, setting, journal)
        self.door = Door()
        self.present: set[str] = set()
        self.seen: dict[str, int] = {}
        self.briefs: dict[str, str] = {}
        self._noted = now_ms()

    def _reopen(self) -> None:
        super()._reopen()
        self.seen = dict.fromkeys(self.register.students, now_ms())

    # -- students ------------------------------------------------------------------------------

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that students play at each table."""
        return self.setting.roles

    def join(self, name: str, token: str) -> Student:
        """A new student, who gets a seat at once if there are any."""
        number = len(self.register.students) + 1
        self.write("join", student=f"s{number}", name=name, token=digest(token))
        student = self.register.students[f"s{number}"]
        if self.register.phase in ("briefing", "turn"):
            self.place(student, *self.free_seat())
        return student

    def place(self, student: Student, table: int, role: str) -> None:
        """Somebody sits down there, or looks on."""
        earlier = student.seat
        self.write("seat", student=student.id, table=table, role=role)
        for seat in filter(None, (earlier, student.seat)):
            self.hand_over(seat)

    def free_seat(self) -> Seat:
        """Where a late-comer plays: an empty seat, or the smallest team; not where it is over."""
        running = [table for table in self.tables.values() if not table.over]
        seats = [(t.number, role) for t in running or self.tables.values() for role in self.roles]
        return min(seats, key=lambda seat: len(self.register.team(seat)))

    def captain(self, seat: Seat | None) -> Student | None:
        """Who gives the orders of a seat: the one who was made so, else the first who is here."""
        if seat is None:
            return None
        team, chosen = self.register.team(seat), self.register.captains.get(seat)
        named = [student for student in team if student.id == chosen]
        here = [student for student in named + team if student.id in self.present]
        return next(iter(here or named or team), None)

    def arrive(self, student: Student) -> None:
        """A student is connected."""
        self.present.add(student.id)
        self.touch(None)
        if student.seat:
            self.hand_over(student.seat)

    def depart(self, student: Student) -> None:
        """No longer."""
        self.present.discard(student.id)
        self.seen[student.id] = now_ms()
        self.touch(None)

    def hand_over(self, seat: Seat) -> None:
        """Let a policy play where nobody is, and people where they are."""
        self._hand_over(seat, self._held())

    def _hand_over(self, seat: Seat, held: set[Seat]) -> None:
        table = self.tables.get(seat[0])
        if table is None or table.over:
            return
        away = seat in self.register.bots or seat not in held
        if away == (seat[1] in table.session.away):
            return
        if away and self.register.paused is not None:
            return  # it might take the turn; when the class goes on, it is looked at again
        turn = table.turn
        table.session.leave(seat[1], away)
        table.changed()  # everybody at it sees who plays a side
        self.after(table, turn)

    def _held(self) -> set[Seat]:
        """The seats at which somebody is, or has only just gone."""
        grace = now_ms() - SECONDS_OF_GRACE * 1000
        return {
            student.seat
            for student in self.register.students.values()
            if student.seat
            and (student.id in self.present or self.seen.get(student.id, grace) > grace)
        }

    def _hand_over_all(self) -> None:
        held = self._held()
        for number in self.tables:
            for role in self.roles:
                self._hand_over((number, role), held)

    def brief(self, table: Table, role: str) -> str:
        """What a role is sent once."""
        if role not in self.briefs:
            self.briefs[role] = table.brief(role)
        return self.briefs[role]

    # -- the course ----------------------------------------------------------------------------

    def open_phase(self, phase: Phase) -> None:
        """Lobby, briefing, turns, debrief, closed."""
        self.write("phase", phase=phase)

    def seat_all(self) -> None:
        """Set the tables, and give everybody a seat: tables differ by one student at most."""
        students = [student for student in self.register.students.values() if student.counts]
        fill = -(-len(students) // len(self.roles))
        count = min(self.setting.tables or max(fill, 1), MOST_TABLES)
        for number in range(1, count + 1):
            self._set_table(number)
        for place, student in enumerate(students):
            role = self.roles[place // count % len(self.roles)]
            self.write("seat", student=student.id, table=place % count + 1, role=role)
        self._hand_over_all()
        self.open_phase("briefing")

    def _set_table(self, number: int) -> None:
        if number in self.tables:  # a crash came between the tables and the briefing
            return
        path = f"tables/table-{number}.standoff"
        (self.folder / path).unlink(missing_ok=True)  # likewise, and it is in no journal
        seed = self.setting.seed
        table = Table.begin(number, self.folder / path, self.scenario, self.roles, seed)
        self.write("table", table=number, path=path, turn=1)
        self.tables[number] = table

    def open_turn(self, turn: int) -> None:
        """From now on tables may decide this turn."""
        self.write("turn", turn=turn)
        for table in self.tables.values():
            if table.turn == turn:
                table.clock.set(self.full_time(), now_ms())
            self.touch(table.number)

    def may_plan(self, table: Table) -> bool:
        """May orders be put in at this table now?"""
        register = self.register
        is_on = register.phase == "turn" and register.paused is None and not self.fault
        return is_on and not table.over and table.turn <= register.turn

    def after(self, table: Table, turn: int) -> None:
        """Something was put in at a table which was at that turn."""
        self.touch(table.number)
        if table.turn != turn or table.over:
            table.changes.clear()
            table.clock.set(self.full_time(), now_ms())
            table.changed()
        self.go_on()

    def go_on(self) -> None:
        """The next turn for all, when no table is left at this one, unless the teacher waits."""
        register = self.register
        if register.phase == "turn" and not register.hold and self.is_done():
            self.open_turn(register.turn + 1)

    def is_done(self) -> bool:
        """Has every table done this turn? One that was taken back holds up nobody."""
        turns = [table.turn for table in self.tables.values() if not table.over]
        return any(turn > self.register.turn for turn in turns) and self.register.turn not in turns

    def close_turns(self, tables: Iterable[Table]) -> None:
        """Take the turn at these tables: what is put down counts."""
        for table in tables:
            turn = table.turn
            table.session.close_turn()
            self.after(table, turn)

    def rewind(self, table: Table, turn: int) -> None:
        """The table takes a turn again, and what it played is kept."""
        number = len(self.register.branches[table.number]) + 1
        path = f"tables/table-{table.number}-{number}.standoff"
        (self.folder / path).unlink(missing_ok=True)  # a crash came before it was in the journal
        branch = table.session.branch(turn, self.folder / path)
        done = dict(table.marks())  # what stands in no branch is not to be done again, either
        self.write("table", table=table.number, path=path, turn=turn, done=done)
        table.go_on_with(branch)
        table.clock.set(self.full_time(), now_ms())
        self._hand_over_all()
        self.touch(table.number)

    def play_to_the_end(self) -> None:
        """Policies play what is left, at every table."""
        for table in self.tables.values():
            for role in self.roles:
                if not table.over:
                    table.session.leave(role)
            while not table.over:
                table.session.close_turn()
            table.changed()

    # -- time ----------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let time pass: clocks, seats that were left, and a disk that may have room again."""
        now = now_ms()
        if self.fault:
            self._try_again()
        for table in self.tables.values():
            table.clock.go(self.may_plan(table), now)
        if self.fault or self.register.paused is not None:
            return
        self._hand_over_all()
        self.close_turns([table for table in self.tables.values() if self._is_time_up(table)])
        self.go_on()
        if now - self._noted > CHECKPOINT and any(t.clock.runs for t in self.tables.values()):
            self._note_time()

    def _try_again(self) -> None:
        """Can it be written again?"""
        try:
            if self.free_space() < LEAST_SPACE:
                return  # a few bytes might find room, and the next few would not
            self._note_time()
        except (SaveBroken, OSError):
            return
        self.fault = ""
        for table in self.tables.values():
            table.changed()  # something may have been taken just before writing failed
            self.touch(table.number)

    def _is_time_up(self, table: Table) -> bool:
        return self.may_plan(table) and table.clock.left(now_ms()) == 0

    def _note_time(self) -> None:
        """Write down how much time is left everywhere."""
        self._noted = now = now_ms()
        left = {str(number): table.clock.left(now) for number, table in self.tables.items()}
        self.write("time", ms_left=left)

    def pause(self, says: str) -> None:
        """Clocks stand still, and nothing is taken."""
        self.tick()
        self._note_time()
        self.write("pause", says=says)
        self.tick()

    def add_time(self, ms: int, tables: Iterable[Table]) -> None:
        """More time for this turn, or less."""
        for table in tables:
            table.clock.add(ms, now_ms())
            self.touch(table.number)
        self._note_time()

    def full_time(self) -> int | None:
        """A turn's length in ms; None: no clock."""
        minutes = self.register.minutes
        return None if minutes is None else round(minutes * 60_000)
