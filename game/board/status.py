"""In a class: what goes on, who is awaited, how much time is left and what the line is like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.board.desk import Desk
from game.story.prose import Line, height_of, write
from game.ui import Rect, Ui
from game.words import _

if TYPE_CHECKING:
    from game.attending import Status

_PADDING = 10.0
_MOST = 0.5  # of the panel that it stands over


def status_strip(ui: Ui, rect: Rect, desk: Desk) -> Rect:
    """Put it at the top of a rectangle; what is left below it, which is all outside of a class."""
    status = desk.play.status
    if status is None:
        return rect
    lines = lines_of(status, desk.refused)
    inside = rect.w - 2 * _PADDING
    while len(lines) > 1 and height_of(ui, lines, inside) > rect.h * _MOST:
        lines.pop()
    strip, rest = rect.split_top(height_of(ui, lines, inside) + 2 * _PADDING, gap=8)
    ui.canvas.fill(strip, "panel", radius=8, outline="line" if status.is_up else "text")
    write(ui, strip.inset(_PADDING), lines)
    return rest


def lines_of(status: Status, refused: str = "") -> list[Line]:
    """What is told, the most urgent first."""
    first = _("{left} · {says}").format(left=status.left, says=status.says)
    lines = [Line(refused, "small-strong", icon="warning")] if refused else []
    icon = "" if status.is_up else "warning"
    lines.append(Line(first if status.left else status.says, "small-strong", icon=icon))
    return lines + [Line(words, "small", gap=2) for words in status.notices]


def line_icon(status: Status) -> str:
    """A sign for the line, so that it is never told by words alone."""
    return "check" if status.is_up else "warning"
