"""What many worlds came to: how they ended, how long, how high, how well, and what decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.analysis.intervals import Frequency, Spread, spread
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pyarrow.dataset as ds

FEWEST_FOR_STARTS = 1_000  # worlds; with fewer, a rare outcome fits any start value by luck
MOST_FOR_STARTS = 50_000  # more would say the same
START, PEAK, PEAK_TURN, SCORE = "start ", "peak ", "peak turn ", " score"


@dataclass(frozen=True)
class Summary:
    """The results of a batch in some dozens of figures.

    Attributes:
        endings: how often each came, those that never came too.
        outcomes: how often the endings that count as each.
        turns: how long it took.
        peaks, peak_turns: the extremes of what is watched, and when they were reached.
        scores: how far each actor's goals were reached.
        known_before: outcome: the part of its variance that the start values explain, as far as a
            straight line shows it; the rest is chance and choices. Empty if all start alike
            or there are too few worlds to tell.
    """

    worlds: int
    endings: dict[str, Frequency]
    outcomes: dict[str, Frequency]
    turns: Spread
    peaks: dict[str, Spread]
    peak_turns: dict[str, Spread]
    scores: dict[str, Spread]
    known_before: dict[str, float]


def summarise(scenario: Scenario, worlds: ds.Dataset) -> Summary:
    """Read the results a column at a time, so that memory stays small."""

    def column(name: str) -> NDArray[np.floating]:
        values: NDArray[np.floating] = worlds.to_table(columns=[name]).column(0).to_numpy()
        return values

    endings = count_endings(scenario, worlds)
    counted: list[str] = [o for ending in scenario.endings.values() for o in ending.counts_as]
    outcomes = {name: how_often(scenario, endings, [name]) for name in dict.fromkeys(counted)}
    names = worlds.schema.names
    turns = [name.removeprefix(PEAK_TURN) for name in names if name.startswith(PEAK_TURN)]
    return Summary(
        worlds=worlds.count_rows(),
        endings=endings,
        outcomes=outcomes,
        turns=spread(column("turns")),
        peaks={name: spread(column(PEAK + name)) for name in turns},
        peak_turns={name: spread(column(PEAK_TURN + name)) for name in turns},
        scores={name: spread(column(name + SCORE)) for name in scenario.actors},
        known_before=parts_known_before(scenario, worlds, outcomes),
    )


def count_endings(scenario: Scenario, worlds: ds.Dataset) -> dict[str, Frequency]:
    """How often each ending came."""
    # As numbers of a list of names: as texts, those of ten million worlds take 350 MB.
    found = worlds.to_table(columns=["ending"]).column(0).unify_dictionaries()
    counted = {pair["values"]: pair["counts"] for pair in pc.value_counts(found).to_pylist()}
    return {name: Frequency(counted.get(name, 0), len(found)) for name in scenario.endings}


def endings_as(scenario: Scenario, names: Collection[str]) -> list[str]:
    """The endings that have one of these names, or count as one of them."""
    return [
        name
        for name, ending in scenario.endings.items()
        if name in names or set(ending.counts_as) & set(names)
    ]


def how_often(
    scenario: Scenario, endings: Mapping[str, Frequency], names: Collection[str]
) -> Frequency:
    """How often any of these endings or outcomes came."""
    of = next(iter(endings.values())).of
    return Frequency(sum(endings[name].count for name in endings_as(scenario, names)), of)


def parts_known_before(
    scenario: Scenario, worlds: ds.Dataset, outcomes: Collection[str]
) -> dict[str, float]:
    """For each outcome that can still be either, the part that start values explain."""
    drawn = [name for name in worlds.schema.names if name.startswith(START)]
    if not drawn or worlds.count_rows() < FEWEST_FOR_STARTS:
        return {}
    table = worlds.head(MOST_FOR_STARTS, columns=["ending", *drawn])
    starts = np.column_stack([table.column(name).to_numpy() for name in drawn])
    ending = np.array(table.column("ending").to_pylist())
    reached = {name: np.isin(ending, endings_as(scenario, [name])) for name in outcomes}
    return {
        name: explained(came, starts)
        for name, came in reached.items()
        if 0 < came.sum() < len(came)
    }


def explained(came: NDArray[np.bool_], starts: NDArray[np.floating]) -> float:
    """The part of the variance of `came` that a linear regression on the starts explains.

    starts: (W, start values). Adjusted for the number of start values, which fit a little of
        everything by chance (Theil 1961); at least 0.
    """
    worlds, values = starts.shape
    if worlds <= values + 1:
        return 0.0
    centred = came - came.mean()
    ranges = np.maximum(starts.std(axis=0), np.finfo(np.float32).tiny)
    design = (starts - starts.mean(axis=0)) / ranges
    fitted = design @ np.linalg.lstsq(design, centred, rcond=None)[0]
    left = float(np.var(centred - fitted) / np.var(centred))
    return float(max(0.0, 1 - left * (worlds - 1) / (worlds - values - 1)))
