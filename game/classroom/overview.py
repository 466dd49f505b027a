"""What the teacher sees: the whole class at a glance, and one table in full."""

from __future__ import annotations

from collections.abc import Iterator

from game.board import wording
from game.classroom.classroom import Classroom
from game.classroom.frames import class_clock, clock, orders_of, phase_of, suggestion_of
from game.classroom.journal import now_ms
from game.classroom.plain import Plain, newest_within
from game.classroom.sheet import known_side
from game.classroom.table import Table
from game.words import _, language, ngettext
from sim.session import EVERYTHING, View

LITTLE_SPACE = 10**8  # bytes
MOST_NOTES = 14 * 1024  # bytes of a frame; the sheet in it leaves room for them
MOST_SUGGESTIONS = 6 * 1024


def class_of(room: Classroom) -> Plain:
    """Everything at a glance."""
    register = room.register
    return {
        "phase": register.phase,
        "paused": room.fault or register.paused,
        "turn": register.turn,
        "turns": room.scenario.clock.turns,
        **class_clock(room),
        "minutes": register.minutes,
        "title": str(room.scenario.title),
        "scenario": room.scenario.id,
        "code": register.code,
        "code_shown": register.code_shown,
        "locked": register.locked,
        "hold": register.hold,
        "names_shown": register.names_shown,
        "blank": register.blank,
        "point": register.point,
        "ladder": [str(rung.label) for rung in room.scenario.ladder.values()],
        "here": len(room.present),
        "students": list(students(room)),
        "tables": [table_of(room, table) for table in room.tables.values()],
        "awaited": list(awaited(room)),
        "injects": list(injects(room)),
        "needs": list(needs(room)),
        "says": says(room),
    }


