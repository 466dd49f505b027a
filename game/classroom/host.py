"""The host: between the connections, which live in a loop, and the class, which has a thread.

Whatever is asked goes through one queue to the worker, which does it and then shows everybody what
changed. So nothing in a class ever happens at the same time as something else.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from game.classroom import protocol
from game.classroom.acts import Acts
from game.classroom.classroom import Classroom
from game.classroom.door import is_same
from game.classroom.forecasts import Forecasts
from game.classroom.guests import Guests, Knock, check_version
from game.classroom.limits import MOST_WINDOWS
from game.classroom.line import Line
from game.classroom.lookback import Lookback
from game.classroom.plain import Plain, frame
from game.classroom.protocol import NotLetIn
from game.classroom.register import Student
from game.classroom.requests import Answer, Requests, forecast_data
from game.classroom.screens import Screens
from game.classroom.seat_reviews import SeatReviews
from game.classroom.worker import Worker, log
from game.words import _, language
from sim.session import Forecast, SaveBroken


class Host:
    """Runs a class.

    Args:
        secret: the teacher's.
        addresses: where students find it.

    Attributes:
        projector: the token with which a projector shows itself.
    """

    def __init__(self, room: Classroom, secret: str, addresses: Iterable[str] = ()) -> None:
        self.room = room
        self.secret = secret
        self.addresses = tuple(addresses)
        self.id = sha256(str(room.folder).encode()).hexdigest()[:12]
        self.projector = sha256(f"projector {secret}".encode()).hexdigest()[:32]
        self.guests = Guests(room, self._turn_out)
        self.requests = Requests(room)
        self.acts = Acts(room, self.guests)
        self.forecasts = Forecasts()
        self.lookback = Lookback(room)
        self.reviews = SeatReviews(room)
        self.screens = Screens(room, self._beside, self.reviews.frame)
        self.worker = Worker(self._tick, self.screens.step)
        self._students: dict[str, tuple[int, str]] = {}  # the last request, and its answer
        self._windows: OrderedDict[str, tuple[int, str]] = OrderedDict()  # of the teacher

    def start(self) -> None:
        """Begin to work; called in the loop of the connections."""
        self.screens.loop = asyncio.get_running_loop()
        self.worker.start()

    async def stop(self) -> None:
        """Say goodbye, and let go of everything."""

        def leave() -> None:
            for line in list(self.screens.lines):
                self._end(line, "busy", _("The host's computer stops. What you did is saved."))

        await self.worker.do(leave)
        await self.worker.stop()
        self.forecasts.close()
        self.lookback.close()
        self.reviews.close()
        self.room.close()

    def _tick(self) -> None:
        try:
            self.room.tick()
        except SaveBroken as broken:
            self.room.failed(broken)
        if self.lookback.poll() and self.lookback.found:
            self.screens.tell(self.lookback.found)
        self.screens.touch_seats(self.reviews.poll())

    def _beside(self) -> Plain:
        """What the teacher is told beside the class itself."""
        return {
            "knocks": self.guests.frames(),
            "addresses": self.addresses,
            "projector": self.projector,
            "may": self.acts.may(),
        }

    # -- coming and going ----------------------------------------------------------------------

    def attach(self, line: Line, text: str) -> None:
        """Somebody said hello."""
        self.screens.lines.add(line)
        try:
            hello: protocol.Hello = protocol.read(protocol.HELLO, text)
            check_version(hello)
            line.wants = hello.frames
            if hello.as_ == "student":
                self._attach_student(line, self.guests.welcome(hello, line.address))
            else:
                self._attach_leader(line, hello)
        except protocol.Malformed as fault:
            words = _("That was no hello ({fault}). Load the page again.")
            self._end(line, "malformed", words.format(fault=fault))
        except NotLetIn as refusal:
            self._end(line, refusal.why, str(refusal))
        except SaveBroken as broken:
            self.room.failed(broken)
            self._end(line, "busy", self.room.fault)

    def _attach_student(self, line: Line, who: Student | Knock) -> None:
        line.who = f"knock {who.number}" if isinstance(who, Knock) else who.id
        older = self.screens.of.get(line.who)
        if older:
            self._end(older, "elsewhere", _("You went on in another window or at another device."))
        self.screens.of[line.who] = line
        student = None if isinstance(who, Knock) else who
        last = self._students.get(student.id, (student.seq, ""))[0] if student else 0
        self._welcome(line, student.id if student else "", last)
        if student:
            self.room.arrive(student)
        self.screens.touch(line)

    def _attach_leader(self, line: Line, hello: protocol.Hello) -> None:
        own = self.secret if hello.as_ == "teacher" else self.projector
        if not is_same(hello.token, own):
            raise NotLetIn("token", _("That opens nothing here."))
        line.who, line.window = hello.as_, hello.window
        self._welcome(line, "", self._windows.get(hello.window, (0, ""))[0])
        self.screens.touch(line)

    def _welcome(self, line: Line, student: str, seq: int) -> None:
        welcome = {
            "type": "welcome",
            "v": protocol.VERSION,
            "as": line.who if line.who in ("teacher", "projector") else "student",
            "class": self.id,
            "student": student,
            "title": self.room.scenario.title.spoken(language()),
            "language": language(),
            "seq": seq,
        }
        self.screens.send(line, "answer", frame(welcome))

    def detach(self, line: Line) -> None:
        """A connection is gone."""
        self.screens.forget(line)
        if self.screens.of.get(line.who) is line:
            del self.screens.of[line.who]
            student = self.room.register.students.get(line.who)
            if student:
                self.room.depart(student)
            else:
                self.guests.went_away(line.who)

    def _end(self, line: Line, why: str, says: str) -> None:
        self.screens.end(line, why, says)
        self.detach(line)

    def _turn_out(self, who: str, why: str, says: str) -> None:
        line = self.screens.of.get(who)
        if line:
            self._end(line, why, says)

    # -- what they ask -------------------------------------------------------------------------

    def receive(self, line: Line, text: str) -> None:
        """A frame of one who said hello."""
        if line not in self.screens.lines:
            return  # it was told to go
        try:
            if line.who == "teacher":
                self._act(line, protocol.read(protocol.ACT, text))
            elif line.who in self.room.register.students:
                self._request(line, protocol.read(protocol.REQUEST, text))
            else:
                raise protocol.Malformed(_("you can only look"))
        except protocol.Malformed as fault:
            words = _("The game: this was not understood ({fault}). Load the page again.")
            self._end(line, "malformed", words.format(fault=fault))

    def too_fast(self, line: Line, text: str) -> None:
        """A request beyond the rate: refused and not remembered."""
        try:
            request = protocol.read(protocol.REQUEST, text)
        except protocol.Malformed:
            return self.receive(line, text)
        says = _("Too fast: wait a second, then ask again.")
        self.screens.send(line, "answer", answer_frame(request.seq, Answer(False, says)))

    def _request(self, line: Line, request: protocol.Request) -> None:
        student = self.room.register.students[line.who]
        last, told = self._students.get(student.id, (student.seq, ""))
        if request.seq <= last:
            told = told or answer_frame(last, Answer(True))
            return self._repeat(line, request.seq, last, told)
        answer = self._guarded(lambda: self._answer_to(line, student, request))
        if answer is None:  # it may be done when it is asked again
            line.shown.pop("now", None)
            told = answer_frame(request.seq, Answer(False, self.room.fault))
            self.screens.send(line, "answer", told)
        elif answer.ask:
            self._forecast(line, student, request.seq, answer)
        else:
            self._answer(line, student, request.seq, answer)
        self.screens.touch(line)

    def _answer_to(self, line: Line, student: Student, request: protocol.Request) -> Answer:
        if isinstance(request, protocol.Review):
            return self.reviews.answer(student, request, line.wants)
        return self.requests.answer(student, request)

    def _answer(self, line: Line, student: Student, seq: int, answer: Answer) -> None:
        told = answer_frame(seq, answer)
        last, _earlier = self._students.get(student.id, (0, ""))
        if seq > last:  # a forecast takes a while, and who did not wait has gone on
            self._students[student.id] = seq, told
        self.screens.send(line, "answer", told)

    def _forecast(self, line: Line, student: Student, seq: int, answer: Answer) -> None:
        """Have it worked out; it is answered when that is done."""
        assert answer.ask
        view = self.room.tables[student.table or 0].view(student.role)

        def tell(found: Forecast | None) -> None:
            missing = Answer(False, _("No forecast is available now; decide without."))
            got = missing if found is None else Answer(True, data=forecast_data(found, view))
            self.worker.put(lambda: self._answer(line, student, seq, got))

        self.forecasts.ask(answer.ask, tell)

    def _act(self, line: Line, act: protocol.Act) -> None:
        last, told = self._windows.get(line.window, (0, ""))
        if act.seq <= last:
            return self._repeat(line, act.seq, last, told)
        way = self._watch if act.act == "watch" else lambda _line, act: self.acts.answer(act)
        answer = self._guarded(lambda: way(line, act)) or Answer(False, self.room.fault)
        told = answer_frame(act.seq, answer)
        self._windows[line.window] = act.seq, told
        self._windows.move_to_end(line.window)
        while len(self._windows) > MOST_WINDOWS:
            self._windows.popitem(last=False)
        self.screens.send(line, "answer", told)
        self.screens.touch(line)

    def _watch(self, line: Line, act: protocol.Act) -> Answer:
        if act.table is not None and act.table not in self.room.tables:
            return Answer(False, _("There is no table {table}.").format(table=act.table))
        line.watched = act.table
        line.shown.pop("table", None)
        return Answer(True)

    def _repeat(self, line: Line, seq: int, last: int, told: str) -> None:
        """What was answered to the last request; those before it are long settled."""
        late = answer_frame(seq, Answer(False, _("That was answered long ago.")))
        self.screens.send(line, "answer", told if seq == last else late)

    def _guarded(self, do: Callable[[], Answer]) -> Answer | None:
        """What came of it; None: nothing could be written, and nothing was done."""
        try:
            return do()
        except SaveBroken as broken:
            self.room.failed(broken)
            return None
        except Exception:  # a fault of the game: whoever asked is told, and the class goes on
            number = secrets.token_hex(2).upper()
            log.exception("fault %s", number)
            words = _("The game: a fault, number {number}. Tell your teacher; nothing is lost.")
            return Answer(False, words.format(number=number))


def answer_frame(seq: int, answer: Answer) -> str:
    """An answer as it is sent."""
    content: dict[str, Any] = {"type": "answer", "seq": seq, "ok": answer.ok}
    return frame(content | {"says": answer.says, "data": answer.data})


def new_secret() -> str:
    """The teacher's: 192 random bits."""
    return secrets.token_hex(24)
