"""Sobol' indices of pairs: of a function whose indices are known, with luck and without."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.sensitivity.pairs import sobol_pairs, without_reverse
from sim.analysis.sensitivity.ranges import asked_for
from sim.analysis.sensitivity.samples import sample
from sim.analysis.sensitivity.sobol import sobol_indices
from sim.analysis.sensitivity.study import Study
from tests.support.studies import FIRST, NAMES, TOTAL, ishigami, one_number, with_luck
from tests.support.tiny import tiny

ROW = 2 * len(NAMES) + 2
# All that a does beyond itself it does with c, and b stands alone (Homma and Saltelli 1996).
TOGETHER = {("a", "b"): 0.0, ("a", "c"): 0.2437, ("b", "c"): 0.0}


@pytest.fixture(scope="module")
def shares():
    return sample("sobol", 2048, len(NAMES), seed=3, pairs=True).reshape(-1, len(NAMES))


@pytest.fixture(scope="module")
def sure(shares):
    return {(p.path, p.other): p for p in sobol_pairs(NAMES, twice(ishigami(shares)), 0)}


def twice(values):
    """Both halves of the worlds came to the same: there is no luck."""
    return np.array([values] * 2)


@pytest.mark.parametrize("pair", TOGETHER)
def test_the_second_order_indices_of_ishigami_are_found(sure, pair):
    found = sure[pair]
    assert found.part.value == pytest.approx(TOGETHER[pair], abs=0.03)
    assert found.part.low <= TOGETHER[pair] <= found.part.high
    assert found.verdict == ("matters" if TOGETHER[pair] else "hardly")


def test_without_luck_salib_finds_the_same(sure):
    """By its own estimator, from the same points."""
    for pair, each in sure.items():
        assert each.salib["S2"] == pytest.approx(TOGETHER[pair], abs=0.05)
        assert each.salib["S2_conf"] > 0


def test_the_weightiest_comes_first(shares):
    first, *_others = sobol_pairs(NAMES, twice(ishigami(shares)), 0)
    assert (first.path, first.other) == ("a", "c")


def test_luck_is_taken_off(shares):
    """With half of the variance luck, indices stay, while SALib's shrink."""
    halves = with_luck(ishigami(shares), 8.0, ROW)
    found = {(p.path, p.other): p for p in sobol_pairs(NAMES, halves, 0)}
    for pair, each in found.items():
        assert each.part.value == pytest.approx(TOGETHER[pair], abs=0.15)
        assert each.part.low <= TOGETHER[pair] <= each.part.high
    assert found["a", "c"].salib["S2"] < 0.19


def test_a_sum_brings_nothing_together_and_a_product_all(shares):
    """Exactly: what the numbers do stands apart, or comes of both alone."""
    added = sobol_pairs(NAMES, twice(shares.sum(axis=1)), 0)
    assert [each.part.value for each in added] == pytest.approx([0] * 3, abs=0.01)
    product = (shares[:, 0] - 0.5) * (shares[:, 1] - 0.5)
    first = sobol_pairs(NAMES, twice(product), 0)[0]
    assert (first.path, first.other) == ("a", "b")
    assert first.part.value == pytest.approx(1, abs=0.05)


def test_single_numbers_are_judged_by_the_points_of_a_study_without_pairs(shares):
    values = twice(ishigami(shares))
    plain = without_reverse(values, len(NAMES))
    assert plain.shape == (2, 2048 * (len(NAMES) + 2))
    kept = without_reverse(shares.T, len(NAMES)).T
    for each in sobol_indices(NAMES, kept, plain, 0):
        assert each.first.value == pytest.approx(FIRST[each.path], abs=0.04)
        assert each.total.value == pytest.approx(TOTAL[each.path], abs=0.04)
    assert (kept == sample("sobol", 2048, len(NAMES), seed=3).reshape(-1, len(NAMES))).all()


@pytest.mark.parametrize("luck", [0.0, 1.0])
def test_of_nothing_but_luck_no_pair_is_told(shares, luck):
    assert sobol_pairs(NAMES, with_luck(0 * shares[:, 0], luck), 0) == []


@pytest.mark.parametrize(
    ("method", "ranges", "words"),
    [
        ("morris", ["indicators.*.start"], "--method sobol, not with morris"),
        ("sobol", ["indicators.x.start"], "2 to 30 numbers, not of 1"),
        ("sobol", ["*"], "2 to 30 numbers, not of"),
    ],
)
def test_pairs_are_of_a_few_numbers_after_sobol(method, ranges, words):
    parts = one_number()
    parts["indicators"] |= {f"z{n}": parts["indicators"]["y"] for n in range(31)}
    scenario = tiny(**parts)
    with pytest.raises(ValueError, match=words):
        Study(scenario, asked_for(scenario, ranges), method, 8, second_order=True)
