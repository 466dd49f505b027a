"""P1. A world alone equals itself in any ensemble, bit for bit."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.crisis import Crisis
from sim.scenario.check import load_scenario
from tests.support.play import hashes
from tests.support.shipped import each_scenario, policies_for, shipped
from tests.support.whole import whole


def run(scenario, first, count, policies, seed=7):
    return Crisis(scenario, count, first_world=first, seed=seed, policies=policies).run()


@settings(max_examples=30, deadline=None)
@given(
    first=st.integers(0, 10**6),
    width=st.integers(1, 200),
    data=st.data(),
    seed=st.integers(0, 2**63 - 1),
)
def test_any_slice_equals_the_whole(first, width, data, seed):
    """1 to 200 worlds, any slice of them, any mixture of policies: the same states."""
    scenario = whole()
    policy = st.sampled_from(policies_for(scenario))
    policies = {name: data.draw(policy) for name in scenario.actors}
    offset = data.draw(st.integers(0, width - 1))
    count = data.draw(st.integers(1, width - offset))
    all_worlds = hashes(run(scenario, first, width, policies, seed))
    some_worlds = hashes(run(scenario, first + offset, count, policies, seed))
    assert some_worlds == all_worlds[offset : offset + count]


@each_scenario
@pytest.mark.parametrize("block", [1, 3, 64])
def test_blocks_of_a_shipped_scenario_equal_the_whole(path, block):
    """67 worlds at once, or in blocks of 1, 3 or 64: the same states."""
    scenario = shipped(path)
    starts = range(1000, 1067, block)
    blocks = [run(scenario, at, min(block, 1067 - at), {}) for at in starts]
    assert [text for part in blocks for text in hashes(part)] == hashes(run(scenario, 1000, 67, {}))


@each_scenario
@pytest.mark.parametrize("policy", ["random", "hawk", "dove", "tit-for-tat", "historical"])
def test_a_world_of_a_shipped_scenario_is_the_same_alone(path, policy):
    """World 29 alone, and among 40 others, under every policy."""
    scenario = shipped(path)
    if policy not in policies_for(scenario):
        pytest.skip("it has no history to follow")
    policies = {"all": policy}
    together = run(scenario, 0, 40, policies)
    assert run(scenario, 29, 1, policies).state_hash(29) == together.state_hash(29)


@pytest.mark.parametrize("policy", ["random", "quantal"])
def test_every_world_is_the_same_alone(policy):
    """30 worlds, each alone and among the others: one world is worked out by other code."""
    policies = {"all": policy}
    alone = [hashes(run(whole(), world, 1, policies)) for world in range(30)]
    assert [text for part in alone for text in part] == hashes(run(whole(), 0, 30, policies))


@each_scenario
@pytest.mark.parametrize("foresight", [0, 1])
def test_a_world_of_thousands_is_the_same_alone(path, foresight):
    """Worlds 0, 1234 and 2999 of 3,000: libraries add up wide arrays in another order."""
    scenario = load_scenario(path, {"actors.*.policy.foresight": foresight})
    together = run(scenario, 0, 3000, {})
    for world in (0, 1234, 2999):
        assert run(scenario, world, 1, {}).state_hash(world) == together.state_hash(world)


@each_scenario
def test_results_of_blocks_are_the_rows_of_the_whole(path):
    """Not only the states: the table of results is the same, column by column."""
    scenario = shipped(path)
    blocks = [run(scenario, first, 25, {}).results() for first in (0, 25, 50)]
    joined = pa.concat_tables(blocks).unify_dictionaries().combine_chunks()
    assert joined.to_pylist() == run(scenario, 0, 75, {}).results().to_pylist()


def test_worlds_that_are_over_stand_still():
    """The state of a world never changes after the turn in which it ends; others go on."""
    crisis = Crisis(whole(), 200, seed=3, policies={"all": "hawk"})
    over, states = np.zeros(200, dtype=bool), crisis.worlds.table.copy()
    turns_with_both = 0
    while crisis.running:
        crisis.step()
        assert (crisis.worlds.table[:, over] == states[:, over]).all()
        over, states = crisis.worlds.over.copy(), crisis.worlds.table.copy()
        turns_with_both += 0 < over.sum() < 200
    assert turns_with_both >= 2


def test_stepping_a_crisis_that_is_over_changes_nothing():
    crisis = Crisis(whole(), 20, seed=3).run()
    before = hashes(crisis)
    crisis.step()
    assert hashes(crisis) == before
