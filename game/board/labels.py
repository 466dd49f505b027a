"""Where the words on the map stand: never on each other, on a mark, or across a line.

Greedy: who comes first chooses first, among eight places around its mark, then farther out. A label
that finds no place is left out; the list of places has them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from game.board.projection import Box, Point, clip_segment

Segment = tuple[Point, Point]

Side = tuple[float, float]
"""How far to the east and to the south of its mark a label stands, from −1 to 1."""

# East first: a name is read on from its mark. Then west, then the rest.
_SIDES: tuple[Side, ...] = (
    *((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1)),
    *((1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5), (0.5, -1), (0.5, 1), (-0.5, -1), (-0.5, 1)),
)
_NAMED: dict[str, Side] = {"right": (1, 0), "left": (-1, 0), "above": (0, -1), "below": (0, 1)}
_FARTHER = 9.0
RINGS = 14
NEAR = 12.0  # words farther than this from their mark get a leader


@dataclass(frozen=True)
class Label:
    """Words that want to stand beside a mark.

    Attributes:
        sizes: width and height of the words, set in one way or another; the best way first.
        reach: from the middle of the mark to its edge, and a little air.
        side: where the scenario would have it: right, left, above, below, or empty.
        crossing: how far out its leader may cross a line, if there is no other way, in rings.
    """

    at: Point
    sizes: tuple[tuple[float, float], ...]
    reach: float
    side: str = ""
    crossing: int = 0


@dataclass
class Placer:
    """Hands out room on the map.

    Attributes:
        box: the panel, which no label leaves.
        taken: boxes where something stands already. marks: the middles of the marks.
        lines: straight stretches that no label may touch.
    """

    box: Box
    taken: list[Box] = field(default_factory=list)
    marks: list[Point] = field(default_factory=list)
    lines: list[Segment] = field(default_factory=list)

    def mark(self, at: Point, reach: float) -> None:
        """Keep the room of a mark free."""
        self.taken.append((at[0] - reach, at[1] - reach, 2 * reach, 2 * reach))
        self.marks.append(at)

    def path(self, points: Sequence[Point]) -> None:
        """Keep labels off a path."""
        self.lines.extend(pairwise(points))

    def place(self, label: Label) -> Box | None:
        """The box for a label, which is then taken; None where there is no room for it."""
        for rings, crossing in ((RINGS, False), (label.crossing, True)):
            for box in _tries(label, rings):
                leader = leader_of(label, box)
                is_told = self._is_clear(leader, crossing) if leader else self._is_own(label, box)
                if is_told and self.is_free(box):
                    self.taken.append(box)
                    self.lines.extend([leader] if leader else [])
                    return box
        return None

    def is_free(self, box: Box) -> bool:
        """Whether nothing stands there yet and no line crosses it."""
        return (
            _is_within(box, self.box)
            and not any(overlap(box, other) for other in self.taken)
            and not any(clip_segment(a, b, box) for a, b in self.lines)
        )

    def _is_own(self, label: Label, box: Box) -> bool:
        """Whether words without a leader are nearer to their own mark than to any other."""
        own = gap(label.at, box)
        return all(gap(mark, box) >= own for mark in self.marks)

    def _is_clear(self, leader: Segment, crossing: bool) -> bool:
        """Whether a leader passes between all that stands there; and if wanted, across no line."""
        start, end = leader
        others = [box for box in self.taken if not _holds(box, start)]
        if any(clip_segment(start, end, box) for box in others):
            return False
        near = around(leader)  # most lines are nowhere near it, which is quick to see
        return crossing or not any(
            clip_segment(*line, near) and crosses(leader, line) for line in self.lines
        )


def _tries(label: Label, rings: int) -> Iterator[Box]:
    """Where a label may stand, the best first: beside its mark, then farther and farther out."""
    wished = [_NAMED[label.side]] if label.side else []
    for ring in range(rings):
        for size in label.sizes:
            for side in (*wished, *_SIDES):
                yield _beside(label.at, size, side, label.reach + ring * _FARTHER)


def leader_of(label: Label, box: Box) -> Segment | None:
    """The thin line from a mark's edge to words away from it; None where they are near."""
    (x, y), reach = label.at, label.reach
    away = gap(label.at, box)
    if away <= reach + NEAR:
        return None
    end = nearest(label.at, box)
    return (x + (end[0] - x) * reach / away, y + (end[1] - y) * reach / away), end


def nearest(at: Point, box: Box) -> Point:
    """The point of a box that is nearest to another point."""
    left, top, width, height = box
    return min(max(at[0], left), left + width), min(max(at[1], top), top + height)


def gap(at: Point, box: Box) -> float:
    """How far a point is from a box."""
    x, y = nearest(at, box)
    return hypot(x - at[0], y - at[1])


def around(line: Segment) -> Box:
    """A box that a line and its ends lie well inside."""
    (ax, ay), (bx, by) = line
    return min(ax, bx) - 1, min(ay, by) - 1, abs(ax - bx) + 2, abs(ay - by) + 2


def crosses(a: Segment, b: Segment) -> bool:
    """Whether two straight lines cross."""
    return _turns(a, b[0]) != _turns(a, b[1]) and _turns(b, a[0]) != _turns(b, a[1])


def _turns(line: Segment, at: Point) -> bool:
    """On which side of a line a point lies."""
    (ax, ay), (bx, by) = line
    return (bx - ax) * (at[1] - ay) - (by - ay) * (at[0] - ax) > 0


def _holds(box: Box, at: Point) -> bool:
    return box[0] <= at[0] <= box[0] + box[2] and box[1] <= at[1] <= box[1] + box[3]


def _beside(at: Point, size: tuple[float, float], side: Side, reach: float) -> Box:
    """A box of that size on one side of a point."""
    width, height = size
    left = at[0] + side[0] * reach - width * (1 - side[0]) / 2
    # A corner is nearer than above or below: its words already stand clear of the mark.
    down = side[1] * (reach + height / 2) * (0.6 if side[0] else 1)
    return left, at[1] - height / 2 + down, width, height


def _is_within(box: Box, outer: Box) -> bool:
    return (
        box[0] >= outer[0]
        and box[1] >= outer[1]
        and box[0] + box[2] <= outer[0] + outer[2]
        and box[1] + box[3] <= outer[1] + outer[3]
    )


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share any room."""
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
