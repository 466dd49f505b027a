"""The ladder: where the crisis stands, and where the order that is looked at might leave it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.board.desk import Desk
from game.figures import figure
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import Rung

if TYPE_CHECKING:
    from sim.session import Band

_GREYS = 9  # shades of the palette
_LINE = 22.0


def shade(number: int, of: int) -> str:
    """The grey of a rung: the shades are spread over however many rungs there are."""
    return f"rung-{1 + round(number * (_GREYS - 1) / max(of - 1, 1))}"


def ladder_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """All rungs, the highest at the top."""
    inner = ui.panel(rect, _("Ladder"), key="l").inset(-5, -6)
    rungs, legend = inner.split_bottom(24, gap=2)
    for number, row in _rows(rungs, desk):
        _rung(ui, row, number, desk)
    _legend(ui, legend, desk.ghost)
    if ui.focusable("ladder", rect.inset(2)).pressed:
        desk.tab = "ladder"


def _rows(rect: Rect, desk: Desk) -> Iterator[tuple[int, Rect]]:
    """Each rung with its room, from the top; the one where we stand has two lines."""
    count = len(desk.view.ladder)
    tall = max(2 * _LINE + 2, rect.h / count)
    low = (rect.h - tall) / max(count - 1, 1)
    for number in reversed(range(count)):
        row, rect = rect.split_top(tall if number == desk.view.rung else low)
        yield number, row


def _rung(ui: Ui, row: Rect, number: int, desk: Desk) -> None:
    """A step of the ladder: its grey, number and name; whether we stand there, or might."""
    here = number == desk.view.rung
    if here:
        ui.canvas.fill(row.inset(-6, 0), "raised", radius=6, outline="text")
    swatch, words = row.split_left(8, gap=6)
    count = len(desk.view.ladder)
    ui.canvas.fill(swatch.inset(0, 2), shade(number, count), radius=2, outline="edge")
    if here or _is_marked(number, desk.ghost):
        words, marks = words.split_right(14, gap=2)
        _marks(ui, marks, number, desk)
    style, colour = ("small-strong", "text") if here else ("small", "muted")
    label = f"{number + 1} {desk.view.ladder[number].label}"
    ui.text(words, label, style, colour, lines=max(1, int(row.h // _LINE)), middle=True)


def _marks(ui: Ui, marks: Rect, number: int, desk: Desk) -> None:
    """Full where we stand; hollow where the order might leave us."""
    both = desk.ghost is not None and round(desk.ghost.value) == number == desk.view.rung
    if number == desk.view.rung:
        ui.icon("arrow-left", (marks.centerx, marks.centery - (9 if both else 0)), 15)
    if desk.ghost is not None:
        _ghost(ui, marks, number, desk.ghost, 9 if both else 0)


def _is_marked(number: int, ghost: Band | None) -> bool:
    return ghost is not None and round(ghost.low) <= number <= round(ghost.high)


def _ghost(ui: Ui, marks: Rect, number: int, ghost: Band, down: float) -> None:
    """Hollow where the order might leave the world; a thin bar as far as it may be off."""
    if _is_marked(number, ghost):
        ui.canvas.fill(Rect(marks.right + 3, marks.y, 3, marks.h), "muted")
    if number == round(ghost.value):
        _arrow(ui, marks.centerx, marks.centery + down)


def _legend(ui: Ui, rect: Rect, ghost: Band | None) -> None:
    now, after = rect.split_left(rect.w * 0.42, gap=8)
    ui.icon("arrow-left", (now.x + 7, now.centery), 14)
    ui.text(now.split_left(18)[1], _("now"), "small", "muted", lines=1, middle=True)
    if ghost is not None:
        _arrow(ui, after.x + 7, after.centery)
        ui.text(after.split_left(18)[1], _("then"), "small", "muted", lines=1, middle=True)


def _arrow(ui: Ui, x: float, y: float) -> None:
    """A hollow arrow: not yet, only perhaps."""
    ui.canvas.polygon([(x - 6, y), (x + 5, y - 6), (x + 5, y + 6)], None, "text", 1.5)


def ladder_explained(ui: Ui, rect: Rect, desk: Desk) -> None:
    """Each rung with an example of what it looks like."""
    view = desk.view

    def fill(flow: Flow) -> None:
        flow.text(_("How the crisis can grow and shrink"), "subtitle")
        flow.text(_standing(desk), "small", "muted")
        flow.gap(12)
        for number in reversed(range(len(view.ladder))):
            _explained(ui, flow, view.ladder[number], number, desk)

    ui.scroll("ladder explained", rect, fill)


def _standing(desk: Desk) -> str:
    view = desk.view
    words = _("It stands at {number} of {count}: {label}.").format(
        number=view.rung + 1, count=len(view.ladder), label=view.ladder[view.rung].label
    )
    if desk.ghost is not None:
        words += " " + _after(desk.ghost)
    return words


def _after(ghost: Band) -> str:
    """Where the order might leave the world."""
    value, low, high = (figure(round(at) + 1) for at in (ghost.value, ghost.low, ghost.high))
    if low == high:
        return _("After this turn, with this order, most likely {value}.").format(value=value)
    words = _("After this turn, with this order, about {value} ({low}–{high}).")
    return words.format(value=value, low=low, high=high)


def _explained(ui: Ui, flow: Flow, rung: Rung, number: int, desk: Desk) -> None:
    top = flow.at
    column = Rect(flow.rect.x + 20, top, flow.rect.w - 20, 0)
    title = f"{number + 1} {rung.label}"
    if number == desk.view.rung:
        title = _("{rung} · now").format(rung=title)
    height = 0.0
    for words, style, colour in ((title, "small-strong", "text"), (rung.example, "small", "muted")):
        tall = ui.measure(words, style, column.w) if words else 0.0
        if words:
            ui.text(Rect(column.x, top + height, column.w, tall), words, style, colour)
        height += tall
    flow.row(height + 8)
    grey = shade(number, len(desk.view.ladder))
    ui.canvas.fill(Rect(flow.rect.x, top + 2, 8, height - 2), grey, radius=2, outline="edge")
