"""What many worlds ask of the machine: to keep memory, share out no small work, copy no columns."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache

import numpy as np
from threadpoolctl import ThreadpoolController

TRIM_THRESHOLD, TOP_PAD, MMAP_THRESHOLD = -1, -2, -3  # names of mallopt(3)
LARGEST_MAPPED = 32 * 2**20  # the most that glibc takes; larger arrays are mapped as before
KEPT = 256 * 2**20
BUFFER = 512  # numbers; NumPy's own choice is 8,192


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


def one_thread(worlds: int) -> AbstractContextManager[object]:
    """Keep matrix products to the thread that asks for them.

    BLAS shares out products of this size among threads that then wait for one another, which is
    many times slower where the other cores are busy. Over few worlds it does not share them out.
    """
    return _controller().limit(limits=1, user_api="blas") if worlds > 64 else nullcontext()


def small_buffers(worlds: int) -> AbstractContextManager[object]:
    """Let NumPy read a column beside rows where it stands.

    It would copy it into its buffer, again and again, beside rows that are shorter than that; this
    took twice as long as the arithmetic. Over few worlds the asking takes longer.
    """
    return _small_buffers() if worlds > 64 else nullcontext()


@contextmanager
def _small_buffers() -> Iterator[None]:
    before = np.setbufsize(BUFFER)
    try:
        yield
    finally:
        np.setbufsize(before)


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
