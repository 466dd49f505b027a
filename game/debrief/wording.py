"""Chances and differences in words, as all parts of the debrief say them."""

from __future__ import annotations

from game.figures import figure, percent, signed
from game.words import _, ngettext
from sim import AS_THEY_DID, KNEW, TRUTH, Gap, Question
from sim.session import Band, View


def chance(band: Band) -> str:
    """A share with its interval: "62 % (58–66)"."""
    low, high = (figure(100 * end, 0) for end in (band.low, band.high))
    return _("{share} ({low}–{high})").format(share=percent(band.value), low=low, high=high)


def points(share: float) -> str:
    """A difference of shares: "+8 points"."""
    count = round(100 * share)
    words = ngettext("{points} point", "{points} points", abs(count))
    return words.format(points=signed(count))


def difference(band: Band) -> str:
    """The same with its interval: "+8 points (+3 to +13)"."""
    return _("{points} ({low} to {high})").format(
        points=points(band.value), low=signed(100 * band.low, 0), high=signed(100 * band.high, 0)
    )


def gain(gap: Gap) -> str:
    """What a move would have brought, as far as that can be told."""
    if gap.judged != "cannot tell":
        return difference(gap.peaceful)
    low, high = (signed(100 * end, 0) for end in (gap.peaceful.low, gap.peaceful.high))
    return _("cannot tell ({low} to {high})").format(low=low, high=high)


def is_told(band: Band) -> bool:
    """Whether the interval leaves no doubt of the direction."""
    return band.low > 0 or band.high < 0


def seen_from(question: Question) -> str:
    """From where a decision is looked at, in a few words."""
    return {
        KNEW: _("What you knew"),
        TRUTH: _("With hindsight"),
        AS_THEY_DID: _("Others as then"),
    }[question]


def explained(question: Question) -> str:
    """The same in a sentence."""
    return {
        KNEW: _("From what you knew; the others may react."),
        TRUTH: _("From how things stood; the others may react."),
        AS_THEY_DID: _("From how things stood; the others do as they did."),
    }[question]


def orders(view: View, turn: int) -> str:
    """What the role did and said in a turn: "Turn 5: Move armour forward; Say nothing"."""
    played = view.played[turn - 1]
    words = _("Turn {turn}: {deed}; {word}")
    return words.format(turn=turn, deed=played.deed, word=played.word)
