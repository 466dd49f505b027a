"""P2: the host dies at each single write to a disk, before or after it; what was answered is there.

A host in a process of its own plays a short script and tells each answer down a pipe; at the k-th
change to any file of the class it is gone. Then the class is taken up again, whoever had no answer
asks once more, and in the end it must be as if nothing had happened.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from game.classroom.classroom import Classroom
from game.classroom.requests import Requests
from tests.support.classes import begin, request, student

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a host dies as a copy of this")

CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "COMMIT")
DIED, ENDED = 9, 0
GIVEN = {"sense": "refrain", "what": "send-guards", "until": 3}
ASKED = GIVEN | {"what": "demand"}
# Who, and what they ask for; 0 is the teacher.
SCRIPT: list[tuple[int, str, dict[str, Any]]] = [
    (0, "seat", {}),
    (1, "ready", {}),
    (0, "start", {}),
    (1, "draft", {"turn": 1, "deed": "close-bridge"}),
    (2, "note", {"about": "check 1", "content": {"answer": 2}}),
    (1, "say", {"to": ["bellmoor"], "text": "Hello"}),
    (1, "propose", {"to": "bellmoor", "give": GIVEN, "ask": ASKED}),
    (2, "reply", {"proposal": 1, "sign": True}),
    (1, "undo", {"turn": 1}),
    (1, "commit", {"turn": 1}),
    (2, "commit", {"turn": 1}),
    (2, "draft", {"turn": 2, "deed": "repair-together"}),
    (1, "commit", {"turn": 2}),
    (2, "commit", {"turn": 2}),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_whatever_write_is_the_last_nothing_acknowledged_is_lost(tmp_path: Path, after: bool):
    whole = told(undisturbed(tmp_path / "whole"))
    for change in range(1, 1_000):
        folder = tmp_path / str(change)
        folder.mkdir()
        answered = answered_before_it_died(folder, change, after)
        if answered is None:
            assert change > len(SCRIPT), "hardly anything was written"
            return
        if (folder / "class").exists() and answered:
            room = Classroom.resume(folder / "class")
            for number, (who, *_line) in enumerate(SCRIPT[:answered], 1):
                assert not who or student(room, who).seq >= number
            assert told(gone_on(room)) == whole, f"write {change} was the last"
    raise AssertionError("it never came to an end")


def undisturbed(folder: Path) -> Classroom:
    """The script from its first line to its last."""
    folder.mkdir()
    return gone_on(begin(folder, students=2, tables=1))


def answered_before_it_died(folder: Path, change: int, after: bool) -> int | None:
    """Plays in another process up to that change; how much was answered, None: all of it."""
    ears, mouth = os.pipe()
    child = os.fork()
    if not child:
        try:
            with dying(change, after):
                room = begin(folder, students=2, tables=1)
                for number, line in enumerate(SCRIPT, 1):
                    play(room, number, line)
                    os.write(mouth, b".")
        finally:
            os._exit(ENDED)
    os.close(mouth)
    with os.fdopen(ears, "rb") as heard:
        answered = len(heard.read())
    _child, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code == DIED or answered == len(SCRIPT), "it stumbled over something else"
    return answered if code == DIED else None


@contextmanager
def dying(change: int, after: bool) -> Iterator[None]:
    """At the change of that number to any file, before or after it, this process is gone."""
    left = change

    class Dying(sqlite3.Connection):
        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            nonlocal left
            left -= sql.startswith(CHANGES)
            if not left and not after:
                os._exit(DIED)
            done = super().execute(sql, *more)
            if not left:
                os._exit(DIED)
            return done

    connect = sqlite3.connect
    with patch.object(sqlite3, "connect", lambda *a, **more: connect(*a, **more, factory=Dying)):
        yield


def gone_on(room: Classroom) -> Classroom:
    """Whoever had no answer asks again, as every page does."""
    for number in (1, 2):
        room.arrive(student(room, number))
    if room.register.paused is not None:
        room.write("resume")
    room.tick()
    for number, line in enumerate(SCRIPT, 1):
        play(room, number, line)
    return room


def play(room: Classroom, number: int, line: tuple[int, str, dict[str, Any]]) -> None:
    """One line; what was done before the host died is known by its number and not done again."""
    who, what, fields = line
    if not who:
        teach(room, what)
    elif student(room, who).seq < number:
        answer = Requests(room).answer(
            student(room, who), request(what, **fields | {"seq": number})
        )
        assert answer.ok, answer.says


def teach(room: Classroom, what: str) -> None:
    """The teacher looks first how far it is."""
    if what == "seat" and room.register.phase == "lobby":
        room.seat_all()
    elif what == "start" and room.register.phase == "briefing":
        room.open_phase("turn")
        room.open_turn(1)


def told(room: Classroom) -> object:
    """All that was put in, and what came of it."""
    table = room.tables[1]
    given = [entry.given.model_dump(exclude={"time"}) for entry in table.session.entries]
    notes = [(note.role, note.content) for note in table.session.notes]
    return given, table.session.hashes, notes, room.register.turn, room.register.phase
