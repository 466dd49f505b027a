"""Who plays at a point of a sweep: what its settings say, what goes before, what is refused."""

from __future__ import annotations

import pytest

from sim.engine.cast import cast_at, values_of, wrong_policy, wrong_role
from tests.support.whole import whole


def test_policies_stand_beside_the_settings_of_the_scenario():
    settings = {"policy.a": "dove", "indicators.tension.start": 50}
    assert values_of(settings) == {"indicators.tension.start": 50}
    assert cast_at({}, settings) == {"a": "dove"}


@pytest.mark.parametrize(
    ("policies", "settings", "cast"),
    [
        ({"a": "hawk"}, {}, {"a": "hawk"}),
        ({"a": "hawk"}, {"policy.a": "dove"}, {"a": "dove"}),
        ({"a": "hawk"}, {"policy.a": "default"}, {}),
        ({"all": "hawk"}, {"policy.a": "default"}, {"all": "hawk"}),
        ({"all": "hawk"}, {"policy.all": "default", "policy.b": "dove"}, {"b": "dove"}),
    ],
)
def test_a_point_goes_before_all_points_and_default_says_nothing(policies, settings, cast):
    assert cast_at(policies, settings) == cast


@pytest.mark.parametrize("role", ["a", "b", "all"])
def test_every_role_and_all_may_be_named(role):
    assert wrong_role(whole(), f"policy.{role}") == ""
    assert wrong_policy(whole(), f"policy.{role}", "dove") == ""
    assert wrong_policy(whole(), f"policy.{role}", "default") == ""


def test_what_is_no_role_or_policy_or_can_not_play_is_told_in_words():
    assert "Allowed: a, b, all." in wrong_role(whole(), "policy.c")
    assert 'Did you mean "default"?' in wrong_policy(whole(), "policy.a", "defalt")
    assert "is not a policy" in wrong_policy(whole(), "policy.a", 3)
    assert "no history" in wrong_policy(whole(), "policy.a", "historical")
