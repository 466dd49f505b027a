"""A plane: two axes, dots with numbers, lines and frames, as the points of a vector drawing.

Drawn twice like a chart over turns, wide and narrow; the page shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.report.chart import nice_values
from sim.report.figures import MINUS


@dataclass(frozen=True)
class Dot:
    """A dot; with a text, a sign that the words around can name.

    Attributes:
        kind: its class in the style. strength: how opaque, 0 to 1.
    """

    x: float
    y: float
    kind: str = "plain"
    text: str = ""
    strength: float = 1.0


@dataclass(frozen=True)
class Axis:
    """What is measured along it, what it must reach, and whether its values are shares."""

    label: str
    least: float
    most: float
    percent: bool = False

    def tick(self, value: float) -> str:
        """A value as it is written there."""
        return f"{100 * value:.4g} %" if self.percent else f"{value:,.6g}".replace("-", MINUS)


@dataclass(frozen=True)
class Plane:
    """What is drawn, and what a reader who can't see it is told.

    Attributes:
        frame: the corners of a box, (left, right, bottom, top).
        line: places that are joined.
        band: the area around a line, (x, low, high) from left to right.
        spans: upright intervals, likewise.
        upright: a value across that is marked by a line.
    """

    alt: str
    across: Axis
    up: Axis
    dots: Sequence[Dot] = ()
    line: Sequence[tuple[float, float]] = ()
    frame: tuple[float, float, float, float] | None = None
    band: Sequence[tuple[float, float, float]] = ()
    spans: Sequence[tuple[float, float, float]] = ()
    upright: float | None = None

    @property
    def sheets(self) -> Sequence[Sheet]:
        """Wide and narrow."""
        return Sheet(self, "wide", 720, 380), Sheet(self, "narrow", 350, 300)


@dataclass(frozen=True)
class SmallPlane(Plane):
    """One of many side by side."""

    @property
    def sheets(self) -> Sequence[Sheet]:
        """One, for every width."""
        return (Sheet(self, "small", 350, 220, top=12),)


@dataclass(frozen=True)
class Sheet:
    """A plane at one size."""

    plane: Plane
    shape: str
    width: int
    height: int
    left: int = 56
    right: int = 26
    top: int = 26
    bottom: int = 46

    @cached_property
    def columns(self) -> list[float]:
        """The values at which the axis across is marked."""
        return nice_values(self.plane.across.least, self.plane.across.most, self.width // 110)

    @cached_property
    def rows(self) -> list[float]:
        """The values at which the upright axis is marked."""
        return nice_values(self.plane.up.least, self.plane.up.most, 5)

    def x(self, value: float) -> float:
        """Where a value stands across."""
        first, last = self.columns[0], self.columns[-1]
        share = (value - first) / (last - first)
        return round(self.left + share * (self.width - self.left - self.right), 1)

    def y(self, value: float) -> float:
        """Where a value stands on the upright axis."""
        first, last = self.rows[0], self.rows[-1]
        share = (value - first) / (last - first)
        return round(self.height - self.bottom - share * (self.height - self.top - self.bottom), 1)

    def path(self, places: Sequence[tuple[float, float]]) -> str:
        """A line through places."""
        return "M" + "L".join(f"{self.x(x)} {self.y(y)}" for x, y in places)

    @property
    def area(self) -> str:
        """The band: along its upper line and back along the lower one."""
        there = [(x, high) for x, _low, high in self.plane.band]
        back = [(x, low) for x, low, _high in self.plane.band][::-1]
        return self.path([*there, *back]) + "Z"
