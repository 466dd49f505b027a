"""Charts over turns: bands, lines and marks as the points of vector drawings.

A chart is drawn twice, wide and narrow, and the page shows the one that fits: so its lettering is
of the same size on a projector, on paper and on a telephone. Templates write the points down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, log10

from sim.report.figures import number

Points = Sequence[tuple[float, float]]  # (turn, value)
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """An axis of a strip: where a value stands, in percent of its length."""

    least: float
    most: float

    def at(self, value: float) -> float:
        """From 0 at the least to 100 at the most; what lies beyond stands at the end."""
        share = (value - self.least) / ((self.most - self.least) or 1)
        return round(100 * min(max(share, 0.0), 1.0), 2)


def scale_around(values: Sequence[float], *fixed: float) -> Scale:
    """An axis with room for all of these, and the fixed values on it."""
    ends = [*values, *fixed]
    low, high = min(ends), max(ends)
    room = 0.04 * (high - low)
    return Scale(low if low in fixed else low - room, high if high in fixed else high + room)


@dataclass(frozen=True)
class Band:
    """An area between two lines; `kind` is its class in the style."""

    kind: str
    turns: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True)
class Line:
    """A line; `kind` is its class in the style."""

    kind: str
    points: Points


@dataclass(frozen=True)
class Mark:
    """A sign at a turn: a diamond at a value or a span of values, or an upright line."""

    kind: str
    turn: float
    low: float = 0.0
    high: float = 0.0
    text: str = ""

    @property
    def middle(self) -> float:
        """Halfway between low and high."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Chart:
    """What is drawn, and what a reader who can't see it is told.

    Attributes:
        alt: what it shows, in words.
        days: the name of each turn on the axis, from that of turn `first`.
        least, most: what the axis of values must reach.
        percent: the values are shares, and written in percent.
    """

    alt: str
    days: Sequence[str]
    bands: Sequence[Band] = ()
    lines: Sequence[Line] = ()
    marks: Sequence[Mark] = ()
    first: int = 0
    least: float | None = None
    most: float | None = None
    percent: bool = False

    def tick(self, value: float) -> str:
        """A value as it is written at the axis."""
        return f"{100 * value:.0f} %" if self.percent else number(value, decimals=2)

    @property
    def frames(self) -> tuple[Frame, Frame]:
        """Wide and narrow."""
        return Frame(self, "wide", 720, 240), Frame(self, "narrow", 350, 220)

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The least and the most value to be shown."""
        values = [value for band in self.bands for value in (*band.low, *band.high)]
        values += [value for line in self.lines for _turn, value in line.points]
        values += [end for mark in self.marks if mark.text == "" for end in (mark.low, mark.high)]
        values += [end for end in (self.least, self.most) if end is not None]
        return min(values, default=0.0), max(values, default=1.0)


@dataclass(frozen=True)
class Frame:
    """A chart at one size, with its axes and the way from turns and values to places."""

    chart: Chart
    shape: str
    width: int
    height: int
    left: int = 52
    right: int = 16
    top: int = 14
    bottom: int = 26
    steps: int = 4

    @cached_property
    def values(self) -> list[float]:
        """The values at which the axis is marked."""
        return nice_values(*self.chart.ends, self.steps)

    @property
    def turns(self) -> list[tuple[int, str]]:
        """The turns that are named on the axis, with their names: as many as there is room for."""
        room = (self.width - self.left) // 62
        every = max(1, ceil(len(self.chart.days) / room))
        named = list(enumerate(self.chart.days, self.chart.first))
        return named[::every]

    def x(self, turn: float) -> float:
        """Where a turn stands."""
        span = max(1, len(self.chart.days) - 1)
        share = (turn - self.chart.first) / span
        return round(self.left + share * (self.width - self.left - self.right), 1)

    def y(self, value: float) -> float:
        """Where a value stands."""
        low, high = self.values[0], self.values[-1]
        share = (value - low) / (high - low)
        return round(self.height - self.bottom - share * (self.height - self.top - self.bottom), 1)

    def side(self, turn: float) -> str:
        """Which end of a text stands at an upright line: where there is more room."""
        return "start" if self.x(turn) < self.width / 2 else "end"

    def beside(self, turn: float) -> float:
        """Where the text at an upright line begins or ends."""
        return self.x(turn) + (6 if self.side(turn) == "start" else -6)

    def path(self, points: Points) -> str:
        """A line through points."""
        return "M" + "L".join(f"{self.x(turn)} {self.y(value)}" for turn, value in points)

    def area(self, band: Band) -> str:
        """The area of a band: along its upper line and back along the lower one."""
        there = list(zip(band.turns, band.high, strict=True))
        back = list(zip(band.turns, band.low, strict=True))[::-1]
        return self.path([*there, *back]) + "Z"


def nice_values(low: float, high: float, steps: int) -> list[float]:
    """About so many round values that reach from below the one to above the other."""
    if high <= low:
        high = low + 1
    rough = (high - low) / steps
    size = 10 ** floor(log10(rough))
    step = next(size * nice for nice in STEPS if size * nice >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]