def needs(room: Classroom) -> Iterator[str]:
    """What somebody has to look after."""
    if room.fault:
        yield room.fault
    free = room.free_space()
    if free < LITTLE_SPACE:
        words = _("Only {free} MB are left on the disk of the host.")
        yield words.format(free=free // 10**6)


def students(room: Classroom) -> Iterator[Plain]:
    """Everybody who ever joined."""
    for student in room.register.students.values():
        seen = room.seen.get(student.id)
        here = student.id in room.present
        captain = room.captain(student.seat)
        yield {
            "student": student.id,
            "name": student.name,
            "table": student.table,
            "role": student.role,
            "captain": captain is student,
            "here": here,
            "away_s": 0 if here or seen is None else (now_ms() - seen) // 1000,
            "ready": student.ready,
            "muted": student.muted,
            "removed": student.removed,
            "left": student.left,
            "observer": bool(student.table) and not student.seat,
        }


def table_of(room: Classroom, table: Table) -> Plain:
    """A table at a glance, as it really is."""
    view = table.view(EVERYTHING)
    branches = room.register.branches[table.number]
    return {
        "table": table.number,
        "turn": table.turn,
        "phase": "over" if table.over else phase_of(room, table),
        "rung": view.rung,
        "rung_says": view.ladder[view.rung].label,
        "gauge": gauge(view),
        "ending": view.ending.label if view.ending else "",
        **clock(table),
        "branch_of": {"turn": branches[-1][1]} if len(branches) > 1 else None,
        "injects": [label_of(room, name) for name in table.session.injects],
        "seats": [seat_of(room, table, role) for role in room.roles],
    }


def gauge(view: View) -> Plain | None:
    """The first quantity of the world: the one that a scenario puts first."""
    world = [each for each in view.quantities if each.owner is None and not each.harm]
    return {"label": world[0].label, "value": wording.estimate(world[0])} if world else None


def seat_of(room: Classroom, table: Table, role: str) -> Plain:
    """A seat: who is there, and how far they are."""
    side = known_side(table.view(EVERYTHING).side(role))
    state = seat_state(room, table, role)
    return {
        "role": role,
        "name": side["name"],
        "short": side["short"] or side["name"],
        "sign": side["sign"],
        "students": [student.id for student in room.register.team((table.number, role))],
        "state": state,
        "says": state_says(state),
        "policy": (table.number, role) in room.register.bots,
    }


def seat_state(room: Classroom, table: Table, role: str) -> str:
    """How far a seat is with its orders."""
    session = table.session
    if session.over:
        return "over"
    if session.orders(role).committed:
        return "committed"
    if role in session.away:
        return "away" if room.register.team((table.number, role)) else "empty"
    return "drafted" if session.may_undo(role) else "thinking"


def state_says(state: str) -> str:
    """The same in a word or two."""
    return {
        "over": _("over"),
        "committed": _("orders given"),
        "away": _("away, a policy plays"),
        "empty": _("a policy plays"),
        "drafted": _("has put something down"),
        "thinking": _("thinking"),
    }[state]


def awaited(room: Classroom) -> Iterator[Plain]:
    """The seats that hold up the class."""
    for table in room.tables.values():
        if phase_of(room, table) == "planning":
            for role in table.session.waiting():
                says = " ".join(put_down(table, role)["says"])
                yield {"table": table.number, "role": role, "says": says}


def put_down(table: Table, role: str) -> Plain:
    """A role's orders, told to somebody else."""
    orders = orders_of(table, role)
    if table.over:
        return orders
    deed, word = table.chosen(role)
    says = _("Deed: {deed}. Word: {word}.").format(deed=deed.label, word=word.label)
    return orders | {"says": [says]}


def injects(room: Classroom) -> Iterator[Plain]:
    """What the scenario has prepared for the teacher."""
    for name, event in room.scenario.events.items():
        if event.inject:
            text = str(event.text) if event.text else ""
            yield {"event": name, "label": str(event.label), "text": text}


def label_of(room: Classroom, event: str) -> str:
    """What an event is called."""
    return str(room.scenario.events[event].label)


def says(room: Classroom) -> str:
    """What goes on, and what the teacher can do next."""
    register = room.register
    if room.fault or register.paused is not None:
        return _("Paused.")
    match register.phase:
        case "lobby":
            return _("Students join. Give them their seats when all are here.")
        case "briefing":
            return _("Students read who they are. Start the first turn when they are ready.")
        case "debrief":
            return _("The debrief.")
        case "closed":
            return _("The class is over.")
    planning = (t for t in room.tables.values() if phase_of(room, t) == "planning")
    count = sum(len(table.session.waiting()) for table in planning)
    if not count and room.is_done():
        return _("All tables have done this turn. Go on when you like.")
    words = ngettext("One seat is awaited.", "{count} seats are awaited.", count)
    return words.format(count=count)


def table_frame(room: Classroom, table: Table) -> Plain:
    """All of one table, as it really is; of notes the newest, the others are in the export."""
    noted = table.session.notes
    notes = [{"role": each.role, "about": each.about, "content": each.content} for each in noted]
    shown = newest_within(notes, MOST_NOTES)
    return {
        "table": table.number,
        "sheet": table.plain(EVERYTHING),
        "orders": [{"role": role, **put_down(table, role)} for role in room.roles],
        "suggestions": newest_within([*suggestions(room, table)], MOST_SUGGESTIONS),
        "notes": shown,
        "notes_before": len(notes) - len(shown),
        "branches": [
            {"name": path, "turn": turn, "active": path == room.register.paths[table.number]}
            for path, turn in room.register.branches[table.number]
        ],
    }


def suggestions(room: Classroom, table: Table) -> Iterator[Plain]:
    """What members of teams would do in this turn."""
    for student in room.register.at(table.number):
        found = suggestion_of(student, table)
        if found and student.seat:
            printed = table.session.printed(student.role, language())
            deed, word = printed[found["deed"]].label, printed[found["word"]].label
            words = _("{name} suggests: {deed}; {word}.")
            says = words.format(name=student.name, deed=deed, word=word)
            text = f"{says} “{found['says']}”" if found["says"] else says
            yield {"student": student.id, "role": student.role, "says": text}
