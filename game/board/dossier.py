"""The dossier: this role's own card, open throughout the game."""

from __future__ import annotations

from collections.abc import Sequence

from game.board.desk import Desk
from game.figures import figure, percent
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import View


def dossier_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """Who you are, what you want, what you know alone, and how the others stand to you."""
    ui.scroll("dossier", rect, lambda flow: _fill(ui, flow, desk))


def _fill(ui: Ui, flow: Flow, desk: Desk) -> None:
    view = desk.view
    card = view.dossier
    _own_name(ui, flow, view)
    flow.text(card.public, "small")
    _part(flow, _("Only you know"), card.private)
    _list(flow, _("What you want, in this order"), card.interests)
    _list(flow, _("Where you draw the line"), card.red_lines)
    _list(flow, _("What binds you"), card.constraints)
    _part(flow, _("Whom you answer to"), card.audience)
    _part(flow, _("What worries you"), card.concern)
    _part(flow, _("What you got wrong before"), card.mistake)
    goals = _("Your goals are reached to {goals} of 100, as far as you can tell.")
    _part(flow, _("How far you are"), goals.format(goals=figure(view.goals, 0)))
    _others(ui, flow, view)
    if card.sources:
        flow.gap(12)
        if ui.button("dossier sources", flow.row(40).split_left(200)[0], _("Sources"), key="s"):
            desk.open_sources(ui, card.sources)


def _own_name(ui: Ui, flow: Flow, view: View) -> None:
    side = view.side(view.role)
    row = flow.row(36)
    ui.sign(side.look, (row.x + 14, row.centery), 14)
    ui.text(row.split_left(38)[1], side.name, "subtitle", lines=1, middle=True)
    flow.gap(4)


def _part(flow: Flow, title: str, words: str) -> None:
    if words:
        flow.gap(12)
        flow.text(title, "label", "muted")
        flow.text(words, "small")


def _list(flow: Flow, title: str, items: Sequence[str]) -> None:
    if items:
        flow.gap(12)
        flow.text(title, "label", "muted")
        for item in items:
            flow.item(item, "small")


def _others(ui: Ui, flow: Flow, view: View) -> None:
    """How each other side stands to this role, and how far it is believed."""
    flow.gap(12)
    flow.text(_("The others, as far as you can tell"), "label", "muted")
    for side in view.sides:
        if side.attitude is None:
            continue
        row = flow.row(30)
        ui.sign(side.look, (row.x + 10, row.centery), 9)
        ui.text(row.split_left(28)[1], side.name, "small-strong", lines=1, middle=True)
        words = _("{attitude}; believed to {credibility}").format(
            attitude=attitude(side.attitude), credibility=percent(side.credibility)
        )
        flow.text(words, "small", "muted")
        if side.played_by not in ("you", "person"):
            flow.text(
                _("Played by the policy {name}").format(name=side.played_by), "small", "muted"
            )


def attitude(value: float) -> str:
    """How a side stands to another, from −10 to 10, in words."""
    words = (_("hostile"), _("cool"), _("neutral"), _("friendly"), _("close"))
    return words[sum(value > mark for mark in (-5, -1, 1, 5))]
