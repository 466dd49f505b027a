"""Who gets in: codes, guesses, names that are taken, and what the teacher decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.classroom.acts import Acts
from game.classroom.classroom import Classroom
from game.classroom.door import (
    ALL_GUESSES_A_SECOND,
    CODE_LENGTH,
    FREE_GUESSES,
    LETTERS,
    LOCK_AFTER,
    LOCKED_FOR,
    Door,
)
from game.classroom.guests import Guests, Knock
from game.classroom.protocol import HELLO, Act, Hello, NotLetIn
from game.classroom.register import Student
from tests.support.classes import begin

ANA, OTHER = "a" * 32, "b" * 32


def test_an_hour_of_guessing_finds_a_code_less_than_once_in_a_thousand_times():
    """By the rate alone, from as many addresses as one likes."""
    assert ALL_GUESSES_A_SECOND * 3600 / len(LETTERS) ** CODE_LENGTH < 0.001


def test_whoever_guesses_is_slowed_down_and_then_locked_out():
    door, tried, now = Door(), 0, 0.0
    while now < 600:
        now += 0.01
        if door.may_try("guesser", now):
            tried += 1
            door.was_wrong("guesser", now)
    assert FREE_GUESSES < tried <= LOCK_AFTER
    assert not door.may_try("guesser", now)
    assert door.may_try("another", now)
    assert door.may_try("guesser", now + LOCKED_FOR)


def test_many_who_know_the_code_come_from_one_address():
    """As a class behind one router does: what is right costs nothing."""
    door = Door()
    for _student in range(200):
        assert door.may_try("school", 1.0)
        door.was_right("school")


def test_the_code_lets_in_and_the_token_from_then_on(guests: Guests):
    ana = welcome(guests, ANA, name=" Ana\u202e ")
    assert isinstance(ana, Student)
    assert ana.name == "Ana"
    assert welcome(guests, ANA, code="", name="") is ana
    assert ANA not in str(vars(guests.room.register))  # only its digest is kept


def test_a_wrong_code_and_a_locked_door_are_told_in_the_same_words(guests: Guests):
    wrong = refusal(guests, code="AAAAAA")
    guests.room.write("set", what="locked", on=True)
    assert refusal(guests) == wrong
    guests.room.open_phase("closed")
    assert (
        refusal(guests) == wrong == ("code", "That code opens no class. Look at it again, or ask.")
    )


def test_another_code_makes_the_old_one_worthless(guests: Guests):
    old = guests.room.register.code
    act(guests, "rotate")
    assert refusal(guests, code=old)[0] == "code"


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"v": 2}, "version"), ({"name": "\u200b\x1b "}, "name"), ({"code": ""}, "token")],
)
def test_what_is_wrong_with_a_hello_is_said(guests: Guests, fields: dict, why: str):
    assert refusal(guests, **fields)[0] == why


def test_a_name_that_is_taken_waits_for_the_teacher_who_knows_the_face(guests: Guests):
    ana = welcome(guests, ANA, name="Ana")
    knock = welcome(guests, OTHER, name="ANA")
    assert isinstance(knock, Knock)
    assert welcome(guests, OTHER, name="ANA") is knock  # it reconnects while it waits
    act(guests, "approve", knock=knock.number, student="s1")
    assert welcome(guests, OTHER, code="") is ana
    assert refusal(guests, ANA, code="")[0] == "token"  # the lost laptop opens nothing any more


def test_a_second_ana_is_let_in_as_one(guests: Guests):
    welcome(guests, ANA, name="Ana")
    knock = welcome(guests, OTHER, name="Ana")
    assert isinstance(knock, Knock)
    act(guests, "approve", knock=knock.number, student="")
    second = welcome(guests, OTHER, code="")
    assert isinstance(second, Student)
    assert second.name == "Ana 2"


def test_at_a_busy_door_the_teacher_lets_in(guests: Guests):
    """Where too much was guessed, codes are not looked at any more; faces are."""
    for guess in range(int(FREE_GUESSES)):
        assert refusal(guests, f"{guess:032x}", code="AAAAAA")[0] == "code"
    assert isinstance(welcome(guests, ANA), Knock)  # although the code is right
    [knock] = guests.knocks.values()
    act(guests, "deny", knock=knock.number)
    assert guests.knocks == {}
    assert guests.room.register.students == {}


def test_who_was_sent_out_comes_back_when_the_teacher_says_so(guests: Guests):
    welcome(guests, ANA, name="Ana")
    act(guests, "remove", student="s1")
    assert refusal(guests, ANA, code="")[0] == "token"
    assert refusal(guests, OTHER, name="Ana")[0] == "removed"
    act(guests, "readmit", student="s1")
    knock = welcome(guests, OTHER, name="Ana")
    assert isinstance(knock, Knock)
    assert knock.student == "s1"


@pytest.fixture
def guests(tmp_path: Path) -> Guests:
    """The door of a class in which nobody is yet."""
    return Guests(begin(tmp_path), lambda _who, _why, _says: None)


def welcome(guests: Guests, token: str = ANA, **fields: object) -> Student | Knock:
    """Somebody says hello, with the right code if nothing else is said."""
    frame = {"type": "hello", "v": 1, "as": "student", "token": token, "name": "Ana"}
    hello: Hello = HELLO.validate_python(frame | {"code": guests.room.register.code} | fields)
    return guests.welcome(hello, "10.0.0.7")


def refusal(guests: Guests, token: str = ANA, **fields: object) -> tuple[str, str]:
    """Why somebody is not let in."""
    with pytest.raises(NotLetIn) as refused:
        welcome(guests, token, **fields)
    return refused.value.why, str(refused.value)


def act(guests: Guests, name: str, **fields: object) -> None:
    """The teacher does something, and confirms it where that is needed."""
    acts, room = Acts(guests.room, guests), guests.room
    assert isinstance(room, Classroom)
    answer = acts.answer(Act.model_validate({"type": "act", "seq": 1, "act": name} | fields))
    assert answer.ok, answer.says
    ticket = (answer.data or {}).get("confirm")
    if ticket:
        acts.answer(
            Act.model_validate({"type": "act", "seq": 2, "act": name, "confirm": ticket} | fields)
        )
