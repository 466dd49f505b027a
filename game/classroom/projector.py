"""What the room sees on the projector: what a newspaper could know of each table."""

from __future__ import annotations

from collections.abc import Iterator

from game.classroom.classroom import Classroom
from game.classroom.frames import class_clock, phase_of
from game.classroom.plain import Plain
from game.classroom.sheet import date, known_side
from game.classroom.table import Table
from game.text import state
from sim.session import PUBLIC, View

MOST_HEARD = 16  # headlines of a table: fewer, and what all heard would seem one table's own


def projector_of(room: Classroom) -> Plain:
    """What everybody in the room may see: what a newspaper could know of each table."""
    register = room.register
    views = {number: table.view(PUBLIC) for number, table in room.tables.items()}
    any_view = next(iter(views.values()), None)
    return {
        "phase": register.phase,
        "paused": room.fault or register.paused,
        "title": str(room.scenario.title),
        "turn": register.turn,
        "turns": room.scenario.clock.turns,
        **class_clock(room),
        "code": register.code if register.code_shown and not register.locked else "",
        "here": len(room.present),
        "students": register.count,
        "blank": register.blank,
        "point": register.point,
        "date": date_of(room, any_view) if any_view else "",
        "notices": [text for text, tables in register.notices if not tables][-2:],
        "ladder": [{"id": r.id, "label": r.label} for r in any_view.ladder] if any_view else [],
        "sides": [known_side(side) for side in any_view.sides] if any_view else [],
        "tables": [public_table(room, room.tables[n], view) for n, view in views.items()],
    }


def date_of(room: Classroom, view: View) -> str:
    """The day of the class's turn."""
    return date(view, min(max(room.register.turn, 1), len(view.days)))


def people(room: Classroom, table: Table) -> Iterator[Plain]:
    """Who sits at a table, while the teacher shows it."""
    for student in room.register.at(table.number):
        if student.counts:
            role = table.name_of(student.role) if student.seat else ""
            yield {"name": student.name, "role": role}


def public_table(room: Classroom, table: Table, view: View) -> Plain:
    """A table, as far as everybody can know."""
    heard = [report for report in view.news if report.turn >= view.turn - 1]
    return {
        "table": table.number,
        "turn": view.turn,
        "phase": "over" if table.over else phase_of(room, table),
        "rung": view.rung,
        "rung_says": state.rung(view),
        "awaited": len(table.session.waiting()),
        "ending": view.ending.label if view.ending else "",
        "news": [{"actor": of.actor, "headline": of.headline} for of in heard[-MOST_HEARD:]],
        "people": list(people(room, table)) if room.register.names_shown else [],
        "path": [played.rung for played in view.played],
    }
