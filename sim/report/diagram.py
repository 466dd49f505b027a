"""Two columns of things and lines between them, as the points of a vector drawing.

Like a chart, a diagram is drawn twice, wide and narrow, and the page shows the one that fits.
Every line ends at a place of its own, so that lines can be told apart where they arrive.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import mean

LETTER = 6.9  # the usual width of a letter of the labels
LINE = 16  # from one line of a label to the next
PORT = 9  # from one end of a line to the next
GAP = 9  # between two things
ROUNDS = 8  # of putting things next to what they are joined with


@dataclass(frozen=True)
class Thing:
    """What lines lead from or to; `tone` is its class in the style."""

    id: str
    label: str
    tone: str = ""


@dataclass(frozen=True)
class Tie:
    """A line from the left to the right; `tone` is its class, `weight` from 0 to 1 its width."""

    left: str
    right: str
    sign: str
    tone: str = ""
    weight: float = 0.0


@dataclass(frozen=True)
class Diagram:
    """What is drawn, and what a reader who can't see it is told."""

    alt: str
    left: Sequence[Thing]
    right: Sequence[Thing]
    ties: Sequence[Tie]

    @property
    def frames(self) -> tuple[Layout, Layout]:
        """Wide and narrow."""
        return Layout(self, "wide", 1080, 250, 300), Layout(self, "narrow", 350, 104, 138)


@dataclass(frozen=True)
class Box:
    """A thing at its place: `y` is its upper end."""

    thing: Thing
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    def line(self, place: int) -> float:
        """Where a line of its label stands."""
        return self.y + self.height / 2 + (place - len(self.lines) / 2) * LINE + 12


@dataclass(frozen=True)
class Curve:
    """A line at its place, with the sign at its end."""

    tie: Tie
    start: tuple[float, float]
    end: tuple[float, float]

    @property
    def path(self) -> str:
        """From the left, level at both ends."""
        (x, y), (to_x, to_y) = self.start, self.end
        middle = (x + to_x) / 2
        return f"M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}"

    @property
    def width(self) -> float:
        """How thick it is drawn."""
        return round(1.2 + 2.6 * self.tie.weight, 1)


@dataclass(frozen=True)
class Layout:
    """A diagram at one size."""

    diagram: Diagram
    shape: str
    width: int
    left_width: int
    right_width: int

    @cached_property
    def order(self) -> tuple[list[Thing], list[Thing]]:
        """Both columns, each thing as near as can be to those that it is joined with."""
        left, right = list(self.diagram.left), list(self.diagram.right)
        for _round in range(ROUNDS):
            right = _nearer(right, left, lambda tie: (tie.right, tie.left), self.diagram.ties)
            left = _nearer(left, right, lambda tie: (tie.left, tie.right), self.diagram.ties)
        return left, right

    @cached_property
    def height(self) -> float:
        """As much as the longer column takes."""
        return max(self._length(column, width) for column, width in self._columns)

    @cached_property
    def boxes(self) -> dict[str, dict[str, Box]]:
        """Things at their places, by column and id; the shorter column is spread out."""
        found: dict[str, dict[str, Box]] = {}
        for side, (column, width) in zip(("left", "right"), self._columns, strict=True):
            x = 0 if side == "left" else self.width - width
            spare = (self.height - self._length(column, width)) / max(len(column), 1)
            y = spare / 2 + GAP / 2
            found[side] = {}
            for thing in column:
                lines = self._lines(thing, width)
                height = self._height(thing, width)
                found[side][thing.id] = Box(thing, x, round(y, 1), width, height, lines)
                y += height + GAP + spare
        return found

    @cached_property
    def curves(self) -> list[Curve]:
        """All lines, those of one thing in the order of their other ends."""
        boxes = self.boxes
        starts = self._ends("left", "right", lambda tie: (tie.left, tie.right))
        ends = self._ends("right", "left", lambda tie: (tie.right, tie.left))
        return [
            Curve(
                tie,
                (boxes["left"][tie.left].width, starts[number]),
                (boxes["right"][tie.right].x - 7, ends[number]),
            )
            for number, tie in enumerate(self.diagram.ties)
        ]

    def _ends(self, side: str, other: str, pair: Callable[[Tie], tuple[str, str]]) -> list[float]:
        """Where each line leaves or arrives at its thing on that side."""
        places = [0.0] * len(self.diagram.ties)
        for box in self.boxes[side].values():
            own = [n for n, tie in enumerate(self.diagram.ties) if pair(tie)[0] == box.thing.id]
            own.sort(key=lambda n: self.boxes[other][pair(self.diagram.ties[n])[1]].y)
            first = box.y + box.height / 2 - PORT * (len(own) - 1) / 2
            for place, number in enumerate(own):
                places[number] = round(first + PORT * place, 1)
        return places

    @property
    def _columns(self) -> list[tuple[list[Thing], int]]:
        return list(zip(self.order, (self.left_width, self.right_width), strict=True))

    def _length(self, column: Sequence[Thing], width: int) -> float:
        return sum(self._height(thing, width) + GAP for thing in column)

    def _height(self, thing: Thing, width: int) -> float:
        ties = sum(thing.id in (tie.left, tie.right) for tie in self.diagram.ties)
        return max(len(self._lines(thing, width)) * LINE + 6, ties * PORT + 4)

    def _lines(self, thing: Thing, width: int) -> tuple[str, ...]:
        return tuple(textwrap.wrap(thing.label, max(6, int((width - 14) / LETTER)))) or ("",)


def _nearer(
    things: list[Thing],
    others: list[Thing],
    pair: Callable[[Tie], tuple[str, str]],
    ties: Sequence[Tie],
) -> list[Thing]:
    """Sorted by where their partners stand on the other side; who has none keeps its place."""
    places = {thing.id: place / max(len(others), 1) for place, thing in enumerate(others)}
    wanted: dict[str, list[float]] = {}
    for own, partner in map(pair, ties):
        wanted.setdefault(own, []).append(places[partner])
    rank = {thing.id: place / max(len(things), 1) for place, thing in enumerate(things)}
    return sorted(things, key=lambda thing: mean(wanted.get(thing.id, [rank[thing.id]])))
