"""A debrief in some lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.debrief import Comparison, Decision, Review, Swing
from sim.report.debrief_charts import curve_sentence, turning_points
from sim.report.figures import points
from sim.session.view import View
from sim.session.words import _

GRAVE = ("very costly", "costly", "small")


def in_short(review: Review, view: View) -> Iterator[str]:
    """How it ended, what turned it, and the decisions that gave most away."""
    ending = view.ending.label if view.ending else _("not over yet")
    yield f"{view.title}, {view.side(review.role).name}: {ending}"
    if not review.decisions:
        yield _("Nothing has been decided yet.")
        return
    yield curve_sentence(review)
    if review.turning_points:
        yield ""
        yield _("Turning points, in points of the chance of a peaceful end:")
        yield from (_turned(review, *pair) for pair in turning_points(review))
    if review.off_ramp and not review.peaceful:
        yield _("Last off-ramp: turn {turn}.").format(turn=review.off_ramp)
    yield ""
    yield _("Decisions that cost something, from what you knew:")
    judged = [
        _("Turn {turn}: {words}").format(turn=d.turn, words=c.judgement.words)
        for d, c in costly(review)
    ]
    yield from judged or [_("none that the futures can tell of")]


def costly(review: Review) -> list[tuple[Decision, Comparison]]:
    """What gave away some of the chance of a peaceful end for certain, the most first."""
    found = [
        (decision, comparison)
        for decision in review.decisions
        for comparison in decision.comparisons
        if comparison.question == review.questions[0] and comparison.judgement.grade in GRAVE
    ]
    return sorted(found, key=lambda pair: GRAVE.index(pair[1].judgement.grade))


def _turned(review: Review, letter: str, swing: Swing) -> str:
    words = _(
        "{letter}  turn {turn}: {change} "
        "(your orders {own}, the others' {others}, chance {chance}); you: {deed}, {word}"
    )
    decision = review.decision(swing.turn)
    return words.format(
        letter=letter,
        turn=swing.turn,
        change=points(swing.change.value),
        own=points(swing.own.value),
        others=points(swing.others.value),
        chance=points(swing.chance.value),
        deed=decision.deed_label,
        word=decision.word_label,
    )
