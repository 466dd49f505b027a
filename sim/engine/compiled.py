"""Loops over worlds, compiled to machine code by Numba.

NumPy goes over all worlds for each operation, and what it writes has left the cache before the next
operation reads it. A compiled loop takes a few worlds, a tile, through many operations. It serves
one world as it serves thousands: so every rule stands once, and P1 has one path to hold on.

A compiled function is plain Python over arrays and numbers, and gives the same bits where Numba is
missing, far slower, but soon enough to play. Three habits keep it so:

- A constant that meets single precision is a `REAL`; a plain 1.0 would make double of it here, and
  not there.
- Nothing is reordered or contracted: sums are added up as they are written (no `fastmath`).
- It uses nothing from another file of the package, neither functions nor constants: a compilation
  is kept on disk until its own file changes, whatever happens to other files.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])

NEWS = "Compiling the rules for this machine. That takes about fifteen seconds, once."


def compiled(function: Function) -> Function:
    """Compile when it is first called, and keep that on disk for the processes to come."""
    try:
        from numba import njit
    except ImportError:  # there is no Numba for this system
        return function
    _announce_compilation()
    # Division by zero gives what NumPy gives; Python's way, an exception, would forbid vectors.
    try:
        return cast("Function", njit(function, cache=True, error_model="numpy"))
    except RuntimeError:  # there is nowhere to keep it
        return cast("Function", njit(function, error_model="numpy"))


@cache
def _announce_compilation() -> None:
    """Somebody who waits at a terminal is told why, once, if nothing was kept."""
    from numba.core import event

    class Announcement(event.Listener):
        def on_start(self, event: Any) -> None:
            if sys.stderr.isatty():
                _say(NEWS)

        def on_end(self, event: Any) -> None:
            """Nothing is said about that."""

    event.register("numba:compile", Announcement())  # type: ignore[no-untyped-call]


@cache
def _say(text: str) -> None:
    print(text, file=sys.stderr)
