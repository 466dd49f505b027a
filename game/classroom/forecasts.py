"""Forecasts for a class: one process works them out, and a short queue waits before it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import BoundedSemaphore

from sim.session import Forecast, Knowledge, forecast

LONGEST_QUEUE = 12

Tell = Callable[[Forecast | None], None]


class Forecasts:
    """Works out what might follow, away from the class."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._room = BoundedSemaphore(LONGEST_QUEUE)  # taken in one thread, given back in another

    def ask(self, question: tuple[Knowledge, str, str], tell: Tell) -> None:
        """Tell the answer when it is there, from another thread; None: there will be none."""
        if not self._room.acquire(blocking=False):
            return tell(None)
        try:
            future = self._ready().submit(forecast, *question)
        except BrokenProcessPool:
            self._pool = None
            self._room.release()
            return tell(None)
        future.add_done_callback(lambda found: self._done(found, tell))

    def _ready(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"))
        return self._pool

    def _done(self, future: Future[Forecast], tell: Tell) -> None:
        self._room.release()
        failed = future.cancelled() or future.exception() is not None
        tell(None if failed else future.result())

    def close(self) -> None:
        """Let the process go."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
