"""Intervals against published and hand-worked values."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.intervals import Frequency, paired_difference, spread


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 16, 0.0, 0.194),  # full-scale war after a build-up, ICB since 1990
        (2, 19, 0.029, 0.314),  # full-scale war after an attack by non-state actors
        (8, 19, 0.231, 0.637),
        (16, 16, 0.806, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_has_its_known_values(count, of, low, high):
    assert Frequency(count, of).interval == pytest.approx((low, high), abs=0.0006)


def test_a_spread_is_the_median_with_eight_of_ten_around_it():
    found = spread(np.arange(101.0))
    assert (found.low, found.middle, found.high) == (10, 50, 90)


def test_a_paired_difference_leaves_out_what_both_share():
    """1,000 worlds in which 10 differ, all one way: 1 % more, give or take 0.6 %."""
    usual = np.arange(1000) % 2 == 0
    changed = usual | (np.arange(1000) % 100 == 1)
    found = paired_difference(changed, usual)
    assert found.mean == pytest.approx(0.01)
    assert (found.low, found.high) == pytest.approx((0.0038, 0.0162), abs=0.0001)


def test_no_difference_is_not_told_from_none():
    same = np.array([True, False, True])
    found = paired_difference(same, same)
    assert (found.mean, found.low, found.high) == (0, 0, 0)
