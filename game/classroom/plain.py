"""Plain data as it is sent: JSON in one line; and what is longer, pressed into a text."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

Plain = dict[str, Any]


def frame(content: object) -> str:
    """What is sent.

    Raises:
        ValueError: a figure in it is infinite or none.
    """
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def size_of(content: object) -> int:
    """Bytes of it in a frame, with what parts it from the next."""
    return len(frame(content).encode()) + 1


def newest_within(items: Sequence[Plain], room: int) -> list[Plain]:
    """The last of them, as many as have room; room: in bytes."""
    first = len(items)
    while first and (room := room - size_of(items[first - 1])) >= 0:
        first -= 1
    return list(items[first:])


def pressed(content: bytes, level: int = -1) -> str:
    """As a text that is short; level: how short, from 1, which is quick, to 9."""
    return b64encode(zlib.compress(content, level)).decode()


def unpressed(text: str, most: int) -> bytes:
    """What was pressed, of that many bytes at most.

    Raises:
        ValueError: nothing was.
    """
    try:
        return zlib.decompressobj().decompress(b64decode(text), most)
    except zlib.error as problem:
        raise ValueError(str(problem)) from None
