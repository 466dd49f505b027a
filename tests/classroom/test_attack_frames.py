"""P8, P13: what nobody should send. `benchmarks/class_fuzz.py` goes on for longer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from benchmarks.class_frames import Frames
from benchmarks.class_fuzz import CANARY, HALVES, UPGRADE, Crowd, Target, fuzz
from game.classroom.client import Client
from game.classroom.journal import Journal
from tests.support.classes import ask, begin, playing, running

FRAMES = 4_000
UNFINISHED = [half for half in HALVES if not half.startswith(UPGRADE + b"\r\n")] * 2


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """A host in which one student attacks."""
    return Target(tmp_path / "class")


def test_frames_that_nobody_should_send_are_refused_in_words_and_change_nothing(target: Target):
    """Of all kinds; nothing of others' is told, and nobody else is sent away."""
    counted, wrong = fuzz(target, FRAMES, seed=1)
    assert wrong == []
    assert min(counted["refused"], counted["answer"], counted["answer ok"]) > 50
    assert len(target.host.screens.lines) == len(target.lines)


def test_it_is_noticed_if_something_is_told(target: Target):
    """The same comparison finds a canary that was let out, and a change."""
    target.room.write("notice", text=CANARY, tables=[])
    target.room.write("pause", says="")
    _counted, wrong = fuzz(target, 500, seed=1)
    assert any("told what is others'" in each for each in wrong)
    assert "something of others' was changed" in wrong


def test_a_frame_is_the_same_whenever_it_is_made():
    made = [[Frames(7).frame(number, 3) for number in range(50)] for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] != [Frames(8).frame(number, 3) for number in range(50)]


def test_who_is_ready_again_and_again_writes_it_down_once(tmp_path: Path):
    room = playing(tmp_path)
    entries = len(written(room.journal))
    for _ in range(20):
        assert ask(room, 1, "ready").ok
    assert len(written(room.journal)) == entries + 1


def test_nobody_suggests_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("game.classroom.requests.MOST_CHANGES", 3)
    room = playing(tmp_path)
    suggestion = {"turn": 1, "deed": "hold", "word": "silence"}
    told = [ask(room, 1, "suggest", **suggestion) for _ in range(4)]
    assert [answer.ok for answer in told] == [True, True, True, False]
    assert "too often" in told[-1].says
    assert ask(room, 2, "suggest", **suggestion).ok


def test_a_siege_over_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Halves of requests, guessed codes and nonsense at once; the one who behaves is answered."""
    for where in ("guard", "server"):
        monkeypatch.setattr(f"game.classroom.{where}.SECONDS_FOR_HELLO", 0.5)
    with running(begin(tmp_path)) as class_:
        crowd = asyncio.run(siege(class_.url, class_.student("Ana")))
    assert crowd.wrong == []
    assert crowd.counted["halves ended"] == len(UNFINISHED)
    assert crowd.counted["refused"] > 5
    assert crowd.counted["pipelines cut"] == 1
    assert crowd.waits


async def siege(url: str, good: Client) -> Crowd:
    """For a second and a half."""
    await good.start()
    await good.until("lobby")
    crowd = Crowd(url, good, seed=1, seconds=1.5)
    await crowd.attack(UNFINISHED)
    await good.stop()
    return crowd


def written(journal: Journal) -> list[str]:
    """All that stands in a journal."""
    return [entry.kind for entry in Journal.open(journal.path)[1]]
