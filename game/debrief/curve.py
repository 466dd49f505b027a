"""The curve: how likely a peaceful end was at each turn, here and along history."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from game.board.timeline import label_of
from game.debrief.study import Study
from game.debrief.telling import (
    LETTERS,
    line_words,
    off_ramp_words,
    passed_off_ramp,
    point_words,
)
from game.figures import percent
from game.ui import Rect, Ui
from game.words import _
from sim import KNEW, Point, Review
from sim.session import Band

MARK = 11.0  # half of a turning point's diamond
LEGEND = 24.0
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)

Place = Callable[[int, float], tuple[float, float]]


def draw_curve(ui: Ui, rect: Rect, study: Study) -> None:
    """The chart with what its lines mean above it; a click on a turn looks at it."""
    review = study.review
    if review is None or not review.curve:
        ui.text(rect, _("The first futures are being played…"), colour="muted")
        return
    legend, rect = rect.split_top(_legend_height(ui, rect.w, study), gap=4)
    _legend(ui, legend, study)
    body, feet = rect.split_bottom(LEGEND, gap=2)
    scale, plot = body.split_left(56)
    plot = plot.split_top(LEGEND - 2 if passed_off_ramp(review) else MARK)[1].split_bottom(MARK)[0]
    columns = Rect(plot.x, plot.y, plot.w, plot.h).columns(len(review.curve), gap=0)
    turns = {point.turn: column for point, column in zip(review.curve, columns, strict=True)}

    def place(turn: int, share: float) -> tuple[float, float]:
        return turns[turn].centerx, plot.bottom - share * plot.h

    _chosen(ui, plot, turns, study)
    _grid(ui, scale, plot)
    _lines(ui, review, place, study)
    _off_ramp(ui, body, plot, study, place)
    _turning_points(ui, review, place)
    _feet(ui, feet, turns, study)


def _chosen(ui: Ui, plot: Rect, turns: dict[int, Rect], study: Study) -> None:
    """Mark the turn that is looked at; answer a click on another one."""
    if study.turn in turns:
        ui.canvas.fill(turns[study.turn], "raised", radius=4)
    touch = ui.focusable("curve", plot, presses=False)
    for turn, column in turns.items():
        if touch.hovered and column.collidepoint(ui.hands.at) and turn in study.turns:
            ui.tip(column, _story(study, turn))
            if touch.pressed:
                study.look(turn)


def _story(study: Study, turn: int) -> str:
    """A turn's figure in words."""
    review = study.review
    assert review is not None
    point = next(point for point in review.curve if point.turn == turn)
    words = [_("Turn {turn} · {when}").format(turn=turn, when=study.play.moment(point.moment))]
    return "\n".join([*words, *point_words(point)])


def _grid(ui: Ui, scale: Rect, plot: Rect) -> None:
    """Lines at every quarter, with figures at those for which there is room."""
    every = 1 if plot.h / (len(STEPS) - 1) >= 26 else 2
    for number, share in enumerate(STEPS):
        y = plot.bottom - share * plot.h
        ui.canvas.fill(Rect(plot.x, y, plot.w, 1), "line")
        if number % every == 0:
            label = Rect(scale.x, y - 11, scale.w - 8, 22)
            ui.text(label, percent(share), "small", "muted", align="right")


def _lines(ui: Ui, review: Review, place: Place, study: Study) -> None:
    """The band and the line of this game, history dashed, and what could be known as rings."""
    known = _bands(review.curve, "truth")
    upper = [place(turn, band.high) for turn, band in known]
    lower = [place(turn, band.low) for turn, band in known]
    ui.canvas.polygon([*upper, *reversed(lower)], "line")
    history = [place(turn, band.value) for turn, band in _bands(review.curve, "history")]
    ui.canvas.line(history, "muted", width=2, dashed=True)
    ui.canvas.line([place(turn, band.value) for turn, band in known], "text", width=3)
    if study.question == KNEW:
        for turn, band in _bands(review.curve, "knew"):
            ui.canvas.circle(place(turn, band.value), 4, "panel", outline="text", width=1.5)


