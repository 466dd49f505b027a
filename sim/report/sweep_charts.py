"""The pictures of a sweep: an outcome over one number, over two as a map, as a cloud of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.dimensions import Dimension, is_same
from sim.analysis.intervals import Z
from sim.analysis.swept import Compared, Swept
from sim.engine.rows import Figures
from sim.report.plane import Axis, Dot, Plane, SmallPlane
from sim.report.sensitivity_words import amount, outcome_name
from sim.report.sweep_words import value_name
from sim.scenario.overrides import as_number
from sim.scenario.schema import Scenario
from sim.session.words import _

MOST_DOTS = 250
STEPS = 24  # of a trend's curve
FEWEST_FOR_CURVE = 12  # points; of fewer a straight line is drawn


def line_of(scenario: Scenario, name: str, dimension: Dimension, swept: Swept) -> Plane:
    """An outcome over the values of one number, with intervals."""
    levels = swept.levels[dimension.path]
    places = list(zip(dimension.numbers, (each.mean for each in levels), strict=True))
    words = _("“{outcome}” over {name}: {values}.")
    told = "; ".join(f"{x:g}: {amount(swept.outcome, mean.value)}" for x, mean in places)
    return SmallPlane(
        alt=words.format(outcome=outcome_name(scenario, swept.outcome), name=name, values=told),
        across=_across(name, dimension),
        up=_up(swept, [end for _x, mean in places for end in (mean.low, mean.high)]),
        line=[(x, mean.value) for x, mean in places],
        spans=[(x, mean.low, mean.high) for x, mean in places],
        dots=[Dot(x, mean.value) for x, mean in places],
        upright=_usual(dimension),
    )


def cloud_of(
    scenario: Scenario, name: str, dimension: Dimension, swept: Swept, numbers: Sequence[int]
) -> Plane:
    """An outcome at every point over one of the numbers, with its trend.

    numbers: of the points that were played.
    """
    x = np.array(values_at(dimension, numbers), dtype=np.float64)
    means = swept.means
    low, curve, high = trend(x, means)
    if swept.outcome.kind == "chance":
        low, curve, high = (np.clip(each, 0, 1) for each in (low, curve, high))
    across = np.linspace(x.min(), x.max(), STEPS).tolist()
    some = np.linspace(0, len(x) - 1, min(MOST_DOTS, len(x))).astype(int)
    words = _("“{outcome}” over {name} at {count} points: its trend goes from {begin} to {end}.")
    return SmallPlane(
        alt=words.format(
            outcome=outcome_name(scenario, swept.outcome),
            name=name,
            count=len(x),
            begin=amount(swept.outcome, float(curve[0])),
            end=amount(swept.outcome, float(curve[-1])),
        ),
        across=_across(name, dimension),
        up=_up(swept, [*means.tolist(), *curve.tolist()]),
        dots=[Dot(float(x[n]), float(means[n]), "cloud") for n in some],
        line=list(zip(across, curve.tolist(), strict=True)),
        band=list(zip(across, low.tolist(), high.tolist(), strict=True)),
        upright=_usual(dimension),
    )


def values_at(dimension: Dimension, numbers: Sequence[int]) -> list[float | None]:
    """The number that each point has; None where it has none."""
    at = {point: as_number(level.value) for level in dimension.levels for point in level.points}
    return [at[number] for number in numbers]


def trend(x: Figures, y: Figures) -> tuple[Figures, Figures, Figures]:
    """The parabola that fits points best, between the ends of its 95 % interval, in even steps.

    Of few points a straight line.
    """
    powers = np.arange(3 if len(x) >= FEWEST_FOR_CURVE else 2)
    middle, width = x.mean(), max(float(np.ptp(x)), 1e-12)
    design = ((x - middle) / width)[:, None] ** powers
    fitted, *_rest = np.linalg.lstsq(design, y, rcond=None)
    spare = max(1, len(x) - len(powers))
    variance = float(((y - design @ fitted) ** 2).sum()) / spare
    there = ((np.linspace(x.min(), x.max(), STEPS) - middle) / width)[:, None] ** powers
    spread = np.linalg.pinv(design.T @ design)
    errors = np.sqrt(variance * np.einsum("ij,jk,ik->i", there, spread, there))
    curve: Figures = there @ fitted
    return curve - Z * errors, curve, curve + Z * errors


@dataclass(frozen=True)
class Cell:
    """A point of a map: what the outcome came to there, and how strong its colour is, 0 to 1.

    Attributes:
        is_sure: it surely differs from the point of reference, which is_reference is itself.
    """

    text: str
    weight: float
    is_sure: bool
    is_reference: bool


@dataclass(frozen=True)
class HeatMap:
    """An outcome over two paths: rows of cells, and what the weakest and strongest colour mean."""

    down: str
    across: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell | None]]]
    least: str
    most: str


def is_map(dimensions: Sequence[Dimension], points: int) -> bool:
    """Are two paths varied, every value with every other, or nearly?"""
    if len(dimensions) != 2:
        return False
    first, second = dimensions
    return not (first.is_cloud or second.is_cloud) and 2 * points > (
        len(first.levels) * len(second.levels)
    )


def map_of(
    names: Mapping[str, str],
    dimensions: Sequence[Dimension],
    swept: Swept,
    numbers: Sequence[int],
    reference: int,
) -> HeatMap:
    """An outcome over two paths; the one with fewer values goes down."""
    down, across = sorted(dimensions, key=lambda each: len(each.levels))
    means = swept.means
    low, high = float(means.min()), float(means.max())
    among = len(numbers) - 1
    place = {number: at for at, number in enumerate(numbers)}

    def cell(row: Sequence[int], column: Sequence[int]) -> Cell | None:
        both = [number for number in row if number in set(column)]
        if not both:
            return None
        found: Compared = swept.points[place[both[0]]]
        weight = (found.mean.value - low) / ((high - low) or 1)
        text = _brief(swept, found.mean.value)
        return Cell(text, weight, found.is_sure(among), both[0] == reference)

    return HeatMap(
        down=names[down.path],
        across=names[across.path],
        heads=[value_name(level.value) for level in across.levels],
        rows=[
            (value_name(row.value), [cell(row.points, column.points) for column in across.levels])
            for row in down.levels
        ],
        least=amount(swept.outcome, low),
        most=amount(swept.outcome, high),
    )


def _brief(swept: Swept, value: float) -> str:
    """Short enough for a cell: of a chance the per cent."""
    if swept.outcome.kind == "chance":
        return f"{100 * value:.1f}"
    return amount(swept.outcome, value)


def _across(name: str, dimension: Dimension) -> Axis:
    numbers = dimension.numbers
    percent = any(str(level.value).endswith("%") for level in dimension.levels)
    return Axis(f"{name} →", min(numbers), max(numbers), percent)


def _up(swept: Swept, values: Sequence[float]) -> Axis:
    return Axis("", min(values), max(values), percent=swept.outcome.kind == "chance")


def _usual(dimension: Dimension) -> float | None:
    """What the scenario has, if that lies between the ends."""
    usual: Any = as_number(dimension.usual)
    numbers = dimension.numbers
    if usual is None or not min(numbers) <= usual <= max(numbers):
        return None
    return next((x for x in numbers if is_same(x, usual)), usual)
