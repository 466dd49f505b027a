"""What can be typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A word that does something.

    Attributes:
        english: the word for it that is understood in every language, so that scripts are.
        word: the word in the reader's language. use: what it is for.
        do: does it; it gets the rest of the line.
    """

    english: str
    word: str
    use: str
    do: Callable[[str], None]
