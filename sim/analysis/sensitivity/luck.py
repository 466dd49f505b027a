"""Keeping luck apart: what two halves of the worlds have in common is no luck.

A point's mean is what its numbers lead to, and luck. Half the difference between the means of two
halves of its worlds has the luck of the whole mean and nothing else, so whatever is worked out of
squares and products of means is worked out of these half differences too, and taken off.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from sim.engine.dice import Dice, Purpose
from sim.engine.rows import Figures, Places

Verdict = Literal["matters", "hardly", "open"]  # open: more points are needed to tell

RESAMPLES = 500
RESAMPLING = 2**41  # a stream of luck that no world, no future and no sample has


def means_and_luck(halves: Figures) -> tuple[Figures, Figures]:
    """The means of all worlds, and what has their luck and nothing else; each without its mean.

    halves: (2, …), the means of each half of the worlds.
    """
    first, second = halves
    return (first + second) / 2, (first - second) / 2


def share_of_luck(halves: Figures) -> float:
    """The part of the variance of points that luck alone brings, 0 to 1.

    halves: (2, points)
    """
    means, luck = means_and_luck(halves)
    whole = float(means.var())
    return min(1.0, float(luck.var()) / whole) if whole else 0.0


def times_drawn(rows: int, seed: int) -> Figures:
    """How often each row is drawn when as many are drawn anew, as a share, (RESAMPLES, rows).

    The mean of a figure of all rows in each resample is the product with this (bootstrap).
    """
    luck = Dice(seed, 0, rows, RESAMPLING).uniforms(Purpose.START, 0, RESAMPLES)
    drawn: Places = (luck * rows).astype(np.intp)
    counted = [np.bincount(each, minlength=rows) for each in drawn]
    return np.array(counted) / rows
