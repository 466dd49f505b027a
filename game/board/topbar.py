"""The top bar: which crisis, who you are, when it is, and where help is."""

from __future__ import annotations

from game.board.desk import Desk
from game.ui import Rect, Ui
from game.words import _


def top_bar(ui: Ui, rect: Rect, desk: Desk) -> str:
    """One line, shortened where there is no room; the key of the door that was pressed."""
    rest, pressed = _doors(ui, rect.inset(12, 8))
    view = desk.view
    when = _("{moment} · turn {turn} of {turns}").format(
        moment=desk.play.moment(view.moment), turn=view.turn, turns=view.turns
    )
    width = min(ui.length(when, "small-strong") + 4, rest.w * 0.62)
    rest, middle = rest.split_right(width, gap=16)
    title = min(ui.length(view.title, "strong") + 4, rest.w * 0.55)
    name, rest = rest.split_left(title, gap=16)
    ui.text(name, view.title, "strong", lines=1, middle=True)
    _seat(ui, rest, desk)
    ui.text(middle, when, "small-strong", align="right", lines=1, middle=True)
    return pressed


def _seat(ui: Ui, rect: Rect, desk: Desk) -> None:
    """The sign and the name of the role."""
    side = desk.view.side(desk.view.role)
    words = _("You are {side}").format(side=side.name)
    pill = rect.split_left(min(rect.w, ui.length(words, "small-strong") + 50))[0]
    ui.canvas.fill(pill, "panel", radius=16, outline="line")
    ui.sign(side.look, (pill.x + 18, pill.centery), 10)
    ui.text(pill.inset(12, 0).split_left(24)[1], words, "small-strong", lines=1, middle=True)


def _doors(ui: Ui, row: Rect) -> tuple[Rect, str]:
    """Buttons for what lies behind the board, from the right; the room left, and what was pressed."""
    doors = [(_("Leave"), "esc"), (_("Keys"), "f1"), (_("Sources"), "s"), (_("Glossary"), "g")]
    wide, pressed = row.w > 1000, ""
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
