"""Worlds of many points, played together, are those of each point played alone, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.crisis import Crisis
from sim.engine.results import trace_table
from sim.engine.varied import Varied
from sim.scenario.check import load_scenario
from sim.scenario.faults import ScenarioError
from sim.scenario.variables import variable_paths
from tests.support.shipped import each_scenario, policies_for, shipped
from tests.support.varied import all_varied, one_by_one, play, states, states_one_by_one
from tests.support.whole import whole

PATHS = sorted(variable_paths(whole()))
TENSION, RATIONAL = "indicators.tension.start", "actors.*.policy.rationality"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_numbers_at_any_points_are_as_played_alone(data):
    """Up to eight of all numbers, 1 to 5 points, 1 to 4 worlds of each, any mixture of policies."""
    scenario = whole()
    variables, points = variable_paths(scenario), data.draw(st.integers(1, 5))
    given: dict[bool, dict[str, list[float]]] = {True: {}, False: {}}
    for path in data.draw(st.sets(st.sampled_from(PATHS), min_size=1, max_size=8)):
        each = variables[path]
        low, high = max(each.low, -50.0) + 0.01 * each.above, min(each.high, 50.0)
        figures = st.floats(0, 3) if each.formula else st.floats(low, high)
        listed = data.draw(st.lists(figures, min_size=points, max_size=points))
        # Two branches of a move may have no more than a half each.
        halved = [figure / 2 for figure in listed] if each.kind == "chance" else listed
        given[bool(each.formula)][path] = halved
    varied = Varied(given[False], given[True])
    copies, luck = data.draw(st.integers(1, 4)), data.draw(st.integers(0, 2**40))
    policy = st.sampled_from(policies_for(scenario))
    policies = {name: data.draw(policy) for name in scenario.actors}
    place = {"first_world": luck, "seed": luck, "policies": policies}
    together = states(play(scenario, varied, copies, **place))
    assert together == states_one_by_one(scenario, varied, copies, **place)


@pytest.mark.parametrize("path", PATHS)
def test_each_number_alone_is_as_in_a_sweep(path):
    """Every number that can be varied, at two points with three worlds each."""
    every = all_varied(whole(), 2)
    varied = Varied(
        {p: v for p, v in every.values.items() if p == path},
        {p: v for p, v in every.times.items() if p == path},
    )
    together = states(play(whole(), varied, 3, seed=5))
    assert together == states_one_by_one(whole(), varied, 3, seed=5)


@each_scenario
def test_all_numbers_of_a_shipped_scenario_at_once(path):
    """Each by another share of itself, at three points with five worlds; actors look ahead."""
    scenario = load_scenario(path, {"actors.*.policy.foresight": 1})
    varied = all_varied(scenario, 3)
    together = states(play(scenario, varied, 5, seed=2))
    assert together == states_one_by_one(scenario, varied, 5, seed=2)


@each_scenario
def test_results_of_a_point_are_its_own(path):
    """Every column: endings, starts, peaks, counts and scores; `point` comes before them."""
    scenario, start = shipped(path), next(iter(shipped(path).indicators))
    low, high = scenario.indicators[start].range
    varied = Varied({f"indicators.{start}.start": [low, high], RATIONAL: [2, 5]})
    rows = play(scenario, varied, 4, first_world=10).results().to_pylist()
    assert [row.pop("point") for row in rows] == [0] * 4 + [1] * 4
    alone = one_by_one(scenario, varied, 4, first_world=10)
    assert rows == [row for crisis in alone for row in crisis.results().to_pylist()]


@pytest.mark.parametrize(("points", "copies"), [(150, 40), (3, 2_500)])
def test_points_in_several_strips_are_as_played_alone(points, copies):
    """Many points, and more worlds of one than are weighed together."""
    varied = Varied({RATIONAL: np.linspace(0, 9, points)})
    together = states(play(whole(), varied, copies))
    last = varied[points - 1 : points]
    assert together[-copies:] == states_one_by_one(whole(), last, copies)


def test_all_points_meet_the_same_luck():
    """Where a number makes no difference, world 7 is the same at every point."""
    crisis = play(whole(), Varied({"dynamics.violent_cap": [10, 20, 30]}), 5, first_world=5)
    assert len({crisis.state_hash(7, point) for point in range(3)}) == 1
    assert crisis.state_hash(7) != crisis.state_hash(8)


def test_a_trace_names_point_and_world():
    crisis = Crisis(whole(), 2, first_world=8, varied=Varied({TENSION: [50, 60]}))
    crisis.step()
    rows = trace_table(crisis).to_pylist()
    assert [(row["point"], row["world"]) for row in rows] == [(0, 8), (0, 9), (1, 8), (1, 9)]


def test_futures_of_all_points_are_those_of_each():
    """Three turns on, two futures of every world, at both points."""
    varied = Varied({TENSION: [50, 60], "moves.a.strike.effects.tension": [2, 12]})
    crisis = Crisis(whole(), 3, seed=4, varied=varied)
    alone = [Crisis(whole(), 3, seed=4, varied=varied[at : at + 1]) for at in (0, 1)]
    for each in (crisis, *alone):
        for _ in range(3):
            each.step()
    futures = [state for each in alone for state in states(each.fork(copies=2).run())]
    assert states(crisis.fork(copies=2).run()) == futures


def test_futures_of_one_world_are_those_of_its_point():
    varied = Varied({TENSION: [50, 60]})
    crisis, alone = (Crisis(whole(), 3, varied=each) for each in (varied, varied[1:2]))
    for each in (crisis, alone):
        each.step()
    futures = crisis.fork(world=2, copies=4, point=1).run()
    assert states(futures) == states(alone.fork(world=2, copies=4).run())


def test_a_world_or_point_that_is_not_there_is_refused():
    crisis = Crisis(whole(), 3, varied=Varied({TENSION: [50, 60]}))
    with pytest.raises(ValueError, match="worlds 0 to 2"):
        crisis.state_hash(3)
    with pytest.raises(ValueError, match="the last one is 1"):
        crisis.state_hash(0, point=2)


def test_blocks_are_all_points_in_their_order():
    """1,300 points with 10 worlds each: as many as fit side by side."""
    points = np.arange(1_300.0)
    blocks = list(Varied({"moves.a.strike.effects.tension": points}).blocks(10))
    assert [block.points for block in blocks] == [512, 512, 276]
    joined = np.concatenate([block.values["moves.a.strike.effects.tension"] for block in blocks])
    assert joined.tolist() == points.tolist()
    assert [block.points for block in blocks[0].blocks(8_000)] == [1] * 512


def test_factors_multiply_each_number_of_a_wildcard_and_whole_formulas():
    """A number is multiplied by itself; before a formula the factor is written."""
    paths = ("moves.b.push.effects.*", "moves.*.ease.effects.tension")
    varied = Varied({}, times={path: [1, 0.5] for path in paths})
    assert varied.settings(whole(), 1) == {
        "moves.b.push.effects.tension": 3.0,
        "moves.b.push.effects.b.secret": 4.5,
        "moves.b.push.effects.a.pride": -2.0,
        "moves.a.ease.effects.tension": "0.5 * (-0.1 * tension)",
        "moves.b.ease.effects.tension": "0.5 * (-5 if since(a.ease) < 2 else -2)",
    }


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "nothing is varied"),
        ({TENSION: []}, "needs a list of numbers"),
        ({TENSION: 5}, "needs a list of numbers"),
        ({TENSION: ["5"]}, "needs a list of numbers"),
        ({TENSION: [5, np.nan]}, "nan at point 1 is not a number between"),
        ({TENSION: [5, 6], RATIONAL: [4]}, "has 1 values, .* has 2"),
    ],
)
def test_what_are_no_numbers_for_every_point_is_refused(given, sentence):
    with pytest.raises(ValueError, match=sentence):
        Varied(given)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"clock.turns": [5, 6]}, "structure, texts and lists.*standoff batch --sweep"),
        ({"actors.a.policy.foresight": [0, 1]}, "standoff batch --sweep"),
        ({"indicators.tension.start.triangular.0": [40, 45]}, "Did you mean .*tension.start"),
        ({"moves.a.*": [40, 45]}, "standoff batch --sweep"),
        ({"claims": [1, 2]}, "standoff batch --sweep"),
        ({TENSION: [50, 101]}, "101 at point 1 is outside its range, 0 to 100"),
        ({"actors.a.goals.1.weight": [0, 1]}, "0 at point 0 .* above 0 to 100"),
        ({"moves.a.strike.chances.0.chance": [0.5, 0.9]}, "add up to 110.* at point 1"),
        ({TENSION: [50], "indicators.*.start": [10]}, "varied twice"),
    ],
)
def test_what_cannot_be_varied_is_refused_with_a_way_out(given, sentence):
    with pytest.raises(ValueError, match=sentence):
        Crisis(whole(), 2, varied=Varied(given))


def test_a_path_that_leads_nowhere_is_told_as_elsewhere():
    with pytest.raises(ScenarioError, match="Did you mean"):
        Crisis(whole(), 2, varied=Varied({"indicators.tensoin.start": [50]}))


def test_factors_out_of_range_are_refused():
    """A rationality of 4, 26 times."""
    varied = Varied({}, times={"actors.a.policy.rationality": [1, 26]})
    with pytest.raises(ValueError, match="104 at point 1 is outside its range, 0 to 100"):
        Crisis(whole(), varied=varied)
