"""What a student is shown beside the sheet: where the class is, who is here, what may be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from game.classroom.classroom import Classroom
from game.classroom.journal import now_ms
from game.classroom.plain import Plain
from game.classroom.register import Student
from game.classroom.table import Table
from game.text import cards
from game.words import _


def now_of(room: Classroom, student: Student) -> Plain:
    """The frame `now` of a student."""
    table = room.tables.get(student.table or 0)
    register = room.register
    return {
        "phase": phase_of(room, table),
        "paused": room.fault or register.paused,
        "turn": table.turn if table else 0,
        "turns": room.scenario.clock.turns,
        **clock(table),
        "here": len(room.present),
        "students": register.count,
        "you": you(room, student),
        "team": list(team(room, student, table)),
        "orders": orders(student, table),
        "may": may(room, student, table),
        "ready": student.ready,
        **awaited(room, table),
        "says": says(room, student, table),
        "notices": notices(room, student, table),
        "sheet": table.version if table else None,
        "brief": 1 if table else None,
    }


def clock(table: Table | None) -> Plain:
    """How much time is left at a table."""
    left = table.clock.left(now_ms()) if table and not table.over else None
    return {"ms_left": left, "clock_runs": bool(table and table.clock.runs)}


def class_clock(room: Classroom) -> Plain:
    """How much time the class has at most."""
    running = [table for table in room.tables.values() if table.clock.runs]
    left = [table.clock.left(now_ms()) for table in running or room.tables.values()]
    known = [ms for ms in left if ms is not None]
    return {"ms_left": max(known, default=None), "clock_runs": bool(running)}


def phase_of(room: Classroom, table: Table | None) -> str:
    """Where this table is."""
    phase = room.register.phase
    if phase != "turn":
        return phase
    if table is None:
        return "lobby"
    is_done = table.over or table.turn > room.register.turn
    return "shown" if is_done else "planning"


def you(room: Classroom, student: Student) -> Plain:
    """Who this student is."""
    captain = room.captain(student.seat)
    return {
        "student": student.id,
        "name": student.name,
        "table": student.table,
        "role": student.role if student.seat else "",
        "observer": bool(student.table) and not student.seat,
        "captain": captain is student,
        "captain_name": captain.name if captain else "",
        "muted": student.muted,
    }


def team(room: Classroom, student: Student, table: Table | None) -> Iterator[Plain]:
    """Who else sits at this seat, and what they would do."""
    if student.seat is None:
        return
    captain = room.captain(student.seat)
    for member in room.register.team(student.seat):
        yield {
            "student": member.id,
            "name": member.name,
            "here": member.id in room.present,
            "captain": member is captain,
            "you": member is student,
            "suggestion": suggestion_of(member, table),
        }


def suggestion_of(student: Student, table: Table | None) -> Plain | None:
    """What a member of a team would do in this turn."""
    found = student.suggestion
    return found if found and table and found["turn"] == table.turn else None


def orders(student: Student, table: Table | None) -> Plain | None:
    """What this seat has put down."""
    if student.seat is None or table is None:
        return None
    return orders_of(table, student.role)


def orders_of(table: Table, role: str) -> Plain:
    """What a role has put down, in words too."""
    put_down = table.session.orders(role)
    says = [] if table.over else list(cards.put_down(*table.chosen(role)))
    return {
        "turn": table.turn,
        "deed": put_down.deed,
        "word": put_down.word,
        "committed": put_down.committed,
        "says": says,
    }


def may(room: Classroom, student: Student, table: Table | None) -> dict[str, bool]:
    """What this student can do now."""
    is_played = student.seat is not None and student.seat not in room.register.bots
    plans = bool(table and is_played and room.may_plan(table))
    leads = plans and room.captain(student.seat) is student
    committed = bool(plans and table and table.session.orders(student.role).committed)
    undo = bool(leads and table and table.session.may_undo(student.role))
    return {
        "draft": leads and not committed,
        "commit": leads and not committed,
        "undo": undo,
        "suggest": plans and not leads and not committed,
        "forecast": plans and room.setting.forecasts,
        "say": leads and not student.muted,
        "ready": room.register.phase in ("briefing", "turn") and not student.ready,
        "lead": bool(leads and student.seat and len(room.register.team(student.seat)) > 1),
    }


def awaited(room: Classroom, table: Table | None) -> Plain:
    """The sides that have not given their orders; none while the table waits for the others."""
    may_give = table is not None and phase_of(room, table) != "shown"
    roles = table.session.waiting() if table and may_give else ()
    names = [table.name_of(role) for role in roles] if table else []
    return {"awaited": names, "awaited_ids": roles}


def says(room: Classroom, student: Student, table: Table | None) -> str:
    """What goes on, and what to do now."""
    phase, register = phase_of(room, table), room.register
    if room.fault or register.paused is not None:
        return _("Paused. What you put down is kept.")
    if phase == "lobby":
        return _("You are in. Wait for your teacher to begin.")
    if phase == "briefing":
        return _("Read who you are. Your teacher starts the first turn.")
    if phase in ("debrief", "closed"):
        return _("It is over. First think back, then look at how it was.")
    assert table is not None
    if not student.seat:
        return _("You look on: this is what everybody can know.")
    if table.over:
        return _("The crisis at your table is over. Other tables still play.")
    if phase == "shown" and register.hold:
        return _("Read what happened. Your teacher starts the next turn.")
    if phase == "shown":
        return _("Read what happened. The next turn begins when all tables are ready.")
    if table.session.orders(student.role).committed:
        return _("Your orders are given. Waiting for the others.")
    return _("Choose a deed and a word, then give your orders.")


def notices(room: Classroom, student: Student, table: Table | None) -> list[str]:
    """What the teacher said, and what happened to this seat."""
    told = [text for text, tables in room.register.notices if not tables or student.table in tables]
    if table and room.register.branches[table.number][1:] and not table.over:
        _path, turn = room.register.branches[table.number][-1]
        if turn == table.turn:
            told.append(_("Your teacher has gone back: turn {turn} again.").format(turn=turn))
    if table and student.seat and student.role in table.session.people and not table.over:
        given = table.session.given(student.role)
        if given and given[-1].by == "clock":
            told.append(_("The last turn went on without you: what was put down counted."))
        if given and given[-1].by == "policy":
            told.append(_("Nobody was here in the last turn: the program chose for this side."))
    return told[-3:]


def refused(why: str, says: str) -> dict[str, Any]:
    """Why a connection is closed."""
    return {"type": "refused", "why": why, "says": says}
