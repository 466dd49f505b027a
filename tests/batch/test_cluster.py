"""A batch on a Dask cluster: the same bytes, whatever happens to workers, and faults in words."""

from __future__ import annotations

import os
import signal
from concurrent.futures import CancelledError
from dataclasses import astuple
from types import SimpleNamespace

import pytest
from distributed import Client, KilledWorker, LocalCluster
from distributed.comm import CommClosedError

from sim.batch import run
from sim.batch.cluster import AHEAD, Cluster, Errand, connected, in_words
from sim.batch.folder import prepare
from sim.batch.place import place_of
from sim.batch.plan import made_with, plan_of
from sim.batch.store import Batch
from tests.support.batches import SMALL, contents, small_batch
from tests.support.whole import whole


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return small_batch(tmp_path_factory.mktemp("alone"), trace=True)


@pytest.fixture(scope="module")
def processes():
    """A cluster of two processes."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="localhost:0", silence_logs="CRITICAL"
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def threads():
    """A client of a cluster within this process, of which parts can be replaced."""
    with Client(
        processes=False, n_workers=2, threads_per_worker=2, dashboard_address="localhost:0"
    ) as client:
        yield client


@pytest.fixture
def plan():
    return plan_of(whole(), **SMALL)


def mortal(deaths):
    """Start clusters in whose first starts a worker dies, over which Dask gives up all of it."""
    left = iter(range(deaths))

    def start(**options):
        if next(left, None) is not None:
            raise RuntimeError("Nanny failed to start.")
        return LocalCluster(**options, processes=False)

    return start


def test_a_worker_that_dies_before_it_is_up_costs_another_start(monkeypatch):
    monkeypatch.setattr("distributed.LocalCluster", mortal(2))
    with connected("local", 1) as found:
        assert found.workers == 1


def test_workers_that_always_die_before_they_are_up_are_told(monkeypatch):
    monkeypatch.setattr("distributed.LocalCluster", mortal(99))
    with pytest.raises(ChildProcessError, match="can't be started here: Nanny"):
        connected("local", 1).__enter__()


def test_a_cluster_writes_the_same_bytes(processes, alone, tmp_path):
    batch = small_batch(tmp_path, trace=True, cluster=processes.scheduler_address)
    assert contents(batch) == contents(alone)
    assert batch.digest() == alone.digest()
    assert batch.manifest["complete"]
    assert batch.manifest["timings"]["workers"] == 2


def test_where_all_see_the_place_workers_write_there_themselves(threads, alone, tmp_path):
    """Nothing comes back to the one who asks."""
    batch = small_batch(tmp_path.as_uri(), trace=True, cluster=threads)
    assert contents(batch) == contents(alone)
    errand = Errand(plan_of(whole(), **SMALL, trace=True), batch.place, block=99, is_shared=True)
    part = errand.plan.parts[0]
    assert errand.play(*astuple(part)) == {}
    here = Errand(errand.plan, place_of(tmp_path), block=99, is_shared=False).play(*astuple(part))
    assert list(here) == ["trace/part-00000.parquet", "worlds/part-00000.parquet"]


def test_a_worker_that_is_killed_costs_nothing_but_time(processes, alone, tmp_path):
    """Kill -9 one of two when the first worlds are done; Dask starts another."""
    killed = []

    def kill(done):
        if not killed:
            killed.append(processes.workers[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    address = processes.scheduler_address
    batch = small_batch(tmp_path, trace=True, cluster=address, progress=kill)
    assert killed
    assert contents(batch) == contents(alone)


def test_an_interrupt_leaves_whole_parts_that_can_be_gone_on_with(threads, alone, tmp_path):
    def interrupt(done):
        if done > 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small_batch(tmp_path, trace=True, cluster=threads, progress=interrupt)
    batch = Batch(tmp_path)
    assert 100 < batch.worlds.count_rows() == batch.manifest["finished_worlds"] < 210
    assert contents(small_batch(tmp_path, trace=True, resume=True)) == contents(alone)


def test_a_client_is_left_open(threads, tmp_path):
    small_batch(tmp_path, worlds=1, cluster=threads)
    assert threads.status == "running"


def test_no_more_tasks_are_given_away_than_will_soon_be_done(threads, tmp_path, monkeypatch):
    """Of 105 parts, three a thread; one more task holds the plan."""
    waiting, most = set(), []
    submit = threads.submit

    def count(*args, **options):
        waiting.add(options["key"])
        most.append(len(waiting) - 1)
        return submit(*args, **options)

    monkeypatch.setattr(threads, "submit", count)
    cluster = Cluster(threads)
    plan = plan_of(whole(), **{**SMALL, "part_worlds": 2})
    batch = prepare(plan, place_of(tmp_path), resume=False)
    cluster.do(plan, batch, 99, plan.parts, lambda part, worlds: waiting.pop())
    assert len(most) == 1 + 105
    assert max(most) == AHEAD * cluster.workers == 12


@pytest.mark.parametrize("on_a_cluster", [False, True])
def test_a_part_that_fails_says_so_and_the_others_are_played(
    threads, alone, tmp_path, monkeypatch, on_a_cluster
):
    """Whatever goes wrong in its worlds: policies are other people's code."""
    play_block = run.play_block

    def fail(plan, first_world, worlds, point=0):
        if first_world == 64:
            raise IndexError("a policy's own fault")
        return play_block(plan, first_world, worlds, point)

    monkeypatch.setattr(run, "play_block", fail)
    cluster = threads if on_a_cluster else None
    batch = small_batch(tmp_path, trace=True, cluster=cluster)
    assert [(each["first_world"], each["worlds"]) for each in batch.failures] == [(64, 32)]
    problem = batch.failures[0]["problem"]
    assert problem.startswith("IndexError: a policy's own fault (test_cluster.py, line ")
    assert batch.worlds.count_rows() == 210 - 32
    monkeypatch.undo()
    mended = small_batch(tmp_path, trace=True, resume=True, cluster=cluster)
    assert contents(mended) == contents(alone)
    assert mended.failures == []


