"""A class from the lobby to the debrief, without a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.classroom import classroom as module
from game.classroom.classroom import Classroom
from game.classroom.frames import says
from game.classroom.overview import seat_state
from tests.support.classes import ROLES, ask, begin, playing, student


def test_seats_are_dealt_so_that_tables_differ_by_one_student_at_most(tmp_path: Path):
    room = begin(tmp_path, students=5)
    room.seat_all()
    seats = [s.seat for s in room.register.students.values()]
    assert seats == [(1, "ardale"), (2, "ardale"), (3, "ardale"), (1, "bellmoor"), (2, "bellmoor")]


def test_more_students_than_seats_make_teams_whose_first_is_captain(tmp_path: Path):
    room = playing(tmp_path, students=5, tables=1)
    assert [s.name for s in room.register.team((1, "ardale"))] == [
        f"Student {n}" for n in (1, 3, 5)
    ]
    assert room.captain((1, "ardale")) is student(room, 1)
    refused = ask(room, 3, "draft", turn=1, deed="hold")
    assert refused.says == "Student 1 gives the orders of your team; suggest what you would do."


def test_a_captain_who_is_gone_is_stood_in_for(tmp_path: Path):
    room = playing(tmp_path, students=4, tables=1)
    room.depart(student(room, 1))
    assert room.captain((1, "ardale")) is student(room, 3)


def test_the_class_goes_on_when_every_table_has_done_its_turn(tmp_path: Path):
    room = playing(tmp_path, students=4)
    for number in (1, 3):  # the two at table 1
        assert ask(room, number, "commit", turn=1).ok
    assert (room.tables[1].turn, room.register.turn) == (2, 1)
    assert ask(room, 1, "draft", turn=2, deed="hold").says == (
        "Nothing can be put in now; wait for the others."
    )
    for number in (2, 4):
        ask(room, number, "commit", turn=1)
    assert room.register.turn == 2
    assert ask(room, 1, "draft", turn=2, deed="hold").ok


def test_with_hold_the_class_waits_for_the_teacher(tmp_path: Path):
    room = playing(tmp_path, students=2)
    room.write("set", what="hold", on=True)
    ask(room, 1, "commit", turn=1)
    ask(room, 2, "commit", turn=1)
    assert (room.is_done(), room.register.turn) == (True, 1)
    told = says(room, student(room, 1), room.tables[1])
    assert told == "Read what happened. Your teacher starts the next turn."


def test_all_tables_meet_the_same_luck(tmp_path: Path):
    room = playing(tmp_path, students=4)
    room.close_turns(room.tables.values())
    assert room.tables[1].session.hashes == room.tables[2].session.hashes


def test_a_late_comer_takes_the_seat_that_a_policy_played(tmp_path: Path):
    room = playing(tmp_path, students=3)
    assert seat_state(room, room.tables[2], "bellmoor") == "empty"
    late = room.join("Late", "a" * 32)
    room.arrive(late)
    assert late.seat == (2, "bellmoor")
    assert seat_state(room, room.tables[2], "bellmoor") == "thinking"


def test_a_policy_plays_for_who_stays_away_and_gives_the_seat_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    room = playing(tmp_path, students=2)
    room.depart(student(room, 2))
    room.tick()
    assert room.tables[1].session.away == ()  # only just gone
    monkeypatch.setattr(module, "SECONDS_OF_GRACE", 0)
    room.tick()
    assert room.tables[1].session.away == ("bellmoor",)
    ask(room, 1, "commit", turn=1)
    assert [given.by for given in room.tables[1].session.given("bellmoor")] == ["policy"]
    room.arrive(student(room, 2))
    assert room.tables[1].session.away == ()


def test_orders_that_were_given_count_although_their_giver_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    room = playing(tmp_path, students=2)
    ask(room, 2, "draft", turn=1, deed="close-bridge")
    ask(room, 2, "commit", turn=1)
    room.depart(student(room, 2))
    monkeypatch.setattr(module, "SECONDS_OF_GRACE", 0)
    room.tick()
    ask(room, 1, "commit", turn=1)
    [given] = room.tables[1].session.given("bellmoor")
    assert (given.deed, given.by) == ("close-bridge", "person")


def test_when_time_is_up_what_is_put_down_counts_and_is_marked(tmp_path: Path, clock: list[int]):
    room = playing(tmp_path, students=2, minutes=1)
    ask(room, 1, "draft", turn=1, deed="close-bridge")
    pass_time(room, clock, 59)
    assert room.register.turn == 1
    pass_time(room, clock, 2)
    assert room.register.turn == 2
    [given] = room.tables[1].session.given("ardale")
    assert (given.deed, given.by) == ("close-bridge", "clock")


def test_a_paused_clock_stands_still(tmp_path: Path, clock: list[int]):
    room = playing(tmp_path, students=2, minutes=1)
    pass_time(room, clock, 20)
    room.pause("lunch")
    pass_time(room, clock, 3600)
    room.write("resume")
    room.tick()
    assert room.tables[1].clock.left(clock[0]) == 40_000


def test_time_in_which_the_host_slept_does_not_count(tmp_path: Path, clock: list[int]):
    room = playing(tmp_path, students=2, minutes=1)
    clock[0] += 86_400_000  # the laptop was shut for a day
    room.tick()
    assert (room.register.turn, room.tables[1].clock.left(clock[0])) == (1, 60_000)


def test_more_time_for_one_table_is_for_that_table_only(tmp_path: Path, clock: list[int]):
    room = playing(tmp_path, students=4, minutes=1)
    room.add_time(60_000, [room.tables[2]])
    pass_time(room, clock, 61)
    assert [table.turn for table in room.tables.values()] == [2, 1]
    assert room.tables[2].clock.left(clock[0]) == 59_000


def test_a_table_that_takes_a_turn_again_keeps_what_it_played_and_holds_up_nobody(tmp_path: Path):
    room = playing(tmp_path, students=4)
    for _turn in range(3):
        room.close_turns(room.tables.values())
    played = room.tables[1].session.path
    room.rewind(room.tables[1], 2)
    assert (room.tables[1].turn, room.tables[2].turn, room.register.turn) == (2, 4, 4)
    assert played is not None
    assert played.exists()
    room.close_turns([room.tables[2]])
    assert room.register.turn == 5


def test_the_debrief_plays_what_is_left_by_policies(tmp_path: Path):
    room = playing(tmp_path, students=3)
    room.play_to_the_end()
    assert all(table.over for table in room.tables.values())
    assert {given.by for given in room.tables[1].session.given("ardale")} == {"policy"}


def test_a_class_is_resumed_as_it_was_and_paused(tmp_path: Path, clock: list[int]):
    room = playing(tmp_path, students=4, minutes=5)
    ask(room, 1, "commit", turn=1)
    ask(room, 2, "draft", turn=1, deed="close-bridge")
    pass_time(room, clock, 30)
    before, folder = vars(room.register), room.folder
    room.close()
    again = Classroom.resume(folder)
    assert again.register.paused == "The host was started again. Everything is as it was."
    again.register.paused = None
    for who in again.register.students.values():
        who.seq = 0  # which says what is in the files, and not what is in the journal
    assert vars(again.register) == before
    assert again.tables[1].session.orders("ardale").committed
    assert again.tables[2].session.orders("ardale").deed == "close-bridge"
    assert 270_000 <= (again.tables[1].clock.left(clock[0]) or 0) <= 285_000  # noted every 15 s


def test_a_crash_between_tables_and_briefing_is_made_good(tmp_path: Path):
    room = begin(tmp_path, students=4)
    room._set_table(1)
    room.close()
    again = Classroom.resume(room.folder)
    again.seat_all()
    assert sorted(again.tables) == [1, 2]
    assert {s.seat for s in again.register.students.values()} == {
        (table, role) for table in (1, 2) for role in ROLES
    }


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A clock that only a test moves, in ms."""
    now = [1_000_000]
    monkeypatch.setattr(module, "now_ms", lambda: now[0])
    return now


def pass_time(room: Classroom, clock: list[int], seconds: int) -> None:
    """Let it tick every second."""
    for _second in range(seconds):
        clock[0] += 1000
        room.tick()
