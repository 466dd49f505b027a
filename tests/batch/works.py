"""Work for crews in tests, in a module that loads quickly in another process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

Report = Callable[[int], None]


def touch(path: Path, report: Report) -> None:
    """Leave a file that says which process was here."""
    report(1)
    path.write_text(str(os.getpid()))


def die_once(path: Path, report: Report) -> None:
    """Be killed, unless somebody was here already."""
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    touch(path, report)


def die(path: Path, report: Report) -> None:
    """Be killed, always."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(path: Path, report: Report) -> None:
    """Find the disk full."""
    raise OSError(28, "No space left on device", str(path))


def threads(path: Path, report: Report) -> None:
    """Note how many threads a matrix product may use here."""
    path.write_text(os.environ["OPENBLAS_NUM_THREADS"])
