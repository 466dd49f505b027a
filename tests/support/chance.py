"""Is a count within its sampling error? Seeds are fixed, so a test that passes always passes.

The bounds are so wide (six standard errors) that a true rule fails about once in a billion seeds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

SIGMAS = 6.0


def is_share(found: float, expected: float, worlds: int, off: float = 0.0) -> bool:
    """Is the share `found` in so many worlds what a chance of `expected` would give?

    off: how far the exact chance may be from `expected`, where that is itself rounded.
    """
    error = math.sqrt(expected * (1 - expected) / worlds)
    return abs(found - expected) <= SIGMAS * error + 1 / worlds + off


def is_mean(values: Sequence[float] | np.ndarray, expected: float) -> bool:
    """Is the mean of the values what draws with that mean would give?"""
    sample = np.asarray(values, dtype=float)
    error = float(sample.std(ddof=1)) / math.sqrt(len(sample))
    return abs(float(sample.mean()) - expected) <= SIGMAS * error + 1e-12


def higher(fewer: np.ndarray, more: np.ndarray) -> float:
    """How many standard errors the second of two paired samples is above the first."""
    difference = np.asarray(more, dtype=float) - np.asarray(fewer, dtype=float)
    spread = float(difference.std(ddof=1))
    return float(difference.mean()) / (spread / math.sqrt(len(difference))) if spread else 0.0
