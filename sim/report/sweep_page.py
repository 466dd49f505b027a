"""The page of a sweep: what was varied, what each outcome came to, and the way to every point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sim.analysis.dimensions import Dimension, Usual, dimensions_of
from sim.analysis.intervals import Estimate
from sim.analysis.sweep import ENOUGH_FOR_RANKS, correlation, reference_of
from sim.analysis.swept import Compared, Sweep, Swept
from sim.batch.store import Batch
from sim.report.batch_page import manifest_of
from sim.report.chart import Scale, scale_around
from sim.report.figures import difference
from sim.report.ground import ground_of
from sim.report.page import environment, render
from sim.report.plane import Plane
from sim.report.sensitivity_words import amount, change, outcome_name
from sim.report.sweep_charts import Cell, HeatMap, cloud_of, is_map, line_of, map_of, values_at
from sim.report.sweep_words import compared_with, in_short, is_even, path_name, value_name
from sim.scenario.overrides import told

MOST_ROWS = 400  # of the table of points
MOST_DIFFERENCES = 40  # points; of more the largest differences are shown
MOST_COLUMNS = 5  # outcomes in the table of points


def sweep_page(batch: Batch) -> str:
    """The page of a sweep, which may still be growing.

    Raises:
        ValueError: none of its worlds is finished, or it can't be read.
        ScenarioError: its scenario, or the sources, can't be read.
        MissingLibrary: what makes pages is not installed.
    """
    environment()  # before the work, which would be lost without it
    look = Look(batch)
    return render("sweep.html", look=look, scenario=look.scenario, ground=ground_of(look.scenario))


@dataclass(frozen=True)
class Strip:
    """An outcome at one value or point: its figures, and where they stand on an axis."""

    name: str
    compared: Compared
    scale: Scale
    is_sure: bool


class Look:
    """What the template asks of a sweep."""

    def __init__(self, batch: Batch) -> None:
        self.manifest = manifest_of(batch)
        self.place, self.failures = str(batch.place), batch.failures
        self.scenario = batch.scenario
        self.design: list[dict[str, Any]] = self.manifest["design"]
        sweep = Sweep(self.scenario, batch.worlds)
        self.numbers: list[int] = sweep.numbers.tolist()
        self.reference = reference_of(self.scenario, self.design, self.numbers)
        self.dimensions = dimensions_of(self.scenario, self.design, self.numbers)
        self.swept = list(sweep.outcomes(self.dimensions, self.reference))
        self.usual = Usual(self.scenario)
        self.names = {path: path_name(self.scenario, self.usual.data, path) for path in self.paths}

    @cached_property
    def paths(self) -> list[str]:
        """All that the design names."""
        return list(dict.fromkeys(path for settings in self.design for path in settings))

    @cached_property
    def main(self) -> list[Swept]:
        """Outcomes that differ: classes of ends, the peak, goals reached, human cost."""
        return [each for each in self.swept if each.differs and not is_single(each)]

    @cached_property
    def endings(self) -> list[Swept]:
        """Single endings that differ."""
        return [each for each in self.swept if each.differs and is_single(each)]

    @property
    def same(self) -> list[str]:
        """The outcomes that are the same at every point."""
        return [self.outcome(each) for each in self.swept if not each.differs]

    @property
    def short(self) -> list[str]:
        """What comes first."""
        settings = [told(self.design[number]) for number in self.numbers]
        told_first = [*self.main, *self.endings]
        return list(
            in_short(
                self.scenario, self.names, self.dimensions, told_first, settings, self.correlations
            )
        )

    @property
    def compared_with(self) -> str:
        """The point of reference, in words."""
        is_usual = self.usual.has(self.design[self.reference])
        return compared_with(self.design, self.reference, is_usual)

    @property
    def is_map(self) -> bool:
        """Are two paths varied, every value with every other?"""
        return is_map(self.dimensions, len(self.numbers))

    def map(self, swept: Swept) -> HeatMap:
        """An outcome over both paths."""
        return map_of(self.names, self.dimensions, swept, self.numbers, self.reference)

    def outcome(self, swept: Swept) -> str:
        """What an outcome is called."""
        return outcome_name(self.scenario, swept.outcome)

    def picture(self, dimension: Dimension, swept: Swept) -> Plane:
        """An outcome over a number."""
        name = self.names[dimension.path]
        if dimension.is_cloud:
            return cloud_of(self.scenario, name, dimension, swept, self.numbers)
        return line_of(self.scenario, name, dimension, swept)

    def levels(self, dimension: Dimension, swept: Swept) -> list[Strip]:
        """An outcome at each value of a path that has no numbers."""
        found = swept.levels[dimension.path]
        scale = self._scale(swept, [each.mean for each in found])
        among = len(found) - 1
        return [
            Strip(value_name(level.value), each, scale, each.is_sure(among))
            for level, each in zip(dimension.levels, found, strict=True)
        ]

    def _scale(self, swept: Swept, means: Sequence[Estimate]) -> Scale:
        ends = [end for mean in means for end in (mean.low, mean.high)]
        if swept.outcome.kind == "score":
            return Scale(0, 100)
        return scale_around(ends, 0) if swept.outcome.kind == "chance" else scale_around(ends)

    def differences(self, swept: Swept) -> list[Strip]:
        """How much more or less it is at each other point, the largest first if they are many."""
        points = list(zip(self.numbers, swept.points, strict=True))
        others = [(number, each) for number, each in points if each.difference]
        if len(others) > MOST_DIFFERENCES:
            others.sort(
                key=lambda pair: -abs(pair[1].difference.value if pair[1].difference else 0)
            )
        shown = others[:MOST_DIFFERENCES]
        found = [each.difference for _number, each in shown if each.difference]
        scale = scale_around([end for each in found for end in (each.low, each.high)] or [0], 0)
        return [
            Strip(str(number), each, scale, each.is_sure(len(others))) for number, each in shown
        ]

    @property
    def is_even(self) -> bool:
        """May the means over all points with a value be compared?"""
        return self.has_cloud or is_even(self.dimensions, len(self.numbers))

    @property
    def has_cloud(self) -> bool:
        """Is a number varied that each point has a value of its own of?"""
        return any(each.is_cloud for each in self.dimensions)

    @cached_property
    def correlations(self) -> dict[str, list[float]]:
        """How strongly each number goes with each outcome; of few points nothing."""
        if len(self.numbers) < ENOUGH_FOR_RANKS:
            return {}
        means = [swept.means.tolist() for swept in self.main or self.endings]
        return {
            each.path: [correlation(values_at(each, self.numbers), found) for found in means]
            for each in self.dimensions
            if each.numbers
        }

    @property
    def ranks(self) -> list[tuple[str, list[Cell]]]:
        """The same as cells of a table."""
        return [
            (self.names[path], [Cell(difference(rank), abs(rank), False, False) for rank in found])
            for path, found in self.correlations.items()
        ]

    @cached_property
    def rows(self) -> list[tuple[int, list[str], list[tuple[str, bool]]]]:
        """The first points: number, values, and what the outcomes came to, surely other or not."""
        columns = self.columns
        return [
            (
                number,
                [value_name(self.design[number].get(path)) for path in self.paths],
                [self._figure(swept, at) for swept in columns],
            )
            for at, number in enumerate(self.numbers[:MOST_ROWS])
        ]

    @property
    def columns(self) -> list[Swept]:
        """The outcomes in the table of points."""
        return (self.main or self.endings)[:MOST_COLUMNS]

    def _figure(self, swept: Swept, at: int) -> tuple[str, bool]:
        found = swept.points[at]
        return amount(swept.outcome, found.mean.value), found.is_sure(len(self.numbers) - 1)

    def amount(self, swept: Swept, value: float) -> str:
        """A value of an outcome."""
        return amount(swept.outcome, value)

    def change(self, swept: Swept, value: float) -> str:
        """A change of an outcome."""
        return change(swept.outcome, value)

    def told(self, number: int) -> str:
        """The settings of a point in a line."""
        return told(self.design[number])

    def value(self, value: Any) -> str:
        """A value as it is written."""
        return value_name(value)

    @property
    def worth_opening(self) -> list[tuple[str, int]]:
        """Points to look at first: that of reference, and both ends of what comes first."""
        found = {"reference": self.reference}
        if self.columns:
            means = self.columns[0].means
            found["least"] = self.numbers[int(means.argmin())]
            found["most"] = self.numbers[int(means.argmax())]
        return list(found.items())


def is_single(swept: Swept) -> bool:
    """Is it one ending, rather than a class of them or a quantity?"""
    return swept.outcome.name.startswith("ending ")