def test_a_worker_with_other_versions_is_refused(plan, tmp_path):
    other = made_with()
    other["software"] = other["software"] | {"numpy": "1.0"}
    objection = Errand(plan, place_of(tmp_path), 99, False, other).objection
    assert objection.startswith("has other versions (software numpy ")
    assert ", not 1.0)" in objection
    assert Errand(plan, place_of(tmp_path), 99, False).objection is None


def test_a_worker_that_does_not_see_the_place_is_refused(plan, tmp_path):
    errand = Errand(plan, place_of((tmp_path / "elsewhere").as_uri()), 99, is_shared=True)
    assert "does not see the batch" in errand.objection
    assert "there is no manifest.json" in errand.objection


def test_what_a_worker_refuses_is_said_here(threads, tmp_path, monkeypatch):
    monkeypatch.setattr(Errand, "objection", "has other versions")
    with pytest.raises(ChildProcessError, match=r"the worker at inproc.* has other versions"):
        small_batch(tmp_path, cluster=threads)
    assert Batch(tmp_path).manifest["finished_worlds"] == 0


def test_a_worker_that_cannot_load_standoff_is_refused(threads, monkeypatch):
    monkeypatch.setattr(
        threads, "run", lambda *args, **options: {"tcp://far:1": ImportError("No module")}
    )
    with pytest.raises(ChildProcessError, match="tcp://far:1 can't load Standoff"):
        Cluster(threads)


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (KilledWorker("part", SimpleNamespace(address="tcp://a:1"), 3), "4 workers died"),
        (CancelledError(), "the connection to the scheduler of the cluster is lost"),
        (CommClosedError("TCP"), "the connection to the scheduler of the cluster is lost"),
        (ModuleNotFoundError("No module named 'sim'"), "a worker can't load Standoff"),
    ],
)
def test_what_goes_wrong_between_machines_is_said_plainly(problem, words):
    with pytest.raises(ChildProcessError, match=words), in_words():
        raise problem


@pytest.mark.parametrize("address", ["nonsense", "foo://x:1", "no-such-file.json"])
def test_an_address_without_a_scheduler_is_refused(address):
    with pytest.raises(ValueError, match=f'no scheduler is found by "{address}"'):
        connected(address).__enter__()


def test_a_file_that_no_scheduler_wrote_is_refused(tmp_path):
    file = tmp_path / "scheduler.json"
    file.write_text('{"id": "Scheduler"}')
    with pytest.raises(ValueError, match="no address is in that file"):
        connected(str(file)).__enter__()


def test_without_dask_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ValueError, match=r'pip install "standoff\[cluster\]"'):
        connected("local").__enter__()
