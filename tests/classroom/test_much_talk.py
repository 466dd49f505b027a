"""However much people write, a frame has an end; and nothing of what they wrote is lost."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from game.classroom.classroom import Classroom
from game.classroom.limits import LARGEST_FRAME, LONGEST_TEXT
from game.classroom.views import pack, unpack
from tests.support.classes import ask, playing

LONG = "Ж" * (LONGEST_TEXT - 10)  # two bytes each


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """Two sides who have written 60 long messages in one turn."""
    room = playing(tmp_path, scenario="high-pasture", roles=("averra", "lumora"))
    for number in range(60):
        answer = ask(room, 1 + number % 2, "say", to=[], text=f"{number} {LONG}")
        assert answer.ok, answer.says
    return room


def test_a_sheet_stays_below_64_kb_and_tells_the_newest_whole(room: Classroom) -> None:
    sheet = room.tables[1].sheet("averra")
    assert len(sheet.encode()) <= LARGEST_FRAME
    told = json.loads(sheet)
    messages = told["messages"]
    assert messages[-1]["text"] == f"59 {LONG}"
    assert [each["place"] for each in messages] == list(range(60 - len(messages), 60))
    assert told["messages_before"] + len(messages) == 60
    short = [each for each in messages if each.get("cut")]
    assert short == messages[: len(short)] != []
    assert all(each["text"].endswith(" …") for each in short)


def test_all_of_it_is_there_on_request_page_by_page(room: Classroom) -> None:
    texts, first = [], 0
    while first is not None:
        answer = ask(room, 2, "reread", what="messages", first=first)
        assert len(json.dumps(answer.data, ensure_ascii=False).encode()) <= LARGEST_FRAME
        texts += [each["text"] for each in answer.data["messages"]]
        first = answer.data["next"]
    assert texts == [f"{number} {LONG}" for number in range(60)]


def test_a_window_is_sent_no_more_than_that_either(room: Classroom) -> None:
    for number in range(40):
        noise = " ".join(str(number * k * 7919 % 100_003) for k in range(1, 330))
        assert ask(room, 1 + number % 2, "say", to=[], text=noise).ok
    frame = room.tables[1].packed("averra")
    assert len(frame) <= LARGEST_FRAME
    view = unpack(json.loads(frame)["view"])
    assert view.messages[-1].text == noise


def test_a_view_has_an_end_with_any_number_of_proposals(tmp_path: Path) -> None:
    """The newest stays whole."""
    room, luck = playing(tmp_path), Random(1)
    promise = {"sense": "refrain", "what": "send-guards", "until": 2}
    answer = ask(room, 1, "propose", to="bellmoor", give=promise, ask=promise)
    assert answer.ok, answer.says
    view = room.tables[1].whole_view("bellmoor")
    [proposal] = view.proposals
    texts = ["".join(luck.choices(string.printable, k=LONGEST_TEXT)) for _number in range(60)]
    packed = pack(replace(view, proposals=tuple(replace(proposal, text=text) for text in texts)))
    assert len(packed) < LARGEST_FRAME
    assert unpack(packed).proposals[-1].text == texts[-1]


def test_little_talk_is_told_as_it_is(tmp_path: Path) -> None:
    room = playing(tmp_path)
    assert ask(room, 1, "say", to=[], text="Hello").ok
    told = json.loads(room.tables[1].sheet("bellmoor"))
    assert [(each["text"], "cut" in each) for each in told["messages"]] == [("Hello", False)]
    assert (told["messages_before"], told["proposals_before"]) == (0, 0)


def test_what_others_said_in_private_is_not_reread(tmp_path: Path) -> None:
    room = playing(tmp_path, 3, scenario="banjska-2023", roles=("serbia", "kosovo", "kfor"))
    assert ask(room, 1, "say", to=["kosovo"], text="CANARY").ok
    for number, heard in ((2, 1), (3, 0)):
        answer = ask(room, number, "reread", what="messages", first=0)
        assert len(answer.data["messages"]) == heard
