"""What the player found best and worst before anything was shown, beside what the futures say."""

from __future__ import annotations

from game.debrief.study import Study
from game.debrief.telling import (
    luck_words,
    measured,
    strongest,
    strongest_words,
    turning_words,
)
from game.debrief.wording import orders
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
    if turning_words(study.review):
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
    own = tuple(s for s in swings if not study.play.view.played[s.turn - 1].by_policy)
    lines = []
    for way, icon in ((1, "up"), (-1, "down")):
        found = strongest(own, way)
        told = strongest_words(study.play.view, found, way)
        if found is not None:
            lines.append(Line(told, "small", icon=icon, gap=4))
            if marks is not None:
                lines += _agreed(found, marks.best if way > 0 else marks.worst)
        elif not missing:
            lines.append(Line(told, "small"))
    if missing:
        words = _("{done} of {turns} turns looked at so far.")
        told = words.format(done=len(swings), turns=len(study.turns))
        lines.append(Line(told, "small", "muted", gap=4))
    else:
        lines.append(Line(measured(), "small", "muted", gap=4))
    return lines


def _agreed(swing: Swing, marked: int | None) -> list[Line]:
    """Whether the player had said the same."""
    if marked is None:
        return []
    same = swing.turn == marked
    words = _("as you said") if same else _("other than you said")
    return [Line(words, "small-strong", icon="check" if same else "eye")]


def _turning_points(flow: Flow, ui: Ui, study: Study) -> None:
    """A button for each turning point, which leads to its turn."""
    for letter, turn, moved in turning_words(study.review):
        words = _("{letter}  turn {turn}: {moved}").format(letter=letter, turn=turn, moved=moved)
        place = flow.row(BUTTON)
        if ui.button(f"turning {letter}", place, words, selected=turn == study.turn, align="left"):
            study.look(turn)
        flow.gap(6)


def _luck(study: Study) -> list[Line]:
    """The turn in which chance did most, and what came about in it."""
    first, *came = luck_words(study.review) or [""]
    if not first:
        return []
    return [Line(first, "small"), *(Line(words, "small", sign="•") for words in came)]
