"""A crew gets its work done, whatever happens to its workers."""

from __future__ import annotations

import multiprocessing
import os
import threading

import pytest

from sim.batch.crew import TRIES, Crew
from tests.batch import works


@pytest.fixture
def tasks(tmp_path):
    return [tmp_path / name for name in "abcde"]


def test_every_task_is_done_once_by_some_worker(tasks):
    reports = []
    Crew(works.touch, 2).do(tasks, lambda task, done: reports.append((task, done)))
    workers = {task.read_text() for task in tasks}
    assert 1 <= len(workers) <= 2
    assert str(os.getpid()) not in workers
    assert sorted(reports) == [(task, 1) for task in tasks]


def test_this_process_can_take_part(tasks):
    reports = []
    Crew(works.touch, 2, takes_part=True).do(tasks, lambda task, done: reports.append(task))
    assert str(os.getpid()) in {task.read_text() for task in tasks}
    assert sorted(reports) == tasks


def test_a_killed_workers_task_is_begun_again(tasks):
    reports = []
    Crew(works.die_once, 2).do(tasks, lambda task, done: reports.append((task, done)))
    assert sorted(reports) == [(task, done) for task in tasks for done in (0, 1)]


def test_a_task_that_kills_every_worker_is_given_up_in_words(tasks):
    with pytest.raises(ChildProcessError, match=f"{TRIES} worker processes died .* exit code -9"):
        Crew(works.die, 2).do(tasks, lambda task, done: None)


def test_what_goes_wrong_in_a_worker_is_heard_here(tasks):
    with pytest.raises(OSError, match="No space left on device"):
        Crew(works.fail, 2).do(tasks, lambda task, done: None)


@pytest.mark.parametrize("takes_part", [False, True])
def test_no_worker_is_left_behind(tasks, takes_part):
    def stop(task, done):
        raise KeyboardInterrupt

    threads = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        Crew(works.touch, 2, takes_part=takes_part).do(tasks, stop)
    assert multiprocessing.active_children() == []
    assert threading.active_count() == threads


def test_workers_multiply_on_one_thread_and_the_parents_environment_stays(tasks, monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    Crew(works.threads, 1).do(tasks[:1], lambda task, done: None)
    assert tasks[0].read_text() == "1"
    assert "OPENBLAS_NUM_THREADS" not in os.environ
