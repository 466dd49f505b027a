"""Phase 2, start values and drift: what is so, and what an actor sees of it."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from tests.support.chance import is_mean, is_share
from tests.support.play import force, value, values
from tests.support.tiny import actor, clock, deed, ending, indicator, tiny

WORLDS = 20_000


def seen(crisis, actor_name, name):
    return np.array(crisis.actors[actor_name].sees(name))


def estimating(error=0.2, start=50, worlds=WORLDS, **parts):
    """B sees what belongs to a as an estimate; c, too, each with an error of its own."""
    scenario = tiny(
        actors={name: actor() for name in "abc"},
        indicators={
            "x": indicator(50),
            "a.force": indicator(start, 0, 1000, seen_by={"default": {"error": error}}),
        },
        **parts,
    )
    return Crisis(scenario, worlds, seed=6)


def test_an_actor_sees_its_own_and_the_public_exactly():
    played = force(estimating(start={"uniform": [40, 60]}))
    assert np.array_equal(seen(played, "a", "a.force"), values(played, "a.force"))
    for name in "abc":
        assert np.array_equal(seen(played, name, "x"), values(played, "x"))


@pytest.mark.parametrize(("error", "start"), [(0.2, 50), (0.05, 400), (0.4, 100)])
def test_estimates_are_right_on_average_and_as_far_off_as_declared(error, start):
    """Mean 50 and standard deviation 10 at an error of 20 %; two in three within it."""
    found = seen(force(estimating(error, start)), "b", "a.force")
    assert is_mean(found, start)
    assert is_mean((found - start) ** 2, (error * start) ** 2)
    assert 0.63 < (np.abs(found - start) < error * start).mean() < 0.71
    assert np.abs(found - start).max() <= 6**0.5 * error * start * (1 + 1e-9)


def test_estimates_are_drawn_anew_for_each_actor_and_each_turn():
    played = force(estimating())
    rows = [seen(played, "b", "a.force"), seen(played, "c", "a.force")]
    rows.append(seen(force(played), "b", "a.force"))
    assert np.abs(np.corrcoef(rows) - np.eye(3)).max() < 6 / WORLDS**0.5


def test_estimates_stay_in_range():
    """At 990 of 1,000 and an error of 40 %, none is above 1,000."""
    found = seen(force(estimating(0.4, 990)), "b", "a.force")
    assert found.max() == 1000


def test_an_estimate_is_of_what_is_so_when_the_turn_begins():
    """The 100 that arrive in turn 2 are seen in turn 2; the 200 of turn 2 are not."""
    moves = {
        "a": {
            "send": deed(later={"after": 1, "effects": {"a.force": 100}}),
            "add": deed(effects={"a.force": 200}),
        }
    }
    played = force(force(estimating(moves=moves), a="send"), a="add")
    assert is_mean(seen(played, "b", "a.force"), 150)


@pytest.mark.parametrize(
    ("start", "guess"),
    [
        (70, 70),
        ({"uniform": [10, 30]}, 20),
        ({"triangular": [0, 10, 80]}, 30),
        ({"one_of": [1, 2, 9]}, 4),
    ],
)
def test_what_is_hidden_stays_what_a_well_read_person_would_guess(start, guess):
    """The mean of the start, whatever becomes of it."""
    scenario = tiny(
        indicators={"x": indicator(50), "a.plan": indicator(start, seen_by={"b": "hidden"})},
        moves={"a": {"raise": deed(effects={"a.plan": 10})}},
    )
    played = Crisis(scenario, 50)
    for _ in range(3):
        assert set(seen(force(played, a="raise"), "b", "a.plan")) == {guess}


def test_those_whom_a_scenario_names_see_as_it_says_and_others_by_default():
    """C exactly, b within 10 %, d not at all."""
    sight = {"default": "hidden", "b": {"error": 0.1}, "c": "exact"}
    scenario = tiny(
        actors={name: actor() for name in "abcd"},
        indicators={"x": indicator({"uniform": [40, 60]}, seen_by=sight)},
    )
    played = force(Crisis(scenario, 1000, seed=2))
    truth = values(played, "x")
    assert np.array_equal(seen(played, "c", "x"), truth)
    assert 0 < np.abs(seen(played, "b", "x") / truth - 1).mean() < 0.1
    assert set(seen(played, "d", "x")) == {50}


def test_the_eyes_of_a_world_that_is_over_are_closed():
    scenario = tiny(
        indicators={"x": indicator({"one_of": [20, 80]}, seen_by={"b": {"error": 0.2}})},
        endings={"high": ending("x > 75"), "over": ending()},
    )
    played = force(Crisis(scenario, 100))
    before, over = seen(played, "b", "x"), values(played, "x") == 80
    after = seen(force(played), "b", "x")
    assert (after[over] == before[over]).all()
    assert (after[~over] != before[~over]).all()


@pytest.mark.parametrize(
    ("start", "quantiles"),
    [
        ({"uniform": [10, 30]}, {10: 0, 15: 0.25, 20: 0.5, 29: 0.95, 30: 1}),
        ({"triangular": [0, 20, 100]}, {10: 0.05, 20: 0.2, 60: 0.8, 80: 0.95, 100: 1}),
        ({"triangular": [0, 0, 100]}, {50: 0.75}),
        ({"triangular": [0, 100, 100]}, {50: 0.25}),
        ({"triangular": [40, 40, 40]}, {39.9: 0, 40: 1}),
        ({"one_of": [10, 40, 40, 90]}, {9: 0, 10: 0.25, 40: 0.75, 90: 1}),
        (33, {32: 0, 33: 1}),
    ],
)
def test_start_values_have_their_distribution(start, quantiles):
    """The share of 20,000 worlds at or below each value."""
    played = Crisis(tiny(indicators={"x": indicator(start)}), WORLDS, seed=5)
    found = values(played, "x")
    for at, share in quantiles.items():
        assert is_share((found <= at).mean(), share, WORLDS)


def test_every_indicator_draws_its_own_start():
    scenario = tiny(indicators={name: indicator({"uniform": [0, 100]}) for name in "xyz"})
    rows = [values(Crisis(scenario, WORLDS), name) for name in "xyz"]
    assert np.abs(np.corrcoef(rows) - np.eye(3)).max() < 6 / WORLDS**0.5


def test_what_is_left_alone_drifts_to_its_baseline():
    """A quarter of the way from 80 to 40 each turn; from below as from above."""
    indicators = {
        "x": indicator(80, drift={"toward": 40, "rate": 0.25}),
        "y": indicator(0, drift={"toward": 40, "rate": 1}),
    }
    played = Crisis(tiny(indicators=indicators))
    found = [(value(force(played), "x"), value(played, "y")) for _ in range(3)]
    assert found == [(70, 40), (62.5, 40), (56.875, 40)]


def test_attitudes_decay_to_where_they_began():
    """From -4 a kind act makes 5 of it; half of the way back is left after each turn."""
    scenario = tiny(
        dynamics={"attitudes": {"per_point": 0, "rate": 0.5, "start": {"a": {"b": -4}}}},
        moves={"b": {"please": deed(effects={"attitude(a, b)": 9})}},
    )
    played = force(Crisis(scenario), b="please")
    found = [value(played, "a/b", "attitude"), value(force(played), "a/b", "attitude")]
    assert found == [0.5, -1.75]


def test_drift_comes_after_moves_and_before_endings():
    """51 + 49 = 100, drifted to 50: the ending above 60 is never reached."""
    scenario = tiny(
        clock=clock(2),
        indicators={"x": indicator(51, drift={"toward": 0, "rate": 0.5})},
        moves={"a": {"up": deed(effects={"x": 49})}},
        endings={"high": ending("x > 60"), "over": ending()},
    )
    assert value(force(Crisis(scenario), a="up"), "x") == 50
