"""Reviews in the background: another process compares decisions, so that the window never waits.

It sends the review as far as it has come whenever the last one it sent was read, and ends when it
is through, when nobody listens any more, or when it is told to.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from game.words import _, use_language

if TYPE_CHECKING:
    from sim import Review

State = Literal["starting", "comparing", "done", "failed"]
Found = TypeVar("Found")  # a review of a seat, or what is known about a class
Reviews = Generator[Found, None, None]
Compare = Callable[[Path, str, str], Reviews[Found]]

WORKERS = 2
POLITE = 5  # the window goes first where there are few processors
PATIENCE = 3.0  # seconds that a process has to end by itself
PAUSE = 0.25  # seconds between two reviews that are sent


@dataclass(frozen=True)
class Told(Generic[Found]):
    """What the process says.

    Attributes:
        review: all that is found so far. fault: why there will be nothing more; empty if all is
            well. last: nothing more follows.
    """

    review: Found | None
    fault: str = ""
    last: bool = False


class Reviewer(Generic[Found]):
    """A process that reviews one role's decisions in a save, and what it has found so far.

    Args:
        compare: makes ever fuller reviews of (path, role, language); it is sent to the process.
            None: `sim.reviewing`.

    Attributes:
        review: the newest that was heard; None while there is none. fault: why it stopped early.
    """

    def __init__(
        self,
        path: Path,
        role: str,
        language: str = "en",
        compare: Compare[Found] | None = None,
    ) -> None:
        self.path = path
        self.role = role
        self.language = language
        self.compare = compare
        self.review: Found | None = None
        self.fault = ""
        self.is_over = False
        self.process: BaseProcess | None = None
        self.line: Connection | None = None

    @property
    def state(self) -> State:
        """How far it is."""
        if self.fault:
            return "failed"
        if self.is_over:
            return "done"
        return "comparing" if self.review else "starting"

    def poll(self) -> Found | None:
        """The review as far as it is known; the first call starts the process. It never waits."""
        if self.process is None and not self.is_over:
            self._start()
        try:
            while self.line is not None and self.line.poll():
                self._hear(self.line.recv())
        except (EOFError, OSError):
            self._end(_("The comparison stopped before it was done."))
        if self.is_over and self.process is not None and not self.process.is_alive():
            self._bury()
        return self.review

    def again(self) -> None:
        """Start anew after a fault; what was found stays until there is something newer."""
        self.close()
        self.fault, self.is_over = "", False

    def close(self) -> None:
        """Let the process go; nothing of it is left."""
        if self.process is not None:
            self.process.terminate()
            self._bury()
        self._end(self.fault)

    def _start(self) -> None:
        from sim import start_helper

        self.line, theirs = Pipe()
        # Not a daemon: those may have no helpers of their own, and a review has one.
        self.process = start_helper(
            serve, theirs, self.path, self.role, self.language, self.compare
        )
        theirs.close()  # so that the line ends when the process does

    def _hear(self, told: Told[Found]) -> None:
        self.review = told.review or self.review
        if told.last:
            self._end(told.fault)
        elif self.line is not None:
            with suppress(OSError):  # it may have said its last, which waits to be read
                self.line.send(None)  # ready for more

    def _end(self, fault: str) -> None:
        """Nothing more is to be heard."""
        self.is_over, self.fault = True, fault
        if self.line is not None:
            self.line.close()
            self.line = None

    def _bury(self) -> None:
        """Take leave of a process that has ended or is about to."""
        assert self.process is not None
        self.process.join(PATIENCE)
        kill_all(self.process.pid)
        self.process.kill()
        self.process.join()
        self.process.close()
        self.process = None


def kill_all(leader: int | None) -> None:
    """End a process and its helpers, if any are left; without groups helpers end by themselves."""
    if leader is not None and hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def serve(
    line: Connection, path: Path, role: str, language: str, compare: Compare[Any] | None
) -> None:
    """What the process does: compare, and tell what it has found whenever somebody is ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the game to answer
    signal.signal(signal.SIGTERM, leave)
    if hasattr(os, "nice"):
        os.nice(POLITE)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # a group of its own, with its helpers
    use_language(language)
    reviews = (compare or compare_of_analysis())(path, role, language)
    with suppress(EOFError, OSError), closing(reviews):
        tell_all(line, reviews)


def leave(signal_number: int, frame: object) -> None:
    """End as if the work were done, so that helpers are sent home first."""
    raise SystemExit(0)


def tell_all(line: Connection, reviews: Reviews[Any]) -> None:
    """Tell the newest review whenever the one before was read, and at last the whole."""
    from sim import ScenarioError
    from sim.session import SaveBroken, SessionRefused

    newest = None
    is_awaited, sent = True, -PAUSE
    try:
        for newest in reviews:
            if line.poll():
                line.recv()  # EOFError if nobody listens any more
                is_awaited = True
            if is_awaited and monotonic() - sent >= PAUSE:
                line.send(Told(newest))
                is_awaited, sent = False, monotonic()
    except (SaveBroken, SessionRefused, ScenarioError) as refusal:
        line.send(Told(newest, fault=str(refusal), last=True))
        return
    line.send(Told(newest, last=True))


def compare_of_analysis() -> Compare[Review]:
    """The review of `sim`, which takes a second to import."""
    from sim import reviewing

    def compare(path: Path, role: str, language: str) -> Reviews[Review]:
        workers = min(WORKERS, os.cpu_count() or 1)
        yield from reviewing(path, role, workers=workers, language=language)

    return compare
