"""A turn that is over: its headline, its steps in order, and what they changed for this role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.board.wording import level
from game.figures import signed
from game.story.changes import Cause, Change, biggest_changes, is_nearer
from game.story.costs import human_cost
from game.story.prose import GAP, Line, boxes, height_of, paragraphs, write
from game.story.steps import arrow, draw_steps
from game.ui import Flow, Rect, Ui
from game.words import _, ngettext
from sim.session import Played, View

LEFT = 0.58  # the part of a roomy page that the steps take


def headline(view: View, played: Played) -> str:
    """The one line that a turn is remembered by: an incident, or else the way on the ladder."""
    incidents = [step.report.headline for step in played.steps if step.phase == "incidents"]
    return incidents[0] if incidents else on_the_ladder(view, played)


def on_the_ladder(view: View, played: Played) -> str:
    """Where the turn has left the crisis on the ladder."""
    after = view.ladder[played.rung].label
    earlier = [other.rung for other in view.played if other.turn == played.turn - 1]
    before = view.ladder[earlier[0]].label if earlier else ""
    if not earlier or earlier[0] == played.rung:
        return _("The crisis stands at “{after}”").format(after=after)
    if earlier[0] < played.rung:
        return _("Up, from “{before}” to “{after}”").format(before=before, after=after)
    return _("Down, from “{before}” to “{after}”").format(before=before, after=after)


def subheading(view: View, played: Played, when: str) -> str:
    """Which turn it was, and where it left the crisis, if the headline is not about that."""
    ladder = on_the_ladder(view, played)
    words = _("Turn {turn} of {turns} · {when}").format(
        turn=played.turn, turns=view.turns, when=when
    )
    if ladder == headline(view, played):
        return words
    return _("{turn} · {ladder}").format(turn=words, ladder=ladder)


def draw_turn(
    ui: Ui, rect: Rect, view: View, played: Played, closing: Sequence[Line] = (), shown: int = -1
) -> None:
    """A turn's steps, what changed for this role, and what people have suffered.

    closing: what else is to be said. shown: only so many steps are known yet; below 0 all.
    """
    if shown >= 0:
        played = replace(played, steps=played.steps[:shown])
    cost = human_cost(view, played.turn)
    if cost:
        rect, foot = rect.split_bottom(height_of(ui, cost, rect.w), gap=12)
        write(ui, foot, cost)
    if not ui.roomy:
        ui.scroll("turn", rect, lambda flow: _both(flow, ui, view, played, closing))
        return
    left, right = rect.split_left(LEFT * rect.w, gap=24)
    ui.scroll("turn", left, lambda flow: draw_steps(flow, ui, view, played.steps))
    ui.scroll("changes", right, lambda flow: _changes(flow, ui, view, played, closing))


def _both(flow: Flow, ui: Ui, view: View, played: Played, closing: Sequence[Line]) -> None:
    draw_steps(flow, ui, view, played.steps)
    flow.rule()
    _changes(flow, ui, view, played, closing)


def _changes(flow: Flow, ui: Ui, view: View, played: Played, closing: Sequence[Line]) -> None:
    flow.text(_("What changed for you"), "label", "muted")
    changes = biggest_changes(view, played)
    if not changes:
        flow.text(_("Nothing that you could see."))
    boxes(flow, ui, [change_lines(view, change) for change in changes])
    if closing:
        flow.gap(GAP)
        paragraphs(flow, ui, closing)


def change_lines(view: View, change: Change) -> list[Line]:
    """A change with its causes, the strongest first."""
    quantity = change.quantity
    words = _("{before} → {after} {arrow}").format(
        before=level(change.before, quantity),
        after=level(change.after, quantity),
        arrow=arrow(change.amount),
    )
    lines = [Line(quantity.label, "small", "muted"), Line(words, "strong")]
    lines += [Line(_cause(view, cause, quantity.unit), "small", gap=2) for cause in change.causes]
    if change.others:
        more = ngettext("and {count} more cause", "and {count} more causes", change.others)
        lines.append(Line(more.format(count=change.others), "small", "muted"))
    return [*lines, *_for_better_or_worse(change)]


def _cause(view: View, cause: Cause, unit: str) -> str:
    """What moved a quantity: "+4  Belgrade: Move armour to the line"."""
    what = cause.headline
    if cause.actor is not None:
        side = view.side(cause.actor).short
        what = _("{side}: {what}").format(side=side, what=what)
    return what if unit == "flag" else f"{signed(cause.amount)}  {what}"


def _for_better_or_worse(change: Change) -> list[Line]:
    aim = change.quantity.aim
    nearer = None if aim is None else is_nearer(aim, change.before, change.after)
    if nearer is None:
        return []
    icon = "check" if nearer else "cross"
    words = _("Nearer to what you want") if nearer else _("Further from what you want")
    return [Line(words, "small", gap=2, icon=icon)]
