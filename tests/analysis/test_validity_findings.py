"""Verdicts follow from where intervals lie, and intervals from what is independent."""

from __future__ import annotations

import json
from math import inf

import numpy as np
import pytest

from sim.analysis.validity.finding import (
    Measured,
    judged,
    mean_of_groups,
    not_applicable,
    student,
)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.2, 0.3, "passes"),
        (0.1, 0.4, "passes"),
        (0.0, 0.09, "falls short"),
        (0.41, 0.5, "falls short"),
        (0.05, 0.2, "cannot tell"),
        (0.3, 0.5, "cannot tell"),
        (0.0, 1.0, "cannot tell"),
    ],
)
def test_a_verdict_says_where_the_interval_lies(low, high, verdict):
    assert Measured(0.2, low, high).verdict(0.1, 0.4) == verdict


def test_an_open_side_is_null_in_plain_data():
    found = judged("signs", "k", "c", Measured(2, 1, 3), "points", "w", least=0, case="of it")
    assert found.verdict == "passes"
    assert found.title == "c: of it"
    plain = found.plain()
    assert (plain["least"], plain["most"]) == (0, None)
    assert json.loads(json.dumps(plain, allow_nan=False))["found"] == {
        "value": 2,
        "low": 1,
        "high": 3,
    }


def test_what_too_few_cases_tell_has_an_interval_without_ends():
    found = judged("history", "k", "c", mean_of_groups(np.array([0.5])), "nats", "w", least=0)
    assert found.verdict == "cannot tell"
    plain = json.loads(json.dumps(found.plain(), allow_nan=False))
    assert plain["found"] == {"value": 0.5, "low": None, "high": None}


def test_what_does_not_apply_has_found_nothing():
    found = not_applicable("record", "k", "c", "why")
    assert (found.found, found.verdict) == (None, "not applicable")


@pytest.mark.parametrize(("freedom", "quantile"), [(1, 12.706), (3, 3.182), (15, 2.131)])
def test_few_groups_widen_the_interval_as_tables_of_student_say(freedom, quantile):
    assert student(freedom) == pytest.approx(quantile, rel=0.01)


def test_the_interval_of_a_mean_is_worked_out_by_hand():
    """1, 2, 3: mean 2, standard error 1/√3, and t of 2 degrees is 4.303."""
    found = mean_of_groups(np.array([1.0, 2.0, 3.0]))
    assert (found.value, found.high) == (2.0, pytest.approx(2 + 4.303 / np.sqrt(3)))


def test_values_that_share_their_luck_count_once():
    """Each value twice says no more than once: the interval stays as it was."""
    once = mean_of_groups(np.array([1.0, 2.0, 3.0]))
    twice = mean_of_groups(np.array([1.0, 2.0, 3.0] * 2), np.array([7.0, 8.0, 9.0] * 2))
    assert (twice.value, twice.low) == (once.value, pytest.approx(once.low))


def test_one_group_says_nothing():
    assert mean_of_groups(np.array([1.0, 3.0]), np.array([1.0, 1.0])).high == inf
