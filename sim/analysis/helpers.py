"""Work that is shared out: this process does it in order, and helpers take their part of it."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Found = TypeVar("Found")
AHEAD = 2  # tasks that a helper has at hand, so that it need not wait for this process

_work: Callable[[Any], Any]  # what a helper was started for


class Helpers(Generic[Task, Found]):
    """Processes that help with one kind of work, and start while it goes on.

    Args:
        work: does a task; it is sent to the helpers.
        count: how many there are; 0: this process does all of it.
    """

    def __init__(self, work: Callable[[Task], Found], count: int) -> None:
        self.work = work
        self.most = AHEAD * count
        self.busy: dict[Future[Found], Task] = {}
        self.waiting: deque[Task] = deque()
        self._pool = (
            ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin, initargs=(work,))
            if count
            else None
        )

    def add(self, tasks: Sequence[Task]) -> None:
        """Put down what is to be done, in this order, before what nobody has begun yet."""
        self.waiting.extendleft(reversed(tasks))
        self._hand_out()

    def results(self) -> Iterator[Found]:
        """Do what is put down, or have it done; what is ready comes first."""
        while self.waiting or self.busy:
            self._hand_out()
            yield from self._collect(wait_for_them=not self.waiting)
            if self.waiting:
                yield self.work(self.waiting.popleft())

    def _hand_out(self) -> None:
        """Helpers begin at the end: what comes first must not wait until they have started."""
        while self._pool and self.waiting and len(self.busy) < self.most:
            task = self.waiting.pop()
            try:
                self.busy[self._pool.submit(_do, task)] = task
            except BrokenProcessPool:
                self._do_without(task)

    def _collect(self, wait_for_them: bool) -> Iterator[Found]:
        if not self.busy:
            return
        done, _rest = wait(self.busy, None if wait_for_them else 0, FIRST_COMPLETED)
        for future in done:
            task = self.busy.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                self._do_without(task)

    def _do_without(self, task: Task) -> None:
        """A helper has died: from now on this process does everything itself."""
        self._pool, self.most = None, 0
        self.waiting.appendleft(task)

    def dismiss(self) -> None:
        """They finish what they are at, and go."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives the tasks
    Thread(target=_outlive_nobody, daemon=True).start()
    _work = work


def _outlive_nobody() -> None:
    """Go when the one who gives the tasks is gone, even if it was killed."""
    parent = parent_process()
    assert parent, "a helper was started by somebody"
    parent.join()
    os._exit(1)


def _do(task: Any) -> Any:
    return _work(task)
