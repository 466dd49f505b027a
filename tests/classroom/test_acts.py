"""What the teacher does: each act, when it may be done, and what is shown before it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.classroom import records as module
from game.classroom.acts import Acts
from game.classroom.classroom import Classroom
from game.classroom.guests import Guests
from game.classroom.limits import LARGEST_FRAME, LONGEST_TEXT, SEATS_AT_ONCE
from game.classroom.overview import class_of, table_frame
from game.classroom.plain import frame
from game.classroom.projector import projector_of
from game.classroom.protocol import Act
from game.classroom.requests import Answer
from tests.support.classes import ask, begin, playing, student
from tests.support.three import three_parts
from tests.support.tiny import happening, tiny

SAMPLES: dict[str, dict[str, Any]] = {
    "hold": {"on": True},
    "time": {"seconds": 60},
    "clock": {"minutes": 5},
    "inject": {"event": "nonsense"},
    "move": {"student": "s1", "table": 1, "role": "bellmoor"},
    "captain": {"student": "s1"},
    "mute": {"student": "s1", "on": True},
    "remove": {"student": "s1"},
    "readmit": {"student": "s1"},
    "approve": {"knock": 1, "student": ""},
    "deny": {"knock": 1},
    "policy": {"table": 1, "role": "ardale", "on": True},
    "rewind": {"table": 1, "turn": 1},
    "lock": {"on": True},
    "show_code": {"on": False},
    "blank": {"on": True},
    "say": {"text": "Five minutes more."},
}


def test_an_act_is_possible_just_when_the_teachers_page_says_so(tmp_path: Path):
    """In every phase; what is not possible changes nothing and says so."""
    room = begin(tmp_path, students=2)
    for phase in ("lobby", "briefing", "turn", "debrief", "closed"):
        if phase == "briefing":
            room.seat_all()
        elif phase != "lobby":
            room.open_phase(phase)
        for name, may in acts(room).may().items():
            if not may:
                before = vars(room.register).copy()
                answer = act(room, name, **SAMPLES.get(name, {}))
                assert answer.says == "That is not possible at this point of the class."
                assert vars(room.register) == before


def test_an_act_without_what_it_needs_is_refused_in_a_sentence(room: Classroom):
    for name in acts(room).ways:
        if SAMPLES.get(name) and name != "clock":  # without minutes there is no clock
            answer = act(room, name)
            assert not answer.ok or answer.data, name
            assert answer.says, name


def test_acts_about_what_is_not_there_are_refused(room: Classroom):
    assert act(room, "move", student="s9", table=1, role="").says == (
        "There is no such student in the class."
    )
    assert act(room, "move", student="s1", table=9, role="").says == "There is no table 9."
    assert act(room, "move", student="s1", table=1, role="x").says == "No student plays “x”."
    assert act(room, "rewind", table=1, turn=1).says == "Table 1 has turns 1 to 0 to take again."
    assert act(room, "say", text="\u202e ").says == "There is nothing to say."
    assert act(room, "nonsense").says == "There is no such act."


def test_who_is_awaited_is_shown_before_they_are_passed_over(room: Classroom):
    ask(room, 1, "draft", turn=1, deed="close-bridge")
    ask(room, 2, "commit", turn=1)
    shown = act(room, "advance")
    assert shown.says == "1 seat has not given its orders; what is put down will count."
    assert [(seat["role"], seat["deed"]) for seat in shown.data["seats"]] == [
        ("ardale", "close-bridge")
    ]
    assert room.register.turn == 1
    assert act(room, "advance", confirm=shown.data["confirm"]).ok
    assert room.register.turn == 2
    assert room.tables[1].session.given("ardale")[0].by == "clock"


def test_what_was_shown_and_then_changed_is_not_done(room: Classroom):
    shown = act(room, "advance")
    ask(room, 1, "draft", turn=1, deed="close-bridge")
    refused = act(room, "advance", confirm=shown.data["confirm"])
    assert refused.says == "Things have changed meanwhile; look at it once more."
    assert room.register.turn == 1


def test_not_more_than_twenty_seats_are_passed_over_at_once(tmp_path: Path):
    room = playing(tmp_path, students=SEATS_AT_ONCE + 2)
    assert act(room, "advance").says == (
        "That would pass over 22 seats; choose tables with at most 20."
    )
    assert act(room, "advance", tables=[1, 2]).ok


def test_a_prepared_event_happens_as_the_next_turn_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    parts = three_parts()
    parts["events"]["flood"] = happening(label="A flood", inject=True)
    monkeypatch.setattr(module, "load_scenario", lambda _name: tiny(**parts))
    room = playing(tmp_path, students=2, roles=("a", "b"), scenario="three")
    confirmed(room, "inject", event="flood")
    confirmed(room, "inject", event="flood")  # whose answer was lost with its host
    assert class_of(room)["tables"][0]["injects"] == ["A flood"]
    room.close_turns([room.tables[1]])
    [step] = [s for s in room.tables[1].view("a").opened if s.report.headline == "A flood"]
    assert step.why.startswith("It came from outside: whoever leads the game put it in.")


def test_an_event_that_is_not_prepared_can_not_be_put_in(room: Classroom):
    assert act(room, "inject", event="x").says == "The scenario has prepared no such event."


def test_a_student_is_moved_and_the_seat_left_behind_is_played_by_a_policy(tmp_path: Path):
    room = playing(tmp_path, students=3)
    assert act(room, "move", student="s1", table=2, role="bellmoor").ok
    assert room.tables[1].session.away == ("ardale",)
    assert room.tables[2].session.away == ()
    assert room.captain((2, "bellmoor")) is student(room, 1)


def test_a_seat_is_given_to_a_policy_and_back(room: Classroom):
    act(room, "policy", table=1, role="ardale", on=True)
    assert room.tables[1].session.away == ("ardale",)
    act(room, "policy", table=1, role="ardale", on=False)
    assert room.tables[1].session.away == ()


def test_panic_stops_everything_and_darkens_the_projector(room: Classroom):
    assert act(room, "panic").ok
    assert projector_of(room)["blank"]
    assert class_of(room)["paused"]
    assert not room.may_plan(room.tables[1])


def test_the_debrief_says_first_how_many_tables_still_play(room: Classroom):
    shown = act(room, "debrief")
    assert shown.says.startswith("One table still plays; policies will play it to its end")
    assert act(room, "debrief", confirm=shown.data["confirm"]).ok
    assert room.register.phase == "debrief"
    assert room.tables[1].over


def test_a_table_in_detail_shows_what_everybody_has_put_down(room: Classroom):
    ask(room, 1, "draft", turn=1, deed="close-bridge")
    shown = table_frame(room, room.tables[1])
    assert [(seat["role"], seat["deed"]) for seat in shown["orders"]] == [
        ("ardale", "close-bridge"),
        ("bellmoor", "hold"),
    ]


def test_a_table_in_detail_has_an_end_however_much_was_kept_and_said(tmp_path: Path):
    """The newest answers are there, and how many more there are; so are all suggestions."""
    room = playing(
        tmp_path, students=4, scenario="high-pasture", roles=("averra", "lumora"), tables=1
    )
    for number in range(60):
        speaker = 1 + number % 2
        assert ask(room, speaker, "note", about="debrief", content="Ж" * LONGEST_TEXT).ok
        assert ask(room, speaker, "say", to=[], text=f"{number} " + "Ж" * (LONGEST_TEXT - 10)).ok
    assert ask(room, 3, "suggest", turn=1, deed="hold", word="silence", says="Wait").ok
    shown = table_frame(room, room.tables[1])
    assert len(frame(shown).encode()) < LARGEST_FRAME
    assert 0 < len(shown["notes"]) == 60 - shown["notes_before"]
    assert shown["sheet"]["messages"][-1]["text"].startswith("59 ")
    [suggestion] = shown["suggestions"]
    assert suggestion["says"].startswith("Student 3 suggests: ")
    assert suggestion["says"].endswith("“Wait”")


def test_the_projector_names_nobody_and_hides_the_code_when_told_to(room: Classroom):
    act(room, "show_code", on=False)
    shown = str(projector_of(room))
    assert room.register.code not in shown
    assert "Student 1" not in shown


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """Two students at one table, in turn 1."""
    return playing(tmp_path, students=2)


def acts(room: Classroom) -> Acts:
    """What the teacher can do there."""
    return Acts(room, Guests(room, lambda _who, _why, _says: None))


def act(room: Classroom, name: str, **fields: Any) -> Answer:
    """The teacher does something."""
    return acts(room).answer(Act.model_validate({"type": "act", "seq": 1, "act": name} | fields))


def confirmed(room: Classroom, name: str, **fields: Any) -> Answer:
    """And means it."""
    shown = act(room, name, **fields)
    assert shown.ok, shown.says
    return act(room, name, confirm=shown.data["confirm"], **fields)
