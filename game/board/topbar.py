"""The top bar: which crisis, who you are, when it is, and where help is."""

from __future__ import annotations

from game.board.desk import Desk
from game.board.status import line_icon
from game.figures import short_day
from game.ui import Rect, Ui
from game.words import _

_WIDE = 1000.0


def top_bar(ui: Ui, rect: Rect, desk: Desk) -> str:
    """One line, in short where there is little room; the key of the door that was pressed."""
    row = rect.inset(12, 8)
    wide = row.w > _WIDE
    rest, pressed = _doors(ui, row, wide)
    when = _when(desk, wide)
    rest, middle = rest.split_right(min(ui.length(when, "small-strong") + 4, rest.w * 0.6), gap=12)
    ui.text(middle, when, "small-strong", align="right", lines=1, middle=True)
    if wide:
        title = min(ui.length(desk.view.title, "strong") + 4, rest.w * 0.55)
        name, rest = rest.split_left(title, gap=16)
        ui.text(name, desk.view.title, "strong", lines=1, middle=True)
    _seat(ui, rest, desk, wide)
    return pressed


def _when(desk: Desk, wide: bool) -> str:
    """The date and the turn; in short without the weekday and the year."""
    view = desk.view
    if not wide:
        day = short_day(view.moment)
        return _("{day} · {turn}/{turns}").format(day=day, turn=view.turn, turns=view.turns)
    return _("{moment} · turn {turn} of {turns}").format(
        moment=desk.play.moment(view.moment), turn=view.turn, turns=view.turns
    )


def _seat(ui: Ui, rect: Rect, desk: Desk, wide: bool) -> None:
    """The sign and the name of the role."""
    side = desk.view.side(desk.view.role)
    words = _("Your side: {side}").format(side=side.name) if wide else side.short
    pill = rect.split_left(min(rect.w, ui.length(words, "small-strong") + 50))[0]
    ui.canvas.fill(pill, "panel", radius=16, outline="line")
    ui.sign(side.look, (pill.x + 18, pill.centery), 10)
    ui.text(pill.inset(12, 0).split_left(24)[1], words, "small-strong", lines=1, middle=True)
    _saved(ui, desk, Rect(pill.right + 16, rect.y, rect.right - pill.right - 16, rect.h))


def _saved(ui: Ui, desk: Desk, rect: Rect) -> None:
    """Everything is, always; in a class, what the line is like. Said where there is room."""
    status = desk.play.status
    words, icon = (status.line, line_icon(status)) if status else (_("saved"), "check")
    width = ui.length(words, "small")
    if rect.w > width + 24:
        ui.text(rect, words, "small", "muted", lines=1, middle=True)
        ui.icon(icon, (rect.x + width + 14, rect.centery), 13, "muted")
    elif status and rect.w > 24:
        ui.icon(icon, (rect.x + 8, rect.centery), 13, "muted")


def _doors(ui: Ui, row: Rect, wide: bool) -> tuple[Rect, str]:
    """What lies behind the board, from the right: the room left, and the key that was pressed."""
    doors = [(_("Leave"), "esc"), (_("Keys"), "f1"), (_("Sources"), "s"), (_("Glossary"), "g")]
    pressed = ""
    for label, key in doors:
        width = ui.keycap_width(key) + (ui.length(label, "small") + 8 if wide else 0)
        row, place = row.split_right(width, gap=14)
        if _door(ui, place, label if wide else "", key):
            pressed = key
    return row, pressed


def _door(ui: Ui, place: Rect, label: str, key: str) -> bool:
    touch = ui.focusable(f"door {key}", place)
    cap = ui.keycap(Rect(place.x, place.centery - 11, 0, 22), key)
    if label:
        words = Rect(cap.right + 8, place.y, place.right - cap.right - 8, place.h)
        ui.text(words, label, "small", "text" if touch.hovered else "muted", middle=True)
    return touch.pressed
