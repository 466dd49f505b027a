"""The charts of a debrief: the curve, what the role believed, and the axes of its strips."""

from __future__ import annotations

from sim.analysis.debrief import Belief, Review, Swing
from sim.report.chart import Band as Area
from sim.report.chart import Chart, Line, Mark, Scale, scale_around
from sim.report.fans import days_of
from sim.scenario.schema import Clock
from sim.session.futures import Band
from sim.session.words import _, share

LETTERS = "ABC"
MOST_BELIEFS = 4  # that are drawn; a table has all


def curve_of(review: Review, clock: Clock) -> Chart | None:
    """The chance of a peaceful end over the turns; None while there is nothing to draw."""
    points = {
        kind: [(p.turn, band) for p in review.curve if (band := getattr(p, kind))]
        for kind in ("history", "knew", "truth")
    }
    main = points["truth"] or points["knew"]
    if not main:
        return None
    turns = [turn for turn, _band in main]
    days = days_of(clock, 1)[: turns[-1]]
    if review.over:
        days[turns[-1] - 1 :] = [_("end")]
    return Chart(
        alt=curve_sentence(review),
        days=days,
        bands=[Area("interval", turns, [b.low for _t, b in main], [b.high for _t, b in main])],
        lines=[_line(kind, own, turns[-1]) for kind, own in points.items() if own],
        marks=[*_off_ramp(review), *_letters(review)],
        first=1,
        least=0,
        most=1,
        percent=True,
    )


def _line(kind: str, points: list[tuple[int, Band]], last: int) -> Line:
    """History may have gone on for longer than the session."""
    return Line(kind, [(turn, band.value) for turn, band in points if turn <= last])


def _off_ramp(review: Review) -> list[Mark]:
    """Where a way out was passed by; a session that ended well passed none."""
    if review.off_ramp is None or review.peaceful:
        return []
    return [Mark("upright", review.off_ramp, text=_("last off-ramp"))]


def _letters(review: Review) -> list[Mark]:
    """The letters of the turning points, each where its turn begins."""
    truth = {point.turn: point.truth for point in review.curve if point.truth}
    return [
        Mark("point", swing.turn, truth[swing.turn].value, text=letter)
        for letter, swing in turning_points(review)
        if swing.turn in truth
    ]


def turning_points(review: Review) -> list[tuple[str, Swing]]:
    """The turning points with their letters, the largest first, as on the screen."""
    return list(zip(LETTERS, review.turning_points, strict=False))


def curve_sentence(review: Review) -> str:
    """What to see in the curve."""
    bands = [band for point in review.curve if (band := point.truth or point.knew)]
    if len(bands) < 2:
        return _("There is no curve yet.")
    if review.over:
        words = _(
            "The chance of a peaceful end began at {first} and stood at {last} before the end."
        )
        return words.format(first=share(bands[0].value), last=share(bands[-2].value))
    words = _(
        "As far as you could know, a peaceful end had a chance of {first} at first, and has one of "
        "{last} now."
    )
    return words.format(first=share(bands[0].value), last=share(bands[-1].value))


def gaps_scale(review: Review) -> Scale:
    """One axis for all differences in the chance of a peaceful end, with 0 on it."""
    gaps = [
        other.gap.peaceful
        for decision in review.decisions
        for comparison in decision.comparisons
        for other in comparison.others
        if other.gap
    ]
    return _around_nothing(gaps)


def swings_scale(review: Review) -> Scale:
    """One axis for all turning points and their parts, with 0 on it."""
    parts = [(s.own, s.others, s.chance, s.change) for s in review.turning_points]
    return _around_nothing([band for bands in parts for band in bands])


def _around_nothing(bands: list[Band]) -> Scale:
    return scale_around([end for band in bands for end in (band.low, band.high)], 0.0)


def largest_errors(review: Review) -> list[Belief]:
    """The beliefs that were furthest off for their range."""
    return sorted(review.beliefs, key=lambda belief: -belief.share)[:MOST_BELIEFS]


def belief_chart(belief: Belief, clock: Clock) -> Chart:
    """What was held to be so, beside what was so."""
    turns = range(1, len(belief.true) + 1)
    words = _("{label}: on average the estimate was {error} off.")
    return Chart(
        alt=words.format(label=belief.label, error=f"{belief.error:,.1f}"),
        days=days_of(clock, 1)[: len(belief.true)],
        lines=[
            Line("truth", list(zip(turns, belief.true, strict=True))),
            Line("knew", list(zip(turns, belief.believed, strict=True))),
        ],
        first=1,
    )
