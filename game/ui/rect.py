"""A rectangle in logical pixels that knows how to divide itself."""

from __future__ import annotations

import pygame


class Rect(pygame.FRect):
    """A `pygame.FRect` with the ways a screen divides its space.

    They all give new rectangles, in the order of reading.
    """

    def inset(self, across: float, down: float | None = None) -> Rect:
        """Smaller by so much on each side."""
        down = across if down is None else down
        return Rect(self.x + across, self.y + down, self.w - 2 * across, self.h - 2 * down)

    def split_left(self, width: float, gap: float = 0) -> tuple[Rect, Rect]:
        """A piece of that width at the left, and the rest after the gap."""
        rest = Rect(self.x + width + gap, self.y, self.w - width - gap, self.h)
        return Rect(self.x, self.y, width, self.h), rest

    def split_right(self, width: float, gap: float = 0) -> tuple[Rect, Rect]:
        """The rest, and a piece of that width at the right."""
        return self.split_left(self.w - width - gap, gap)

    def split_top(self, height: float, gap: float = 0) -> tuple[Rect, Rect]:
        """A piece of that height at the top, and the rest below the gap."""
        rest = Rect(self.x, self.y + height + gap, self.w, self.h - height - gap)
        return Rect(self.x, self.y, self.w, height), rest

    def split_bottom(self, height: float, gap: float = 0) -> tuple[Rect, Rect]:
        """The rest, and a piece of that height at the bottom."""
        return self.split_top(self.h - height - gap, gap)

    def rows(self, number: int, gap: float = 8) -> list[Rect]:
        """That many equal rows."""
        height = (self.h - gap * (number - 1)) / number
        return [Rect(self.x, self.y + k * (height + gap), self.w, height) for k in range(number)]

    def columns(self, number: int, gap: float = 8) -> list[Rect]:
        """That many equal columns."""
        width = (self.w - gap * (number - 1)) / number
        return [Rect(self.x + k * (width + gap), self.y, width, self.h) for k in range(number)]

    def middle(self, width: float, height: float) -> Rect:
        """A rectangle of that size with the same centre, no larger than this one."""
        width, height = min(width, self.w), min(height, self.h)
        return Rect(self.centerx - width / 2, self.centery - height / 2, width, height)

    def shared(self, other: pygame.FRect) -> Rect:
        """What both cover; empty when they do not meet."""
        return Rect(self.clip(other))
