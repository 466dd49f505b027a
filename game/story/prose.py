"""Blocks of lines whose height is known before they are drawn, so that panels can fit them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui import Flow, Rect, Ui
from sim.session import Look

INDENT = 28
SIGN = 36
PADDING = (20, 16)
GAP = 16


@dataclass(frozen=True)
class Line:
    """A paragraph.

    Attributes:
        gap: the space above it. sign: what stands before it, such as • or 1. icon: a picture
            instead. look: a side's sign instead.
    """

    words: str
    style: str = "body"
    colour: str = "text"
    gap: float = 0
    sign: str = ""
    icon: str = ""
    look: Look | None = None

    @property
    def indent(self) -> float:
        """How far its words stand in."""
        if self.look:
            return SIGN
        return INDENT if self.sign or self.icon else 0


def height_of(ui: Ui, lines: Sequence[Line], width: float) -> float:
    """How high the lines are in that width."""
    return sum(line.gap + ui.measure(line.words, line.style, width - line.indent) for line in lines)


def write(ui: Ui, rect: Rect, lines: Sequence[Line]) -> None:
    """Put the lines down from the top of a rectangle."""
    top = rect.y
    for line in lines:
        top += line.gap
        height = ui.measure(line.words, line.style, rect.w - line.indent)
        mark, words = Rect(rect.x, top, rect.w, height).split_left(line.indent)
        middle = top + ui.measure("x", line.style) / 2
        if line.look:
            ui.sign(line.look, (mark.x + 13, middle), 13)
        elif line.icon:
            ui.icon(line.icon, (mark.x + 9, middle), 18, line.colour)
        elif line.sign:
            ui.text(mark, line.sign, line.style, "muted")
        ui.text(words, line.words, line.style, line.colour)
        top += height


def paragraphs(flow: Flow, ui: Ui, lines: Sequence[Line]) -> Rect:
    """Lines in a column; what they cover."""
    rect = flow.row(height_of(ui, lines, flow.rect.w))
    write(ui, rect, lines)
    return rect


def boxes(flow: Flow, ui: Ui, blocks: Sequence[Sequence[Line]], columns: int = 1) -> None:
    """Blocks in panels, so many beside each other; those in one row are equally high.

    There is space above them, unless they are the first in the column.
    """
    for start in range(0, len(blocks), columns):
        if flow.at > flow.rect.top:
            flow.gap(GAP)
        row = blocks[start : start + columns]
        width = (flow.rect.w - GAP * (columns - 1)) / columns
        height = max(height_of(ui, block, width - 2 * PADDING[0]) for block in row)
        cells = flow.row(height + 2 * PADDING[1]).columns(columns, gap=GAP)
        for cell, block in zip(cells, row, strict=False):
            ui.canvas.fill(cell, "panel", radius=8)
            write(ui, cell.inset(*PADDING), block)
