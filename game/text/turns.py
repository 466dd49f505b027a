"""What happened, in sentences: news, turns that are over, and the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game import figures
from game.board import wording
from game.story.changes import Cause, biggest_changes
from game.text.sentences import joined, listed, name_of, stop
from game.text.state import human_cost
from game.words import _, said_once
from sim.session import Difference, Played, Report, Step, View

MOST_ERRORS = 5


def news(view: View, everything: bool = False) -> Iterator[str]:
    """What was heard this turn and in the one before, or ever; the newest last."""
    heard = [r for r in view.news if everything or r.turn >= view.turn - 1]
    if not heard:
        yield _("Nothing was heard.")
    for report in heard:
        yield reported(view, report)


def reported(view: View, report: Report) -> str:
    """A report with who is behind it, how it turned out, and on what it rests."""
    sources = _("Sources: {claims}").format(claims=listed(report.sources))
    return joined(
        _("Turn {turn}").format(turn=report.turn),
        attributed(view, report),
        report.text,
        report.branch,
        _("Only some could hear it") if report.private else "",
        sources if report.sources else "",
    )


def attributed(view: View, report: Report) -> str:
    """The headline, after the name of whoever did it."""
    actor = name_of(view, report.actor)
    return f"{actor}: {report.headline}" if actor else report.headline


def turn(view: View, played: Played, fully: bool = False) -> Iterator[str]:
    """A turn that is over: each thing that happened, in order, and what changed for this role.

    fully: with what it began with, which was told then, and the rule behind everything.
    """
    yield _("What happened in turn {turn}, in order:").format(turn=played.turn)
    told = [step for step in played.steps if fully or step.phase != "events"]
    yield from (f"{number}. {happened(view, step, fully)}" for number, step in enumerate(told, 1))
    if played.expected is not None:
        yield _("You gave a peaceful end a chance of {share}.").format(
            share=figures.percent(played.expected)
        )
    yield from changes(view, played)


def opened(view: View) -> Iterator[str]:
    """What the turn to decide began with."""
    yield from (happened(view, step) for step in view.opened)


def happened(view: View, step: Step, fully: bool = False) -> str:
    """One thing that happened, what it changed, and why it did."""
    effects = dict.fromkeys(changed(change) for change in step.changes)
    unseen = _("You can't see whether this changed: {labels}").format(labels=listed(step.unseen))
    is_plain = step.phase in ("moves", "drift")  # that somebody wanted it, and that things settle
    return joined(
        attributed(view, step.report),
        step.report.text if fully or not is_plain else "",
        step.report.branch,
        listed(filter(None, effects)),
        unseen if step.unseen else "",
        step.why if fully or not is_plain else "",
    )


@said_once(2_000)
def changed(change: Difference) -> str:
    """A quantity before and after; nothing where a reader would see no difference."""
    unit = "" if wording.counts(change.label, change.unit) else change.unit
    before = figures.quantity(change.before, unit)
    after = figures.quantity(change.after, unit)
    if before == after:
        return ""
    return _("{label} from {before} to {after}").format(
        label=change.label, before=before, after=after
    )


def changes(view: View, played: Played) -> Iterator[str]:
    """The quantities that changed most for this role, each with its main causes."""
    found = biggest_changes(view, played)
    if found:
        yield _("What changed most for you:")
    for change in found:
        yield joined(
            _("{label} from {before} to {after}").format(
                label=change.quantity.label,
                before=wording.level(change.before, change.quantity),
                after=wording.level(change.after, change.quantity),
            ),
            mainly(change.causes, change.quantity.unit),
        )


def mainly(causes: Sequence[Cause], unit: str) -> str:
    """What moved a quantity most."""
    unit = unit if unit == "flag" else ""  # what is counted has been said
    reasons = listed(f"{cause.headline} ({figures.change(cause.amount, unit)})" for cause in causes)
    return _("Mainly: {reasons}").format(reasons=reasons) if causes else ""


def history(view: View) -> Iterator[str]:
    """A line for every turn that is over."""
    if not view.played:
        yield _("No turn is over yet.")
    for played in view.played:
        yield _(
            "Turn {turn}: you did “{deed}” and said “{word}”; then the ladder was at {rung}."
        ).format(
            turn=played.turn,
            deed=played.deed,
            word=played.word,
            rung=view.ladder[played.rung].label,
        )


def ending(view: View) -> Iterator[str]:
    """How it ended, what it cost, and how far everybody came; nobody has won."""
    assert view.ending is not None
    yield _("It is over: {label}.").format(label=view.ending.label)
    yield stop(view.ending.text)
    if view.ending.history:
        yield _("So it ended in history too (our coding, open to dispute).")
    elif view.recorded_ending:
        yield _("In history it ended so (our coding, open to dispute): {label}.").format(
            label=view.recorded_ending
        )
    yield from list(human_cost(view)) or [_("In this game nobody more came to harm.")]
    yield _("How far each side's own goals were reached, of 100; they can't be compared:")
    for side in view.sides:
        yield _("{side}: {score}.").format(
            side=side.name, score=figures.figure(view.scores[side.id], 0)
        )
    yield from perception(view)
    if view.debrief:
        yield _("To think about:")
    yield from (prompt.ask for prompt in view.debrief)


def perception(view: View) -> Iterator[str]:
    """What the role took to be the case, beside what was."""
    unsure = [q for q in view.quantities if q.certainty != "exact" and q.id in view.truth]
    unsure.sort(key=lambda q: -abs(q.value - view.truth[q.id]) / (q.range[1] - q.range[0]))
    if unsure:
        yield _("What you took to be the case, and what was:")
    for quantity in unsure[:MOST_ERRORS]:
        yield _("{label}: you thought {value}, it was {truth}.").format(
            label=quantity.label,
            value=wording.level(wording.rounded(quantity.value, quantity), quantity),
            truth=wording.level(view.truth[quantity.id], quantity),
        )
