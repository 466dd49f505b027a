"""Morris's screening of functions whose effects are known."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.sensitivity.morris import morris_effects
from sim.analysis.sensitivity.samples import sample
from tests.support.studies import NAMES, ishigami, with_luck


@pytest.fixture(scope="module")
def shares():
    return sample("morris", 40, len(NAMES), seed=3).reshape(-1, len(NAMES))


def test_a_straight_line_has_its_slopes_and_no_spread(shares):
    values = 5 * shares[:, 0] - 2 * shares[:, 1]
    first, second, third = morris_effects(NAMES, shares, np.array([values] * 2), 0)
    assert (first.mean, first.size) == pytest.approx((5, 5))
    assert (second.mean, second.size) == pytest.approx((-2, 2))
    assert third.size == 0
    assert [each.spread for each in (first, second, third)] == pytest.approx([0, 0, 0], abs=1e-6)
    assert [each.verdict for each in (first, second, third)] == ["matters", "matters", "hardly"]
    assert first.is_one_way
    assert second.is_one_way


def test_what_acts_with_others_has_spread(shares):
    """Of Ishigami's function `a` hangs on `c`; `b` goes up and down by itself."""
    found = morris_effects(NAMES, shares, np.array([ishigami(shares)] * 2), 0)
    assert all(each.spread > 0.5 * each.size for each in found)
    assert not found[1].is_one_way
    assert found[1].verdict == "matters"


def test_luck_alone_does_not_matter(shares):
    found = morris_effects(NAMES, shares, with_luck(0 * shares[:, 0], 1.0), 0)
    assert [each.verdict for each in found] == ["open"] * 3
    assert all(each.luck > 0.5 * each.size for each in found)


def test_luck_stands_beside_an_effect_and_is_taken_off_its_spread(shares):
    values = 9 * shares[:, 0]
    found = morris_effects(NAMES, shares, with_luck(values, 1.0), 0)
    assert found[0].verdict == "matters"
    assert found[0].mean == pytest.approx(9, abs=1.5)
    assert found[0].spread < 0.7 * found[0].salib["sigma"]
    assert [each.verdict for each in found[1:]] == ["open"] * 2


def test_of_what_never_differs_no_effect_is_told(shares):
    assert morris_effects(NAMES, shares, np.zeros((2, len(shares))), 0) == []
