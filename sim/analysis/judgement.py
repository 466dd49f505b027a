"""A decision in words: never harsher than the futures can tell."""

from __future__ import annotations

from collections.abc import Callable

from sim.analysis.debrief import AS_THEY_DID, KNEW, Grade, Judged, Judgement, Question
from sim.scenario.moves import Channel
from sim.session.futures import Band
from sim.session.words import _

# By how much likelier a peaceful end would have been. Lichess judges moves at chess by the same
# drops in the chance to win.
SMALL, COSTLY, VERY_COSTLY = 0.05, 0.10, 0.15


def judged(gap: Band) -> Judged:
    """Is a move better or worse than the one that was taken, as far as the interval tells?"""
    if gap.low > 0:
        return "better"
    return "worse" if gap.high < 0 else "cannot tell"


def grade(drop: Band) -> Grade:
    """By the end of the interval that is kindest to whoever decided."""
    if drop.low >= VERY_COSTLY:
        return "very costly"
    if drop.low >= COSTLY:
        return "costly"
    if drop.low >= SMALL:
        return "small"
    return "fine" if drop.high < SMALL else "cannot tell"


def judge(
    question: Question, best: str, best_label: str, drop: Band, likeliest: float
) -> Judgement:
    """Held against the best other move there was.

    likeliest: the chance of a peaceful end with the best move of all.
    """
    found = grade(drop)
    if found == "fine" and likeliest < SMALL:
        lost = _("Violence could hardly be averted any more, whatever was chosen.")
        return Judgement(found, best, best_label, drop, lost)
    template = _somewhat() if found == "cannot tell" and drop.low > 0 else _WORDS[found]()
    words = template.format(
        verdict=_verdict(question, found),
        best=best_label,
        points=points(drop.value),
        low=points(drop.low),
        high=points(drop.high),
    )
    return Judgement(found, best, best_label, drop, words)


def nothing_else(channel: Channel) -> Judgement:
    """Of the only move that was legal."""
    do, say = _("There was nothing else to do."), _("There was nothing else to say.")
    words = do if channel == "deed" else say
    return Judgement("fine", "", "", Band(0.0, 0.0, 0.0), words)


def points(share: float) -> str:
    """A difference of shares in points, with a minus that is one."""
    return f"{round(100 * share):d}".replace("-", "−")


def _verdict(question: Question, found: Grade) -> str:
    if question == KNEW:
        return _KNEW[found]()
    if question == AS_THEY_DID:
        return _AS_THEY_DID[found]()
    return _TRUTH[found]()


Say = Callable[[], str]  # asked anew each time, since the language may change

_KNEW: dict[Grade, Say] = {
    "fine": lambda: _("Fine, given what you knew"),
    "small": lambda: _("A small loss, given what you knew"),
    "costly": lambda: _("A costly choice, poor given what you knew"),
    "very costly": lambda: _("A very costly choice, poor given what you knew"),
    "cannot tell": lambda: _("Cannot tell from what you knew"),
}
_TRUTH: dict[Grade, Say] = {
    "fine": lambda: _("Fine in hindsight"),
    "small": lambda: _("A small loss in hindsight"),
    "costly": lambda: _("Costly in hindsight"),
    "very costly": lambda: _("Very costly in hindsight"),
    "cannot tell": lambda: _("Cannot tell even in hindsight"),
}
_AS_THEY_DID: dict[Grade, Say] = {
    "fine": lambda: _("With the others doing as they did, fine in hindsight"),
    "small": lambda: _("With the others doing as they did, a small loss in hindsight"),
    "costly": lambda: _("With the others doing as they did, costly in hindsight"),
    "very costly": lambda: _("With the others doing as they did, very costly in hindsight"),
    "cannot tell": lambda: _("Cannot tell even with the others doing as they did"),
}


def _likelier() -> str:
    return _(
        "{verdict}: “{best}” would have made a peaceful end {points} points likelier "
        "({low} to {high})."
    )


def _somewhat() -> str:
    """It was better; only how much is open."""
    return _(
        "{verdict} how much was lost: “{best}” would have made a peaceful end {low} to {high} "
        "points likelier."
    )


_WORDS: dict[Grade, Say] = {
    "fine": lambda: _("{verdict}: no other move promised much more."),
    "small": _likelier,
    "costly": _likelier,
    "very costly": _likelier,
    "cannot tell": lambda: _(
        "{verdict}: with “{best}” a peaceful end might have been {low} to {high} points likelier."
    ),
}
