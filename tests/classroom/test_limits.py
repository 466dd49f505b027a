"""P20: of everything there may be so much and no more, and one too many is refused in words."""

from __future__ import annotations

from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
from websockets.exceptions import InvalidHandshake
from websockets.sync.client import connect

from game.classroom import guests, journal
from game.classroom.acts import Acts
from game.classroom.classroom import Classroom
from game.classroom.guests import Guests, Knock
from game.classroom.limits import (
    LARGEST_NOTE,
    LONGEST_NAME,
    LONGEST_SUGGESTION,
    LONGEST_TEXT,
    MOST_ANSWERS,
    MOST_KNOCKS,
    MOST_KNOCKS_OF_ONE,
    MOST_STRANGERS,
    MOST_STUDENTS,
    MOST_TABLES,
)
from game.classroom.line import Line
from game.classroom.protocol import HELLO, Act, Hello, NotLetIn, is_small
from game.classroom.register import Student
from sim.session import SaveBroken
from tests.support.classes import begin, joined, request, running


def test_students(room: Classroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guests, "MOST_STUDENTS", 3)
    for number in range(3):
        come(room, f"Student {number}")
    with pytest.raises(NotLetIn, match="The class is full"):
        come(room, "One more")
    door = Guests(room, lambda *_turned_out: None)
    come(room, "Student 1", door, token="f" * 32)  # a name that is taken: the teacher is asked
    approve = Act.model_validate({"type": "act", "seq": 1, "act": "approve", "knock": 1})
    assert Acts(room, door).answer(approve).says == "The class is full."
    assert MOST_STUDENTS >= 200  # the class that a laptop has to carry


def test_who_waits_at_the_door(room: Classroom):
    """Few from one address, more from all: a street can't block the door for the school."""
    door = Guests(room, lambda *_turned_out: None)
    come(room, "Ana", door)
    for number in range(MOST_KNOCKS):
        address = f"address {number // MOST_KNOCKS_OF_ONE}"
        assert isinstance(come(room, "Ana", door, token=f"{number:032}", address=address), Knock)
        if number == MOST_KNOCKS_OF_ONE - 1:
            with pytest.raises(NotLetIn, match="Too many wait at the door"):
                come(room, "Ana", door, token="f" * 32, address=address)
    with pytest.raises(NotLetIn, match="Too many wait at the door"):
        come(room, "Ana", door, token="f" * 32, address="elsewhere")


def test_tables(tmp_path: Path):
    room = begin(tmp_path, students=1, tables=MOST_TABLES + 1)
    room.seat_all()
    assert len(room.tables) == MOST_TABLES


def test_what_is_written_down(room: Classroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(journal, "MOST_ENTRIES", room.journal._count + 1)
    room.write("set", what="hold", on=True)
    with pytest.raises(SaveBroken, match="as large as it may be"):
        room.write("set", what="hold", on=False)
    assert room.register.hold  # what was not written does not count


def test_the_size_of_the_file(room: Classroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(journal, "LARGEST_LOG", room.journal.path.stat().st_size - 1)
    with pytest.raises(SaveBroken, match="as large as it may be"):
        room.write("set", what="hold", on=True)


@pytest.mark.parametrize(
    ("type_", "field", "most", "others"),
    [
        ("say", "text", LONGEST_TEXT, {"to": []}),
        ("suggest", "says", LONGEST_SUGGESTION, {"turn": 1, "deed": "a", "word": "b"}),
    ],
)
def test_the_length_of_a_text(type_: str, field: str, most: int, others: dict[str, object]):
    request(type_, **others, **{field: "ж" * most})
    with pytest.raises(ValueError, match=f"at most {most} characters"):
        request(type_, **others, **{field: "ж" * (most + 1)})


def test_the_length_of_a_name(room: Classroom):
    assert come(room, "x" * (LONGEST_NAME + 1)).name == "x" * LONGEST_NAME


def test_the_size_of_a_note():
    assert is_small("x" * (LARGEST_NOTE - 2))  # and two quotation marks
    assert not is_small("x" * (LARGEST_NOTE - 1))
    assert is_small("知" * LONGEST_TEXT)  # three bytes each: a text is counted in characters
    assert not is_small("知" * (LONGEST_TEXT + 1))


def test_answers_that_nobody_reads():
    """Whoever asks and asks and reads nothing is cut off before the host is full of answers."""
    line = Line("school")
    for number in range(MOST_ANSWERS):
        assert not line.floods(float(number))
        line.put("answer", "{}")
    assert line.floods(float(MOST_ANSWERS))


def test_connections_of_strangers(tmp_path: Path):
    """Those of one address who do not say who they are; whoever is in the class goes on."""
    with running(begin(tmp_path)) as class_, ExitStack() as open_:
        ana = class_.student("Ana")
        runner = open_.enter_context(joined(ana))
        runner.run(ana.until("lobby"))
        address = f"{class_.url.replace('http', 'ws', 1)}/socket"
        for _stranger in range(MOST_STRANGERS):
            open_.enter_context(connect(address))
        with pytest.raises(InvalidHandshake):
            connect(address)
        assert runner.run(ana.ask("ready"))["ok"]


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """A class that has just begun."""
    return begin(tmp_path)


def come(
    room: Classroom,
    name: str,
    door: Guests | None = None,
    token: str = "",
    address: str = "school",
) -> Student | Knock:
    """Somebody with the right code."""
    token = token or sha256(name.encode()).hexdigest()[:32]
    hello = {"type": "hello", "v": 1, "as": "student", "token": token, "name": name}
    found: Hello = HELLO.validate_python(hello | {"code": room.register.code})
    return (door or Guests(room, lambda *_turned_out: None)).welcome(found, address)
