"""Where room is short: all cards as a list, and a card in full with what might follow from it."""

from __future__ import annotations

from game.board.card import card_in_full
from game.board.cards import card_button
from game.board.desk import CHANNELS, Desk
from game.board.forecast import bars_of, commit_button
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import Card

_CARD = 52.0


def deck_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """Deeds, then words; those with a key first."""

    def fill(flow: Flow) -> None:
        for channel in CHANNELS:
            title = _("Do one thing") if channel == "deed" else _("Say one thing")
            flow.text(title, "label", "muted")
            flow.gap(4)
            keys = desk.keys(channel)
            for card in desk.row(channel):
                card_button(ui, flow.row(_CARD), card, keys.get(card.id, ""), desk)
                flow.gap(8)

    ui.scroll("deck", rect.inset(4, 0), fill)


def card_page(ui: Ui, rect: Rect, desk: Desk) -> None:
    """One card: choose it or go back, what might follow, then everything about it."""
    card = desk.looked_at
    if card is None:
        deck_panel(ui, rect, desk)
        return
    head, body = rect.split_top(40, gap=8)
    _choices(ui, head, card, desk)

    def fill(flow: Flow) -> None:
        bars_of(ui, flow.row(96), desk)
        flow.gap(8)
        card_in_full(ui, flow, card, desk)

    ui.scroll(f"card page {card.id}", body, fill)


def _choices(ui: Ui, rect: Rect, card: Card, desk: Desk) -> None:
    back, choose = rect.columns(2)
    if ui.button("card back", back, _("Back"), key="esc"):
        desk.tab = "cards"
    chosen = card.id in desk.orders
    label = _("Put down") if not chosen else _("Put down ✓")
    may = card.legal and desk.may_choose and not chosen
    why = card.why_not or _("It is put down already.")
    key = desk.keys(card.channel).get(card.id)
    if ui.button("card choose", choose, label, key, enabled=may, why=why, primary=True):
        desk.put_down(card)


def orders_bar(ui: Ui, rect: Rect, desk: Desk) -> None:
    """What is put down, and the way on."""
    words, button = rect.split_right(min(148, rect.w * 0.35), gap=8)
    deed, word = (desk.view.card(name).label for name in desk.orders)
    text = _("“{deed}” and “{word}”").format(deed=deed, word=word)
    ui.text(words, text, "small", lines=max(1, int(words.h // 22)), middle=True)
    commit_button(ui, button, desk)
