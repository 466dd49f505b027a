"""What people write to one another, as one paragraph of characters that may be shown anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, combining, normalize

LONGEST_TEXT = 2_000
MOST_MARKS = 4  # above and below one letter; no language needs more, and piles of them hide others
JOINERS = "\u200c\u200d"  # without which some scripts and some signs fall apart
# Control, invisible and direction-changing characters, halves of characters, and private ones.
DROPPED = ("Cc", "Cf", "Cs", "Co")
NO_CHARACTERS = "\ufffe\uffff"


def plain(text: str) -> str:
    """The same in composed characters, without what can't be seen or misleads the eye."""
    kept = (sign for sign in " ".join(text.split()) if not _is_dropped(sign))
    return " ".join("".join(_few_marks(normalize("NFC", "".join(kept)))).split())


def _is_dropped(sign: str) -> bool:
    return sign in NO_CHARACTERS or (category(sign) in DROPPED and sign not in JOINERS)


def _few_marks(text: str) -> Iterator[str]:
    marks = 0
    for sign in text:
        marks = marks + 1 if combining(sign) else 0
        if marks <= MOST_MARKS:
            yield sign


def is_plain(text: str) -> bool:
    """May it be shown as it is?"""
    return len(text) <= LONGEST_TEXT and plain(text) == text
