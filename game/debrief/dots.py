"""Rows of a dot and its interval on a common scale, with a line where nothing differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.ui import Rect, Ui
from sim.session import Band

LEAST = 0.1  # how far the scale reaches to each side at least


@dataclass(frozen=True)
class Scale:
    """From where to where differences are shown."""

    low: float
    high: float

    def across(self, rect: Rect, value: float) -> float:
        """Where a value lies on a row."""
        share = (value - self.low) / (self.high - self.low)
        return rect.x + 8 + min(1.0, max(0.0, share)) * (rect.w - 16)


def scale_of(bands: Iterable[Band]) -> Scale:
    """A scale that shows all of them, and nothing as larger than it is."""
    found = list(bands)
    low = min((band.low for band in found), default=0.0)
    high = max((band.high for band in found), default=0.0)
    return Scale(min(low, -LEAST / 2), max(high, LEAST / 2))


def draw_dot(ui: Ui, rect: Rect, scale: Scale, band: Band | None, sure: bool = True) -> None:
    """A dot with its interval; hollow where it can't be told from nothing.

    band: None for what the others are held against, which lies on the line itself.
    """
    zero, y = scale.across(rect, 0), rect.centery
    ui.canvas.fill(Rect(zero, rect.y, 1, rect.h), "edge")
    if band is None:
        ui.canvas.fill(Rect(zero - 5, y - 5, 11, 11), "text", radius=2)
        return
    left, right = scale.across(rect, band.low), scale.across(rect, band.high)
    ui.canvas.fill(Rect(left, y - 3, max(2, right - left), 6), "edge", radius=3)
    dot = (scale.across(rect, band.value), y)
    ui.canvas.circle(dot, 6, "text" if sure else "panel", outline="text", width=2)
