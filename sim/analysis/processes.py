"""How helping processes are started: at once, if one stands by that has imported what they need.

Imports take each new process two seconds. Linux can copy a process that has done them already, and
the copies share its memory.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Literal

from sim.engine.machine import deaf_to_ctrl_c

Method = Literal["spawn", "forkserver", "fork"]

NEEDED = ["sim.analysis.review"]

_method: Method = "spawn"  # how the helpers of this process are started


def prepare_helpers() -> None:
    """Have a process stand by of which helpers are copies; takes seconds, so call it in a thread.

    It ends with this program. Where there are no copies, nothing is done.
    """
    global _method
    if sys.platform == "linux":
        context = get_context("forkserver")
        context.set_forkserver_preload(NEEDED)
        first = context.Process(target=_do_nothing)
        with suppress(EOFError, OSError), deaf_to_ctrl_c():
            first.start()  # waits until all is imported
            first.join()
            if first.exitcode == 0:
                _method = "forkserver"


def start_helper(target: Callable[..., None], *given: object, daemon: bool = False) -> BaseProcess:
    """A process that calls the target with what is given; it never waits for imports."""
    context = get_context(_method)
    helper: BaseProcess = context.Process(  # type: ignore[attr-defined]  # every context has it
        target=_begin, args=(_method, target, given), daemon=daemon
    )
    helper.start()
    return helper


def _begin(method: Method, target: Callable[..., None], given: tuple[object, ...]) -> None:
    """What a helper does. A copy, which begins without threads, can be copied itself."""
    global _method
    _method = "spawn" if method == "spawn" else "fork"
    target(*given)


def _do_nothing() -> None:
    """The work of the first copy."""
