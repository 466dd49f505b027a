"""The worker: the one thread in which everything of a class happens, one thing after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

TICK = 0.25  # seconds

Job = Callable[[], None]

log = logging.getLogger("standoff.host")


class Worker:
    """Does what it is given, in order; in between lets time pass and brings screens up to date.

    Args:
        tick: is called a few times a second.
        show: brings screens a step further up to date; True: there is more to do.
    """

    def __init__(self, tick: Job, show: Callable[[], bool]) -> None:
        self._tick = tick
        self._show = show
        self._inbox: SimpleQueue[Job] = SimpleQueue()
        self._stopping = False
        self._thread = Thread(target=self._work, name="class", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def put(self, job: Job) -> None:
        """Do this when its turn comes; from any thread."""
        self._inbox.put(job)

    async def do(self, job: Job) -> None:
        """Do this, and wait until it is done."""
        done = asyncio.Event()
        loop = asyncio.get_running_loop()

        def run() -> None:
            try:
                job()
            finally:
                loop.call_soon_threadsafe(done.set)

        self.put(run)
        await done.wait()

    async def stop(self) -> None:
        """Do what is left, and end."""

        def end() -> None:
            self._stopping = True

        self.put(end)
        await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        has_more, ticked = False, 0.0
        while not self._stopping:
            job = self._next(0.0 if has_more else TICK / 4)
            while job is not None:
                safely(job)
                job = self._next(0.0)
            if monotonic() >= ticked + TICK:
                ticked = monotonic()
                safely(self._tick)
            has_more = self._show_safely()

    def _next(self, patience: float) -> Job | None:
        try:
            return self._inbox.get(timeout=patience) if patience else self._inbox.get_nowait()
        except Empty:
            return None

    def _show_safely(self) -> bool:
        has_more = False

        def show() -> None:
            nonlocal has_more
            has_more = self._show()

        safely(show)
        return has_more


def safely(job: Job) -> None:
    """A fault of the game in one thing must not take the class away from all others."""
    try:
        job()
    except Exception:
        log.exception("a fault of the game; the class goes on")
