"""Sobol' indices of a function whose indices are known, with luck and without."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.sensitivity.luck import share_of_luck
from sim.analysis.sensitivity.samples import sample
from sim.analysis.sensitivity.sobol import sobol_indices
from tests.support.studies import FIRST, NAMES, TOTAL, ishigami, with_luck

ROW = len(NAMES) + 2


@pytest.fixture(scope="module")
def shares():
    return sample("sobol", 2048, len(NAMES), seed=3).reshape(-1, len(NAMES))


@pytest.fixture(scope="module")
def sure(shares):
    values = ishigami(shares)
    return {each.path: each for each in sobol_indices(NAMES, shares, np.array([values] * 2), 0)}


@pytest.mark.parametrize("name", NAMES)
def test_the_indices_of_ishigami_are_found(sure, name):
    assert sure[name].first.value == pytest.approx(FIRST[name], abs=0.04)
    assert sure[name].total.value == pytest.approx(TOTAL[name], abs=0.04)
    assert sure[name].first.low <= FIRST[name] <= sure[name].first.high
    assert sure[name].total.low <= TOTAL[name] <= sure[name].total.high


def test_without_luck_salib_finds_the_same(sure):
    """By its own estimators, from the same points."""
    for each in sure.values():
        assert each.salib["S1"] == pytest.approx(each.first.value, abs=0.08)
        assert each.salib["ST"] == pytest.approx(each.total.value, abs=0.08)


def test_which_way_it_goes_is_told_by_the_slope(sure):
    assert sure["a"].slope > 0.4
    assert abs(sure["b"].slope) < 0.1


def test_luck_is_taken_off(shares):
    """With half of the variance luck, indices stay, while those of the means alone do not."""
    halves = with_luck(ishigami(shares), 8.0, ROW)
    assert 0.4 < share_of_luck(halves) < 0.8
    found = {each.path: each for each in sobol_indices(NAMES, shares, halves, 0)}
    for name, each in found.items():
        assert each.first.value == pytest.approx(FIRST[name], abs=0.12)
        assert each.total.value == pytest.approx(TOTAL[name], abs=0.12)
    assert found["a"].salib["S1"] < FIRST["a"] - 0.12
    assert found["c"].salib["ST"] > TOTAL["c"] + 0.12


def test_a_number_that_changes_no_world_has_exactly_nothing(shares):
    """All points of a row meet the same luck, so nothing is left of it."""
    found = sobol_indices(NAMES, shares, with_row_luck(shares[:, 0]), 0)
    assert [each.total.value for each in found[1:]] == [0, 0]
    assert [each.verdict for each in found] == ["matters", "hardly", "hardly"]
    assert found[0].first.value == pytest.approx(1)


def with_row_luck(values):
    halves = with_luck(0 * values, 1.0)
    return values + halves[:, ::ROW].repeat(ROW, axis=1)


def test_of_nothing_but_luck_no_index_is_told(shares):
    assert sobol_indices(NAMES, shares, with_luck(0 * shares[:, 0], 1.0), 0) == []


def test_of_what_never_differs_no_index_is_told(shares):
    assert sobol_indices(NAMES, shares, np.zeros((2, len(shares))), 0) == []
