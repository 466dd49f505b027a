"""A card in full: what it does, what it costs, who will notice, and why not, when it may not be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from game.board import wording
from game.board.desk import Desk
from game.board.pledges import deadline, price
from game.figures import change, figure, percent, signed
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import Card, Effect, Pledge, View

_AMOUNT = 56.0


def card_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """The card that is looked at."""
    card = desk.looked_at
    if card is None:
        ui.text(rect, _("Go to a card to see what it does."), colour="muted")
        return
    ui.scroll(f"card detail {card.id}", rect, lambda flow: card_in_full(ui, flow, card, desk))


def card_in_full(ui: Ui, flow: Flow, card: Card, desk: Desk) -> None:
    """Everything that this role may know about a move before it is made."""
    flow.text(card.label, "subtitle")
    row = flow.row(24)
    ui.icon(wording.KIND_ICONS[card.kind], (row.x + 8, row.centery), 13)
    ui.text(row.split_left(24)[1], _about(card, desk.view), "small", "muted", lines=1, middle=True)
    if not card.legal:
        _locked(ui, flow, card)
    if card.text:
        flow.gap(4)
        flow.text(card.text)
    _effects(ui, flow, card.effects)
    _part(flow, _("Cost and risk"), _price(card))
    _part(flow, _("Who will notice"), card.notice)
    if card.pledge:
        _pledge(flow, _("It sets a deadline"), card.pledge)
    if card.drops:
        _pledge(flow, _("It takes back"), card.drops)
    _origin(ui, flow, card, desk)


def _about(card: Card, view: View) -> str:
    """The kind of step and at whom it is directed."""
    if not card.toward:
        return wording.kind(card)
    names = ", ".join(view.side(actor).short for actor in card.toward)
    return _("{kind}, toward {names}").format(kind=wording.kind(card), names=names)


def _locked(ui: Ui, flow: Flow, card: Card) -> None:
    flow.gap(4)
    words = _("Not now: {why}").format(why=card.why_not)
    height = ui.measure(words, "small-strong", flow.rect.w - 28)
    row = flow.row(height)
    ui.icon("lock", (row.x + 9, row.y + 11), 15)
    ui.text(row.split_left(28)[1], words, "small-strong")


def _effects(ui: Ui, flow: Flow, effects: Sequence[Effect]) -> None:
    """What it changes: at once, later, and by chance."""
    if not effects:
        _part(flow, _("What it changes"), _("Nothing by itself."))
        return
    ordered = sorted(effects, key=lambda one: (one.chance is not None, one.branch, one.after))
    for (branch, chance, after), group in groupby(
        ordered, key=lambda one: (one.branch, one.chance, one.after)
    ):
        flow.gap(8)
        flow.text(_when(branch, chance, after), "label", "muted")
        for one in group:
            _effect(ui, flow.row(24), one)


def _effect(ui: Ui, row: Rect, one: Effect) -> None:
    """An arrow, how much, and of what."""
    sign, rest = row.split_left(16, gap=4)
    amount, words = rest.split_left(_AMOUNT, gap=10)
    much = change(one.amount, "flag") if one.unit == "flag" else signed(one.amount)
    ui.icon("up" if one.amount > 0 else "down", sign.center, 10, "muted")
    ui.text(amount, much, "small-strong", align="right", lines=1, middle=True)
    ui.text(words, wording.counted(one.label, one.unit), "small", lines=1, middle=True)


def _when(branch: str, chance: float | None, after: int) -> str:
    """The heading over some effects."""
    late = wording.delay(after)
    if chance is None:
        return _("What it changes {when}").format(when=late)
    return _("{branch} ({chance}), {when}").format(branch=branch, chance=percent(chance), when=late)


def _price(card: Card) -> str:
    cost = _("Effort: {word} ({cost} of 5).").format(
        word=wording.strength(card.cost / 5), cost=figure(card.cost)
    )
    if not card.risk:
        return cost
    risk = _("It adds {risk} % to the chance of incidents.").format(risk=figure(100 * card.risk))
    return f"{cost} {risk}"


def _pledge(flow: Flow, title: str, pledge: Pledge) -> None:
    words = f"{pledge.text or pledge.label} {deadline(pledge)}."
    _part(flow, title, words)
    flow.text(_("Otherwise: {threat}").format(threat=pledge.threat), "small")
    flow.text(price(pledge), "small", "muted")


def _part(flow: Flow, title: str, words: str) -> None:
    flow.gap(8)
    flow.text(title, "label", "muted")
    flow.text(words, "small")


def _origin(ui: Ui, flow: Flow, card: Card, desk: Desk) -> None:
    if card.assumption:
        _part(flow, _("Why these figures were chosen"), card.assumption)
    if card.sources:
        flow.gap(8)
        if ui.button("card sources", flow.row(40).split_left(200)[0], _("Sources"), key="s"):
            desk.open_sources(ui, card.sources)
