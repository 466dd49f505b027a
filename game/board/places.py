"""The map in words: every place and force, for whoever does not want to read a picture."""

from __future__ import annotations

from game.board import wording
from game.board.desk import Desk
from game.board.map import no_map
from game.board.sights import kind_of_place
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import Force, Place


def places_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """All forces, then all places, as a list."""
    inner = ui.panel(rect, _("The map in words"), key="v")
    ui.scroll("places", inner, lambda flow: _fill(ui, flow, desk))


def _fill(ui: Ui, flow: Flow, desk: Desk) -> None:
    chart = desk.view.chart
    if chart is None:
        flow.text(no_map(), colour="muted")
        return
    flow.text(_("Forces, as far as you know"), "label", "muted")
    for force in chart.forces:
        _force(ui, flow, force, desk)
    flow.gap(12)
    flow.text(_("Places"), "label", "muted")
    for place in chart.places:
        flow.item(_place(place))
    for label in {line.label: None for line in chart.lines}:
        flow.item(_("Dashed line: {label}").format(label=label))
    if chart.credit:
        flow.gap(12)
        flow.text(chart.credit, "small", "muted")


def _force(ui: Ui, flow: Flow, force: Force, desk: Desk) -> None:
    quantity, side = desk.view.quantity(force.quantity), desk.view.side(force.actor)
    row = flow.row(30)
    ui.sign(side.look, (row.x + 11, row.centery), 10)
    words = _("{side}: {label}").format(side=side.name, label=quantity.label)
    ui.text(row.split_left(30)[1], words, "small-strong", lines=1, middle=True)
    estimate, certainty = wording.estimate(quantity), wording.certainty(quantity)
    flow.text(f"{estimate} · {certainty}", "small")
    flow.text(quantity.text, "small", "muted")
    flow.gap(6)


def _place(place: Place) -> str:
    words = _("{place}, {kind}").format(place=place.name, kind=kind_of_place(place.kind))
    if place.closed is None:
        return words
    state = _("closed") if place.closed else _("open")
    return _("{place}: {state}").format(place=words, state=state)
