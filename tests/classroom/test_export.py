"""What a class is taken home as."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from game.classroom.export import EVENTS, class_zip
from tests.support.classes import SECRET, Running, ask, playing, running


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


def test_only_the_teacher_takes_it(tmp_path: Path):
    with running(playing(tmp_path, students=1)) as class_:
        assert read(fetched(class_, SECRET))
        for wrong in ("", "0" * 48, class_.host.projector):
            with pytest.raises(urllib.error.HTTPError) as refused:
                fetched(class_, wrong)
            assert refused.value.code == 403
            refused.value.close()


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
