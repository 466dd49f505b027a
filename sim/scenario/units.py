"""Units: what a quantity is counted in, and what a single one of it is called."""

from __future__ import annotations

BAR = " | "  # between the word for one and the word for several
SIGNS = "+-\N{MINUS SIGN}"


def counted_in(unit: str, digits: str = "") -> str:
    """What things are called when there are so many: "person" for 1, else "people"."""
    one, bar, several = unit.partition(BAR)
    return several if bar and digits.lstrip(SIGNS) != "1" else one


def is_sound(unit: str) -> bool:
    """Is it one word, or two with a bar between them?"""
    words = unit.split(BAR)
    return len(words) <= 2 and all(word.strip() and "|" not in word for word in words)
