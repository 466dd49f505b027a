"""Open commitments: who demands what of whom by when, and what backing down would cost."""

from __future__ import annotations

from game.board.desk import Desk, is_near
from game.figures import figure
from game.ui import Flow, Rect, Ui
from game.words import _, ngettext
from sim.session import Pledge, View

_DOOR = 44.0


def pledges_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """All open commitments, the nearest deadline first."""
    pledges = sorted(desk.view.pledges, key=lambda pledge: pledge.due)

    def fill(flow: Flow) -> None:
        if not pledges:
            flow.text(_("Nobody has set a deadline."), "strong")
            flow.gap(8)
            flow.text(explained(), "small", "muted")
        for pledge in pledges:
            top = flow.at
            pledge_item(ui, flow, pledge, desk.view)
            item = Rect(flow.rect.x, top, flow.rect.w, flow.at - top)
            if is_near(ui, item):
                desk.offer_sources(ui, f"pledge {pledge.id}", item, pledge.sources)
            flow.rule(gap=8)

    ui.scroll("pledges", rect, fill)


def talk_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """Commitments, and the door to what is said and promised between two."""
    rest, place = rect.split_bottom(_DOOR, gap=8)
    pledges_panel(ui, rest, desk)
    waiting = sum(proposal.may_answer for proposal in desk.view.proposals)
    words = _("Talk to the others")
    if waiting:
        told = ngettext("{count} proposal waits for you", "{count} proposals wait for you", waiting)
        words = told.format(count=waiting)
    if ui.button("talk", place, words, key="j"):
        desk.open_talk(ui)


def explained() -> str:
    """What a commitment is."""
    return _(
        "A demand with a deadline ties whoever makes it: if it is not met, they do what they "
        "threatened, or back down and pay at home, more the longer it stood."
    )


def pledge_item(ui: Ui, flow: Flow, pledge: Pledge, view: View) -> None:
    """A commitment in full."""
    row = flow.row(28)
    maker, target = view.side(pledge.maker), view.side(pledge.to)
    ui.sign(maker.look, (row.x + 11, row.centery), 10)
    ui.icon("arrow-right", (row.x + 34, row.centery), 14, "muted")
    ui.sign(target.look, (row.x + 57, row.centery), 10)
    words = _("{maker} to {target}").format(maker=maker.short, target=target.short)
    ui.text(row.split_left(76)[1], words, "small-strong", lines=1, middle=True)
    flow.text(pledge.text or pledge.label)
    flow.text(deadline(pledge), "small-strong")
    flow.text(_("Otherwise: {threat}").format(threat=pledge.threat), "small")
    flow.text(price(pledge), "small", "muted")


def deadline(pledge: Pledge) -> str:
    """When it is due, in words."""
    if pledge.left <= 0:
        return _("Due now")
    words = ngettext("{turns} turn left", "{turns} turns left", pledge.left)
    return words.format(turns=pledge.left)


def price(pledge: Pledge) -> str:
    """What backing down would cost, now and at the deadline."""
    return _("Backing down costs {now} of “{audience}” now, {later} at the deadline.").format(
        audience=pledge.audience, now=figure(pledge.price), later=figure(pledge.price_due)
    )
