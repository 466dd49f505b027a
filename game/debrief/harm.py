"""What people suffered, in words and figures. Nobody is ranked by it, and nothing is a score."""

from __future__ import annotations

from itertools import pairwise

from game.board.wording import level
from game.debrief.study import Study
from game.story.prose import Line, boxes
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import Quantity, View


def fill_harm(flow: Flow, ui: Ui, study: Study) -> None:
    """Each kind of harm: what it came to, and when."""
    view = study.play.view
    told = _(
        "These are people. They are not counted as points for anybody, and no side is ranked by "
        "them."
    )
    strip = flow.row(12)
    ui.canvas.hatch(Rect(strip.x, strip.y, strip.w, strip.h), "edge")
    flow.gap(8)
    flow.text(told)
    kinds = [quantity for quantity in view.quantities if quantity.harm]
    if not kinds:
        boxes(flow, ui, [[Line(_("This crisis does not count what people suffer."))]])
    boxes(flow, ui, [_lines(study, view, quantity) for quantity in kinds])


def _lines(study: Study, view: View, quantity: Quantity) -> list[Line]:
    """What one kind of harm came to in the end, and the turns in which it grew."""
    review = study.review
    known = review.harm if review else {}
    end = known.get(quantity.id, view.truth.get(quantity.id, quantity.value))
    lines = [
        Line(quantity.label, "small-strong", "muted", icon="hatch"),
        Line(level(end, quantity), "title"),
    ]
    if quantity.text:
        lines.append(Line(quantity.text, "small", "muted"))
    grew = list(_grew(view, quantity))
    if not grew:
        lines.append(Line(_("It did not grow in any turn, as far as you could see."), "small"))
    return lines + [Line(words, "small", gap=2, sign="•") for words in grew]


def _grew(view: View, quantity: Quantity) -> list[str]:
    """The turns in which it grew, in sentences."""
    words = _("Turn {turn}: from {before} to {after}")
    return [
        words.format(turn=turn, before=level(before, quantity), after=level(after, quantity))
        for turn, (before, after) in enumerate(pairwise(quantity.past), start=1)
        if level(after, quantity) != level(before, quantity) and after > before
    ]
