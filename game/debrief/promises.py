"""Words and deeds: every commitment and signed promise, what came of it, and what that cost."""

from __future__ import annotations

from game.board.pledges import explained
from game.debrief.study import Study
from game.figures import figure, signed
from game.story.prose import GAP, Line, boxes
from game.ui import Flow, Ui
from game.words import _
from sim import Promise
from sim.session import Proposal, View

ICONS = {"met": "check", "kept": "check", "broken": "cross", "dropped": "down", "open": "hold"}


def fill_promises(flow: Flow, ui: Ui, study: Study) -> None:
    """One's own commitments first, then those of the others."""
    review = study.review
    if review is None:
        flow.text(_("Not compared yet; it comes in a moment."), colour="muted")
        return
    view = study.play.view
    own = [promise for promise in review.promises if promise.own]
    others = [promise for promise in review.promises if not promise.own]
    flow.text(explained(), "small", "muted")
    groups = {_("Yours"): own, _("The others'"): others}
    for heading, promises in groups.items():
        flow.gap(GAP)
        flow.text(heading, "strong")
        if not promises:
            flow.text(_("None with a deadline."), "small", "muted")
        boxes(flow, ui, [_lines(promise, view) for promise in promises])
    signed = [proposal for proposal in view.proposals if proposal.fate == "signed"]
    if signed:
        flow.gap(GAP)
        flow.text(_("Signed between two sides"), "strong")
        boxes(flow, ui, [_pact(pact, view) for pact in signed])


def _pact(pact: Proposal, view: View) -> list[Line]:
    """A pact: both promises, and what became of them."""
    lines = [
        Line(pact.title, "strong"),
        Line(pact.standing, "small", "muted", gap=2),
    ]
    for clause in (pact.give, pact.ask):
        lines.append(Line(clause.words, gap=8, look=view.side(clause.maker).look))
        icon = ICONS.get(clause.fate, "down")
        lines.append(Line(clause.outcome, "small", gap=2, icon=icon))
    return lines


def _lines(promise: Promise, view: View) -> list[Line]:
    """A commitment in full."""
    maker = view.side(promise.maker)
    made = _("{maker}, on turn {turn}: {label}").format(
        maker=maker.name, turn=promise.made, label=promise.label
    )
    lines = [
        Line(made, "strong", look=maker.look),
        Line(fate(promise), "small", gap=4, icon=ICONS[promise.fate]),
    ]
    if promise.price:
        words = _("What it cost: {audience} {price}").format(
            audience=promise.audience_label, price=signed(-abs(promise.price))
        )
        lines.append(Line(words, "small", gap=2, sign="•"))
    if promise.credibility:
        words = _("How far {maker} is believed since: {points} of 100").format(
            maker=maker.name, points=signed(100 * promise.credibility, 0)
        )
        lines.append(Line(words, "small", gap=2, sign="•"))
    return lines


def fate(promise: Promise) -> str:
    """What came of it, in a sentence."""
    turn = figure(promise.settled or 0)
    return {
        "met": _("Met on turn {turn}: what was demanded came about."),
        "kept": _("Kept on turn {turn}: the threat was carried out."),
        "broken": _("Broken on turn {turn}: the deadline passed and nothing was done."),
        "dropped": _("Taken back on turn {turn}, with a reason."),
        "open": _("Still open when it ended."),
    }[promise.fate].format(turn=turn)
