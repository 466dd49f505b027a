"""What the teacher does to tables: pass over who is awaited, put in events, take turns again."""

from __future__ import annotations

from typing import Any

from game.classroom.classroom import Classroom, Refused
from game.classroom.limits import SEATS_AT_ONCE
from game.classroom.overview import put_down
from game.classroom.plain import Plain
from game.classroom.protocol import Act
from game.classroom.sheet import clean
from game.classroom.table import Table
from game.words import _, ngettext


class TableActs:
    """Does it, and tells before what it would do."""

    def __init__(self, room: Classroom) -> None:
        self.room = room

    def preview_advance(self, act: Act) -> tuple[str, Plain]:
        """Who is passed over, and what counts for them."""
        seats = [
            {"table": table.number, "role": role, **put_down(table, role)}
            for table in self._chosen(act)
            if self.room.may_plan(table)
            for role in table.session.waiting()
        ]
        if not seats:
            raise Refused(_("Nobody is awaited there."))
        if len(seats) > SEATS_AT_ONCE:
            words = _("That would pass over {count} seats; choose tables with at most {most}.")
            raise Refused(words.format(count=len(seats), most=SEATS_AT_ONCE))
        words = ngettext(
            "{count} seat has not given its orders; what is put down will count.",
            "{count} seats have not given their orders; what is put down will count.",
            len(seats),
        )
        return words.format(count=len(seats)), {"seats": seats}

    def advance(self, act: Act) -> str:
        """Take the turn without those who are awaited."""
        chosen = self._chosen(act)
        self.room.close_turns([t for t in chosen if self.room.may_plan(t) and t.session.waiting()])
        return ""

    def preview_inject(self, act: Act) -> tuple[str, Plain]:
        """What will happen, and where."""
        event = self.room.scenario.events.get(needed(act.event, "event"))
        if event is None or not event.inject:
            raise Refused(_("The scenario has prepared no such event."))
        tables = [table.number for table in self._chosen(act) if not table.session.over]
        if not tables:
            raise Refused(_("No table plays any more."))
        words = _("“{event}” will happen as the next turn begins, at tables: {tables}.")
        numbers = ", ".join(map(str, tables))
        return words.format(event=event.label, tables=numbers), {"tables": tables}

    def inject(self, act: Act) -> str:
        """A prepared event, once: it may be confirmed again when a host has died meanwhile."""
        event = needed(act.event, "event")
        for table in self._chosen(act):
            if not table.session.over and event not in table.session.coming:
                table.session.inject(event)
        return ""

    def preview_rewind(self, act: Act) -> tuple[str, Plain]:
        """Which turn would be taken again."""
        table, turn = self._table(act), needed(act.turn, "turn")
        if not 1 <= turn <= len(table.session.hashes):
            words = _("Table {table} has turns 1 to {last} to take again.")
            last = len(table.session.hashes)
            raise Refused(words.format(table=table.number, last=last))
        words = _("Table {table} takes turn {turn} again. What it played since is kept as a file.")
        return words.format(table=table.number, turn=turn), {"now": table.session.turn}

    def rewind(self, act: Act) -> str:
        """A table takes a turn again."""
        self.room.rewind(self._table(act), needed(act.turn, "turn"))
        return ""

    def policy(self, act: Act) -> str:
        """A policy plays although somebody sits there, or no longer."""
        table, role = self._table(act), self._role(act)
        if not role:
            raise Refused(_("Which role?"))
        self.room.write("bot", table=table.number, role=role, on=needed(act.on, "on"))
        self.room.hand_over((table.number, role))
        return ""

    def _chosen(self, act: Act) -> list[Table]:
        """The tables that an act is about; none given: all."""
        numbers = act.tables or sorted(self.room.tables)
        unknown = [number for number in numbers if number not in self.room.tables]
        if unknown:
            raise Refused(_("There is no table {table}.").format(table=unknown[0]))
        return [self.room.tables[number] for number in dict.fromkeys(numbers)]

    def _table(self, act: Act) -> Table:
        if act.table not in self.room.tables:
            raise Refused(_("There is no table {table}.").format(table=act.table))
        return self.room.tables[act.table]

    def _role(self, act: Act) -> str:
        if act.role and act.role not in self.room.roles:
            raise Refused(_("No student plays “{role}”.").format(role=clean(act.role)))
        return act.role or ""


def needed(value: Any, name: str) -> Any:
    """A field without which the act means nothing."""
    if value is None:
        raise Refused(_("This act needs “{field}”.").format(field=name))
    return value
