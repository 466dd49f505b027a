"""The questions for afterwards: the headings that they stand under."""

from __future__ import annotations

from game.words import _


def phase_words(phase: str) -> str:
    """A part of the debrief, as a heading."""
    return {
        "describe": _("What happened?"),
        "analyse": _("Why did it happen?"),
        "compare": _("And beside what really happened?"),
        "judge the model": _("What does the model get right, and what does it hide?"),
        "transfer": _("Where else?"),
    }.get(phase, phase)
