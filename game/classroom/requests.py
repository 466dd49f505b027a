"""What students ask for, and the answers. Who asks is known from the connection alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from game.classroom import protocol, sheet, talk
from game.classroom.classroom import Classroom, Refused
from game.classroom.limits import MOST_CHANGES, MOST_NOTES
from game.classroom.plain import Plain
from game.classroom.register import Student
from game.classroom.table import Table
from game.classroom.views import pack_forecast
from game.text import cards
from game.words import _
from sim.session import PUBLIC, Forecast, Knowledge, SessionRefused, View, Vow


@dataclass(frozen=True)
class Answer:
    """What is answered to a request or an act.

    Attributes:
        ask: what has to be forecast before this can be sent: what a role knows, and its orders.
    """

    ok: bool
    says: str = ""
    data: Any = None
    ask: tuple[Knowledge, str, str] | None = None


class Requests:
    """Does what a student asks for."""

    def __init__(self, room: Classroom) -> None:
        self.room = room
        self._ways: dict[type[protocol.Request], Callable[[Student, Any], Answer]] = {
            protocol.Draft: self.draft,
            protocol.Undo: self.undo,
            protocol.Commit: self.commit,
            protocol.Suggest: self.suggest,
            protocol.Lead: self.lead,
            protocol.Ready: self.ready,
            protocol.Note: self.note,
            protocol.Forecast: self.forecast,
            protocol.Recall: self.recall,
            protocol.Reread: self.reread,
            protocol.Say: self.say,
            protocol.Propose: self.propose,
            protocol.Reply: self.reply,
            protocol.Withdraw: self.withdraw,
            protocol.Leave: self.leave,
        }

    def answer(self, student: Student, request: protocol.Request) -> Answer:
        """Do it, or say why not.

        Raises:
            SaveBroken: it can't be written; nothing was done.
        """
        try:
            if not student.counts:
                raise Refused(_("You are not in this class any more."))
            with self._marked(student, request):
                return self._ways[type(request)](student, request)
        except (Refused, SessionRefused) as refusal:
            return Answer(False, str(refusal))

    def _marked(self, student: Student, request: protocol.Request) -> AbstractContextManager[None]:
        """What is written of it tells, after a crash, that it was done."""
        table = self.room.tables.get(student.table or 0)
        return table.session.marked(f"{student.id} {request.seq}") if table else nullcontext()

    # -- orders --------------------------------------------------------------------------------

    def draft(self, student: Student, asked: protocol.Draft) -> Answer:
        """Put down a deed or a word."""
        table = self._own_table(student, asked.turn)
        self._must_lead(student)
        self._count_change(table, student.role)
        table.session.draft(student.role, asked.deed, asked.word)
        self.room.touch(table.number)
        return Answer(True)

    def undo(self, student: Student, asked: protocol.Undo) -> Answer:
        """Take back the last change."""
        table = self._own_table(student, asked.turn)
        self._must_lead(student)
        self._count_change(table, student.role)
        undone = table.session.undo(student.role)
        self.room.touch(table.number)
        return Answer(undone, "" if undone else _("There is nothing to take back."))

    def _count_change(self, table: Table, whose: str) -> None:
        changes = table.changes[whose] = table.changes.get(whose, 0) + 1
        if changes > MOST_CHANGES:
            raise Refused(_("That was changed too often in this turn; leave it as it is."))

    def commit(self, student: Student, asked: protocol.Commit) -> Answer:
        """Give the orders; to say so twice changes nothing."""
        seat = self._seat(student)
        self._must_lead(student)
        given = seat.session.given(student.role)
        if asked.turn <= len(given) and given[asked.turn - 1].by == "person":
            return Answer(True)
        table = self._own_table(student, asked.turn)
        if not table.session.orders(student.role).committed:
            table.session.commit(student.role, asked.expected)
            self.room.after(table, asked.turn)
        return Answer(True)

    # -- a team --------------------------------------------------------------------------------

    def suggest(self, student: Student, asked: protocol.Suggest) -> Answer:
        """What a member of a team would do."""
        table = self._own_table(student, asked.turn)
        known = {card.id: card for card in table.view(student.role).cards}
        for channel, name in (("deed", asked.deed), ("word", asked.word)):
            if name not in known or known[name].channel != channel:
                raise Refused(_("There is no such card."))
            if not known[name].legal:
                raise Refused(known[name].why_not)
        says = "" if student.muted else sheet.clean(asked.says)
        self._count_change(table, student.id)
        self.room.write(
            "suggest",
            student=student.id,
            seq=asked.seq,
            turn=asked.turn,
            deed=asked.deed,
            word=asked.word,
            says=says,
        )
        return Answer(True)

    def lead(self, student: Student, asked: protocol.Lead) -> Answer:
        """Another member of the team is captain."""
        self._must_lead(student)
        other = self.room.register.students.get(asked.student)
        if other is None or other.seat != student.seat:
            raise Refused(_("Only somebody of your own team can lead it."))
        self.room.write("captain", student=other.id, seq=asked.seq, by=student.id)
        return Answer(True)

    def ready(self, student: Student, asked: protocol.Ready) -> Answer:
        """I have read it."""
        if not student.ready:
            self.room.write("ready", student=student.id, seq=asked.seq)
        return Answer(True)

    def leave(self, student: Student, asked: protocol.Leave) -> Answer:
        """For good."""
        seat = student.seat
        self.room.write("leave", student=student.id, seq=asked.seq)
        if seat:
            self.room.hand_over(seat)
        return Answer(True, _("You have left the class."))

    # -- looking -------------------------------------------------------------------------------

    def note(self, student: Student, asked: protocol.Note) -> Answer:
        """Something to keep."""
        table = self._seat(student)
        if not protocol.is_small(asked.content):
            raise Refused(_("That is too long to keep: 2,000 characters at most."))
        if sum(note.role == student.role for note in table.session.notes) >= MOST_NOTES:
            raise Refused(_("Enough was kept for this side."))
        content = {"student": student.id, "content": asked.content}
        table.session.note(student.role, sheet.clean(asked.about), content)
        return Answer(True)

    def recall(self, student: Student, asked: protocol.Recall) -> Answer:
        """What happened in a turn that is over."""
        table = self._seat(student)
        if asked.turn > len(table.session.given(student.role)):
            raise Refused(_("That turn is not over yet."))
        view = table.whole_view(student.role)
        return Answer(True, data=sheet.turn(view, view.played[asked.turn - 1]))

    def reread(self, student: Student, asked: protocol.Reread) -> Answer:
        """What was said or proposed, whole."""
        table = self.room.tables.get(student.table or 0)
        if table is None:
            raise Refused(_("You have no seat at a table; you look on."))
        view = table.view(student.role if student.seat else PUBLIC)
        return Answer(True, data=talk.reread(view, asked.what, asked.first))

    def forecast(self, student: Student, asked: protocol.Forecast) -> Answer:
        """What might follow; worked out elsewhere."""
        if not self.room.setting.forecasts:
            raise Refused(_("This class plays without forecasts."))
        table = self._own_table(student, asked.turn)
        known = {card.id: card for card in table.view(student.role).cards}
        for name in (asked.deed, asked.word):
            if name not in known or not known[name].legal:
                raise Refused(_("That is not possible now."))
        knowledge = table.session.knowledge(student.role)
        return Answer(True, ask=(knowledge, asked.deed, asked.word))

    # -- talk ----------------------------------------------------------------------------------

    def say(self, student: Student, asked: protocol.Say) -> Answer:
        """A message."""
        table = self._talking(student)
        table.session.say(student.role, asked.text, tuple(asked.to))
        return self._said(table)

    def propose(self, student: Student, asked: protocol.Propose) -> Answer:
        """A proposal."""
        table = self._talking(student)
        give, ask = (
            Vow(sense=vow.sense, what=vow.what, until=vow.until) for vow in (asked.give, asked.ask)
        )
        number = table.session.propose(
            student.role,
            asked.to,
            give,
            ask,
            public=asked.public,
            until=asked.until,
            text=asked.text,
        )
        return self._said(table, {"proposal": number})

    def reply(self, student: Student, asked: protocol.Reply) -> Answer:
        """Sign or decline."""
        table = self._talking(student)
        table.session.answer(student.role, asked.proposal, asked.sign)
        return self._said(table)

    def withdraw(self, student: Student, asked: protocol.Withdraw) -> Answer:
        """Take a proposal back."""
        table = self._talking(student)
        table.session.withdraw(student.role, asked.proposal)
        return self._said(table)

    def _talking(self, student: Student) -> Table:
        table = self._own_table(student)
        self._must_lead(student)
        if student.muted:
            raise Refused(_("Your teacher has asked you to be silent for a while; orders count."))
        return table

    def _said(self, table: Table, data: Any = None) -> Answer:
        table.changed()
        self.room.touch(table.number)
        return Answer(True, data=data)

    # -- who may -------------------------------------------------------------------------------

    def _seat(self, student: Student) -> Table:
        """The table of one who has a seat."""
        if student.seat is None or student.table not in self.room.tables:
            raise Refused(_("You have no seat at a table; you look on."))
        return self.room.tables[student.table]

    def _own_table(self, student: Student, turn: int | None = None) -> Table:
        """The same, where orders may be put in for that turn now."""
        table = self._seat(student)
        now = table.session.turn
        if turn is not None and turn != now:
            words = _("Turn {turn} is over; this is turn {now}. It was not counted.")
            raise Refused(words.format(turn=turn, now=now))
        if student.seat in self.room.register.bots:
            raise Refused(_("The program plays this side now; your teacher decided so."))
        if self.room.register.paused is not None:
            raise Refused(_("The class is paused."))
        if not self.room.may_plan(table):
            raise Refused(_("Nothing can be put in now; wait for the others."))
        return table

    def _must_lead(self, student: Student) -> None:
        captain = self.room.captain(student.seat)
        if captain is not student:
            name = captain.name if captain else ""
            words = _("{name} gives the orders of your team; suggest what you would do.")
            raise Refused(words.format(name=name))


def forecast_data(found: Forecast, view: View) -> Plain:
    """A forecast as it is sent."""
    return {"lines": list(cards.outlook(view, found)), "forecast": pack_forecast(found)}
