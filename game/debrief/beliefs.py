"""What the role believed beside what was so, turn by turn, and how good its own odds were."""

from __future__ import annotations

from functools import partial

from game.board.wording import counted
from game.debrief.study import Study
from game.figures import figure, percent
from game.story.prose import GAP, PADDING, Line, boxes, height_of, write
from game.ui import Flow, Rect, Ui
from game.words import _
from sim import Belief, Foresight

CHART = 72.0


def fill_beliefs(flow: Flow, ui: Ui, study: Study) -> None:
    """The odds first, then every estimate, the worst first."""
    review = study.review
    if review is None:
        flow.text(_("Not compared yet; it comes in a moment."), colour="muted")
        return
    boxes(flow, ui, [_odds(study, review.foresight)])
    if not review.beliefs:
        words = _("There was nothing that you could only estimate, or it is not compared yet.")
        boxes(flow, ui, [[Line(words)]])
        return
    flow.gap(GAP)
    flow.text(
        _("Solid: what was so. Dashed, with rings: what you held to be so. Worst first."),
        "small",
        "muted",
    )
    beliefs = sorted(review.beliefs, key=lambda belief: -belief.share)
    columns = 2 if ui.roomy else 1
    for start in range(0, len(beliefs), columns):
        flow.gap(GAP)
        _row(flow, ui, beliefs[start : start + columns], columns)


def _odds(study: Study, foresight: Foresight | None) -> list[Line]:
    """The Brier score, explained."""
    heading = Line(_("How likely you found a peaceful end"), "small-strong", "muted")
    if foresight is None or not foresight.stated:
        words = _("You never said; the slider beside your orders keeps it for next time.")
        return [heading, Line(words)]
    stated = ", ".join(
        _("turn {turn}: {chance}").format(turn=turn, chance=percent(share))
        for turn, share in foresight.stated
    )
    score = _("Brier score {score}: {verdict}").format(
        score=figure(foresight.brier, 2), verdict=verdict(foresight.brier)
    )
    meaning = _(
        "It is the square of how far your chances were from what came, on average: 0 is a seer's, "
        "1 is being sure of what does not come, and whoever always says 50 % has 0.25."
    )
    off = _(
        "One crisis can end well or badly by luck. Against what the futures had you expect at "
        "the time, you were {points} points off on average."
    ).format(points=figure(100 * foresight.off, 0))
    return [
        heading,
        Line(score, "strong"),
        Line(meaning, "small", gap=4),
        Line(off, "small", gap=4),
        Line(stated, "small", "muted", gap=4),
    ]


def verdict(brier: float) -> str:
    """A Brier score in words."""
    if brier < 0.1:
        return _("close to what came.")
    if brier < 0.23:
        return _("better than saying 50 % every time.")
    if brier <= 0.27:
        return _("about as good as saying 50 % every time.")
    return _("worse than saying 50 % every time; this crisis came out other than you thought.")


def _row(flow: Flow, ui: Ui, beliefs: list[Belief], columns: int) -> None:
    """Estimates side by side."""
    width = (flow.rect.w - GAP * (columns - 1)) / columns
    words = [_lines(belief) for belief in beliefs]
    high = max(height_of(ui, lines, width - 2 * PADDING[0]) for lines in words)
    cells = flow.row(high + CHART + 8 + 2 * PADDING[1]).columns(columns, gap=GAP)
    for cell, belief, lines in zip(cells, beliefs, words, strict=False):
        ui.canvas.fill(cell, "panel", radius=8)
        inner = cell.inset(*PADDING)
        write(ui, inner, lines)
        _chart(ui, inner.split_bottom(CHART)[1], belief)


def _lines(belief: Belief) -> list[Line]:
    words = _("On average you were {error} off, {share} of its whole range.")
    told = words.format(error=figure(belief.error), share=percent(belief.share))
    return [Line(counted(belief.label, belief.unit), "small-strong"), Line(told, "small", gap=2)]


def _chart(ui: Ui, rect: Rect, belief: Belief) -> None:
    """Both lines on one scale, with its ends at the right."""
    low = min((*belief.believed, *belief.true))
    high = max((*belief.believed, *belief.true))
    ends = [figure(high), figure(low)] if high > low else [figure(high)]
    wide = max(ui.length(end, "small") for end in ends)
    plot, scale = rect.split_right(wide, gap=8)
    ui.text(scale.split_top(22)[0], ends[0], "small", "muted", align="right")
    if len(ends) > 1:
        ui.text(scale.split_bottom(22)[1], ends[1], "small", "muted", align="right")
    plot = plot.inset(6, 11)
    across = partial(_spots, plot, low, (high - low) or 1)
    ui.canvas.line(across(belief.true), "text", width=3)
    believed = across(belief.believed)
    ui.canvas.line(believed, "muted", width=2, dashed=True)
    for spot in believed:
        ui.canvas.circle(spot, 3.5, "panel", outline="text", width=1.5)


def _spots(
    plot: Rect, low: float, span: float, values: tuple[float, ...]
) -> list[tuple[float, float]]:
    step = plot.w / max(len(values) - 1, 1)
    return [
        (plot.x + number * step, plot.bottom - (value - low) / span * plot.h)
        for number, value in enumerate(values)
    ]
