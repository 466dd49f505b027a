"""What many worlds ask of the machine: memory that is kept, and processes that Ctrl-C passes by."""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing import resource_tracker

TRIM_THRESHOLD, TOP_PAD, MMAP_THRESHOLD = -1, -2, -3  # names of mallopt(3)
LARGEST_MAPPED = 32 * 2**20  # the most that glibc takes; larger arrays are mapped as before
KEPT = 256 * 2**20


@cache
def keep_freed_memory() -> bool:
    """Ask the C library to keep what is freed; False where it does not take such wishes.

    Linux's gives large freed arrays back to the system, which hands out the same pages again a
    moment later, cleared, one page fault each; `docs/performance.md` has what that costs.
    For a process whose business is simulation: its memory stays as large as it has been.
    """
    if sys.platform != "linux":
        return False
    try:
        wish = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):  # a C library other than glibc
        return False
    wishes = ((MMAP_THRESHOLD, LARGEST_MAPPED), (TRIM_THRESHOLD, KEPT), (TOP_PAD, KEPT // 4))
    return all(wish(name, size) == 1 for name, size in wishes)


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """So is every process that is started meanwhile: Ctrl-C is for the one that started it."""
    resource_tracker.ensure_running()  # which every process starts, and then hears Ctrl-C again
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
