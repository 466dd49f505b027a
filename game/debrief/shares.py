"""A turn divided: how much of what it changed came by the own orders, the others', and chance."""

from __future__ import annotations

from game.debrief.dots import Scale, draw_dot, scale_of
from game.debrief.study import Study
from game.debrief.wording import chance, difference, is_told
from game.figures import percent
from game.story.prose import Line, paragraphs
from game.ui import Flow, Ui
from game.words import _
from sim import Swing
from sim.session import Band

HAZARDS = 6


def fill_shares(flow: Flow, ui: Ui, study: Study) -> None:
    """What the turn changed, whose doing it was, what might have happened, and the limits."""
    swing = study.swing
    heading = _("Turn {turn}: whose doing?").format(turn=study.turn)
    flow.text(heading, "small-strong", "muted")
    flow.gap(4)
    if swing is None:
        flow.text(_("Not divided yet; it comes in a moment."), "small", "muted")
    else:
        moved = _("It moved the chance of a peaceful end by {points}.")
        flow.text(moved.format(points=difference(swing.change)), "small")
        flow.gap(4)
        _divided(flow, ui, swing)
        _hazards(flow, ui, swing)
    flow.gap(12)
    paragraphs(flow, ui, limits(study))


def _divided(flow: Flow, ui: Ui, swing: Swing) -> None:
    """The three shares on one scale."""
    shares = {
        _("Your orders"): swing.own,
        _("The others' orders"): swing.others,
        _("Chance"): swing.chance,
    }
    scale = scale_of(shares.values())
    for label, band in shares.items():
        _share(flow, ui, label, band, scale)


def _share(flow: Flow, ui: Ui, label: str, band: Band, scale: Scale) -> None:
    sure = is_told(band)
    flow.text(label, "small-strong")
    told = difference(band) if sure else _("cannot tell: {points}").format(points=difference(band))
    flow.text(told, "small", "text" if sure else "muted")
    draw_dot(ui, flow.row(20), scale, band, sure)
    flow.gap(4)


def _hazards(flow: Flow, ui: Ui, swing: Swing) -> None:
    """What might have happened in this turn, the likeliest first, and what did."""
    if not swing.hazards:
        return
    flow.gap(8)
    flow.text(_("What might have happened"), "small-strong", "muted")
    ordered = sorted(swing.hazards, key=lambda hazard: (not hazard.came, -hazard.chance))
    lines = []
    for hazard in ordered[:HAZARDS]:
        words = (
            _("{label}: {chance} that day; it came.")
            if hazard.came
            else _("{label}: {chance} that day; it did not come.")
        )
        told = words.format(label=hazard.label, chance=percent(hazard.chance))
        lines.append(Line(told, "small", icon="warning" if hazard.came else "hold", gap=2))
    paragraphs(flow, ui, lines)


def limits(study: Study) -> list[Line]:
    """What all these figures are worth."""
    curve = study.review.curve if study.review else ()
    start = next((point.truth for point in curve if point.truth), None)
    lines = [
        Line(_("In this model"), "small-strong", "muted"),
        Line(
            _(
                "The best other move and the turning points are found in some futures and measured "
                "in others, so that luck does not make them larger than they are: a verdict may "
                "differ from its row, and a turning point from the curve, by some points."
            ),
            "small",
            "muted",
        ),
        Line(
            _(
                "What moves do, what the others want and how often things go wrong was chosen by "
                "the scenario's authors, each with a source or a reason; only how often crises of "
                "this kind end in fighting was held against recorded ones. Intervals tell the "
                "luck of the draw, not whether the model is right."
            ),
            "small",
            "muted",
        ),
    ]
    if start:
        words = _("At the beginning a peaceful end was {chance} likely.")
        lines.append(Line(words.format(chance=chance(start)), "small", "muted", gap=4))
    return lines
