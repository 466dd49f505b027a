"""What each student's decisions did: found out after the end by a process of its own.

The seats of students who ask come first, and then the others. What was found lies in the folder of
the class, so a host that is started again tells it at once.
"""

from __future__ import annotations

import json
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from game.classroom.classroom import Classroom
from game.classroom.plain import Plain, frame
from game.classroom.protocol import Review
from game.classroom.register import Seat, Student
from game.classroom.requests import Answer
from game.classroom.seat_looks import FUTURES, News, Order, frame_file, serve, turn_file
from game.words import _, language

REVIEWS = "reviews"  # the folder of what was found
PATIENCE = 3.0  # seconds that the process has to end by itself


class SeatReviews:
    """Has seats looked into, one at a time, once the class is at its debrief."""

    def __init__(self, room: Classroom) -> None:
        self.room = room
        self._asked: dict[str, None] = {}  # students, in the order in which they asked
        self._done: set[Seat] = set()
        self._faults: dict[Seat, str] = {}
        self._number = 0
        self._frames: dict[tuple[Seat, str], str] = {}  # what was sent last
        self._at: Seat | None = None
        self._line: Connection | None = None
        self._process: BaseProcess | None = None

    # -- what students ask ---------------------------------------------------------------------

    def answer(self, student: Student, asked: Review, wants: str) -> Answer:
        """From now on a student is sent what is found; or one decision in full.

        wants: the shape, "sheet" or "view".
        """
        seat = student.seat
        if seat is None or seat[0] not in self.room.tables:
            return Answer(False, _("You have no seat at a table; you look on."))
        if self.room.register.phase not in ("debrief", "closed"):
            return Answer(False, _("That is told when the crisis is over at all tables."))
        self._asked.setdefault(student.id)
        if asked.turn is None:
            return Answer(True)
        try:
            path = self._folder(seat) / turn_file(asked.turn, wants)
            return Answer(True, data=json.loads(path.read_text("utf-8")))
        except (OSError, ValueError):
            return Answer(False, _("That decision is not compared yet."))

    def frame(self, student: Student, wants: str) -> str | None:
        """What a student is to be sent; None: they have not asked."""
        if student.id not in self._asked or student.seat is None:
            return None
        key = student.seat, wants
        if key not in self._frames:
            self._number += 1
            content = {"type": "review", "number": self._number, **self._content(*key)}
            self._frames[key] = frame(content)
        return self._frames[key]

    def _content(self, seat: Seat, wants: str) -> Plain:
        try:
            found: Plain = json.loads((self._folder(seat) / frame_file(wants)).read_text("utf-8"))
        except (OSError, ValueError):
            found = {"progress": self._queue_words(seat), "decisions": []}
        fault = self._faults.get(seat)
        return {**found, "progress": fault or found["progress"], "stopped": bool(fault)}

    def _queue_words(self, seat: Seat) -> str:
        before = self._queue().index(seat) if seat in self._queue() else 0
        if before == 0 or seat == self._at:
            return _("Your decisions are being compared.")
        words = _("Your decisions will be compared soon; sides before yours: {number}.")
        return words.format(number=before)

    # -- what is done --------------------------------------------------------------------------

    def poll(self) -> set[Seat]:
        """The seats of which more is known; it never waits."""
        if self.room.register.phase not in ("debrief", "closed"):
            return set()
        changed = self._hear()
        if self._at is None:
            changed |= self._begin_next()
        for key in [key for key in self._frames if key[0] in changed]:
            del self._frames[key]
        return changed

    def _queue(self) -> list[Seat]:
        """The seats that are still to be looked into: those first whose students asked."""
        students = self.room.register.students
        asked = [students[name].seat for name in self._asked if name in students]
        others = sorted(student.seat for student in students.values() if student.seat)
        seats = dict.fromkeys([*filter(None, asked), *others])
        return [s for s in seats if s not in self._done and s[0] in self.room.tables]

    def _begin_next(self) -> set[Seat]:
        """Have the next seat looked into, unless it is found there already."""
        queue = self._queue()
        if not queue:
            self._let_go()
            return set()
        seat = queue[0]
        if self._is_kept(seat):
            self._done.add(seat)
            return {seat}
        self._at = seat
        try:
            self._ready().send(self._order(seat))
        except OSError:
            self._lost()
        return set(queue)  # all of them are told how long the queue is

    def _is_kept(self, seat: Seat) -> bool:
        """Was it found by a host before this one?"""
        try:
            found = json.loads((self._folder(seat) / frame_file("sheet")).read_text("utf-8"))
            return bool(found["progress"] == "" and found["futures"] == FUTURES)
        except (OSError, ValueError, KeyError):
            return False

    def _order(self, seat: Seat) -> Order:
        save = self.room.tables[seat[0]].session.path
        assert save is not None, "what a class plays has a file"
        return Order(*seat, save, self._folder(seat), language())

    def _folder(self, seat: Seat) -> Path:
        """Another branch of a table, or another language, has another folder."""
        save = Path(self.room.register.paths[seat[0]]).stem
        return self.room.folder / REVIEWS / f"{save}-{seat[1]}-{language()}"

    # -- the process ---------------------------------------------------------------------------

    def _ready(self) -> Connection:
        if self._line is None:
            from sim import start_helper

            self._line, theirs = Pipe()
            self._process = start_helper(serve, theirs)
            theirs.close()  # so that the line ends when the process does
        return self._line

    def _hear(self) -> set[Seat]:
        changed: set[Seat] = set()
        try:
            while self._line is not None and self._line.poll():
                news: News = self._line.recv()
                seat = news.order.table, news.order.role
                changed.add(seat)
                if news.fault:
                    self._faults[seat] = news.fault
                if news.last:
                    self._done.add(seat)
                    self._at = None
        except (EOFError, OSError):
            changed |= self._lost()
        return changed

    def _lost(self) -> set[Seat]:
        """The process has died: the seat at which it did is left, and the next begins anew."""
        seat, self._at = self._at, None
        self._let_go()
        if seat is None:
            return set()
        self._done.add(seat)
        self._faults[seat] = _("The comparison stopped before it was done.")
        return {seat}

    def _let_go(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.terminate()
            self._process.join(PATIENCE)
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def close(self) -> None:
        """Let the process go; what it found stays."""
        self._at = None
        self._let_go()