def _bands(curve: tuple[Point, ...], name: str) -> list[tuple[int, Band]]:
    """The turns of which one of the lines is known."""
    found = [(point.turn, getattr(point, name)) for point in curve]
    return [(turn, band) for turn, band in found if band is not None]


def _off_ramp(ui: Ui, body: Rect, plot: Rect, study: Study, place: Place) -> None:
    """Where a way out was passed by; a crisis that ended well passed none."""
    turn = passed_off_ramp(study.review) if study.review else None
    if turn is None:
        return
    x = place(turn, 0)[0]
    ui.canvas.line([(x, body.y + 20), (x, plot.bottom)], "edge", width=2, dashed=True)
    words = off_ramp_words(study.play.view, turn)
    width = min(ui.length(words, "small"), plot.w)
    left = min(max(x - width / 2, plot.x), plot.right - width)
    ui.text(Rect(left, body.y - 2, width, 22), words, "small", lines=1)


def _turning_points(ui: Ui, review: Review, place: Place) -> None:
    """A lettered diamond for each, the largest first."""
    known = dict(_bands(review.curve, "truth"))
    for letter, swing in zip(LETTERS, review.turning_points, strict=False):
        if swing.turn not in known:
            continue
        x, y = place(swing.turn, known[swing.turn].value)
        corners = [(x, y - MARK), (x + MARK, y), (x, y + MARK), (x - MARK, y)]
        ui.canvas.polygon(corners, "panel", outline="text", width=2)
        ui.text(Rect(x - MARK, y - MARK, 2 * MARK, 2 * MARK), letter, "small-strong",
                align="centre", middle=True)  # fmt: skip


def _feet(ui: Ui, feet: Rect, turns: dict[int, Rect], study: Study) -> None:
    """Dates below the turns, as many as there is room for."""
    days = {day.turn: day for day in study.play.view.days}
    labels = {turn: label_of(days[turn], study.play.view) for turn in turns if turn in study.turns}
    column = next(iter(turns.values())).w
    widest = max(ui.length(label, "small") for label in labels.values())
    every = ceil((widest + 8) / column)
    for turn, label in labels.items():
        if (turn - 1) % every == 0:
            centre, width = turns[turn].centerx, ui.length(label, "small")
            place = Rect(centre - width / 2, feet.y, width, feet.h)
            ui.text(place, label, "small", "text" if turn == study.turn else "muted")


# -- what the lines mean -----------------------------------------------------------------------


def _legend_height(ui: Ui, width: float, study: Study) -> float:
    return LEGEND * len(_legend_rows(ui, width, study))


def _legend_rows(ui: Ui, width: float, study: Study) -> list[list[tuple[str, str, float]]]:
    """Samples and words, in as many rows as they need, with how far each is from the left."""
    rows: list[list[tuple[str, str, float]]] = [[]]
    left = 0.0
    for sample, words in line_words(study.review, study.question):
        needs = 40 + ui.length(words, "small")
        if rows[-1] and left + needs > width:
            rows.append([])
            left = 0.0
        rows[-1].append((sample, words, left))
        left += needs + 24
    return rows


def _legend(ui: Ui, rect: Rect, study: Study) -> None:
    for number, row in enumerate(_legend_rows(ui, rect.w, study)):
        for sample, words, left in row:
            x, y = rect.x + left, rect.y + number * LEGEND + LEGEND / 2
            if sample == "line":
                ui.canvas.fill(Rect(x, y - 6, 30, 12), "line", radius=2)
                ui.canvas.line([(x, y), (x + 30, y)], "text", width=3)
            elif sample == "dashes":
                ui.canvas.line([(x, y), (x + 30, y)], "muted", width=2, dashed=True)
            else:
                ui.canvas.circle((x + 15, y), 4, "panel", outline="text", width=1.5)
            width = min(ui.length(words, "small"), rect.right - x - 40)
            ui.text(Rect(x + 40, y - 11, width, 22), words, "small", "muted", lines=1)
