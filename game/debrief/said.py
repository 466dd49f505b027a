"""What the player found best and worst before anything was shown, beside what the futures say."""

from __future__ import annotations

from game.debrief.curve import turning_words
from game.debrief.study import Study
from game.debrief.wording import difference, is_told, orders
from game.figures import percent
from game.story.prose import Line, paragraphs
from game.ui import Flow, Ui
from game.words import _
from sim import Swing

BUTTON = 36.0


def fill_said(flow: Flow, ui: Ui, study: Study) -> None:
    """You said, the futures say, the turning points, and luck."""
    paragraphs(flow, ui, [Line(_("You said"), "small-strong", "muted"), *_you_said(study)])
    flow.gap(12)
    heading = Line(_("The futures say"), "small-strong", "muted")
    paragraphs(flow, ui, [heading, *_futures_say(study)])
    if turning_words(study):
        flow.gap(12)
        flow.text(_("What turned it"), "small-strong", "muted")
        flow.gap(4)
        _turning_points(flow, ui, study)
    luck = _luck(study)
    if luck:
        flow.gap(12)
        paragraphs(flow, ui, [Line(_("Luck, kept apart"), "small-strong", "muted"), *luck])


def _you_said(study: Study) -> list[Line]:
    marks = study.marks
    view = study.play.view
    if marks is None or (marks.best is None and marks.worst is None):
        return [Line(_("Nothing; you went on without saying."), "small")]
    lines = []
    if marks.best is not None:
        words = _("Best: {orders}").format(orders=orders(view, marks.best))
        lines.append(Line(words, "small", icon="up"))
    if marks.worst is not None:
        words = _("Worst: {orders}").format(orders=orders(view, marks.worst))
        lines.append(Line(words, "small", icon="down"))
    return lines


def _futures_say(study: Study) -> list[Line]:
    """The turns whose orders did most for and most against a peaceful end, if that can be told."""
    swings = study.review.swings if study.review else ()
    marks = study.marks
    missing = len(study.turns) - len(swings)
    lines = []
    best, worst = strongest(swings, 1), strongest(swings, -1)
    if best is not None:
        lines.append(Line(_found(study, best, _("Best: {orders}")), "small", icon="up", gap=4))
        lines += _agreed(best, marks.best if marks else None)
    if worst is not None:
        lines.append(Line(_found(study, worst, _("Worst: {orders}")), "small", icon="down", gap=4))
        lines += _agreed(worst, marks.worst if marks else None)
    if not missing and best is None:
        lines.append(Line(_("Best: cannot tell; no orders stand out from luck."), "small"))
    if not missing and worst is None:
        lines.append(Line(_("Worst: cannot tell; no orders stand out from luck."), "small"))
    if missing:
        words = _("{done} of {turns} turns looked at so far.")
        told = words.format(done=len(swings), turns=len(study.turns))
        lines.append(Line(told, "small", "muted", gap=4))
    elif lines:
        measured = _("By what your orders changed, against what your side's policy would do.")
        lines.append(Line(measured, "small", "muted", gap=4))
    return lines


def strongest(swings: tuple[Swing, ...], way: int) -> Swing | None:
    """The turn whose own orders moved the chance most that way, up (1) or down (-1).

    None where the interval of no turn is clear of nothing.
    """
    told = [swing for swing in swings if is_told(swing.own) and swing.own.value * way > 0]
    return max(told, key=lambda swing: swing.own.value * way, default=None)


def _found(study: Study, swing: Swing, words: str) -> str:
    told = words.format(orders=orders(study.play.view, swing.turn))
    return _("{told}. {points}").format(told=told, points=difference(swing.own))


def _agreed(swing: Swing, marked: int | None) -> list[Line]:
    """Whether the player had said the same."""
    if marked is None:
        return []
    same = swing.turn == marked
    words = _("as you said") if same else _("other than you said")
    return [Line(words, "small-strong", icon="check" if same else "eye")]


def _turning_points(flow: Flow, ui: Ui, study: Study) -> None:
    """A button for each turning point, which leads to its turn."""
    for letter, turn, moved in turning_words(study):
        words = _("{letter}  turn {turn}: {moved}").format(letter=letter, turn=turn, moved=moved)
        place = flow.row(BUTTON)
        if ui.button(f"turning {letter}", place, words, selected=turn == study.turn, align="left"):
            study.look(turn)
        flow.gap(6)


def _luck(study: Study) -> list[Line]:
    """The turn in which chance did most, and what came about in it."""
    swings = (
        [swing for swing in study.review.swings if is_told(swing.chance)] if study.review else []
    )
    if not swings:
        return []
    most = max(swings, key=lambda swing: abs(swing.chance.value))
    words = _("Chance did most on turn {turn}: {points}.")
    lines = [Line(words.format(turn=most.turn, points=difference(most.chance)), "small")]
    for hazard in most.hazards:
        if hazard.came:
            told = _("{label}: {chance} that day, and it came.")
            words = told.format(label=hazard.label, chance=percent(hazard.chance))
            lines.append(Line(words, "small", sign="•"))
    return lines
