"""What may be said: every field of every message, and nothing else; and that it is written down."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.classroom.acts import Acts
from game.classroom.guests import Guests
from game.classroom.line import ORDER
from game.classroom.packed_reviews import unpack_decision, unpack_review
from game.classroom.protocol import ACT, HELLO, REQUEST, Act, Hello, Malformed, StudentRequest, read
from game.classroom.views import unpack
from tests.support.classes import begin

SAMPLES = {
    "draft": {"turn": 1, "deed": "hold"},
    "undo": {"turn": 1},
    "commit": {"turn": 1, "expected": 1},
    "suggest": {"turn": 1, "deed": "hold", "word": "silence"},
    "lead": {"student": "s2"},
    "ready": {},
    "note": {"about": "check 1", "content": [1, None]},
    "forecast": {"turn": 1, "deed": "hold", "word": "silence"},
    "recall": {"turn": 1},
    "reread": {"what": "messages", "first": 0},
    "review": {},
    "say": {"to": [], "text": "Hello"},
    "propose": {
        "to": "b",
        "give": {"sense": "do", "what": "hold", "until": 2},
        "ask": {"sense": "refrain", "what": "hold", "until": 2},
    },
    "reply": {"proposal": 1, "sign": False},
    "withdraw": {"proposal": 1},
    "leave": {},
}
WRONG = [None, -1, 1.5, "x" * 3000, [], {}, True, [[[[]]]]]


def test_there_is_a_sample_of_every_request():
    assert set(SAMPLES) == {model.model_fields["type"].annotation.__args__[0] for model in MODELS}


@pytest.mark.parametrize("type_", SAMPLES)
def test_a_request_has_its_fields_and_no_other(type_: str):
    frame = {"type": type_, "seq": 1} | SAMPLES[type_]
    read(REQUEST, json.dumps(frame))
    for field in ("tok", "role", "student_id", "as"):
        with pytest.raises(Malformed):
            read(REQUEST, json.dumps(frame | {field: "s1"}))
    for field in set(frame) - {"type", "expected"}:
        with pytest.raises(Malformed):
            read(REQUEST, json.dumps({key: frame[key] for key in frame if key != field} | {"x": 0}))


@pytest.mark.parametrize("type_", SAMPLES)
def test_a_field_of_another_type_is_refused_without_repeating_it(type_: str):
    frame = {"type": type_, "seq": 1} | SAMPLES[type_]
    for field in set(SAMPLES[type_]) - {"content"}:
        for value in WRONG:
            if isinstance(value, type(frame[field])) or (field, value) == ("expected", None):
                continue
            if (field, value) in (("deed", None), ("sign", True)):
                continue
            with pytest.raises(Malformed) as refused:
                read(REQUEST, json.dumps(frame | {field: value}))
            assert len(str(refused.value)) < 300


@given(st.one_of(st.text(), st.binary().map(lambda raw: raw.decode("latin-1"))))
def test_any_text_is_read_or_refused(text: str):
    for kind in (HELLO, REQUEST, ACT):
        with pytest.raises(Malformed):
            read(kind, text)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{" * 9, '{"seq":1e999}', '{"type":"ready","seq":NaN}', "\ud800", "null"],
)
def test_json_that_hurts_other_readers_does_not_hurt(text: str):
    with pytest.raises(Malformed):
        read(REQUEST, text)


@pytest.mark.parametrize("text", ["", "eA==", "zzzz", "§"])
def test_what_no_host_packed_is_no_view_and_no_review(text: str):
    for unpacked in (unpack, unpack_review, unpack_decision):
        with pytest.raises(ValueError, match=r"\w"):
            unpacked(text)


def test_a_frame_of_more_than_64_kb_is_refused():
    with pytest.raises(Malformed, match="64 KB"):
        read(REQUEST, json.dumps({"type": "ready", "seq": 1, "x": "x" * 70_000}))


def test_the_page_of_the_protocol_names_every_message_and_field(root: Path):
    page = (root / "docs/classroom-protocol.md").read_text("utf-8")
    words = set(re.findall(r"[a-z_]+", page))
    for model in (*MODELS, Hello, Act):
        fields = {field.alias or name for name, field in model.model_fields.items()}
        assert fields <= words, model
    assert set(SAMPLES) <= words


def test_the_page_of_the_protocol_names_every_frame(root: Path):
    page = (root / "docs/classroom-protocol.md").read_text("utf-8")
    for kind in ORDER:
        assert re.search(rf'^### {kind}$|^`{kind}`[:,]|"type": "{kind}"', page, re.MULTILINE), kind


def test_the_page_of_the_protocol_names_every_act(root: Path, tmp_path: Path):
    page = (root / "docs/classroom-protocol.md").read_text("utf-8")
    table = page[page.index("### act") : page.index("## The projector")]
    acts = Acts(room := begin(tmp_path), Guests(room, lambda _who, _why, _says: None))
    marked = {name: bool(star) for names, star in ACT_ROWS.findall(table) for name in split(names)}
    assert marked.keys() - {"watch"} == acts.ways.keys()
    assert {name for name, way in acts.ways.items() if way.preview} == {
        name for name, star in marked.items() if star
    }


MODELS = get_args(StudentRequest)
ACT_ROWS = re.compile(r"^\| ((?:`[a-z_]+`(?:, )?)+)( ✱)? \|", re.MULTILINE)


def split(names: str) -> list[str]:
    """The names in a cell of a table."""
    return re.findall(r"[a-z_]+", names)
