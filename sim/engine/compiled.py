"""Loops over worlds, compiled to machine code.

NumPy goes over all worlds for each operation, and what it writes has left the cache before the
next one reads it. A compiled loop takes a few worlds through all operations at once. It serves one
world as it serves thousands: so that the rules stand once, and a world's numbers can't depend on
its neighbours.

A compiled function is plain Python over arrays and numbers, and gives the same bits where it is
not compiled. Three rules keep that so:

- Every constant that meets single precision is a `REAL`; a plain `1` would make double of it.
- It uses nothing from another file of the package, neither functions nor constants: what is kept
  of its compilation is thrown away when its own file changes, and only then.
- Division by zero gives what NumPy gives, and sums are added up in the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile at the first call, and keep the result on disk for the next process."""
    try:
        from numba import njit
    except ImportError:  # no Numba for this system: plain Python does the same, slowly
        return function
    try:
        return cast(Function, njit(function, cache=True, error_model="numpy"))
    except RuntimeError:  # nowhere to keep it
        return cast(Function, njit(function, error_model="numpy"))
