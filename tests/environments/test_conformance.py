"""PettingZoo's and Gymnasium's own tests, over every shipped scenario and every role in it."""

from __future__ import annotations

import pickle
import warnings

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env
from gymnasium.wrappers.vector import RecordEpisodeStatistics
from pettingzoo.utils import parallel_to_aec

from sim.environments.parallel import ParallelCrisis
from sim.environments.single import SingleRole
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # about an import of PettingZoo's own
    from pettingzoo.test import api_test, parallel_api_test, parallel_seed_test, seed_test

ID = "sim.environments.single:Standoff-v1"

# Advice that does not fit: roles have names of their own, and observations come with a mask.
pytestmark = [
    pytest.mark.filterwarnings("ignore:We recommend agents to be named"),
    pytest.mark.filterwarnings("ignore:Agents have different (observation|action) space sizes"),
    pytest.mark.filterwarnings("ignore:Observation is not a NumPy array"),
    pytest.mark.filterwarnings("ignore:Observations are different shapes"),
    pytest.mark.filterwarnings("ignore:Observation space for each agent probably should be"),
]


@each_scenario
def test_pettingzoo_accepts_it(path):
    def env() -> ParallelCrisis:
        return ParallelCrisis(shipped(path), render_mode="ansi")

    parallel_api_test(env(), num_cycles=40)
    parallel_seed_test(env, num_cycles=40)
    api_test(parallel_to_aec(env()), num_cycles=40)
    seed_test(lambda: parallel_to_aec(env()), num_cycles=40)


@each_scenario
def test_gymnasium_accepts_every_role(path):
    scenario = shipped(path)
    for role in scenario.actors:
        check_env(SingleRole(scenario, role, render_mode="ansi"), skip_render_check=True)


def test_gymnasium_makes_one_world_or_many():
    env = gymnasium.make(ID, scenario=three(), role="a")
    many = gymnasium.make_vec(ID, 3, scenario=three(), role="a")
    alone, _ = env.reset(seed=4)
    together, _ = many.reset(seed=4)
    assert many.observation_space.contains(together)
    np.testing.assert_array_equal(together["observation"][0], alone["observation"])


def test_a_game_of_many_worlds_ends_for_all_and_begins_anew():
    many = gymnasium.make_vec(ID, 3, scenario=three(), role="a")
    many.reset(seed=4)
    rest = np.zeros(3, dtype=int)
    for _turn in range(6):
        _, rewards, over, truncated, infos = many.step(rest)
    assert over.all()
    assert not truncated.any()
    assert (rewards > 0).all()
    assert infos["legal"].all()
    observation, rewards, over, _, infos = many.step(rest)
    assert not over.any()
    assert not rewards.any()
    assert not infos["played"].any()
    assert observation["observation"][:, 0] == pytest.approx(1 / 6)


def test_what_is_rendered_names_the_turn_the_moves_and_how_it_ended():
    env = ParallelCrisis(three(), render_mode="ansi")
    env.reset(seed=1)
    assert env.render().startswith("turn 1 of 6, rung low\nx 5")
    while env.agents:
        actions = dict.fromkeys(env.agents, 0)
        _, _, _, _, infos = env.step(actions)
    assert env.render().startswith("turn 6 of 6, rung low, over: over\na: hold, silence\n")
    assert infos["a"] == {"legal": True, "ending": "over"}
    assert ParallelCrisis(three()).render() is None


def test_after_the_end_nobody_is_left_to_act():
    env = ParallelCrisis(three())
    assert env.step({}) == ({}, {}, {}, {}, {})


def test_gymnasium_counts_a_return_for_each_world_and_no_more():
    """Some worlds of the flagship end sooner than others: they wait, and count once."""
    many = gymnasium.make_vec(ID, 60, scenario="banjska-2023", role="kosovo")
    counting = RecordEpisodeStatistics(many)
    counting.reset(seed=1)
    got, rest, ends = np.zeros(60), np.zeros(60, dtype=int), []
    over = np.zeros(60, dtype=bool)
    while not over.any():
        _, rewards, over, _, infos = counting.step(rest)
        got += rewards
        ends.append(int(infos["played"].sum()))
    assert 0 < ends[-1] < 60
    assert over.all()
    np.testing.assert_allclose(infos["episode"]["r"], got, rtol=1e-6)
    assert (got > 0).all()


def test_a_world_that_is_over_takes_no_more_steps():
    env = SingleRole(three(), "a")
    env.reset(seed=1)
    while not env.step(0)[2]:
        pass
    with pytest.raises(gymnasium.error.ResetNeeded, match=r"over: begin the next with reset\(\)"):
        env.step(0)


@pytest.mark.parametrize(
    "make", [lambda: SingleRole(three(), "a"), lambda: ParallelCrisis(three())]
)
def test_environments_travel_to_other_processes_as_they_stand(make):
    env = make()
    env.reset(seed=3)
    action = 0 if isinstance(env, SingleRole) else dict.fromkeys(env.agents, 0)
    env.step(action)
    twin = pickle.loads(pickle.dumps(env))
    np.testing.assert_equal(twin.step(action), env.step(action))
