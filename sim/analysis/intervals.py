"""How sure a figure from a sample is: frequencies with intervals, spreads, paired differences."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Z = 1.959963984540054  # standard normal: 95 % lie within this many standard deviations


@dataclass(frozen=True)
class Frequency:
    """So many of so many, with its 95 % interval."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.count / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """Lowest and highest share that goes with it (Wilson 1927): sound near 0 and 1 too."""
        spread = Z * Z / self.of
        middle = self.share + spread / 2
        reach = sqrt(spread * (self.share * (1 - self.share) + spread / 4))
        low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
        return (low if self.count else 0.0), (high if self.count < self.of else 1.0)

    def plain(self) -> dict[str, float]:
        """As plain data."""
        low, high = self.interval
        return {"count": self.count, "of": self.of, "share": self.share, "low": low, "high": high}


@dataclass(frozen=True)
class Spread:
    """The middle of many values, and the ends between which eight of ten lie."""

    low: float
    middle: float
    high: float


def spread(values: NDArray[np.floating]) -> Spread:
    """The median, and the 10 % and 90 % quantiles."""
    return Spread(*np.quantile(values, [0.1, 0.5, 0.9]).tolist())


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """How much larger one mean is than another, with its 95 % interval."""

    mean: float
    low: float
    high: float


def paired_difference(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> Difference:
    """Of the share of worlds in `one` and in `other`, where a world meets the same luck in both.

    What luck does to both alike falls out, so far fewer worlds are needed than without pairs.
    """
    differences = one.astype(np.float64) - other
    mean = float(differences.mean())
    reach = Z * float(differences.std()) / sqrt(len(differences))
    return Difference(mean, mean - reach, mean + reach)


def line_among(count: int) -> float:
    """How many standard errors are more than luck, if so many are compared."""
    return NormalDist().inv_cdf(1 - 0.025 / max(1, count))
