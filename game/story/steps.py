"""What happened in a turn, in order: who, what, what it changed and why."""

from __future__ import annotations

from collections.abc import Sequence

from game.board.news import kind_words, who_does
from game.board.wording import counts
from game.figures import change as change_with_unit
from game.figures import figure, quantity
from game.story.prose import Line, height_of, write
from game.ui import Flow, Rect, Ui
from game.words import _, ngettext
from sim.session import Difference, Report, Step, View

ICONS = {"arrival": "arrow-right", "event": "eye", "incident": "warning", "pledge": "word"}
MARGIN = 48
MOST = 5  # changes that are told of one step


def draw_steps(flow: Flow, ui: Ui, view: View, steps: Sequence[Step]) -> None:
    """The steps below each other, thin lines between them."""
    for number, step in enumerate(steps):
        if number:
            flow.rule(10)
        _draw_step(flow, ui, view, step)


def _draw_step(flow: Flow, ui: Ui, view: View, step: Step) -> None:
    lines = step_lines(view, step)
    height = height_of(ui, lines, flow.rect.w - MARGIN)
    mark, words = flow.row(max(height, 40)).split_left(MARGIN)
    _mark(ui, view, step, mark)
    write(ui, words, lines)


def _mark(ui: Ui, view: View, step: Step, rect: Rect) -> None:
    """Whose step it was, or what kind where it was nobody's."""
    centre = rect.x + 16, rect.y + 18
    actor = step.report.actor
    if actor is not None:
        ui.sign(view.side(actor).look, centre, 15)
    else:
        ui.icon(ICONS.get(step.report.kind, "hold"), centre, 18, "muted")


def step_lines(view: View, step: Step) -> list[Line]:
    """A step in words."""
    report = step.report
    lines = [Line(caption(view, report), "label", "muted"), Line(report.headline, "strong")]
    if report.text:
        lines.append(Line(report.text, "small", gap=2))
    if report.branch:
        branch = _("How it turned out: {branch}").format(branch=report.branch)
        lines.append(Line(branch, "small", gap=4))
    lines += change_lines(step.changes)
    if step.unseen:
        labels = ", ".join(step.unseen)
        hidden = _("Perhaps also: {labels}. You can't see that exactly.").format(labels=labels)
        lines.append(Line(hidden, "small", "muted", gap=4))
    why = reason(step)
    return [*lines, Line(why, "small", "muted", gap=4)] if why else lines


def change_lines(changes: Sequence[Difference]) -> list[Line]:
    """What a step changed so far that the figures show it; the largest, where there are many."""
    seen = [change for change in changes if figure(change.before) != figure(change.after)]
    shown = seen
    if len(seen) > MOST:
        largest = sorted(seen, key=lambda change: -abs(change.after - change.before))[:MOST]
        shown = [change for change in seen if change in largest]
    lines = [Line(difference(change), "small", gap=4) for change in shown]
    rest = len(seen) - len(shown)
    if rest:
        more = ngettext("and {count} that moved less", "and {count} that moved less", rest)
        lines.append(Line(more.format(count=rest), "small", "muted"))
    return lines


def reason(step: Step) -> str:
    """Why it happened; what drifts is seen from its figures, so there the rule is enough."""
    if step.phase == "drift":
        return _("What nobody touches returns slowly to where it usually is.")
    return step.why


def caption(view: View, report: Report) -> str:
    """Who acted in what way, and toward whom."""
    words = kind_words(report)
    if report.actor is not None:
        words = who_does(view.side(report.actor).name, report)
    if not report.toward:
        return words
    names = ", ".join(view.side(actor).name for actor in report.toward)
    return _("{what}, toward {names}").format(what=words, names=names)


def difference(change: Difference) -> str:
    """A quantity before and after, with an arrow: "Tension 46 → 52 ▲ +6"."""
    amount = change.after - change.before
    if change.unit == "flag":
        after = quantity(change.after, change.unit)
        return _("{label}: {after}").format(label=change.label, after=after)
    unit = "" if counts(change.label, change.unit) else change.unit
    return _("{label} {before} → {after} {arrow} {amount}").format(
        label=change.label,
        before=figure(change.before),
        after=figure(change.after),
        arrow=arrow(amount),
        amount=change_with_unit(amount, unit),
    )


def arrow(amount: float) -> str:
    """Up or down."""
    return "▲" if amount > 0 else "▼"
