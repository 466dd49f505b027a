"""Plain data as it is sent: JSON in one line."""

from __future__ import annotations

import json
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
