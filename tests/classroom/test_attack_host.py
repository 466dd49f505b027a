"""P9, P16, P17: a host in a process of its own is loaded, put to sleep and left without a disk."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from benchmarks import class_load
from benchmarks.class_host import HostProcess, may_commit
from benchmarks.class_load import Waits, faults, run
from game.classroom.client import Client
from tests.support.classes import joined

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostProcess]:
    """A class that plays the tutorial at three tables, with a clock."""
    told = "tutorial --seats ardale,bellmoor --tables 3 --seed 1 --turn-minutes 5"
    host = HostProcess(tmp_path / "class", *told.split())
    yield host
    assert host.kill() == "", "the host had nothing to complain about"


def test_a_small_class_under_load(host: HostProcess, monkeypatch: pytest.MonkeyPatch):
    """All decide, some are stopped or slow, all come back: what is measured is all there."""
    monkeypatch.setattr(class_load, "JOINING", 0.3)
    monkeypatch.setattr(class_load, "DECIDING", 0.3)
    choices = argparse.Namespace(students=6, turns=2, stopped=1, slow=1, rounds=2, seed=1, sizes=[])
    waits = asyncio.run(run(host, choices))
    assert [len(part.acknowledged) for part in waits] == [6, 6, 6, 0]
    assert [len(part.seen) for part in waits] == [6, 6, 6, 2]
    assert min(wait for part in waits for wait in part.acknowledged + part.seen) > 0
    assert len(choices.sizes) == 2


def test_what_is_above_what_is_wanted_is_told():
    quick, slow = Waits("q", acknowledged=[0.1], seen=[0.1]), Waits("s", [], [0.6], [1.1])
    assert faults([quick, quick], 200, 1) == []
    assert len(faults([quick, slow], 301, 11)) == 4


def test_without_a_disk_nothing_is_acknowledged_until_there_is_one(host: HostProcess):
    """No file may grow any more; then they may again, and it goes on by itself."""
    import resource

    teacher, ana = host.teacher(), host.student(1)
    with joined(teacher, ana) as runner:
        runner.run(begin(teacher, ana))
        before = ana.now["orders"]
        resource.prlimit(host.process.pid, resource.RLIMIT_FSIZE, (0, -1))
        refused = runner.run(ana.ask("note", about="x", content="y"))
        assert not refused["ok"]
        assert "Nothing can be saved" in refused["says"]
        runner.run(ana.until(lambda c: "Nothing can be saved" in (c.now["paused"] or "")))
        assert ana.now["orders"] == before
        with pytest.raises(HTTPError) as no_export:
            urlopen(host.export())
        assert "is there room on the disk?" in no_export.value.read().decode()
        no_export.value.close()
        resource.prlimit(host.process.pid, resource.RLIMIT_FSIZE, (-1, -1))
        runner.run(ana.until(may_commit))
        assert runner.run(ana.ask("commit"))["ok"]


def test_a_host_that_slept_takes_nobodys_time(host: HostProcess):
    """As when the laptop's lid was shut: no turn is taken, and no clock has run."""
    teacher, ana = host.teacher(), host.student(1)
    with joined(teacher, ana) as runner:
        runner.run(begin(teacher, ana))
        assert runner.run(teacher.act("time", seconds=-294))["ok"]
        runner.run(ana.until(lambda c: c.now["ms_left"] < 7_000))
        os.kill(host.process.pid, signal.SIGSTOP)
        runner.run(asyncio.sleep(6))
        os.kill(host.process.pid, signal.SIGCONT)
        runner.run(asyncio.sleep(0.3))
        assert runner.run(ana.ask("note", about="x", content="awake"))["ok"]
        assert ana.now["turn"] == 1


async def begin(teacher: Client, ana: Client) -> None:
    """To turn 1."""
    await ana.until("lobby")
    for act in ("seat", "start"):
        assert (await teacher.act(act))["ok"]
    await ana.until(may_commit)
