"""The page that the screens of the story share: a heading, room for what is told, the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui import Rect, Ui
from game.ui.touch import BAR
from sim.session import Look

WIDEST = 1120
HIGH = 44  # a button
GAP = 12


@dataclass(frozen=True)
class Way:
    """A way on from a page: a button and its key. The primary one is the obvious next."""

    name: str
    label: str
    key: str
    primary: bool = False
    enabled: bool = True
    why: str = ""


def page(
    ui: Ui, title: str, ways: Sequence[Way], under: str = "", look: Look | None = None
) -> tuple[Rect, str]:
    """A page without its middle: the room that is left there, and the way that was taken, or "".

    under: a line below the title. look: whose page it is.
    """
    aside = max(24.0, (ui.width - WIDEST) / 2)
    outer = ui.rect.inset(aside, 24 if ui.roomy else 12)
    rows = _rows(ui, ways, outer.w)
    body, foot = outer.split_bottom(len(rows) * (HIGH + GAP) - GAP, gap=16)
    with ui.at_end():  # Tab goes through the page first
        taken = _taken(ui, foot, rows)
    return _below_heading(ui, body, title, under, look), taken


def _below_heading(ui: Ui, rect: Rect, title: str, under: str, look: Look | None) -> Rect:
    """Put the heading at the top; what is left below it."""
    beside = rect.split_left(52)[1] if look else rect
    style = "display" if ui.roomy else "title"
    words = beside.split_top(ui.measure(title, style, beside.w))[0]
    ui.text(words, title, style)
    bottom = words.bottom
    if under:
        line = Rect(beside.x, bottom, beside.w, ui.measure(under, "small", beside.w))
        ui.text(line, under, "small", "muted")
        bottom = line.bottom
    if look:
        ui.sign(look, (rect.x + 20, (rect.y + bottom) / 2), 20)
    rest = rect.split_top(bottom - rect.y, gap=16)[1]
    return Rect(rest.x, rest.y, rest.w + BAR, rest.h)  # so that a scroll's bar hangs in the margin


def _width(ui: Ui, way: Way) -> float:
    return ui.length(way.label, "strong") + ui.keycap_width(way.key) + 40


def _rows(ui: Ui, ways: Sequence[Way], width: float) -> list[list[Way]]:
    """The ways in as many rows as they need."""
    rows: list[list[Way]] = [[]]
    left = width
    for way in ways:
        needs = _width(ui, way) + GAP
        if rows[-1] and needs > left + GAP:
            rows.append([])
            left = width
        rows[-1].append(way)
        left -= needs
    return rows


def _taken(ui: Ui, foot: Rect, rows: Sequence[Sequence[Way]]) -> str:
    """Draw the ways, the primary one at the right; the name of the one that was pressed."""
    taken = ""
    for place, row in zip(foot.rows(len(rows), gap=GAP), rows, strict=True):
        left = place.x
        for way in row:
            width = min(_width(ui, way), place.w)
            at = Rect(place.right - width if way.primary else left, place.y, width, HIGH)
            if _pressed(ui, way, at):
                taken = way.name
            left += width + GAP
    return taken


def _pressed(ui: Ui, way: Way, rect: Rect) -> bool:
    return ui.button(
        way.name,
        rect,
        way.label,
        key=way.key,
        enabled=way.enabled,
        why=way.why,
        primary=way.primary,
    )
