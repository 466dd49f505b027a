"""A sweep: how often each outcome came at each point, and what difference the settings make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.dimensions import Usual
from sim.analysis.intervals import Difference, Frequency, paired_difference
from sim.analysis.summary import endings_as
from sim.scenario.overrides import as_number
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pyarrow.dataset as ds

PEACEFUL = "no violence"
ENOUGH_FOR_RANKS = 8  # points, below which a rank correlation says next to nothing

Reached = Mapping[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class PointResult:
    """What came out at one point.

    Attributes:
        settings: path: value.
        outcomes: how often the endings that count as each came, and those without violence.
        endings: how often each ending came.
        differences: how much likelier each was than at the point of reference, by the same luck;
            nothing there itself.
    """

    point: int
    settings: Mapping[str, Any]
    outcomes: dict[str, Frequency]
    endings: dict[str, Frequency]
    differences: dict[str, Difference]

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "point": self.point,
            "settings": dict(self.settings),
            "outcomes": {name: found.plain() for name, found in self.outcomes.items()},
            "endings": {name: found.plain() for name, found in self.endings.items()},
            "differences": {name: vars(found) for name, found in self.differences.items()},
        }


@dataclass(frozen=True)
class SweepResult:
    """All points that were played, and how strongly each number goes with each outcome.

    Attributes:
        ranks: path: outcome: Spearman's rank correlation over the points; nothing of few points.
        reference: the number of the point that the others are compared with: the first that
            leaves the scenario as it stands, or else the first.
    """

    points: list[PointResult]
    ranks: dict[str, dict[str, float]]
    reference: int

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "points": [point.plain() for point in self.points],
            "ranks": self.ranks,
            "reference": self.reference,
        }


def compare_points(
    scenario: Scenario, worlds: ds.Dataset, design: Sequence[Mapping[str, Any]]
) -> SweepResult:
    """Look at the results of a sweep, complete or not; points without a world are left out."""
    rows = worlds.to_table(columns=["point", "world", "ending"])
    point, world = rows["point"].to_numpy(), rows["world"].to_numpy()
    ending = np.array(rows["ending"].to_pylist())
    counted = _outcomes(scenario)
    sets = counted | {name: [name] for name in scenario.endings}
    reached = {name: np.isin(ending, ends) for name, ends in sets.items()}
    numbers = np.unique(point).tolist()
    reference = reference_of(scenario, design, numbers)
    first = _at(reached, world, point == reference)
    found: list[PointResult] = []
    for number in numbers:
        here = _at(reached, world, point == number)
        shares = {n: Frequency(int(came.sum()), len(came)) for n, came in here.reached.items()}
        found.append(
            PointResult(
                point=number,
                settings=design[number],
                outcomes={name: shares[name] for name in counted},
                endings={name: shares[name] for name in scenario.endings},
                differences=_against(first, here) if number != reference else {},
            )
        )
    return SweepResult(found, _ranks(found), reference)


def reference_of(
    scenario: Scenario, design: Sequence[Mapping[str, Any]], numbers: Sequence[int]
) -> int:
    """Of the points that were played, the one that the others are compared with."""
    usual = Usual(scenario)
    asis = (number for number in numbers if usual.has(design[number]))
    return next(asis, numbers[0] if numbers else 0)


def _outcomes(scenario: Scenario) -> dict[str, list[str]]:
    """The endings that count as each outcome."""
    counted = [name for ending in scenario.endings.values() for name in ending.counts_as]
    peaceful = [name for name, ending in scenario.endings.items() if not ending.violent]
    named = {name: endings_as(scenario, [name]) for name in dict.fromkeys(counted)}
    return {PEACEFUL: peaceful} | named


@dataclass(frozen=True)
class _Here:
    """Worlds in their order, and whether each came to each outcome."""

    world: NDArray[np.int64]
    reached: Reached


def _at(reached: Reached, world: NDArray[np.int64], here: NDArray[np.bool_]) -> _Here:
    order = np.argsort(world[here], kind="stable")
    return _Here(world[here][order], {name: came[here][order] for name, came in reached.items()})


def _against(first: _Here, here: _Here) -> dict[str, Difference]:
    """Over the worlds that both have; of an interrupted sweep those need not be all."""
    _common, one, other = np.intersect1d(first.world, here.world, return_indices=True)
    if not len(one):
        return {}
    return {
        name: paired_difference(came[other], first.reached[name][one])
        for name, came in here.reached.items()
    }


def _ranks(points: Sequence[PointResult]) -> dict[str, dict[str, float]]:
    """Of each path that has numbers, with each outcome."""
    if len(points) < ENOUGH_FOR_RANKS:
        return {}
    paths = dict.fromkeys(path for point in points for path in point.settings)
    ranks = {}
    for path in paths:
        values = [as_number(point.settings.get(path)) for point in points]
        if None not in values and len(set(values)) > 1:
            ranks[path] = {
                name: correlation(values, [point.outcomes[name].share for point in points])
                for name in points[0].outcomes
            }
    return ranks


def correlation(one: Sequence[Any], other: Sequence[float]) -> float:
    """Of the ranks (Spearman 1904); 0 where one of them never varies."""
    ranks = [_ranked(np.array(values, dtype=np.float64)) for values in (one, other)]
    if not all(rank.std() for rank in ranks):
        return 0.0
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _ranked(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 0; equal values share the middle one of theirs."""
    _distinct, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    middles = counts.cumsum() - (counts + 1) / 2
    return np.asarray(middles[places])
