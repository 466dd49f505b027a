"""The timeline: the turns that were, now, and what is known to come."""

from __future__ import annotations

from game.board.desk import Desk
from game.board.ladder import shade
from game.figures import clock_time, short_day
from game.ui import Flow, Rect, Ui
from game.words import _
from sim.session import Day, Played, View

_DOT = 6.0


def timeline_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """A mark a turn: its height is the rung that it ended on."""
    view = desk.view
    ui.canvas.fill(rect, "panel", radius=8)
    row = rect.inset(12, 4)
    cap, row = row.split_left(ui.keycap_width("y"), gap=12)
    ui.keycap(Rect(cap.x, cap.centery - 11, cap.w, 22), "y")
    for day, place in zip(view.days, row.columns(len(view.days), gap=0), strict=True):
        _turn(ui, place, day, desk)


def label_of(day: Day, view: View) -> str:
    """The day, or the hour where the day is the same as that of the turn before."""
    before = view.days[day.turn - 2].moment if day.turn > 1 else None
    if before is not None and before.date() == day.moment.date():
        return clock_time(day.moment)
    if before is not None and before.month == day.moment.month:
        return str(day.moment.day)
    return short_day(day.moment)


def _turn(ui: Ui, place: Rect, day: Day, desk: Desk) -> None:
    """One turn with its mark and, if there is room, its date."""
    view = desk.view
    played = next((played for played in view.played if played.turn == day.turn), None)
    now = day.turn == view.turn and view.phase != "over"
    x = place.x + _DOT + 2
    if played:
        _past(ui, Rect(x - _DOT, place.y, 2 * _DOT, place.h), played, view)
    elif now:
        ui.canvas.circle((x, place.centery), _DOT + 2, "text")
    else:
        ui.canvas.circle((x, place.centery), _DOT - 1, "panel", outline="edge", width=1.5)
    style, colour = ("small-strong", "text") if now else ("small", "muted")
    label, words = label_of(day, view), place.split_left(2 * _DOT + 7)[1]
    length = ui.length(label, style)
    if length <= words.w:
        ui.text(words, label, style, colour, lines=1, middle=True)
    if day.fixture:
        after = words.x + (length + 10 if length + 16 <= words.w else 0)
        ui.icon("warning", (after, words.centery if after > words.x else place.y + 4), 12, "text")
    touch = ui.focusable(f"turn {day.turn}", place.inset(2, 0))
    if touch.hovered or touch.focused:
        ui.tip(place.inset(2, 0), _story(day, played, desk))
    if touch.pressed and played:
        desk.open_history(ui, played.turn)


def turns_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """The same as a list, where there is no room for a line: each turn that was opens."""
    view = desk.view
    played = {turn.turn: turn for turn in view.played}

    def fill(flow: Flow) -> None:
        for day in view.days:
            past = played.get(day.turn)
            words = _story(day, past, desk)
            if day.turn == view.turn:
                words = _("{turn} · now").format(turn=words)
            top = flow.at
            flow.text(words, "small", "text" if past or day.turn == view.turn else "muted")
            row = Rect(flow.rect.x, top, flow.rect.w, flow.at - top)
            if past and ui.focusable(f"turn {day.turn}", row).pressed:
                desk.open_history(ui, day.turn)
            flow.rule(gap=6)

    ui.scroll("turns", rect, fill)


def _past(ui: Ui, rect: Rect, played: Played, view: View) -> None:
    """A bar as high as the rung on which the turn ended."""
    count = len(view.ladder)
    height = rect.h * (0.2 + 0.75 * played.rung / max(count - 1, 1))
    bar = Rect(rect.x, rect.bottom - height, rect.w, height)
    ui.canvas.fill(bar, shade(played.rung, count), radius=2, outline="edge")


def _story(day: Day, played: Played | None, desk: Desk) -> str:
    """What is told of a turn when it is looked at."""
    words = _("Turn {turn} · {when}").format(turn=day.turn, when=desk.play.moment(day.moment))
    if played:
        words += "\n" + _("You: {deed}; {word}. It ended at {rung}.").format(
            deed=played.deed, word=played.word, rung=desk.view.ladder[played.rung].label
        )
    return f"{words}\n{day.fixture}" if day.fixture else words
