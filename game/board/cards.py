"""The cards: one row of deeds, one of words; one of each is put down as the order of the turn."""

from __future__ import annotations

from collections.abc import Sequence

from game.board import wording
from game.board.desk import CHANNELS, KEYS, SHOWN, Desk
from game.ui import Rect, Ui
from game.words import _
from sim.session import Card

_HEAD = 36.0  # the width of a row's head: what it is, and how to turn the page
_GUTTER = 24.0


def cards_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """Two rows of cards with a key for each; what is put down is outlined and checked."""
    for channel, row in zip(CHANNELS, rect.rows(2, gap=8), strict=True):
        head, cards = row.split_left(_HEAD, gap=8)
        _head(ui, head, channel, desk)
        places = cards.columns(SHOWN, gap=6)
        shown = zip(desk.shown(channel), KEYS[channel], places, strict=False)
        for card, key, place in shown:
            card_button(ui, place, card, key, desk)


def _head(ui: Ui, rect: Rect, channel: str, desk: Desk) -> None:
    """What the row is for, which part of it lies open, and a button for the next part."""
    title = _("Do") if channel == "deed" else _("Say")
    row = desk.row(channel)
    name, rest = rect.split_top(22)
    ui.text(name, title, "small-strong", lines=1)
    if len(row) <= SHOWN:
        return
    page, pages = desk.first[channel] // SHOWN + 1, -(-len(row) // SHOWN)
    count, button = rest.split_top(22, gap=6)
    ui.text(count, f"{page}/{pages}", "small", "muted", lines=1)
    touch = ui.focusable(f"more {channel}", button)
    ui.tip(button, _("Other cards: [ and ]"))
    ui.canvas.fill(button, "raised" if touch.hovered else "panel", radius=8, outline="line")
    ui.icon("arrow-right", button.center, 14, "text" if touch.hovered else "muted")
    if touch.pressed:
        desk.turn_page(channel, 1)


def card_button(ui: Ui, rect: Rect, card: Card, key: str, desk: Desk) -> None:
    """A card: its key, its kind, its name, and whether it is put down or locked."""
    chosen = card.id in desk.orders
    touch = ui.focusable(f"card {card.id}", rect)
    desk.follow_focus(card, touch.focused)
    if touch.pressed and chosen and ui.input.kind == "key":
        desk.open_commit(ui)
    elif touch.pressed:
        desk.put_down(card)
    fill = "raised" if touch.hovered or card.id == desk.card else "panel"
    outline, width = ("text", 2.0) if chosen else ("line", 1.0)
    ui.canvas.fill(rect, fill, radius=8, outline=outline, width=width)
    is_long = rect.w > 4 * rect.h
    sign = max(_GUTTER, ui.keycap_width(key)) if key else _GUTTER  # its key may be a broad one
    gutter, words = rect.inset(8, 4).split_left(3 * sign if is_long else sign, gap=8)
    # One below the other, the key stands on the first line of the name.
    places = gutter.columns(3, gap=0) if is_long else gutter.rows(3, gap=(gutter.h - 66) / 2)
    _signs(ui, places, card, key, chosen)
    style, colour = ("small-strong", "text") if card.legal else ("small", "muted")
    ui.text(words, card.label, style, colour, lines=max(1, int(words.h // 22)), middle=is_long)


def _signs(ui: Ui, places: Sequence[Rect], card: Card, key: str, chosen: bool) -> None:
    """The key, the kind of step, and a check or a lock."""
    cap, kind, state = places
    tint = "text" if card.legal else "muted"
    if key:
        left = cap.centerx - ui.keycap_width(key) / 2
        ui.keycap(Rect(left, cap.centery - 11, 0, 22), key, tint)
    ui.icon(wording.KIND_ICONS[card.kind], kind.center, 13, tint)
    if chosen:
        ui.icon("check", state.center, 17)
    elif not card.legal:
        ui.icon("lock", state.center, 15, "muted")
