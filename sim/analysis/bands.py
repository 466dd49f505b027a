"""How sure a mean or a difference from futures is: bands that hold the truth nine times in ten."""

from __future__ import annotations

from math import sqrt

import numpy as np

from sim.engine.rows import Figures, Mask, Rows
from sim.session.futures import Band, Z


def mean_of(values: Figures | Rows) -> Band:
    """The mean of a sample, such as of paired differences, with its 90 % interval."""
    figures = np.asarray(values, dtype=np.float64)
    mean = float(figures.mean())
    reach = Z * float(figures.std()) / sqrt(len(figures) - 1) if len(figures) > 1 else np.inf
    return Band(mean, mean - reach, mean + reach)


def spreads_of(values: Figures | Rows) -> list[Band]:
    """Of each row, (plans, copies), the mean and the ends between which eight in ten lie."""
    means, ends = values.mean(axis=1), np.quantile(values, [0.1, 0.9], axis=1)
    return [Band(*each) for each in zip(means.tolist(), *ends.tolist(), strict=True)]


def gap_of(differences: Figures | Mask) -> Band:
    """The mean of paired differences of shares, each from -1 to 1, with its 90 % interval.

    A difference of 1 and one of -1 are added to the sample for the interval (Bonett and Price
    2012): where hardly any pair differs, a few more futures might still have shown one that does.
    """
    figures = np.asarray(differences, dtype=np.float64)
    count = len(figures) + 2
    middle = float(figures.sum()) / count
    square = (float((figures * figures).sum()) + 2) / count
    reach = Z * sqrt(max(square - middle * middle, 0.0) / count)
    return Band(float(figures.mean()), middle - reach, middle + reach)
