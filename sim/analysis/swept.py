"""What every point of a sweep came to, outcome by outcome, with intervals, beside one of them.

All points meet the same worlds by the same luck, so what is compared is world by world: what luck
does to both alike falls out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.dimensions import Dimension
from sim.analysis.intervals import Estimate, Frequency, Z, line_among
from sim.analysis.sensitivity.outcomes import PEAK_RUNG, Outcome, outcomes_of
from sim.engine.rows import Figures, Places
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pyarrow.dataset as ds

AT_ONCE = 1_000_000  # figures, so that memory stays small


@dataclass(frozen=True)
class Compared:
    """What an outcome came to, and how much more that is than where all is compared with.

    difference: none there itself, or if no world was played in both.
    """

    mean: Estimate
    difference: Estimate | None = None

    def is_sure(self, among: int = 1) -> bool:
        """Is the difference more than luck, although so many are looked at (Bonferroni)?"""
        found = self.difference
        if found is None:
            return False
        return abs(found.value) > line_among(among) / Z * (found.high - found.low) / 2


@dataclass(frozen=True, eq=False)
class Swept:
    """An outcome of a sweep.

    Attributes:
        points: at each point that was played, in their order.
        levels: of each dimension that is no cloud, at each of its values, over all points that
            have it, beside those that have the usual one.
    """

    outcome: Outcome
    points: Sequence[Compared]
    levels: Mapping[str, Sequence[Compared]]

    @property
    def means(self) -> Figures:
        """At each point."""
        return np.array([point.mean.value for point in self.points])

    @property
    def differs(self) -> bool:
        """Is it ever anything else than the same?"""
        return bool(np.ptp(self.means) > 0)


class Sweep:
    """The worlds of a sweep, complete or not.

    Args:
        scenario: as it was played, before the settings of any point.
        worlds: a row a world.

    Attributes:
        numbers: of the points of which there are worlds.
    """

    def __init__(self, scenario: Scenario, worlds: ds.Dataset) -> None:
        self.scenario = scenario
        self.worlds = worlds
        rows = worlds.to_table(columns=["point", "world"])
        self.numbers, self._point = np.unique(rows["point"].to_numpy(), return_inverse=True)
        self._worlds, self._world = np.unique(rows["world"].to_numpy(), return_inverse=True)

    def outcomes(self, dimensions: Sequence[Dimension], reference: int) -> Iterator[Swept]:
        """Every outcome, one after the other, since each takes a column of all worlds.

        reference: the number of the point that the others are compared with.
        """
        lines = [each for each in dimensions if not each.is_cloud]
        for outcome in outcomes_of(self.scenario):
            values = self._values(outcome)
            chance = outcome.kind == "chance"
            points = _compared(values, self._places([reference])[0], chance)
            yield Swept(
                outcome, points, {each.path: self._levels(each, values, points) for each in lines}
            )

    def _levels(
        self, dimension: Dimension, values: Figures, points: Sequence[Compared]
    ) -> list[Compared]:
        rows = [self._places(level.points) for level in dimension.levels]
        means = np.array([_mean_world(values, each) for each in rows])
        found = _compared(means, dimension.usual_level)
        # Of a value that one point has, the interval is that of the point.
        return [
            replace(each, mean=points[row[0]].mean) if len(row) == 1 else each
            for each, row in zip(found, rows, strict=True)
        ]

    def _places(self, points: Sequence[int]) -> Places:
        found: Places = np.searchsorted(self.numbers, points)
        return found

    def _values(self, outcome: Outcome) -> Figures:
        """A row a point, a column a world; nan where it was not played."""
        found = np.full((len(self.numbers), len(self._worlds)), np.nan)
        found[self._point, self._world] = _column(outcome, self.worlds)
        return found


def _column(outcome: Outcome, worlds: ds.Dataset) -> Any:
    """The outcome in each row of the results."""
    name = {"chance": "ending", "rung": PEAK_RUNG}.get(outcome.kind, outcome.name)
    column = worlds.to_table(columns=[name]).column(0)
    if outcome.kind != "chance":
        return column.to_numpy()
    codes = column.unify_dictionaries().combine_chunks()
    names = codes.dictionary.to_pylist()
    return np.isin(codes.indices.to_numpy(), [names.index(e) for e in outcome.of if e in names])


def _mean_world(values: Figures, rows: Places) -> Figures:
    """The mean of some points in each world; nan where none of them has it."""
    chosen = values[rows]
    if len(rows) == 1:
        found: Figures = chosen[0]
        return found
    there = ~np.isnan(chosen)
    count = there.sum(axis=0)
    sums: Figures = np.where(there, chosen, 0).sum(axis=0)
    means: Figures = sums / np.where(count, count, np.nan)
    return means


def _compared(values: Figures, first: int, is_share: bool = False) -> list[Compared]:
    """Each row by itself, and beside one of them, world by world."""
    found: list[Compared] = []
    step = max(1, AT_ONCE // max(1, values.shape[1]))
    for at in range(0, len(values), step):
        some = values[at : at + step]
        means, differences = _estimates(some, is_share), _estimates(some - values[first])
        for row, (mean, difference) in enumerate(zip(means, differences, strict=True), at):
            assert mean is not None  # a point has a world, or would not be here
            found.append(Compared(mean, None if row == first else difference))
    return found


def _estimates(values: Figures, is_share: bool = False) -> list[Estimate | None]:
    """The mean of the worlds that there are, row by row; of noughts and ones as of a share."""
    there = ~np.isnan(values)
    count = there.sum(axis=1)
    worlds = np.where(count, count, np.nan)
    means = np.where(there, values, 0).sum(axis=1) / worlds
    squares = np.where(there, values - means[:, None], 0) ** 2
    reaches = Z * np.sqrt(squares.sum(axis=1) / worlds / worlds)
    if is_share:
        shares = [Frequency(round(m * n), n) for m, n in zip(means, count.tolist(), strict=True)]
        return [Estimate(share.share, *share.interval) for share in shares]
    return [
        Estimate(mean, mean - reach, mean + reach) if mean == mean else None
        for mean, reach in zip(means.tolist(), reaches.tolist(), strict=True)
    ]
