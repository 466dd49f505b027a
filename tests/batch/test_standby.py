"""A process that stands by: workers of a cluster of one's own are copies of it."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from sim.batch.cluster import connected
from sim.batch.folder import prepare
from sim.batch.place import place_of
from sim.batch.plan import plan_of
from sim.batch.run import play
from sim.batch.standby import stand_by
from tests.support.batches import SMALL, contents, small_batch
from tests.support.whole import whole


@pytest.fixture(scope="module")
def own():
    """A cluster of two workers that is started here."""
    with connected("local", 2) as cluster:
        yield cluster


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no copies")
def test_workers_are_copies_that_ctrl_c_passes_by(own):
    """One process has loaded what both need, and it is not this one, which has threads."""
    warm = own.client.run(lambda: "sim.batch.warm" in __import__("sys").modules)
    assert list(warm.values()) == [True, True]
    parents = set(own.client.run(os.getppid).values())
    assert len(parents) == 1
    assert os.getpid() not in parents
    masks = own.client.run(signal.pthread_sigmask, signal.SIG_BLOCK, [])
    assert all(signal.SIGINT in mask for mask in masks.values())


def test_elsewhere_each_worker_imports_for_itself(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert stand_by() == "spawn"


def test_after_an_interrupt_workers_have_written_all_that_is_counted(own, tmp_path):
    """They write on this machine themselves, and finish what they are at."""

    def interrupt(done):
        raise KeyboardInterrupt

    plan = plan_of(whole(), **SMALL)
    batch = prepare(plan, place_of(tmp_path / "own"), resume=False)
    with pytest.raises(KeyboardInterrupt):
        play(plan, batch, progress=interrupt, cluster=own)
    assert 0 < batch.worlds.count_rows() == batch.manifest["finished_worlds"]
    play(plan, batch, cluster=own)
    assert contents(batch) == contents(small_batch(tmp_path / "alone"))


def test_workers_of_ones_own_send_nothing_back(own, tmp_path, monkeypatch):
    sent = []
    plan = plan_of(whole(), **SMALL)
    batch = prepare(plan, place_of(tmp_path), resume=False)
    monkeypatch.setattr(batch, "write", sent.append)
    own.do(plan, batch, 99, plan.parts, lambda part, worlds: None)
    assert sent == [{}] * len(plan.parts)
    assert batch.worlds.count_rows() == plan.worlds
