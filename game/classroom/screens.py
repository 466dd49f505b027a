"""What everybody who is connected has been sent, and is to be sent next.

First come those at a table that has something new to read, then all others who are behind, then
teacher and projector; one screen at a time, so that requests, which come before all, don't wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from time import monotonic

from game.classroom import frames, overview, projector
from game.classroom.classroom import Classroom
from game.classroom.limits import HEARTBEAT
from game.classroom.line import Line
from game.classroom.plain import Plain, frame
from game.classroom.register import Seat, Student
from game.classroom.table import Table
from game.words import _, language
from sim.session import EVERYTHING, PUBLIC

CROWD = 0.15  # seconds between two looks at what concerns everybody
LEADERS = 0.5  # the same for the teacher and the projector


class Screens:
    """Brings one screen after the other up to date.

    Args:
        whole: what stands in the teacher's frame beside the class itself.
        review: what a student who asked for it is told of their decisions, in the shape wanted.

    Attributes:
        lines: all that said hello. of: those of students and of who knocks, by who they are.
        debrief: what is known about the class when its crisis is over.
    """

    def __init__(
        self,
        room: Classroom,
        whole: Callable[[], Plain],
        review: Callable[[Student, str], str | None],
    ) -> None:
        self.room = room
        self.lines: set[Line] = set()
        self.of: dict[str, Line] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.debrief: Plain | None = None
        self._whole = whole
        self._review = review
        self._first: dict[Line, None] = {}
        self._stale: dict[Line, None] = {}
        self._versions: dict[int, int] = {}  # of the tables, as they were looked at last
        self._number = 0
        self._crowd = self._leaders = False
        self._crowd_at = self._leaders_at = self._beat_at = 0.0

    def tell(self, debrief: Plain) -> None:
        """More is known about the class."""
        self.debrief = debrief
        self._leaders = True

    def touch(self, line: Line) -> None:
        """This one is behind."""
        self._stale[line] = None
        self._leaders = True

    def touch_seats(self, seats: Collection[Seat]) -> None:
        """There is something new for whoever sits there."""
        for who, line in self.of.items() if seats else ():
            student = self.room.register.students.get(who)
            if student and student.seat in seats:
                self.touch(line)

    def forget(self, line: Line) -> None:
        """This one is gone."""
        self.lines.discard(line)
        self._first.pop(line, None)
        self._stale.pop(line, None)

    def step(self) -> bool:
        """Look who is behind, and bring one up to date; True: there are more."""
        now = monotonic()
        self._look_around(now)
        behind = self._first or self._stale
        if behind:
            line = next(iter(behind))
            self._first.pop(line, None)
            self._stale.pop(line, None)
            self._show(line)
        has_more = bool(self._first or self._stale)
        if self._leaders and now >= self._leaders_at and not self._first:
            if self._look_on():
                return True
            self._leaders, self._leaders_at = False, now + LEADERS
            self._show_leaders()
        return has_more

    def _look_on(self) -> bool:
        """Make one view that teacher or projector need and that is not there; False: all are."""
        who = {EVERYTHING: "teacher", PUBLIC: "projector"}
        needed = [eyes for eyes, leader in who.items() if any(x.who == leader for x in self.lines)]
        for table in self.room.tables.values():
            for eyes in needed:
                if not table.has_view(eyes):
                    table.view(eyes)
                    return True
        return False

    def _look_around(self, now: float) -> None:
        touched = self.room.touched()
        self._crowd |= None in touched
        self._leaders |= bool(touched)
        if now >= self._beat_at:
            self._beat_at = now + HEARTBEAT
            self._crowd = self._leaders = True
            for line in self.lines:
                for kind in ("now", "class", "projector"):
                    line.shown.pop(kind, None)
        for number in filter(None, touched):
            there = self.room.register.at(number)
            lines = dict.fromkeys(self.of[each.id] for each in there if each.id in self.of)
            version = self.room.tables[number].version
            is_new = self._versions.get(number) != version
            self._versions[number] = version
            (self._first if is_new else self._stale).update(lines)
        if self._crowd and now >= self._crowd_at:
            self._crowd, self._crowd_at = False, now + CROWD
            self._stale |= dict.fromkeys(self.of.values())

    # -- screens -------------------------------------------------------------------------------

    def _show(self, line: Line) -> None:
        student = self.room.register.students.get(line.who)
        if student is None:
            says = _("Your teacher is asked to let you in. Wait here.")
            content: Plain = {"phase": "knocking", "paused": None, "says": says, "notices": []}
            return self._once(line, "now", content)
        table = self.room.tables.get(student.table or 0)
        if table:
            self._show_table(line, student, table)
        self._once(line, "now", frames.now_of(self.room, student))
        if review := self._review(student, line.wants):
            self._marked(line, "review", review, lambda: review)

    def _show_table(self, line: Line, student: Student, table: Table) -> None:
        role = student.role if student.seat else PUBLIC
        mark = table.session.path, role, table.version
        if line.wants == "view":
            self._marked(line, "view", mark, lambda: table.packed(role))
        else:
            self._marked(line, "brief", role, lambda: self.room.brief(table, role))
            self._marked(line, "sheet", mark, lambda: table.sheet(role))

    def _show_leaders(self) -> None:
        teachers = [line for line in self.lines if line.who == "teacher"]
        projectors = [line for line in self.lines if line.who == "projector"]
        if teachers:
            whole = overview.class_of(self.room) | self._whole() | {"note": note_of(self.room)}
            for line in teachers:
                self._once(line, "class", whole)
                if line.watched in self.room.tables:
                    table = self.room.tables[line.watched]
                    self._once(line, "table", overview.table_frame(self.room, table))
        if projectors:
            addresses = self._whole()["addresses"]
            public = projector.projector_of(self.room) | {"address": next(iter(addresses), "")}
            for line in projectors:
                self._once(line, "projector", public)
        if self.debrief:
            for line in teachers + projectors:
                self._once(line, "debrief", self.debrief)

    def _marked(self, line: Line, kind: str, mark: object, text: Callable[[], str]) -> None:
        """A frame that many get, if this line has not got it."""
        if line.shown.get(kind) != mark:
            line.shown[kind] = mark
            self.send(line, kind, text())

    def _once(self, line: Line, kind: str, content: Plain) -> None:
        """A frame, unless nothing but the time has changed in it."""
        mark = {key: value for key, value in content.items() if key != "ms_left"}
        if content.get("ms_left") is not None:  # more time is news, less of it is not
            running = monotonic() if content["clock_runs"] else 0.0
            mark["up"] = round(running + content["ms_left"] / 1000)
        if line.shown.get(kind) != mark:
            line.shown[kind] = mark
            self._number += 1
            self.send(line, kind, frame({"type": kind, "number": self._number, **content}))

    # -- sending -------------------------------------------------------------------------------

    def send(self, line: Line, kind: str, text: str) -> None:
        """Have the line send this; it never waits."""
        assert self.loop
        self.loop.call_soon_threadsafe(line.put, kind, text)

    def end(self, line: Line, why: str, says: str) -> None:
        """Have the line say this and close."""
        assert self.loop
        self.loop.call_soon_threadsafe(line.end, frame(frames.refused(why, says)))


def note_of(room: Classroom) -> str:
    """What a class should hear before it begins, without what is to be read only; else empty."""
    note = room.scenario.note
    if note is None or room.register.phase != "lobby":
        return ""
    aloud: str = note.spoken(language()).partition("\n")[0]
    return aloud
