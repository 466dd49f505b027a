"""The situation: every indicator that this role sees, how sure it is, and how it moved."""

from __future__ import annotations

from itertools import pairwise

from game.board import wording
from game.board.desk import Desk, is_near
from game.board.reasons import reasons
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import Quantity, View

_SPARK = 84.0


def situation_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """Human cost first, then the world, this role, and the others; or one indicator's reasons."""
    if desk.quantity:
        reasons(ui, rect, desk)
        return
    ui.scroll("situation", rect, lambda flow: _all(ui, flow, desk))


def _all(ui: Ui, flow: Flow, desk: Desk) -> None:
    flow.text(_("Choose a line for what moved it, and for its sources."), "small", "muted")
    flow.gap(8)
    for title, quantities in groups(desk.view):
        flow.text(title, "label", "muted")
        flow.gap(4)
        for quantity in quantities:
            _row(ui, flow, quantity, desk)
        flow.gap(12)


def groups(view: View) -> list[tuple[str, list[Quantity]]]:
    """The indicators under their titles: human cost apart, then the world, then side by side."""
    shown = [quantity for quantity in view.quantities if not quantity.harm]
    others = [side for side in view.sides if side.id != view.role]
    titled = [
        (_("Human cost, never counted as points"), [q for q in view.quantities if q.harm]),
        (_("The crisis"), [q for q in shown if q.owner is None]),
        (_("You"), [q for q in shown if q.owner == view.role]),
        *((side.name, [q for q in shown if q.owner == side.id]) for side in others),
    ]
    return [(title, quantities) for title, quantities in titled if quantities]


def _row(ui: Ui, flow: Flow, quantity: Quantity, desk: Desk) -> None:
    """Name and course above, figure, change and certainty below."""
    row = flow.row(52)
    if not is_near(ui, row):
        return
    touch = ui.focusable(f"quantity {quantity.id}", row.inset(-6, 1))
    if touch.pressed:
        desk.open_quantity(quantity.id)
    if quantity.sources and touch.focused and ui.key("s"):
        desk.open_sources(ui, quantity.sources)
    _show(ui, row, quantity)


def _show(ui: Ui, row: Rect, quantity: Quantity) -> None:
    words, spark = row.inset(0, 3).split_right(_SPARK, gap=12)
    first, second = words.split_top(23)
    if quantity.harm:
        ui.icon("hatch", (first.x + 8, first.centery), 14, "text")
        first = first.split_left(22)[1]
    label = quantity.label
    if quantity.certainty != "exact":
        label = _("{label} · {certainty}").format(
            label=label, certainty=wording.certainty(quantity)
        )
    ui.text(first, label, "small", "muted", lines=1)
    _figures(ui, second, quantity)
    _spark(ui, spark.inset(0, 9), quantity)


def _figures(ui: Ui, row: Rect, quantity: Quantity) -> None:
    """The estimate, then the change with an arrow."""
    changed = wording.changed(quantity)
    room = ui.length(changed, "small") + 24 if changed else 0
    words = row.split_right(room)[0] if changed else row
    covered = ui.text(words, wording.estimate(quantity), "small-strong", lines=1)
    if changed:
        x = covered.right + 16
        ui.icon("up" if wording.change(quantity) > 0 else "down", (x, row.y + 11), 10, "muted")
        ui.text(Rect(x + 9, row.y, room, 22), changed, "small", "muted")


def _spark(ui: Ui, rect: Rect, quantity: Quantity) -> None:
    """The course so far on the indicator's own range; a band where it is an estimate."""
    low, high = quantity.range

    def height(value: float) -> float:
        return rect.bottom - (value - low) / (high - low) * rect.h

    ui.canvas.fill(Rect(rect.x, rect.bottom, rect.w, 1), "line")
    if quantity.certainty != "exact":
        top, foot = height(quantity.high), height(quantity.low)
        ui.canvas.fill(Rect(rect.right - 10, top, 10, max(foot - top, 2)), "edge", radius=2)
    step = (rect.w - 6) / max(len(quantity.past) - 1, 1)
    spots = [(rect.x + k * step, height(value)) for k, value in enumerate(quantity.past)]
    for start, end in pairwise(spots):
        ui.canvas.line([start, end], "muted", width=1.5)
    ui.canvas.circle(spots[-1], 3, "text")
