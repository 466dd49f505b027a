"""Tabs that always find room: with their keys, without them, or in several rows."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui import Rect, Ui

Tab = tuple[str, str, str]
"""Its id, its label, and its key."""

_GAP = 20.0
ROW = 36.0


def tab_rows(ui: Ui, width: float, tabs: Sequence[Tab]) -> list[list[tuple[Tab, float]]]:
    """The tabs with their widths, over as many rows as they need."""
    keyed = _with_keys(ui, width, tabs)
    rows: list[list[tuple[Tab, float]]] = [[]]
    used = 0.0
    for tab in tabs:
        wide = min(_width(ui, tab, keyed), width)
        if rows[-1] and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append((tab if keyed else (tab[0], tab[1], ""), wide))
        used += wide + _GAP
    return rows


def _with_keys(ui: Ui, width: float, tabs: Sequence[Tab]) -> bool:
    return sum(_width(ui, tab, True) + _GAP for tab in tabs) - _GAP <= width


def _width(ui: Ui, tab: Tab, keyed: bool) -> float:
    cap = ui.keycap_width(tab[2]) + 8 if keyed and tab[2] else 0
    return ui.length(tab[1], "small-strong") + cap + 2


def tab_bar(ui: Ui, rect: Rect, tabs: Sequence[Tab], current: str) -> tuple[str, Rect]:
    """The tabs at the top of a rectangle; the one that is chosen, and the room below."""
    for row in tab_rows(ui, rect.w, tabs):
        line, rect = rect.split_top(ROW)
        for (name, label, key), width in row:
            place, line = line.split_left(width, gap=_GAP)
            if _tab(ui, place, name, label, key, name == current):
                current = name
    ui.canvas.fill(Rect(rect.x, rect.y, rect.w, 1), "line")
    return current, rect.split_top(10)[1]


def _tab(ui: Ui, place: Rect, name: str, label: str, key: str, chosen: bool) -> bool:
    touch = ui.focusable(f"tab {name}", place.inset(-4, 4))
    colour = "text" if chosen or touch.hovered else "muted"
    words = place.split_right(ui.keycap_width(key), gap=8)[0] if key else place
    ui.text(words, label, "small-strong", colour, lines=1, middle=True)
    if key:
        ui.keycap(Rect(words.right + 8, place.centery - 11, 0, 22), key)
    if chosen:
        ui.canvas.fill(Rect(place.x, place.bottom - 3, place.w, 3), "text", radius=1)
    return touch.pressed
