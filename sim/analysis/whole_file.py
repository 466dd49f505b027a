"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a text as it is; what stood there is replaced only when the new one is whole.

    Raises:
        OSError: it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        part.write_text(text, encoding, newline="")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
