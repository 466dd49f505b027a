"""P14: what a student may not know never reaches a device of theirs, nor the projector."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.classroom import records as module
from game.classroom.classroom import Classroom
from game.classroom.frames import now_of
from game.classroom.plain import frame
from game.classroom.projector import projector_of
from game.classroom.views import unpack
from sim.session import PUBLIC
from tests.support.classes import ask, playing, student
from tests.support.secrets import SECRETLY, disturb, secretive

ROLES = ("a", "b", "c")


@pytest.fixture(autouse=True)
def scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three sides who have secrets from one another."""
    own = secretive()
    for actor in own.actors.values():
        object.__setattr__(actor, "playable", True)
    monkeypatch.setattr(module, "load_scenario", lambda _name: own)


def test_two_classes_that_differ_in_secrets_send_the_same_bytes(tmp_path: Path):
    """To `a`, who can't know what `b` whispers to `c`, has in stock or plans; and to the room."""
    one, other = (
        play(tmp_path / name, whispers) for name, whispers in (("one", False), ("other", True))
    )
    disturb(other.tables[1].session, "a")
    for room in (one, other):
        room.tables[1].changed()
    assert one.tables[1].session.hashes != other.tables[1].session.hashes
    assert sent(one, 1) == sent(other, 1)
    one.register.code = other.register.code  # which is new for each class
    assert frame(projector_of(one)) == frame(projector_of(other))
    assert one.tables[1].sheet(PUBLIC) == other.tables[1].sheet(PUBLIC)


def test_it_is_noticed_where_it_may_be(tmp_path: Path):
    """The same comparison sees a difference where there is one: `c` hears the whisper."""
    one, other = play(tmp_path / "one", False), play(tmp_path / "other", True)
    assert sent(one, 3) != sent(other, 3)


def test_what_is_said_in_private_is_read_by_nobody_else(tmp_path: Path):
    room = play(tmp_path, False)
    assert ask(room, 2, "say", to=["c"], text="CANARY").ok
    assert "CANARY" in room.tables[1].sheet("c")
    assert "CANARY" not in sent(room, 1) + frame(projector_of(room)) + room.tables[1].sheet(PUBLIC)
    assert "CANARY" not in str(unpack(packed(room, "a")))


def test_no_student_is_told_of_tokens_or_of_other_tables(tmp_path: Path):
    room = play(tmp_path, False)
    told = sent(room, 1)
    for other in room.register.students.values():
        assert other.token not in told
    assert room.register.code not in told


def play(folder: Path, whispers: bool) -> Classroom:
    """Two turns; `b` may do something that only `c` notices."""
    folder.mkdir(exist_ok=True)
    room = playing(folder, students=3, roles=ROLES, scenario="secretive")
    for turn in (1, 2):
        deed, word = ("send", "whisper") if whispers else ("send", "silence")
        assert (deed, word) == SECRETLY["send"] or not whispers
        assert ask(room, 2, "draft", turn=turn, deed=deed, word=word if turn == 1 else "silence").ok
        for number in (1, 2, 3):
            assert ask(room, number, "commit", turn=turn).ok
    return room


def sent(room: Classroom, number: int) -> str:
    """All that a student is sent, without what counts up."""
    who = student(room, number)
    table = room.tables[1]
    frames = [table.brief(who.role), table.sheet(who.role), frame(now_of(room, who))]
    return re.sub(r'"(number|sheet)":\d+', "", "\n".join([*frames, table.packed(who.role)]))


def packed(room: Classroom, role: str) -> str:
    """The view in a frame."""
    view: str = json.loads(room.tables[1].packed(role))["view"]
    return view
