"""Why an indicator stands where it stands: what moved it, and where its figure is from."""

from __future__ import annotations

from collections.abc import Iterator

from game.board import wording
from game.board.desk import Desk
from game.figures import signed
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import Difference, Quantity, Step, View


def reasons(ui: Ui, rect: Rect, desk: Desk) -> None:
    """One indicator in full; Esc goes back to all."""
    quantity = desk.view.quantity(desk.quantity)
    head, body = rect.split_top(40, gap=8)
    if ui.button("reasons back", head.split_left(120)[0], _("Back"), key="esc", quiet=True):
        desk.quantity = ""
    ui.scroll(f"reasons {quantity.id}", body, lambda flow: _fill(ui, flow, quantity, desk))


def _fill(ui: Ui, flow: Flow, quantity: Quantity, desk: Desk) -> None:
    flow.text(quantity.label, "subtitle")
    flow.text(wording.estimate(quantity), "strong")
    flow.text(wording.certainty(quantity), "small", "muted")
    if quantity.certainty != "exact":
        row = flow.row(30)
        ui.band(row, quantity.low, quantity.high, quantity.value, quantity.range)
    for words in (quantity.text, wording.aim(quantity.aim, quantity) if quantity.aim else ""):
        if words:
            flow.gap(8)
            flow.text(words, "small")
    flow.gap(12)
    _last_turn(flow, quantity, desk.view)
    _origin(ui, flow, quantity, desk)


def _last_turn(flow: Flow, quantity: Quantity, view: View) -> None:
    """Each step since the last decision that changed it, as far as this role can see."""
    flow.text(_("What moved it last turn"), "label", "muted")
    steps = list(causes(quantity, view))
    if not steps:
        flow.text(_nothing(quantity, view), "small")
    for step, change in steps:
        moved = signed(change.after - change.before)
        flow.text(f"{moved}  {step.report.headline}", "small-strong")
        if step.why:
            flow.text(step.why, "small", "muted")
        flow.gap(4)
    flow.gap(8)


def causes(quantity: Quantity, view: View) -> Iterator[tuple[Step, Difference]]:
    """The steps since the last decision that moved an indicator, the strongest first."""
    if not view.played:
        return
    # The events at the beginning of the last turn came before its decision.
    decided = (step for step in view.played[-1].steps if step.phase != "events")
    steps = (*decided, *view.opened)
    changes = ((step, change) for step in steps for change in step.changes)
    found = [pair for pair in changes if pair[1].quantity == quantity.id]
    yield from sorted(found, key=lambda pair: -abs(pair[1].after - pair[1].before))


def _nothing(quantity: Quantity, view: View) -> str:
    if not view.played:
        return _("Nothing yet: no turn has been played.")
    if quantity.certainty != "exact":
        return _("You only estimate it, so you can't tell what moved it.")
    return _("Nothing moved it.")


def _origin(ui: Ui, flow: Flow, quantity: Quantity, desk: Desk) -> None:
    """Sources, and the reason for what has none."""
    if quantity.assumption:
        flow.text(_("Why this figure was chosen"), "label", "muted")
        flow.text(quantity.assumption, "small")
        flow.gap(8)
    if quantity.sources and ui.button(
        "reasons sources", flow.row(40).split_left(200)[0], _("Sources"), key="s"
    ):
        desk.open_sources(ui, quantity.sources)
