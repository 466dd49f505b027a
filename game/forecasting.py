"""Forecasts in the background: another process computes them, so that the window never waits.

Only the newest question counts: while one is computed, the next takes the place of any that waits.
Nothing here ever blocks; whoever draws the screen calls `poll` and looks whether it is there yet.
"""

from __future__ import annotations

import os
import signal
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sim.session import Forecast, Knowledge

    Compute = Callable[[Knowledge, str, str], Forecast]

State = Literal["off", "starting", "estimating", "ready", "not available"]
STARTS = 2  # a process that dies is started once more
REMEMBERED = 256
POLITE = 5  # the window goes first where there are few processors


@dataclass(frozen=True)
class Question:
    """What is asked: knowing this, what would follow from that deed and that word?"""

    knowledge: Knowledge
    deed: str
    word: str

    @property
    def key(self) -> tuple[str, str, str]:
        """The same for questions that have the same answer."""
        return self.knowledge.digest, self.deed, self.word


class Forecaster:
    """A process that forecasts, what it was asked last, and what it has answered so far.

    Args:
        compute: makes the forecast; it is sent to the process. None: that of `sim.session`.
        on: off, nothing is computed and no process started: a class may want to guess first.
    """

    def __init__(self, compute: Compute | None = None, on: bool = True) -> None:
        self.compute = compute
        self.on = on
        self.wanted: Question | None = None
        self.computed: Question | None = None  # what the process is busy with
        self.known: OrderedDict[tuple[str, str, str], Forecast | None] = OrderedDict()
        self.process: BaseProcess | None = None
        self.line: Connection | None = None
        self.is_up = False
        self.starts = 0

    @property
    def state(self) -> State:
        """How far it is with what was asked last."""
        if not self.on:
            return "off"
        if self.wanted is not None and self.wanted.key in self.known:
            return "ready" if self.known[self.wanted.key] else "not available"
        if self.line is None and self.starts >= STARTS:
            return "not available"
        return "estimating" if self.is_up else "starting"

    def start(self) -> None:
        """Start the process, which may take seconds to be ready; it does not wait for that."""
        if self.line is not None or self.starts >= STARTS or not self.on:
            return
        from sim import start_helper

        self.starts += 1
        self.line, theirs = Pipe()
        self.process = start_helper(serve, theirs, self.compute, daemon=True)
        theirs.close()  # so that the line ends when the process does

    def ask(self, knowledge: Knowledge, deed: str, word: str) -> None:
        """From now on this is the question."""
        self.wanted = Question(knowledge, deed, word)
        self.poll()

    def poll(self) -> Forecast | None:
        """The answer to the question that was asked last, if it is there."""
        if self.on:
            self.start()
            self._listen()
            self._tell()
        return self.known.get(self.wanted.key) if self.on and self.wanted else None

    def _listen(self) -> None:
        try:
            while self.line is not None and self.line.poll():
                self._hear(self.line.recv())
        except (EOFError, OSError):
            self._bury()

    def _hear(self, said: Forecast | None) -> None:
        """The first word of a process is that it is up; every other is an answer."""
        self.is_up = True
        if self.computed is not None:
            self.known[self.computed.key] = said
            self.computed = None
            while len(self.known) > REMEMBERED:
                self.known.popitem(last=False)

    def _tell(self) -> None:
        """Pass the question on once the process is listening: so sending never blocks."""
        waiting = self.wanted is not None and self.wanted.key not in self.known
        if waiting and self.is_up and self.computed is None and self.line is not None:
            self.computed = self.wanted
            try:
                self.line.send(self.wanted)
            except OSError:
                self._bury()

    def _bury(self) -> None:
        """The process has died, or has to; it keeps nothing that would be lost."""
        line, process = self.line, self.process
        self.line = self.process = self.computed = None
        self.is_up = False
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()

    def close(self) -> None:
        """Let the process go; nothing of it is left."""
        self.on = False
        self._bury()


def serve(line: Connection, compute: Compute | None) -> None:
    """What the process does: answer one question after the other until nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the game to answer
    if hasattr(os, "nice"):
        os.nice(POLITE)
    answer = compute or compute_of_session()
    with suppress(EOFError, OSError):
        line.send(None)
        while True:
            question: Question = line.recv()
            line.send(answer_or_none(answer, question))


def answer_or_none(answer: Compute, question: Question) -> Forecast | None:
    """The forecast; none of orders that the role may not give."""
    try:
        return answer(question.knowledge, question.deed, question.word)
    except ValueError:
        return None


def compute_of_session() -> Compute:
    """The forecast of a session, which takes a second to import."""
    from sim.session import forecast

    return forecast
