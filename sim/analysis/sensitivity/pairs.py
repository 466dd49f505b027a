"""Sobol' indices of pairs: what two numbers bring together, beyond what each brings alone.

A row of points has, beside A, A with one number after the other taken from B, and B, also B with
one number after the other taken from A. A point of the one kind and one of the other have just two
numbers in common, so half the mean square of their difference lacks what these two bring, alone and
together (after Jansen 1999). Every figure comes from two such differences, and luck is taken off.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from sim.analysis.intervals import Estimate, line_among
from sim.analysis.sensitivity.luck import Verdict, means_and_luck, share_of_luck, times_drawn
from sim.analysis.sensitivity.samples import problem_of
from sim.analysis.sensitivity.sobol import MATTERS
from sim.engine.rows import Figures, Places

MOST_NUMBERS = 30  # 435 pairs; more are neither read nor surely told apart from luck


@dataclass(frozen=True)
class SobolPair:
    """The part that two numbers bring together in one outcome.

    Attributes:
        part: of the variance that is no luck, beyond the parts of each alone.
        line: how much is more than luck explains, however many pairs there are.
        salib: S2 and S2_conf as SALib has them, with luck in the variance.
    """

    path: str
    other: str
    part: Estimate
    line: float
    salib: dict[str, float]

    @property
    def verdict(self) -> Verdict:
        """Do they surely bring something together, or surely hardly anything?"""
        if self.part.value > self.line:
            return "matters"
        return "hardly" if self.part.high < MATTERS else "open"


def without_reverse(points: Figures, parameters: int) -> Figures:
    """Those of the points in rows (…, points) that single numbers are judged by: A, mixed, B."""
    rows = points.reshape(*points.shape[:-1], -1, 2 * parameters + 2)
    kept: Figures = np.delete(rows, slice(parameters + 1, -1), axis=-1)
    return kept.reshape(*points.shape[:-1], -1)


def sobol_pairs(paths: list[str], halves: Figures, seed: int) -> list[SobolPair]:
    """Of one outcome, the weightiest first; nothing if all that differs may be luck.

    Args:
        paths: the names of the parameters.
        halves: the outcome at every point, (2, points), in rows as `sample` puts them.
        seed: chooses what is drawn for the intervals.
    """
    if share_of_luck(halves) >= 1:
        return []
    rows = halves.reshape(2, -1, 2 * len(paths) + 2)
    means, luck = means_and_luck(rows)
    together, variance = (a - b for a, b in zip(_parts(means), _parts(luck), strict=True))
    drawn = times_drawn(len(means), seed)
    spread = drawn @ variance
    if np.quantile(spread, 0.025) <= 0:
        return []
    values = together.mean(axis=0) / variance.mean()
    resampled = drawn @ together / np.where(spread > 0, spread, np.nan)[:, None]
    low, high = np.nanquantile(resampled, [0.025, 0.975], axis=0)
    lines = line_among(len(values)) * np.nanstd(resampled, axis=0)
    library = _as_salib(means.ravel(), len(paths), seed)
    pairs = [
        SobolPair(
            paths[one],
            paths[other],
            part=Estimate(float(values[n]), float(low[n]), float(high[n])),
            line=float(lines[n]),
            salib={name: float(figures[one, other]) for name, figures in library.items()},
        )
        for n, (one, other) in enumerate(zip(*_all_pairs(len(paths)), strict=True))
    ]
    return sorted(pairs, key=lambda pair: -pair.part.value)


def _parts(rows: Figures) -> tuple[Figures, Figures]:
    """What each pair brings together, (rows, pairs), and the variance, (rows,), row by row."""
    count = rows.shape[1] // 2 - 1
    base, other = rows[:, :1], rows[:, -1:]
    mixed, reverse = rows[:, 1 : count + 1], rows[:, count + 1 : -1]
    variance = (other - base)[:, 0] ** 2 / 2
    # Half mean squares of differences between points that share one number, and that share two.
    alone = ((other - mixed) ** 2 + (base - reverse) ** 2) / 4
    one, two = _all_pairs(count)
    both = (reverse[:, one] - mixed[:, two]) ** 2 + (reverse[:, two] - mixed[:, one]) ** 2
    return alone[:, one] + alone[:, two] - both / 4 - variance[:, None], variance


def _all_pairs(count: int) -> tuple[Places, Places]:
    places = np.array(list(combinations(range(count), 2)), dtype=np.intp).reshape(-1, 2)
    return places[:, 0], places[:, 1]


def _as_salib(means: Figures, parameters: int, seed: int) -> dict[str, Any]:
    from SALib.analyze.sobol import analyze

    # SALib takes a seed of 0 for none at all.
    found = analyze(problem_of(parameters), means, calc_second_order=True, seed=seed + 1)
    return {name: found[name] for name in ("S2", "S2_conf")}
