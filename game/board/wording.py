"""Figures and moves in words, as all panels of the board say them."""

from __future__ import annotations

from math import floor, log10

from game.figures import figure, quantity, signed
from game.words import _, ngettext
from sim.session import Aim, Card, Quantity, counted_in

SHARES = ("percent", "%")


def estimate(value: Quantity) -> str:
    """A quantity as far as it is known: "4,500", "about 4,400 (3,900–4,900)"."""
    if value.certainty == "exact":
        return level(value.value, value)
    if value.unit == "flag":
        return _("perhaps {value}").format(value=quantity(value.value, value.unit))
    return _("about {value} ({low}–{high})").format(
        value=level(rounded(value.value, value), value),
        low=figure(rounded(value.low, value)),
        high=figure(rounded(value.high, value)),
    )


def middle(value: Quantity) -> str:
    """The best estimate alone, with what it counts: "about 4,400 soldiers"."""
    if value.unit in ("index", "flag", *SHARES):
        return bare(value)
    if value.certainty == "exact":
        return quantity(_whole(value.value, value), value.unit)
    words = quantity(rounded(value.value, value), value.unit)
    return _("about {value}").format(value=words)


def bare(value: Quantity) -> str:
    """The figure alone, where the label says what is counted: "4", "16 of 100"."""
    if value.certainty == "exact" or value.unit == "flag":
        return estimate(value)
    if value.unit == "index" or value.unit in SHARES:
        return _("about {value}").format(value=level(rounded(value.value, value), value))
    return figure(rounded(value.value, value))


def span(value: Quantity) -> str:
    """Where two in three would have it: "3,900–4,900, estimate"."""
    low, high = (figure(rounded(end, value)) for end in (value.low, value.high))
    return _("{low}–{high}, {certainty}").format(low=low, high=high, certainty=certainty(value))


def level(amount: float, of: Quantity) -> str:
    """An amount with its unit, if the label does not hold it already.

    On a scale without a unit, with where the scale ends: "62 of 100".
    """
    if of.unit in SHARES:
        return _("{number} %").format(number=figure(amount))
    if of.unit == "index":
        return _("{number} of {most}").format(number=figure(amount, 0), most=figure(of.range[1]))
    return quantity(_whole(amount, of), "" if counts(of.label, of.unit) else of.unit)


def _whole(amount: float, of: Quantity) -> float:
    """Without decimals, where the scale is so long that they say nothing."""
    return round(amount) if of.range[1] - of.range[0] >= 20 else amount


def rounded(amount: float, of: Quantity) -> float:
    """To as many digits as an estimate can bear: 4,387 is 4,400."""
    if of.certainty == "exact":
        return amount
    size = max(of.high - of.low, 1e-9)
    step = 10.0 ** max(floor(log10(size / 5)), 0)
    return round(amount / step) * step if size >= 10 else _whole(amount, of)


def certainty(value: Quantity) -> str:
    """How far it is known, in a word or two."""
    return {
        "exact": _("exact"),
        "estimate": _("estimate"),
        "guess": _("guess, can't be seen"),
    }[value.certainty]


def change(value: Quantity) -> float:
    """How far it moved since the last turn; 0 where that is less than can be told apart.

    That an estimate is another than before is no move: each turn it is made anew.
    """
    if value.certainty != "exact" or len(value.past) < 2:
        return 0.0
    moved = value.past[-1] - value.past[-2]
    return moved if abs(moved) >= _least(value) else 0.0


def _least(value: Quantity) -> float:
    """The smallest change worth a word: half of what a reader sees of the figure."""
    return 0.5 if value.range[1] - value.range[0] >= 20 else 0.05


def changed(value: Quantity) -> str:
    """The change since the last turn with its sign: "+200"; empty for none."""
    moved = change(value)
    return signed(_whole(moved, value)) if moved else ""


def aim(wanted: Aim, of: Quantity) -> str:
    """What a role wants of a quantity, in words."""
    mark = level(wanted.figure or 0.0, of)
    return {
        "more": _("You want this as high as can be."),
        "less": _("You want this as low as can be."),
        "near": _("You want this near {mark}.").format(mark=mark),
        "below": _("You want this below {mark}.").format(mark=mark),
        "above": _("You want this above {mark}.").format(mark=mark),
    }[wanted.shape]


def counted(label: str, unit: str) -> str:
    """What an amount is of: "Tension", "Fuel, tonnes"; a unit that the label holds is not said."""
    if unit in ("", "index", "flag", *SHARES) or counts(label, unit):
        return label
    return _("{label}, {unit}").format(label=label, unit=counted_in(unit))


def counts(label: str, unit: str) -> bool:
    """Whether a label says what is counted, so that the unit need not: "People hurt"."""
    return counted_in(unit).lower() in label.lower()


def delay(turns: int) -> str:
    """When something comes: "now", "in 2 turns"."""
    if not turns:
        return _("now")
    return ngettext("in {turns} turn", "in {turns} turns", turns).format(turns=turns)


def kind(card: Card) -> str:
    """What a move does to the crisis, in words."""
    return {
        "escalate": _("a step up"),
        "hold": _("no step"),
        "de-escalate": _("a step down"),
    }[card.kind]


def strength(share: float) -> str:
    """A cost or a risk from 0 to 1 in a word."""
    words = (_("none"), _("small"), _("middling"), _("high"))
    return words[sum(share > mark for mark in (0, 0.15, 0.45))]


KIND_ICONS = {"escalate": "up", "hold": "hold", "de-escalate": "down"}
