"""Work that is shared out: this process does it in order, and helpers take their part of it."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe, parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Generic, TypeVar

from sim.analysis.processes import start_helper

Task = TypeVar("Task")
Found = TypeVar("Found")
NO_MORE = None  # sent in place of work, or of a task
AHEAD = 2  # tasks that a helper has at hand, so that it need not wait for this process


class Helper(Generic[Task]):
    """A process, the line to it, and the tasks that it has at hand, the newest first."""

    def __init__(self) -> None:
        self.line, theirs = Pipe()
        polite = os.nice(0) if hasattr(os, "nice") else 0
        self.process = start_helper(_serve, theirs, polite, daemon=True)
        theirs.close()  # so that the line ends when the helper does
        self.is_up = False
        self.tasks: deque[Task] = deque()

    @property
    def has_room(self) -> bool:
        """Can it be given another task? What is sent before it listens might never be read."""
        return self.is_up and len(self.tasks) < AHEAD


class Helpers(Generic[Task, Found]):
    """Processes that help with one kind of work, and start while it goes on.

    Args:
        work: does a task; it is sent to the helpers.
        count: how many there are; 0: this process does all of it.
    """

    def __init__(self, work: Callable[[Task], Found], count: int) -> None:
        self.work = work
        self.waiting: deque[Task] = deque()
        self.crew: list[Helper[Task]] = [Helper() for _ in range(count)]

    def add(self, tasks: Sequence[Task]) -> None:
        """Put down what is to be done, in this order, before what nobody has begun yet."""
        self.waiting.extendleft(reversed(tasks))
        self._hand_out()

    def results(self) -> Iterator[Found]:
        """Do what is put down, or have it done; what is ready comes first.

        Raises:
            ChildProcessError: a helper could not even begin.
        """
        while self.waiting or any(helper.tasks for helper in self.crew):
            yield from self._collect(wait_for_them=not self.waiting)
            self._hand_out()
            if self.waiting:
                yield self.work(self.waiting.popleft())

    def _hand_out(self) -> None:
        """Helpers take from the end: what comes first is wanted before they may have done it."""
        for helper in self.crew:
            while helper.has_room and self.waiting:
                helper.tasks.appendleft(self.waiting.pop())
                with suppress(OSError):  # it has just died, and the end of its line will be heard
                    helper.line.send(helper.tasks[0])

    def _collect(self, wait_for_them: bool) -> Iterator[Found]:
        heard = wait([helper.line for helper in self.crew], None if wait_for_them else 0)
        for helper in [helper for helper in self.crew if helper.line in heard]:
            try:
                yield from self._listen(helper)
            except (EOFError, OSError):
                self._do_without(helper)

    def _listen(self, helper: Helper[Task]) -> Iterator[Found]:
        """Its first word is that it is up; every other is what it found."""
        said = helper.line.recv()
        if helper.is_up:
            helper.tasks.pop()
            yield said
        else:
            helper.line.send(self.work)
            helper.is_up = True

    def _do_without(self, helper: Helper[Task]) -> None:
        """A helper has died: what it had at hand is to be done by the others.

        Any process may be killed; but one that ends by itself before it is up has stumbled over the
        program's main module, which each new process runs.
        """
        self.crew.remove(helper)
        self.waiting.extend(helper.tasks)
        helper.line.close()
        helper.process.join()
        code = helper.process.exitcode
        if not helper.is_up and code is not None and code >= 0:
            raise ChildProcessError(
                f"a helper process could not start (exit code {code}): a program that asks for "
                'helpers has to do so below `if __name__ == "__main__":`, or with workers=1'
            ) from None

    def dismiss(self) -> None:
        """They finish what they are at, and go.

        Closing the lines would not do: copies of this process have them open too.
        """
        for helper in self.crew:
            with suppress(OSError):  # it has died already
                helper.line.send(NO_MORE)
            helper.line.close()


def _serve(line: Connection, polite: int) -> None:
    """What a helper does: one task after the other, until nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives the tasks
    Thread(target=_outlive_nobody, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(max(polite - os.nice(0), 0))
    with suppress(EOFError, OSError):
        line.send(None)
        work: Callable[[Any], Any] | None = line.recv()
        while work and (task := line.recv()) is not NO_MORE:
            line.send(work(task))


def _outlive_nobody() -> None:
    """Go when the one who gives the tasks is gone, even if it was killed."""
    parent = parent_process()
    assert parent, "a helper was started by somebody"
    parent.join()
    os._exit(1)
