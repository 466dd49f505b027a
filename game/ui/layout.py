"""The layout's own check: no text is cut off, leaves the window or lies on another one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pygame

from game.ui.rect import Rect

SLACK = 1.0  # pixels that rounding may take


class LayoutFault(AssertionError):
    """A text or a button does not have the room that it needs."""


@dataclass(frozen=True)
class Mark:
    """What lies where: a text or a button, on one of the layers of a frame."""

    kind: str
    layer: str
    words: str
    rect: Rect

    def __str__(self) -> str:
        words = self.words if len(self.words) < 60 else f"{self.words[:59]}…"
        return f"{self.kind} “{words}” at {place(self.rect)}"


@dataclass
class Layout:
    """Everything that a frame has put down, if anybody asks."""

    strict: bool
    window: Rect
    marks: list[Mark] = field(default_factory=list)

    def room(self, words: str, needs: Rect, has: pygame.FRect) -> None:
        """Raise LayoutFault if a text needs more than it has."""
        if self.strict and (needs.w > has.w + SLACK or needs.h > has.h + SLACK):
            size = f"{needs.w:.0f} × {needs.h:.0f}"
            raise LayoutFault(f"text “{words}” needs {size} and has {place(has)}")

    def put(self, kind: str, layer: str, words: str, rect: Rect, view: Rect) -> None:
        """Note what is put down; only what can be seen of it counts.

        view: what part of the window shows it; all of the window unless it is in a scroll.
        """
        if not self.strict:
            return
        mark = Mark(kind, layer, words, rect.shared(view))
        if view == self.window and not self.window.inset(-SLACK).contains(rect):
            raise LayoutFault(f"{Mark(kind, layer, words, rect)} leaves the window")
        if mark.rect.w > 2 * SLACK and mark.rect.h > 2 * SLACK:
            self.marks.append(mark)

    def check(self) -> None:
        """Raise LayoutFault if two texts or two buttons of one layer overlap."""
        alike: defaultdict[tuple[str, str], list[Mark]] = defaultdict(list)
        for mark in self.marks:
            alike[mark.layer, mark.kind].append(mark)
        for marks in alike.values():
            rects = [mark.rect.inset(SLACK) for mark in marks]
            for number, rect in enumerate(rects):
                other = rect.collidelist(rects[:number])
                if other >= 0:
                    raise LayoutFault(f"{marks[other]} overlaps {marks[number]}")


def place(rect: pygame.FRect) -> str:
    """A rectangle in words."""
    return f"({rect.x:.0f}, {rect.y:.0f}, {rect.w:.0f} × {rect.h:.0f})"
