"""What students may ask for, and from whom, when and how often it is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.classroom.classroom import Classroom
from game.classroom.limits import MOST_CHANGES, MOST_NOTES
from game.classroom.requests import Requests
from sim.session import PUBLIC, Session
from tests.support.classes import ask, playing, request, student

ORDERS = {
    "draft": {"deed": "close-bridge"},
    "undo": {},
    "commit": {},
    "suggest": {"deed": "close-bridge", "word": "silence"},
    "forecast": {"deed": "close-bridge", "word": "silence"},
}
TALK = {
    "say": {"to": ["bellmoor"], "text": "Hello"},
    "propose": {
        "to": "bellmoor",
        "give": {"sense": "refrain", "what": "escalate", "until": 3},
        "ask": {"sense": "refrain", "what": "escalate", "until": 3},
    },
    "reply": {"proposal": 1, "sign": True},
    "withdraw": {"proposal": 1},
}
SEATED = {"note": {"about": "check 1", "content": "x"}, "recall": {"turn": 1}}
EVERY = (*ORDERS, *TALK, *SEATED)


def test_what_is_for_another_turn_is_not_counted(room: Classroom):
    for type_ in ORDERS:
        for turn in (2, 99):
            answer = ask(room, 1, type_, turn=turn, **ORDERS[type_])
            assert not answer.ok
            assert answer.says.endswith(("It was not counted.", "plays without forecasts."))
    assert inputs(room.tables[1].session) == []


def test_who_only_looks_on_can_put_nothing_in(room: Classroom):
    room.place(student(room, 2), 1, "")
    answers = [ask(room, 2, type_, **fields(type_)) for type_ in EVERY]
    assert all(answer.says and not answer.ok for answer in answers)
    assert inputs(room.tables[1].session) == ["away"]  # for a policy took the seat over


def test_who_was_sent_out_can_put_nothing_in(room: Classroom):
    room.write("remove", student="s2", on=True)
    answers = [ask(room, 2, type_, **fields(type_)) for type_ in EVERY]
    assert {answer.says for answer in answers} == {"You are not in this class any more."}


def test_in_a_pause_nothing_is_taken(room: Classroom):
    room.pause("lunch")
    answers = [ask(room, 1, type_, **fields(type_)) for type_ in (*ORDERS, *TALK)]
    assert not any(answer.ok for answer in answers)
    assert inputs(room.tables[1].session) == []


def test_a_commit_that_is_said_twice_is_given_once(room: Classroom):
    assert ask(room, 1, "commit", turn=1).ok
    assert ask(room, 1, "commit", turn=1).ok
    ask(room, 2, "commit", turn=1)
    assert ask(room, 2, "commit", turn=1).ok  # the turn is over by now
    assert inputs(room.tables[1].session) == ["commit", "commit", "turn"]


def test_a_commit_that_comes_after_time_ran_out_is_told_so(room: Classroom):
    room.close_turns([room.tables[1]])
    answer = ask(room, 1, "commit", turn=1)
    assert answer.says == "Turn 1 is over; this is turn 2. It was not counted."


def test_only_a_card_of_the_own_role_that_is_legal_is_put_down(room: Classroom):
    assert "nonsense" in ask(room, 1, "draft", turn=1, deed="nonsense").says
    assert not ask(room, 1, "draft", turn=1, deed="stand-on-bridge").ok  # that of another role
    assert not ask(room, 1, "draft", turn=1, word="take-back").ok


def test_a_member_of_a_team_suggests_and_the_captain_passes_the_lead_on(tmp_path: Path):
    room = playing(tmp_path, students=4, tables=1)
    assert ask(room, 3, "suggest", turn=1, deed="close-bridge", word="silence", says="Now!").ok
    suggestion = student(room, 3).suggestion
    assert suggestion == {"turn": 1, "deed": "close-bridge", "word": "silence", "says": "Now!"}
    assert not ask(room, 3, "lead", student="s3").ok
    assert not ask(room, 1, "lead", student="s2").ok  # of the other team
    assert ask(room, 1, "lead", student="s3").ok
    assert ask(room, 3, "commit", turn=1).ok


def test_who_is_muted_gives_orders_and_says_nothing(room: Classroom):
    room.write("mute", student="s1", on=True)
    assert "silent for a while" in ask(room, 1, "say", to=[], text="Hello").says
    assert ask(room, 1, "commit", turn=1).ok


def test_a_seat_that_the_teacher_gave_to_a_policy_takes_no_orders(room: Classroom):
    room.write("bot", table=1, role="ardale", on=True)
    room.hand_over((1, "ardale"))
    assert "your teacher decided so" in ask(room, 1, "commit", turn=1).says


def test_a_message_is_read_by_whom_it_is_for(room: Classroom):
    ask(room, 1, "say", to=["bellmoor"], text="Quiet\u202e now\x1b[2J")
    [heard] = room.tables[1].view("bellmoor").messages
    assert (heard.author, heard.text) == ("ardale", "Quiet now[2J")
    assert room.tables[1].view(PUBLIC).messages == ()


def test_what_happened_in_an_earlier_turn_can_be_asked_for(room: Classroom):
    assert ask(room, 1, "recall", turn=1).says == "That turn is not over yet."
    room.close_turns([room.tables[1]])
    assert ask(room, 1, "recall", turn=1).data["turn"] == 1


def test_a_note_is_kept_with_who_wrote_it(room: Classroom):
    assert ask(room, 1, "note", about="check 1", content={"answer": 2}).ok
    [note] = room.tables[1].session.notes
    assert (note.role, note.content) == ("ardale", {"student": "s1", "content": {"answer": 2}})
    assert not ask(room, 1, "note", about="check 1", content="x" * 5_000).ok


@pytest.mark.parametrize(("most", "type_"), [(MOST_CHANGES, "undo"), (MOST_NOTES, "note")])
def test_nobody_fills_the_disk(room: Classroom, most: int, type_: str):
    """One more than the limit is refused."""
    room.tables[1].session._log.close()
    room.tables[1].session._log = None  # what is counted is not what is written
    answers = [ask(room, 1, type_, **fields(type_)) for _number in range(most + 1)]
    assert answers[-2].ok or answers[-2].says == "There is nothing to take back."
    assert answers[-1].says in (
        "That was changed too often in this turn; leave it as it is.",
        "Enough was kept for this side.",
    )


def test_what_a_dead_host_had_done_is_known_to_the_next(room: Classroom):
    """By the number of the request, in the file of the table or in the journal."""
    for seq, type_ in enumerate(("draft", "say", "note", "undo"), 101):
        assert Requests(room).answer(student(room, 1), request(type_, seq=seq, **fields(type_))).ok
    Requests(room).answer(student(room, 2), request("ready", seq=301))
    room.close()
    again = Classroom.resume(room.folder)
    assert [student(again, number).seq for number in (1, 2)] == [104, 301]


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """Two students at one table, in turn 1."""
    return playing(tmp_path, students=2)


def fields(type_: str) -> dict[str, object]:
    """A request of that type that would be sound."""
    turn = {"turn": 1} if type_ in ORDERS else {}
    return {**turn, **ORDERS, **TALK, **SEATED}[type_] | turn


def inputs(session: Session) -> list[str]:
    """The kinds of what was put in."""
    return [entry.given.kind for entry in session.entries]
