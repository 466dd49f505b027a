"""A decision: the move that was taken beside every other, and what each would have led to."""

from __future__ import annotations

from collections.abc import Callable

from game.board.wording import level
from game.debrief.dots import Scale, draw_dot, scale_of
from game.debrief.study import QUESTIONS, Study
from game.debrief.wording import chance, explained, gain, seen_from
from game.figures import figure, percent, signed
from game.story.prose import Line, height_of, paragraphs, write
from game.ui import Flow, Rect, Ui
from game.words import _
from sim import Alternative, Comparison

ROW = 30.0
NAMES = 0.46  # of a row with room is for the move's name
MOST_ENDS = 4


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
    review = study.review
    assert review is not None
    words = _("Peaceful ends against your move; {futures} futures, same luck. {seen}")
    return words.format(futures=figure(review.futures), seen=explained(study.question))


def _not_yet(study: Study) -> str:
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
    own = _("yours: {chance}").format(chance=chance(move.peaceful))
    told = gain(move.gap) if move.gap else own
    ui.text(words, told, style, "text" if sure else "muted", lines=1, middle=True)
    if touch.pressed:
        study.pick(move.move)


def _in_full(flow: Flow, ui: Ui, study: Study, move: Alternative) -> None:
    """What a move would have led to, beyond the chance of a peaceful end."""
    lines = [
        Line(words, "small", sign="•")
        for words in (_peace(move), _ends(study, move), _goals(move), *_peaks(study, move))
    ]
    lines += [Line(words, "small", icon="hatch") for words in _harm(study, move)]
    box = flow.row(height_of(ui, lines, flow.rect.w - 32) + 16)
    ui.canvas.fill(box, "raised", radius=4)
    write(ui, box.inset(16, 8), lines)
    flow.gap(4)


def _peace(move: Alternative) -> str:
    return _("A peaceful end: {chance}").format(chance=chance(move.peaceful))


def _ends(study: Study, move: Alternative) -> str:
    """The likeliest endings."""
    endings = study.play.session.scenario.endings
    shares = sorted(move.endings.items(), key=lambda item: -item[1])
    parts = [
        _("{ending} {share}").format(ending=endings[name].label, share=percent(share))
        for name, share in shares[:MOST_ENDS]
        if share > 0
    ]
    return _("How it ends: {parts}").format(parts="; ".join(parts))


def _goals(move: Alternative) -> str:
    words = _("Your goals: {goals} of 100 on average; eight futures in ten {low} to {high}")
    goals = move.goals
    told = words.format(
        goals=figure(goals.value, 0), low=figure(goals.low, 0), high=figure(goals.high, 0)
    )
    return _against(told, move.gap.goals.value) if move.gap else told


def _against(told: str, amount: float) -> str:
    """With how much that is more or less than what the move that was taken leads to."""
    return _("{told} ({amount} against your move)").format(told=told, amount=signed(amount))


def _peaks(study: Study, move: Alternative) -> list[str]:
    """How far up the ladder it goes."""
    ladder = study.play.view.ladder
    if "rung" not in move.peaks:
        return []
    rung = ladder[min(max(round(move.peaks["rung"].value), 0), len(ladder) - 1)]
    return [_("Highest rung, on average: {rung}").format(rung=rung.label)]


def _harm(study: Study, move: Alternative) -> list[str]:
    """The human cost, in words."""
    told = []
    for name, amount in move.harm.items():
        quantity = study.play.view.quantity(name)
        words = _("{label}: {amount} on average").format(
            label=quantity.label, amount=level(amount, quantity)
        )
        told.append(_against(words, move.gap.harm[name].value) if move.gap else words)
    return told


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
