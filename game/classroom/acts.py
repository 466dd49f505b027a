"""What the teacher does. Acts that can't be taken back are shown first, and done when confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from game.classroom.classroom import Classroom, Refused
from game.classroom.door import digest, new_code
from game.classroom.guests import Guests
from game.classroom.plain import Plain, frame
from game.classroom.protocol import Act
from game.classroom.register import Phase, Student
from game.classroom.requests import Answer
from game.classroom.sheet import clean
from game.classroom.table_acts import TableActs, needed
from game.words import _, ngettext
from sim.session import SessionRefused


@dataclass(frozen=True)
class Way:
    """How an act is done.

    Attributes:
        phases: in which it may be; empty: in all but the last.
        preview: what it would do, for acts that have to be confirmed.
    """

    do: Callable[[Act], str]
    phases: tuple[Phase, ...] = ()
    preview: Callable[[Act], tuple[str, Any]] | None = None


class Acts(TableActs):
    """Does what the teacher asks for."""

    def __init__(self, room: Classroom, guests: Guests) -> None:
        super().__init__(room)
        self.guests = guests
        playing: tuple[Phase, ...] = ("briefing", "turn")
        self.ways = {
            "seat": Way(self.seat, ("lobby",)),
            "start": Way(self.start, ("briefing",)),
            "next": Way(self.next, ("turn",)),
            "hold": Way(self.switch("hold")),
            "pause": Way(self.pause, ("turn",)),
            "resume": Way(self.resume, ("turn",)),
            "time": Way(self.time, ("turn",)),
            "clock": Way(self.clock),
            "advance": Way(self.advance, ("turn",), self.preview_advance),
            "inject": Way(self.inject, ("turn",), self.preview_inject),
            "move": Way(self.move, playing),
            "captain": Way(self.captain, playing),
            "mute": Way(self.mute),
            "remove": Way(self.remove, preview=self.preview_remove),
            "readmit": Way(self.readmit),
            "approve": Way(self.approve),
            "deny": Way(self.deny),
            "policy": Way(self.policy, playing),
            "rewind": Way(self.rewind, ("turn",), self.preview_rewind),
            "lock": Way(self.switch("locked")),
            "rotate": Way(self.rotate),
            "show_code": Way(self.switch("code_shown")),
            "show_names": Way(self.switch("names_shown")),
            "blank": Way(self.switch("blank")),
            "show": Way(self.show, ("debrief",)),
            "say": Way(self.say),
            "panic": Way(self.panic),
            "debrief": Way(self.debrief, ("turn",), self.preview_debrief),
            "close": Way(self.close, preview=self.preview_close),
        }

    def may(self) -> dict[str, bool]:
        """Which acts are possible now."""
        return {name: self._is_open(way) for name, way in self.ways.items()}

    def answer(self, act: Act) -> Answer:
        """Do it, show what it would do, or say why it can't be done.

        Raises:
            SaveBroken: it can't be written; nothing was done.
        """
        try:
            way = self.ways.get(act.act)
            if way is None:
                raise Refused(_("There is no such act."))
            if not self._is_open(way):
                raise Refused(_("That is not possible at this point of the class."))
            if way.preview:
                says, data = way.preview(act)
                ticket = self._ticket(act, says, data)
                if act.confirm is None:
                    return Answer(True, says, {"confirm": ticket, **(data or {})})
                if act.confirm != ticket:
                    raise Refused(_("Things have changed meanwhile; look at it once more."))
            return Answer(True, way.do(act))
        except (Refused, SessionRefused) as refusal:
            return Answer(False, str(refusal))

    def _is_open(self, way: Way) -> bool:
        phase = self.room.register.phase
        return phase in way.phases if way.phases else phase != "closed"

    def _ticket(self, act: Act, says: str, data: Any) -> str:
        """The same only for the same act on the same state of things."""
        asked = act.model_dump(exclude={"seq", "confirm"})
        return sha256(frame([asked, says, data]).encode()).hexdigest()[:16]

    # -- the course ----------------------------------------------------------------------------

    def seat(self, act: Act) -> str:
        """Everybody gets a seat."""
        self.room.seat_all()
        return ""

    def start(self, act: Act) -> str:
        """The first turn."""
        self.room.open_phase("turn")
        self.room.open_turn(1)
        return ""

    def next(self, act: Act) -> str:
        """The next turn."""
        if not self.room.is_done():
            raise Refused(_("Some tables have not done this turn; wait for them, or advance them."))
        self.room.open_turn(self.room.register.turn + 1)
        return ""

    def pause(self, act: Act) -> str:
        """Clocks stand still, nothing is taken."""
        self.room.pause(clean(act.says or "") or _("The teacher paused the class."))
        return ""

    def resume(self, act: Act) -> str:
        """On it goes."""
        self.room.write("resume")
        self.room.tick()
        return ""

    def panic(self, act: Act) -> str:
        """All stops, and the projector is dark."""
        self.room.write("set", what="blank", on=True)
        return self.pause(act) if self.room.register.phase == "turn" else ""

    def time(self, act: Act) -> str:
        """More time now, or less."""
        tables = [self._table(act)] if act.table else list(self.room.tables.values())
        self.room.add_time(needed(act.seconds, "seconds") * 1000, tables)
        return ""

    def clock(self, act: Act) -> str:
        """How long turns are from the next on."""
        self.room.write("clock", minutes=act.minutes)
        return ""

    def switch(self, what: str) -> Callable[[Act], str]:
        """A way to turn something on or off."""

        def do(act: Act) -> str:
            self.room.write("set", what=what, on=needed(act.on, "on"))
            self.room.go_on()
            return ""

        return do

    # -- students ------------------------------------------------------------------------------

    def move(self, act: Act) -> str:
        """To another seat, or to look on."""
        self.room.place(self._student(act), self._table(act).number, self._role(act))
        return ""

    def captain(self, act: Act) -> str:
        """This one gives the orders of the team."""
        student = self._student(act)
        if student.seat is None:
            raise Refused(_("{name} has no seat.").format(name=student.name))
        self.room.write("captain", student=student.id)
        return ""

    def mute(self, act: Act) -> str:
        """No messages from this one."""
        self.room.write("mute", student=self._student(act).id, on=needed(act.on, "on"))
        return ""

    def preview_remove(self, act: Act) -> tuple[str, None]:
        """Who is to go."""
        student = self._student(act)
        return _("{name} is sent out; you can let them in again.").format(name=student.name), None

    def remove(self, act: Act) -> str:
        """Out."""
        student = self._student(act)
        seat = student.seat
        self.room.write("remove", student=student.id, on=True)
        self.guests.send_out(student.id)
        if seat:
            self.room.hand_over(seat)
        return ""

    def readmit(self, act: Act) -> str:
        """The name may join again, and has its seat."""
        student = self.room.register.students.get(act.student or "")
        if student is None or not student.removed:
            raise Refused(_("Nobody of that name was sent out."))
        self.room.write("remove", student=student.id, on=False)
        return ""

    def _student(self, act: Act) -> Student:
        student = self.room.register.students.get(act.student or "")
        if student is None or not student.counts:
            raise Refused(_("There is no such student in the class."))
        return student

    # -- the door ------------------------------------------------------------------------------

    def approve(self, act: Act) -> str:
        """Let somebody in: as a student who is known, or as a new one."""
        knock = self.guests.knock(act.knock)
        if act.student:
            student = self._student(act)
            self.guests.go_on_elsewhere(student.id)
            self.room.write("token", student=student.id, token=digest(knock.token))
        else:
            if self.guests.is_full():
                raise Refused(_("The class is full."))
            self.room.join(self.guests.free_name(knock.name), knock.token)
        self.guests.let_in(knock)
        return ""

    def deny(self, act: Act) -> str:
        """Don't."""
        self.guests.turn_away(self.guests.knock(act.knock))
        return ""

    def rotate(self, act: Act) -> str:
        """Another code."""
        self.room.write("code", code=new_code())
        return ""

    # -- the end -------------------------------------------------------------------------------

    def say(self, act: Act) -> str:
        """A notice to students."""
        text = clean(act.text or "")
        if not text:
            raise Refused(_("There is nothing to say."))
        tables = [table.number for table in self._chosen(act)] if act.tables else []
        self.room.write("notice", text=text, tables=tables)
        return ""

    def preview_debrief(self, act: Act) -> tuple[str, Plain]:
        """How many tables are still at it."""
        playing = [t.number for t in self.room.tables.values() if not t.session.over]
        words = ngettext(
            "One table still plays; policies will play it to its end, and all is revealed.",
            "{count} tables still play; policies will play them to their ends, all is revealed.",
            len(playing),
        )
        over = _("All tables are done; now all is revealed.")
        return (words.format(count=len(playing)) if playing else over), {"tables": playing}

    def debrief(self, act: Act) -> str:
        """All is revealed."""
        if self.room.register.paused is not None:
            self.room.write("resume")
        self.room.play_to_the_end()
        self.room.open_phase("debrief")
        return ""

    def show(self, act: Act) -> str:
        """A talking point on the projector; none: the paths alone."""
        self.room.write("point", point=needed(act.point, "point"))
        return ""

    def preview_close(self, act: Act) -> tuple[str, None]:
        """The end of it."""
        return _("The class is over then; students can only look back. It is kept."), None

    def close(self, act: Act) -> str:
        """The class is over."""
        self.room.write("set", what="locked", on=True)
        self.room.open_phase("closed")
        return ""
