"""What a debrief calls its questions, grades, causes and the like."""

from __future__ import annotations

from sim.analysis.debrief import AS_THEY_DID, KNEW, TRUTH, Question
from sim.session.view import View
from sim.session.words import _


def readings() -> dict[Question, tuple[str, str]]:
    """What each question is called, and what it asks."""
    return {
        KNEW: (
            _("From what you knew then"),
            _("Futures of the world as you could know it; the others react."),
        ),
        TRUTH: (
            _("With hindsight"),
            _("Futures of the world as it really was, which you couldn't know; the others react."),
        ),
        AS_THEY_DID: (
            _("With hindsight, the others as they did"),
            _("The same, but all do later what they did in the game, where it is legal."),
        ),
    }


def grades() -> dict[str, str]:
    """What a judgement is called."""
    return {
        "fine": _("fine"),
        "small": _("a small loss"),
        "costly": _("costly"),
        "very costly": _("very costly"),
        "cannot tell": _("cannot tell"),
    }


def fates() -> dict[str, str]:
    """What came of a commitment."""
    return {
        "met": _("the demand was met"),
        "kept": _("the threat was carried out"),
        "broken": _("the maker backed down"),
        "dropped": _("taken back with a reason"),
        "open": _("still open"),
    }


def causes() -> list[tuple[str, str]]:
    """The parts of a turning point, and all of it, as they are called."""
    return [
        ("own", _("your orders")),
        ("others", _("the others' orders")),
        ("chance", _("chance")),
        ("change", _("in all")),
    ]


def verdicts() -> dict[str, str]:
    """How a move compares with the one that was taken."""
    return {
        "better": _("likelier"),
        "worse": _("less likely"),
        "cannot tell": _("cannot tell"),
    }


def players() -> dict[str, str]:
    """Who plays a side, where it is no policy."""
    return {"you": _("you"), "person": _("a person")}


def phases(view: View) -> dict[str, list[str]]:
    """The questions of the debrief by the phase that they belong to."""
    names: dict[str, str] = {
        "describe": _("Describe"),
        "analyse": _("Analyse"),
        "compare": _("Compare"),
        "judge the model": _("Judge the model"),
        "transfer": _("Transfer"),
    }
    found: dict[str, list[str]] = {}
    for prompt in view.debrief:
        found.setdefault(names[prompt.phase], []).append(prompt.ask)
    return found
