"""A decision: the move that was taken beside every other, and what each would have led to."""

from __future__ import annotations

from collections.abc import Callable

from game.debrief.dots import Scale, draw_dot, scale_of
from game.debrief.study import QUESTIONS, Study
from game.debrief.telling import harm_of, in_full, own_chance, scale_words
from game.debrief.wording import explained, gain, seen_from
from game.story.prose import Line, height_of, paragraphs, write
from game.ui import Flow, Rect, Ui
from game.words import _
from sim import Alternative, Comparison

ROW = 30.0
NAMES = 0.46  # of a row with room is for the move's name


Controls = Callable[[Flow], None]


def fill_decision(flow: Flow, ui: Ui, study: Study, controls: Controls | None = None) -> None:
    """What was decided, the judgement of it, and the moves side by side.

    controls: what stands between judgement and moves where there is no room for it elsewhere.
    """
    view = study.play.view
    played = view.played[study.turn - 1]
    when = _("Turn {turn} · {when}")
    flow.text(when.format(turn=study.turn, when=study.play.moment(played.moment)), "small", "muted")
    did = _("You did: {deed}. You said: {word}.").format(deed=played.deed, word=played.word)
    flow.text(did, "strong")
    flow.gap(4)
    comparison = study.comparison
    if comparison is None:
        flow.text(_not_yet(study), "body", "muted")
    else:
        paragraphs(flow, ui, [_judged(comparison)])
    if controls:
        controls(flow)
    if comparison is not None:
        flow.gap(4)
        flow.text(_scale_words(study), "small", "muted")
        flow.gap(4)
        _rows(flow, ui, study, comparison)


def _judged(comparison: Comparison) -> Line:
    """The judgement in a sentence."""
    icon = {"fine": "check", "cannot tell": "hold"}.get(comparison.judgement.grade, "down")
    return Line(comparison.judgement.words, icon=icon)


def _scale_words(study: Study) -> str:
    """What the dots show."""
    assert study.review is not None
    return scale_words(study.review, explained(study.question))


def _not_yet(study: Study) -> str:
    if study.play.view.played[study.turn - 1].by_policy:
        return _("The program chose here for your side; that is not compared.")
    if study.reviewer.state == "failed":
        return _("This was not compared.")
    return _("Not compared yet; it comes in a moment.")


# -- the moves side by side --------------------------------------------------------------------


def _rows(flow: Flow, ui: Ui, study: Study, comparison: Comparison) -> None:
    """All moves, the likeliest peaceful end first; the one that is picked is told in full."""
    moves = sorted((comparison.taken, *comparison.others), key=lambda move: -move.peaceful.value)
    scale = scale_of(move.gap.peaceful for move in moves if move.gap)
    for move in moves:
        _row(flow, ui, study, move, scale)
        if move.move == study.picked:
            _in_full(flow, ui, study, move)


def _row(flow: Flow, ui: Ui, study: Study, move: Alternative, scale: Scale) -> None:
    taken = move.gap is None
    style = "small-strong" if taken else "small"
    wide = flow.rect.w >= 700
    column = flow.rect.w * NAMES if wide else flow.rect.w
    high = max(ROW, ui.measure(move.label, style, column - 16) + 6)
    row = flow.row(high if wide else high + ROW)
    touch = ui.focusable(f"move {move.move}", row, radius=4)
    if touch.hovered or study.picked == move.move:
        ui.canvas.fill(row, "raised", radius=4)
    if wide:
        name, rest = row.split_left(column - 8, gap=8)
    else:
        name, rest = row.split_top(high)
    dots, words = rest.split_right(rest.w * 0.5, gap=12)
    ui.text(name.inset(4, 0), move.label, style, middle=True)
    sure = taken or (move.gap is not None and move.gap.judged != "cannot tell")
    draw_dot(ui, dots, scale, move.gap.peaceful if move.gap else None, sure)
    told = gain(move.gap) if move.gap else own_chance(move)
    ui.text(words, told, style, "text" if sure else "muted", lines=1, middle=True)
    if touch.pressed:
        study.pick(move.move)


def _in_full(flow: Flow, ui: Ui, study: Study, move: Alternative) -> None:
    """What a move would have led to, beyond the chance of a peaceful end."""
    view = study.play.view
    lines = [Line(words, "small", sign="•") for words in in_full(view, study.endings, move)]
    lines += [Line(words, "small", icon="hatch") for words in harm_of(view, move)]
    box = flow.row(height_of(ui, lines, flow.rect.w - 32) + 16)
    ui.canvas.fill(box, "raised", radius=4)
    write(ui, box.inset(16, 8), lines)
    flow.gap(4)


# -- from where to look, and the way back ------------------------------------------------------


def draw_controls(ui: Ui, rows: list[Rect], study: Study) -> None:
    """From where to look, and whether at the deed or the word."""
    seen, channel = rows
    options = [(question, seen_from(question)) for question in QUESTIONS]
    study.ask(ui.choice("seen from", seen, options, study.question))
    channels = [("deed", _("Deed")), ("word", _("Word"))]
    if ui.choice("channel", channel, channels, study.channel) != study.channel:
        study.turn_over()
    if ui.key("x"):
        study.ask_next()
    if ui.key("o"):
        study.turn_over()
