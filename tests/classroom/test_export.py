"""What a class is taken home as."""

from __future__ import annotations

import csv
import io
import json
import urllib.error
import urllib.request
import zipfile
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from game.classroom.export import EVALUATION, EVENTS, NAMES, class_zip, keep_evaluation
from sim import class_debriefing, tables_in
from tests.support.classes import SECRET, Running, ask, begin, playing, running


def test_everything_that_happened_is_there_in_order_and_nobody_is_named(tmp_path: Path):
    room = playing(tmp_path, students=2)
    ask(room, 1, "say", to=[], text="CANARY")
    for number in (1, 2):
        ask(room, number, "commit", turn=1)
    room.rewind(room.tables[1], 1)
    events = read(class_zip(room.folder))
    assert [event["time"] for event in events] == sorted(event["time"] for event in events)
    kinds = [event["kind"] for event in events]
    assert (kinds.count("join"), kinds.count("commit"), kinds.count("turn")) == (2, 2, 3)
    told = json.dumps(events)
    for secret in ("Student 1", "CANARY", room.register.code, "127.0.0.1"):
        assert secret not in told
    assert "CANARY" in json.dumps(read(class_zip(room.folder, with_messages=True)))


def test_a_clock_that_is_set_back_turns_nothing_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A table's events stand as they were acknowledged, whatever the time that is beside them."""
    room = playing(tmp_path, students=2)
    times = (datetime(2026, 1, 5, 12 - hour, tzinfo=UTC) for hour in count())
    monkeypatch.setattr("sim.session.log.now", lambda: next(times))
    for number in (1, 2):
        ask(room, number, "commit", turn=1)
    events = read(class_zip(room.folder))
    told = [event["kind"] for event in events if "file" in event]
    assert told == ["commit", "commit", "turn"]


def test_only_the_teacher_takes_it(tmp_path: Path):
    with running(playing(tmp_path, students=1)) as class_:
        assert read(fetched(class_, SECRET))
        for wrong in ("", "0" * 48, class_.host.projector):
            with pytest.raises(urllib.error.HTTPError) as refused:
                fetched(class_, wrong)
            assert refused.value.code == 403
            refused.value.close()


def test_tables_for_a_spreadsheet_lie_beside_and_name_nobody(tmp_path: Path):
    room = playing(tmp_path, students=2)
    ask(room, 1, "say", to=[], text="CANARY")
    ask(room, 1, "note", about="check 1", content="=1+1")
    for number in (1, 2):
        ask(room, number, "commit", turn=1, expected=0.5)
    files = unpacked(class_zip(room.folder))
    assert set(files) == {EVENTS, "decisions.csv", "outcomes.csv", "turns.csv", "surveys.csv"}
    told = "".join(files.values())
    for secret in ("Student", "CANARY", "127.0.0.1", str(tmp_path)):
        assert secret not in told
    assert "'=1+1" in files["surveys.csv"]
    assert "CANARY" in unpacked(class_zip(room.folder, with_messages=True))["messages.csv"]
    assert unpacked(class_zip(room.folder, bom=True))["turns.csv"].startswith("\ufeff")


def test_who_had_which_seat_stays_in_a_file_of_its_own(tmp_path: Path):
    room = playing(tmp_path, students=2)
    for number in (1, 2):
        ask(room, number, "commit", turn=1)
    files = unpacked(class_zip(room.folder))
    names = room.folder / NAMES
    assert names.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(names.read_text().splitlines()))
    assert [(row["role"], row["name"]) for row in rows] == [
        *(("ardale", "Student 1"), ("bellmoor", "Student 2"))
    ]
    for row in rows:
        assert row["seat_id"] in files["decisions.csv"]


def test_what_was_found_about_decisions_is_there_once_it_was_worked_out(tmp_path: Path):
    room = playing(tmp_path, students=2)
    for number in (1, 2):
        ask(room, number, "commit", turn=1)
    *_earlier, found = class_debriefing(tables_in(room.folder), futures=5, workers=1)
    keep_evaluation(room.folder, found.reviews)
    files = unpacked(class_zip(room.folder))
    evaluation = list(csv.DictReader(files[EVALUATION].splitlines()))
    decisions = list(csv.DictReader(files["decisions.csv"].splitlines()))
    assert {row["role"] for row in evaluation} == {"ardale", "bellmoor"}
    assert {row["session"] for row in evaluation} == {row["session"] for row in decisions}


def test_a_class_without_tables_yet_has_its_events_alone(tmp_path: Path):
    assert set(unpacked(class_zip(begin(tmp_path, students=1).folder))) == {EVENTS}


def unpacked(packed: bytes) -> dict[str, str]:
    """The files in a zip."""
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def read(packed: bytes) -> list[dict]:
    """The events in a zip."""
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return [json.loads(line) for line in file.read(EVENTS).decode().splitlines()]


def fetched(class_: Running, secret: str) -> bytes:
    """What the host hands out."""
    headers = {"Authorization": f"Bearer {secret}"}
    ask = urllib.request.Request(f"{class_.url}/export", b"", headers)
    with urllib.request.urlopen(ask) as got:
        content: bytes = got.read()
    return content
