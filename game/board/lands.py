"""Where the name of a stretch of land stands: as deep inside it as there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from game.board.labels import Placer
from game.board.projection import Box, Point

_STEPS = 14  # how finely the panel is searched, across and down


def name_box(ring: Sequence[Point], size: tuple[float, float], placer: Placer) -> Box | None:
    """Room for a name inside a ring of pixels; it is then taken. None where there is too little."""
    width, height = size
    for x, y in _deepest_first(tuple(ring), placer.box):
        box = (x - width / 2, y - height / 2, width, height)
        if _holds(ring, box) and placer.is_free(box):
            placer.taken.append(box)
            return box
    return None


@lru_cache
def _deepest_first(ring: tuple[Point, ...], box: Box) -> list[Point]:
    """Points of a grid inside the ring; kept, as land stays where it is from turn to turn."""
    inside = [at for at in _grid(box) if is_inside(at, ring)]
    return sorted(inside, key=lambda at: -_depth(at, ring))


def is_inside(at: Point, ring: Sequence[Point]) -> bool:
    """Whether a point lies in a ring: a ray from it crosses the edge an odd number of times."""
    x, y = at
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def _grid(box: Box) -> Iterator[Point]:
    left, top, width, height = box
    for column in range(1, _STEPS):
        for row in range(1, _STEPS):
            yield left + width * column / _STEPS, top + height * row / _STEPS


def _depth(at: Point, ring: Sequence[Point]) -> float:
    """How far a point is from the nearest corner of the ring, squared."""
    return min((x - at[0]) ** 2 + (y - at[1]) ** 2 for x, y in ring)


def _holds(ring: Sequence[Point], box: Box) -> bool:
    x, y, width, height = box
    corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
    return all(is_inside(corner, ring) for corner in corners)
