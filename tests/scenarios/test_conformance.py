"""What holds in every shipped scenario: P6, and that nobody decides by what it cannot know."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from tests.support.secrets import choices_that_tell
from tests.support.shipped import each_scenario, policies_for, shipped

POLICIES = ("quantal", "random", "hawk", "dove", "tit-for-tat", "historical")
each_policy = pytest.mark.parametrize("policy", POLICIES)


def crisis_of(path, policy, worlds):
    scenario = shipped(path)
    if policy not in policies_for(scenario):
        pytest.skip("it has no history to follow")
    return Crisis(scenario, worlds, seed=23, policies={"all": policy})


@each_scenario
@each_policy
def test_every_role_has_a_legal_move_in_every_turn(path, policy):
    """Of deeds and of words, in 100 worlds, whatever was done before; and legal ones are chosen."""
    crisis = crisis_of(path, policy, 100)
    book = crisis.rules.book
    seats = np.array([move.seat for move in book.moves])
    while crisis.running:
        outlook = crisis.open_turn()
        legal = outlook.legal[:-1] > 0
        assert all(legal[seats == seat].any(axis=0).all() for seat in range(len(book.seats)))
        chosen = crisis.rules.draw(crisis.worlds, crisis.weigh(outlook))
        assert np.take_along_axis(legal, chosen, axis=0).all()
        crisis.close_turn(outlook, chosen)


@each_scenario
@each_policy
def test_every_world_ends_and_stays_in_range(path, policy):
    """By the last turn at the latest, with every quantity within the range that is declared."""
    crisis = crisis_of(path, policy, 100).run()
    scenario = crisis.rules.book.scenario
    ended = crisis.worlds.row("ending", "ending")
    assert ((ended >= 0) & (ended < len(scenario.endings))).all()
    assert (crisis.worlds.row("turn", "turn") <= scenario.clock.turns).all()
    assert np.isfinite(crisis.worlds.table).all()
    for name, indicator in scenario.indicators.items():
        low, high = indicator.range
        found = crisis.worlds.row("indicator", name)
        assert ((found >= low) & (found <= high)).all(), name
    scores = crisis.scores()
    assert ((scores >= -1e-9) & (scores <= 100 + 1e-9)).all()


@each_scenario
@each_policy
def test_no_actor_decides_by_what_it_cannot_know(path, policy):
    """Change what an actor does not see, and not what it sees: it weighs its moves as before."""
    assert choices_that_tell(crisis_of(path, policy, 60), turns=5) == []


@each_scenario
def test_the_same_seed_gives_the_same_worlds_and_another_seed_others(path):
    scenario = shipped(path)
    one, same, other = (Crisis(scenario, 5, seed=seed).run() for seed in (4, 4, 5))
    assert one.results().equals(same.results())
    assert one.state_hash(3) != other.state_hash(3)
