"""A crew: workers that each do one task at a time; a process that dies is replaced."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread, active_count
from typing import Generic, TypeVar

Task = TypeVar("Task")
Report = Callable[[int], None]

TRIES = 3
# Workers that each start threads for small matrix products only get in each other's way.
ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")
}


@dataclass(frozen=True)
class Worker:
    """A process, or a thread of this one, and the line to it."""

    hand: BaseProcess | Thread
    line: Connection

    def dismiss(self) -> None:
        """Without its line, a thread stops at its next report."""
        self.line.close()
        if isinstance(self.hand, BaseProcess):
            self.hand.terminate()
        self.hand.join()


def may_copy() -> bool:
    """Can workers be copies of this process, which has imported and compiled all that they need?

    A copy takes some milliseconds, where a new process imports for two seconds. But it has only
    the thread that copies; what others hold locked at that moment is locked in it for ever.
    """
    return sys.platform == "linux" and active_count() == 1


class Crew(Generic[Task]):
    """Processes for one kind of work. A task whose worker dies is begun again.

    Args:
        work: does a task and reports how much of it is done; it is sent to the workers.
        size: how many workers, at most.
        takes_part: this process is one of them, at work while the others start.
        copies: the others are copies of this process, where that can be.
    """

    def __init__(
        self,
        work: Callable[[Task, Report], None],
        size: int,
        *,
        takes_part: bool = False,
        copies: bool = True,
    ) -> None:
        self.work = work
        self.size = size
        self.takes_part = takes_part
        self.copies = copies
        self.busy: dict[Worker, Task] = {}
        self.idle: list[Worker] = []
        self.waiting: list[Task] = []
        self.deaths: Counter[Task] = Counter()

    def do(self, tasks: Iterable[Task], report: Callable[[Task, int], None]) -> None:
        """Do all tasks; however this ends, no worker is left behind.

        report: called with a task and how much of it is done; 0 when it has to be begun again.

        Raises:
            ChildProcessError: TRIES workers died with the same task.
            Exception: whatever the work raised.
        """
        self.waiting = list(tasks)[::-1]
        try:
            while self.waiting or self.busy:
                while self.waiting and len(self.busy) < self.size:
                    self._give(self.waiting.pop())
                for worker in self._speaking():
                    self._listen(worker, report)
        finally:
            self._dismiss()

    def _give(self, task: Task) -> None:
        worker = self.idle.pop() if self.idle else self._hire()
        self.busy[worker] = task
        with suppress(OSError):  # it has just died, and the end of its line will be heard
            worker.line.send(task)

    def _hire(self) -> Worker:
        copied = self.copies and may_copy()
        # Named here, because Mesa sets a method for all programs.
        context = get_context("fork" if copied else "spawn")
        ours, theirs = context.Pipe()
        if self.takes_part and not (self.busy or self.idle):
            thread = Thread(target=_work_off, args=(self.work, theirs), daemon=True)
            thread.start()
            return Worker(thread, ours)
        # A copy has this process's ends of all lines too, and must not keep them open.
        others = [ours, *(w.line for w in [*self.busy, *self.idle])] if copied else []
        process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # every context has it
            target=_serve, args=(self.work, theirs, others), daemon=True
        )
        with environment(ONE_THREAD), warnings.catch_warnings():
            # Python can't know that threads of libraries, such as those of BLAS, can be copied.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        theirs.close()  # so that the line ends when the worker does
        return Worker(process, ours)

    def _speaking(self) -> list[Worker]:
        heard = wait([worker.line for worker in self.busy])
        return [worker for worker in self.busy if worker.line in heard]

    def _listen(self, worker: Worker, report: Callable[[Task, int], None]) -> None:
        task = self.busy[worker]
        try:
            said = worker.line.recv()
        except (EOFError, OSError):
            self._bury(worker)
            report(task, 0)
            return
        if isinstance(said, Exception):
            raise said
        if said is None:
            self.idle.append(worker)
            del self.busy[worker]
        else:
            report(task, said)

    def _bury(self, worker: Worker) -> None:
        """Take a dead worker from the crew and put its task back."""
        assert isinstance(worker.hand, BaseProcess)  # a thread does not die before this process
        task = self.busy.pop(worker)
        worker.line.close()
        worker.hand.join()
        self.deaths[task] += 1
        if self.deaths[task] == TRIES:
            raise ChildProcessError(
                f"{TRIES} worker processes died over the same task (the last with exit code "
                f"{worker.hand.exitcode}); try fewer workers if memory is short"
            )
        self.waiting.append(task)

    def _dismiss(self) -> None:
        for worker in [*self.busy, *self.idle]:
            worker.dismiss()
        self.busy.clear()
        self.idle.clear()


def _serve(
    work: Callable[[Task, Report], None], line: Connection, copied: Iterable[Connection]
) -> None:
    """What a worker's process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives the tasks
    for other in copied:
        other.close()
    _work_off(work, line)


def _work_off(work: Callable[[Task, Report], None], line: Connection) -> None:
    """What a worker does: tasks, until the line ends because nobody needs it any more."""
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            task = line.recv()
            try:
                work(task, line.send)
            except BrokenPipeError:
                raise
            except Exception as error:
                line.send(error)
            else:
                line.send(None)


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """These environment variables for a while, where they are not set already."""
    added = {name: value for name, value in variables.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
