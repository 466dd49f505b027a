"""What a host asks of the operating system, so that a whole class has room in little memory."""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

M_ARENA_MAX = -8  # as malloc.h of glibc has it
MAPS = Path("/proc/self/maps")


def use_one_heap() -> None:
    """Let what one thread frees be used again by all; glibc else keeps a heap for each."""
    with suppress(AttributeError, OSError, TypeError):  # other systems have other ways
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def allow_many_files() -> None:
    """Every connection is a file to the system; it often allows only 1,024 at first."""
    with suppress(ImportError):  # Windows counts differently
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def forget_code() -> None:
    """Hold no code of libraries but what is run from now on, which is mapped again as it is met.

    Most of what was met until now only starting needs: half of it is LLVM's, which had to load the
    compiled rules.
    """
    with suppress(AttributeError, OSError, TypeError):  # only Linux tells where the code lies
        forget = ctypes.CDLL(None).madvise
        forget.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
        for first, end in code_in(MAPS.read_text()):
            forget(first, end - first, mmap.MADV_DONTNEED)


def code_in(maps: str) -> Iterator[tuple[int, int]]:
    """Where code lies that can be read from its file again at any time: first and last address.

    What was compiled here is in no file: its inode is 0.
    """
    for line in maps.splitlines():
        span, rights, _offset, _device, inode = line.split(maxsplit=5)[:5]
        if rights == "r-xp" and inode != "0":
            first, end = (int(address, 16) for address in span.split("-"))
            yield first, end
