"""The forecast: what might follow from the orders, in bands, from what this role knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.board.desk import Desk
from game.figures import figure, percent
from game.ui import Rect, Ui
from game.words import _, ngettext

if TYPE_CHECKING:
    from sim.session import Band

Say = Callable[[float], str]
_LABEL, _VALUE = 136.0, 112.0


def forecast_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """Three bars, what they stand for, and the button that goes on to the last look."""
    inner = ui.panel(rect).inset(0, -2)
    rest, foot = inner.split_bottom(44, gap=4)
    order = _order(desk)
    head, bars = rest.split_top(ui.measure(order, "small", rest.w, 2), gap=2)
    ui.text(head, order, "small", "muted", lines=2)
    bars_of(ui, bars, desk)
    note, button = foot.split_right(148, gap=12)
    ui.text(note, _note(desk), "small", "muted", lines=2, middle=True)
    commit_button(ui, button, desk)


def commit_button(ui: Ui, rect: Rect, desk: Desk) -> None:
    """On to the last look; nothing happens before it."""
    given = _("Your orders for this turn are given.")
    status = desk.play.status
    why = "" if desk.may_choose else status.says if status else given
    if ui.button(
        "commit", rect, _("Commit"), key="c", enabled=desk.may_choose, why=why, primary=True
    ):
        desk.open_commit(ui)


def _order(desk: Desk) -> str:
    deed, word = (desk.view.card(name).label for name in desk.pair)
    if not desk.may_choose:
        return _("Your orders: “{deed}” and “{word}”").format(deed=deed, word=word)
    return _("With “{deed}” and “{word}”").format(deed=deed, word=word)


def bars_of(ui: Ui, rect: Rect, desk: Desk) -> None:
    """The three bars, or what is in their place."""
    forecast = desk.latest
    if forecast is None:
        ui.text(rect, _state(desk), "body", "muted", align="centre", middle=True, lines=2)
        return
    rows = rect.rows(3, gap=0)
    beside = forecast.reference or forecast
    _bar(ui, rows[0], _("Peaceful end"), forecast.peaceful, beside.peaceful, percent, 1)
    _bar(ui, rows[1], _("Your goals"), forecast.goals, beside.goals, _whole, 100)
    if forecast.killed and beside.killed:
        _bar(ui, rows[2], _("Harm to people"), forecast.killed, beside.killed, percent, 1)


def _bar(ui: Ui, row: Rect, label: str, band: Band, beside: Band, say: Say, most: float) -> None:
    """A band with its value and a mark where resting would leave it."""
    name, rest = row.split_left(_LABEL, gap=8)
    bar, value = rest.split_right(_VALUE, gap=8)
    ui.text(name, label, "small", lines=1, middle=True)
    bar = Rect(bar.x, bar.y - 4, bar.w, bar.h)
    ui.band(bar, band.low, band.high, band.value, (0, most), beside.value)
    words = _("{value} ({low}–{high})").format(
        value=say(band.value), low=_bare(band.low, most), high=_bare(band.high, most)
    )
    if ui.length(words, "small-strong") > value.w:
        words = say(band.value)  # the bar still shows how far it may be off
    ui.text(value, words, "small-strong", align="right", lines=1, middle=True)


def _whole(value: float) -> str:
    return figure(value, 0)


def _bare(value: float, most: float) -> str:
    """An end of a band, without its unit."""
    return figure(value * 100 if most == 1 else value, 0)


def _state(desk: Desk) -> str:
    """Why there are no bars now."""
    return {
        "off": _("Guess first. F shows the forecast."),
        "not available": _("The forecast is not available."),
    }.get(desk.play.forecasts.state, _("Estimating…"))


def _note(desk: Desk) -> str:
    if desk.play.forecasts.state == "off":
        return ""
    forecast = desk.latest
    if forecast is None:
        return _("From what you know, never from what is hidden.")
    count = ngettext(
        "{futures} future from what you know",
        "{futures} futures from what you know",
        forecast.futures,
    ).format(futures=figure(forecast.futures))
    return _("{count}\n▲ if you hold and say nothing").format(count=count)
