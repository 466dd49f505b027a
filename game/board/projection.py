"""From degrees to the panel: equirectangular, true to scale at the middle of the map's window.

The window is shown whole. Where the panel has another shape, more of the land around it is shown
instead of empty margins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, radians

from sim.session import Chart

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True)
class Projection:
    """Where a point of the map lies in a panel.

    Attributes:
        window: west, south, east, north.
        box: the panel, in logical pixels.
    """

    window: Box
    box: Box

    @cached_property
    def _stretch(self) -> float:
        """How much shorter a degree to the east is than one to the north."""
        middle = (self.window[1] + self.window[3]) / 2
        return cos(radians(middle)) if abs(middle) < 85 else 1.0

    @cached_property
    def scale(self) -> float:
        """Pixels for a degree to the north."""
        west, south, east, north = self.window
        across = self.box[2] / ((east - west) * self._stretch)
        return min(across, self.box[3] / (north - south))

    def place(self, at: Point) -> Point:
        """The pixel at which a point of the map lies; it may be outside the panel."""
        west, south, east, north = self.window
        left, top, width, height = self.box
        x = left + width / 2 + (at[0] - (west + east) / 2) * self._stretch * self.scale
        y = top + height / 2 - (at[1] - (south + north) / 2) * self.scale
        return x, y

    def ring(self, points: Sequence[Point]) -> list[Point]:
        """The part of a ring that lies in the panel, as pixels; empty where none does."""
        return clip_ring([self.place(point) for point in points], self.box)

    def path(self, points: Sequence[Point]) -> list[list[Point]]:
        """The stretches of a path that lie in the panel, as pixels."""
        return clip_path([self.place(point) for point in points], self.box)


def extent_of(chart: Chart) -> Box:
    """West, south, east and north of a map's land, and at least of its window."""
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    points += [chart.window[:2], chart.window[2:]]
    easts, norths = [point[0] for point in points], [point[1] for point in points]
    return min(easts), min(norths), max(easts), max(norths)


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """A polygon cut to a box, side by side (Sutherland and Hodgman 1974)."""
    left, top, width, height = box
    right, bottom = left + width, top + height
    kept = list(ring)
    kept = _cut(kept, lambda p: p[0] >= left, lambda a, b: _at_x(a, b, left))
    kept = _cut(kept, lambda p: p[0] <= right, lambda a, b: _at_x(a, b, right))
    kept = _cut(kept, lambda p: p[1] >= top, lambda a, b: _at_y(a, b, top))
    return _cut(kept, lambda p: p[1] <= bottom, lambda a, b: _at_y(a, b, bottom))


def _cut(
    ring: list[Point], inside: Callable[[Point], bool], cross: Callable[[Point, Point], Point]
) -> list[Point]:
    """The ring without what is not inside, closed along the edge."""
    kept: list[Point] = []
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if inside(before) != inside(here):
            kept.append(cross(before, here))
        if inside(here):
            kept.append(here)
    return kept


def _at_x(a: Point, b: Point, x: float) -> Point:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _at_y(a: Point, b: Point, y: float) -> Point:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y


def clip_path(path: Sequence[Point], box: Box) -> list[list[Point]]:
    """The stretches of a path inside a box, each as a path of its own."""
    stretches: list[list[Point]] = []
    for a, b in pairwise(path):
        inside = clip_segment(a, b, box)
        if inside is None:
            continue
        if stretches and stretches[-1][-1] == inside[0]:
            stretches[-1].append(inside[1])
        else:
            stretches.append(list(inside))
    return stretches


def clip_segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a straight line inside a box (Liang and Barsky 1984); None for none."""
    left, top, width, height = box
    if (
        (a[0] < left and b[0] < left)
        or (a[1] < top and b[1] < top)
        or (a[0] > left + width and b[0] > left + width)
        or (a[1] > top + height and b[1] > top + height)
    ):
        return None  # most are: it lies wholly beside the box
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    edges = (
        (-dx, a[0] - left),
        (dx, left + width - a[0]),
        (-dy, a[1] - top),
        (dy, top + height - a[1]),
    )
    for speed, distance in edges:
        if speed == 0:
            if distance < 0:
                return None
        elif speed < 0:
            enter = max(enter, distance / speed)
        else:
            leave = min(leave, distance / speed)
    if enter > leave:
        return None
    start = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    end = b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)
    return start, end
