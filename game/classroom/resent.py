"""Whether a request that is sent again was done by a host that died before it said so.

A client has one request under way at a time. So if the last that stands in the log of its seat is
just what it asks for again, it was this very request.
"""

from __future__ import annotations

from game.classroom import protocol
from game.classroom.classroom import Classroom
from game.classroom.register import Student
from game.classroom.sheet import Plain, clean

KINDS = {"undo": "undo", "note": "note", "say": "message", "propose": "propose"}
KINDS |= {"reply": "answer", "withdraw": "withdraw"}


def was_done(room: Classroom, student: Student, request: protocol.Request) -> bool:
    """Does it stand in the log of the seat as the last thing?"""
    table = room.tables.get(student.table or 0)
    if not request.again or student.seat is None or table is None:
        return False
    asked = request.model_dump(by_alias=True)
    for entry in reversed(table.session.entries):
        given = entry.given.model_dump(mode="json")
        if given.get("role") == student.role:
            return KINDS.get(asked["type"]) == given["kind"] and _is_same(asked, given, student)
    return False


def _is_same(asked: Plain, given: Plain, student: Student) -> bool:
    match asked["type"]:
        case "note":
            content = {"student": student.id, "content": asked["content"]}
            return bool(given["content"] == content and given["about"] == clean(asked["about"]))
        case "say":
            return bool(given["text"] == clean(asked["text"]) and given["to"] == asked["to"])
        case "propose":
            return all(given[key] == asked[key] for key in ("to", "give", "ask"))
        case "reply":
            return bool(given["number"] == asked["proposal"] and given["sign"] == asked["sign"])
        case "withdraw":
            return bool(given["number"] == asked["proposal"])
    return True  # an undo
