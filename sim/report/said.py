"""What the player said about the session: the moments marked beforehand, answers to questions.

Whoever shows a debrief keeps these as notes. A save may come from anyone, so what does not have
the shape of such a note is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sim.session.inputs import Note

MARKS, THOUGHTS = "debrief marks", "debrief thoughts"  # what the notes are about


@dataclass(frozen=True)
class Marks:
    """The turns that the player found best and worst before anything was shown."""

    best: int | None
    worst: int | None


def marks_of(notes: Iterable[Note], role: str) -> Marks | None:
    """What was marked last; None if nothing was."""
    marks = None
    for content in _contents(notes, role, MARKS):
        turns = [
            turn if isinstance(turn := content.get(k), int) else None for k in ("best", "worst")
        ]
        marks = Marks(*turns) if any(turns) else None
    return marks


def thoughts_of(notes: Iterable[Note], role: str) -> dict[str, list[str]]:
    """What was written about each question."""
    thoughts: dict[str, list[str]] = {}
    for content in _contents(notes, role, THOUGHTS):
        ask, text = content.get("ask"), content.get("text")
        if isinstance(ask, str) and isinstance(text, str):
            thoughts.setdefault(ask, []).append(text)
    return thoughts


def _contents(notes: Iterable[Note], role: str, about: str) -> Iterator[dict[str, Any]]:
    for note in notes:
        if (note.role, note.about) == (role, about) and isinstance(note.content, dict):
            yield note.content
