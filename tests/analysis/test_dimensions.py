"""What a design varies, and which of its points is the scenario as it stands."""

from __future__ import annotations

import pytest

from sim.analysis.dimensions import Usual, dimensions_of
from sim.analysis.sweep import reference_of
from tests.support.whole import whole

COOLDOWN, CHANCE = "incidents.clash.cooldown", "incidents.clash.chance"
START = "indicators.tension.start"


def dimension(path, *values, **others):
    design = [{path: value} | others for value in values]
    return next(each for each in dimensions_of(whole(), design, range(len(design))))


def test_numbers_rise_and_all_else_stays_as_it_comes():
    assert dimension(START, 60, 40, 50).numbers == [40, 50, 60]
    names = dimension("policy.a", "hawk", "default", "dove")
    assert [level.value for level in names.levels] == ["hawk", "default", "dove"]
    assert names.numbers == []


def test_points_with_the_same_value_are_together_and_what_never_varies_is_left_out():
    design = [{START: x, "policy.a": y, COOLDOWN: 1} for x in (40, 60) for y in ("dove", "hawk")]
    found = dimensions_of(whole(), design, range(4))
    assert [(each.path, [level.points for level in each.levels]) for each in found] == [
        (START, [[0, 1], [2, 3]]),
        ("policy.a", [[0, 2], [1, 3]]),
    ]


def test_a_point_without_a_path_has_the_scenarios_value():
    design = [{"policy.a": "default"}, {COOLDOWN: 7}]
    (found,) = dimensions_of(whole(), design, [0, 1])
    usual = whole().incidents["clash"].cooldown
    assert [level.value for level in found.levels] == [usual, 7]
    assert found.usual_level == 0


def test_many_values_that_are_met_once_are_a_cloud():
    assert not dimension(START, *range(20, 40)).is_cloud
    assert dimension(START, *range(20, 60)).is_cloud
    sampled = [{START: 40 + n, COOLDOWN: n} for n in range(10)]
    assert all(each.is_cloud for each in dimensions_of(whole(), sampled, range(10)))


@pytest.mark.parametrize(
    ("settings", "is_usual"),
    [
        ({}, True),
        ({"policy.a": "default", "policy.all": "default"}, True),
        ({"policy.a": "quantal"}, True),
        ({"policy.a": "dove"}, False),
        ({"policy.all": "quantal"}, False),
        ({START: 55}, False),  # a spread is no number
        ({"indicators.tension.drift.rate": "3%"}, True),
        ({"indicators.tension.drift.rate": 0.04}, False),
        ({"nothing.at.all": 1}, False),
    ],
)
def test_a_point_is_usual_if_all_it_says_is_so_anyway(settings, is_usual):
    assert Usual(whole()).has(settings) == is_usual


def test_points_are_compared_with_the_usual_one_or_else_the_first():
    design = [{START: 50}, {"policy.a": "dove"}, {"policy.a": "default"}]
    assert reference_of(whole(), design, [0, 1, 2]) == 2
    assert reference_of(whole(), design, [1]) == 1
