"""Sobol' indices: what part of an outcome's variance each number brings, alone and in all.

After Jansen (1999): from differences between points that meet the same luck, so that what luck does
to all of them falls out; the rest of luck is taken off. So what is shared out is the variance of an
outcome's chance or mean, not that of a sample of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.intervals import Estimate
from sim.analysis.sensitivity.luck import Verdict, means_and_luck, share_of_luck, times_drawn
from sim.analysis.sensitivity.samples import problem_of
from sim.engine.rows import Figures

MATTERS = 0.05  # of the variance; below that a number may be fixed (Sarrazin et al. 2016)


@dataclass(frozen=True)
class SobolIndex:
    """The part that one number has in one outcome.

    Attributes:
        first: alone; total: with all in which it plays a part together with others.
        slope: the correlation of the outcome, freed of luck, with the number, −1 to 1: its square
            is the part that a straight line shows.
        salib: S1, S1_conf, ST and ST_conf as SALib has them, with luck in the variance.
    """

    path: str
    first: Estimate
    total: Estimate
    slope: float
    salib: dict[str, float]

    @property
    def verdict(self) -> Verdict:
        """Does it matter, as far as the interval can tell?"""
        if self.total.low >= MATTERS:
            return "matters"
        return "hardly" if self.total.high < MATTERS else "open"

    @property
    def weight(self) -> float:
        """What it is ranked by."""
        return self.total.value


@dataclass(frozen=True)
class Parts:
    """What is averaged over rows: for each parameter (rows, parameters), and for all (rows, 1)."""

    first: Figures
    total: Figures
    variance: Figures


def sobol_indices(
    paths: list[str], shares: Figures, halves: Figures, seed: int
) -> list[SobolIndex]:
    """Of one outcome; nothing if all that differs between points may be luck.

    Args:
        shares: where points lie, (points, parameters), in rows of A, A with one of B each, B.
        paths: the names of the parameters.
        halves: the outcome there, (2, points).
        seed: chooses what is drawn for the intervals.
    """
    rows = halves.reshape(2, -1, len(paths) + 2)
    means, luck = means_and_luck(rows)
    if share_of_luck(halves) >= 1:
        return []
    parts = _without(_parts(means), _parts(luck))
    once = np.full((1, len(means)), 1 / len(means))
    _, first, total = _indices(once, parts)
    variance, firsts, totals = _indices(times_drawn(len(means), seed), parts)
    if np.quantile(variance, 0.025) <= 0:
        return []
    plain = _as_salib(means.ravel(), len(paths), seed)
    slopes = _slopes(shares.reshape(*means.shape, -1)[:, [0, -1]], means[:, [0, -1]])
    slopes /= (1 - share_of_luck(halves)) ** 0.5
    return [
        SobolIndex(
            path,
            first=_estimate(first[0, number], firsts[:, number]),
            total=_estimate(total[0, number], totals[:, number]),
            slope=float(slopes[number]),
            salib={name: float(figures[number]) for name, figures in plain.items()},
        )
        for number, path in enumerate(paths)
    ]


def _parts(rows: Figures) -> Parts:
    """By the squares of differences in each row, (rows, parameters + 2)."""
    base, mixed, other = rows[:, :1], rows[:, 1:-1], rows[:, -1:]
    variance = (other - base) ** 2 / 2
    return Parts(variance - (other - mixed) ** 2 / 2, (mixed - base) ** 2 / 2, variance)


def _without(whole: Parts, luck: Parts) -> Parts:
    return Parts(
        first=whole.first - luck.first,
        total=whole.total - luck.total,
        variance=whole.variance - luck.variance,
    )


def _indices(drawn: Figures, parts: Parts) -> tuple[Figures, Figures, Figures]:
    """The variance and both indices, each (resamples, parameters or 1)."""
    variance = drawn @ parts.variance
    divisor = np.where(variance > 0, variance, np.nan)
    return variance, drawn @ parts.first / divisor, drawn @ parts.total / divisor


def _estimate(value: float, resampled: Figures) -> Estimate:
    low, high = np.nanquantile(resampled, [0.025, 0.975])
    return Estimate(float(value), float(low), float(high))


def _slopes(shares: Figures, outcome: Figures) -> Figures:
    """The correlation with each parameter over the points that were drawn freely."""
    points = shares.reshape(-1, shares.shape[-1])
    points = points - points.mean(axis=0)
    centred = outcome.ravel() - outcome.mean()
    slopes: Figures = centred @ points / len(centred) / (points.std(axis=0) * centred.std())
    return slopes


def _as_salib(means: Figures, parameters: int, seed: int) -> dict[str, Any]:
    from SALib.analyze.sobol import analyze

    # SALib takes a seed of 0 for none at all.
    found = analyze(problem_of(parameters), means, calc_second_order=False, seed=seed + 1)
    return {name: found[name] for name in ("S1", "S1_conf", "ST", "ST_conf")}
