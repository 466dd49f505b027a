"""A turn divided: how much of what it changed came by the own orders, the others', and chance."""

from __future__ import annotations

from game.debrief.dots import Scale, draw_dot, scale_of
from game.debrief.study import Study
from game.debrief.telling import (
    hazard_words,
    limit_words,
    moved_words,
    share_words,
    shares_of,
)
from game.debrief.wording import chance, is_told
from game.story.prose import Line, paragraphs
from game.ui import Flow, Ui
from game.words import _
from sim import Swing
from sim.session import Band


def fill_shares(flow: Flow, ui: Ui, study: Study) -> None:
    """What the turn changed, whose doing it was, what might have happened, and the limits."""
    swing = study.swing
    heading = _("Turn {turn}: whose doing?").format(turn=study.turn)
    flow.text(heading, "small-strong", "muted")
    flow.gap(4)
    if swing is None:
        flow.text(_("Not divided yet; it comes in a moment."), "small", "muted")
    else:
        flow.text(moved_words(swing), "small")
        flow.gap(4)
        _divided(flow, ui, swing)
        _hazards(flow, ui, swing)
    flow.gap(12)
    paragraphs(flow, ui, limits(study))


def _divided(flow: Flow, ui: Ui, swing: Swing) -> None:
    """The three shares on one scale."""
    shares = shares_of(swing)
    scale = scale_of(shares.values())
    for label, band in shares.items():
        _share(flow, ui, label, band, scale)


def _share(flow: Flow, ui: Ui, label: str, band: Band, scale: Scale) -> None:
    sure = is_told(band)
    flow.text(label, "small-strong")
    flow.text(share_words(band), "small", "text" if sure else "muted")
    draw_dot(ui, flow.row(20), scale, band, sure)
    flow.gap(4)


def _hazards(flow: Flow, ui: Ui, swing: Swing) -> None:
    """What might have happened in this turn, the likeliest first, and what did."""
    if not swing.hazards:
        return
    flow.gap(8)
    flow.text(_("What might have happened"), "small-strong", "muted")
    lines = [
        Line(told, "small", icon="warning" if came else "hold", gap=2)
        for came, told in hazard_words(swing)
    ]
    paragraphs(flow, ui, lines)


def limits(study: Study) -> list[Line]:
    """What all these figures are worth."""
    curve = study.review.curve if study.review else ()
    start = next((point.truth for point in curve if point.truth), None)
    lines = [
        Line(_("In this model"), "small-strong", "muted"),
        *(Line(words, "small", "muted") for words in limit_words()),
    ]
    if start:
        words = _("At the beginning a peaceful end was {chance} likely.")
        lines.append(Line(words.format(chance=chance(start)), "small", "muted", gap=4))
    return lines
