"""Things one below the other, each as high as it needs to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.ui.palette import Colour
from game.ui.rect import Rect

if TYPE_CHECKING:
    from game.ui.sheet import Sheet


class Flow:
    """A column that fills from the top.

    Attributes:
        rect: the column; at: how far down it is filled.
    """

    def __init__(self, ui: Sheet, rect: Rect) -> None:
        self.ui = ui
        self.rect = Rect(rect)
        self.at = float(rect.top)

    @property
    def left(self) -> Rect:
        """What is not filled yet."""
        return Rect(self.rect.x, self.at, self.rect.w, max(0.0, self.rect.bottom - self.at))

    def row(self, height: float) -> Rect:
        """The next piece of the column, to draw anything in."""
        piece = Rect(self.rect.x, self.at, self.rect.w, height)
        self.at += height
        return piece

    def gap(self, height: float = 8) -> None:
        """Some space."""
        self.at += height

    def text(
        self,
        words: str,
        style: str = "body",
        colour: Colour = "text",
        align: str = "left",
        lines: int | None = None,
    ) -> Rect:
        """Words over as many lines as they need, or at most so many; what they cover."""
        height = self.ui.measure(words, style, self.rect.w, lines)
        return self.ui.text(self.row(height), words, style, colour, align, lines)

    def rule(self, gap: float = 12) -> None:
        """A thin line with space around it."""
        line = self.row(2 * gap + 1)
        self.ui.canvas.fill(Rect(line.x, line.y + gap, line.w, 1), "line")

    def item(
        self, words: str, style: str = "body", colour: Colour = "text", sign: str = "•"
    ) -> Rect:
        """An item of a list: words beside a sign."""
        mark, rest = self.left.split_left(20)
        height = self.ui.measure(words, style, rest.w)
        self.ui.text(Rect(mark.x, mark.y, mark.w, height), sign, style, "muted")
        covered = self.ui.text(Rect(rest.x, rest.y, rest.w, height), words, style, colour)
        self.at += height + 4
        return covered
