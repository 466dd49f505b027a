"""Whole runs against a Markov chain that is solved exactly."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from tests.support.chance import is_mean, is_share
from tests.support.tiny import actor, clock, deed, ending, indicator, tiny

WORLDS = 30_000


def walk(turns, start, low=20, high=80):
    """A walks by 10 up, 10 down or not at all, each with a third, until x leaves the middle."""
    return tiny(
        clock=clock(turns),
        actors={"a": actor(name="random"), "b": actor()},
        indicators={"x": indicator(start)},
        moves={"a": {"up": deed(effects={"x": 10}), "down": deed(effects={"x": -10})}},
        endings={"top": ending(f"x >= {high}"), "bottom": ending(f"x <= {low}"), "over": ending()},
    )


def solved(turns, start):
    """P(top), P(bottom), P(neither) and the mean number of turns, of a walk on 20, 30, … 80."""
    step = np.zeros((7, 7))
    step[0, 0] = step[6, 6] = 1
    for place in range(1, 6):
        step[place, place - 1 : place + 2] = 1 / 3
    at = np.zeros(7)
    at[(start - 20) // 10] = 1
    played = 0.0
    for _ in range(turns):
        played += at[1:6].sum()
        at = at @ step
    return at[6], at[0], at[1:6].sum(), played


@pytest.mark.parametrize(("turns", "start"), [(120, 50), (120, 30), (10, 40), (3, 60)])
def test_a_random_walk_ends_where_and_when_the_chain_says(turns, start):
    """Its shares at the top, at the bottom and in between, and its mean length."""
    top, bottom, between, played = solved(turns, start)
    table = Crisis(walk(turns, start), WORLDS, seed=4).run().results().to_pydict()
    for name, share in (("top", top), ("bottom", bottom), ("over", between)):
        assert is_share(table["ending"].count(name) / WORLDS, share, WORLDS)
    assert is_mean(table["turns"], played)


def test_from_the_middle_of_a_long_walk_both_ends_are_even_and_take_13_and_a_half_turns():
    """The gambler's ruin: 3 steps each way take 9 steps, and one turn in three is no step."""
    top, bottom, between, played = solved(120, 50)
    assert (top, bottom) == (pytest.approx(0.5, abs=1e-3), pytest.approx(0.5, abs=1e-3))
    assert between < 1e-3
    assert played == pytest.approx(13.5, abs=0.05)


def test_two_walkers_move_as_the_sum_of_two():
    """After one turn of two random actors: -20, -10, 0, 10, 20 with 1, 2, 3, 2, 1 ninths."""
    moves = {"up": deed(effects={"x": 10}), "down": deed(effects={"x": -10})}
    scenario = tiny(
        clock=clock(1),
        actors={"a": actor(name="random"), "b": actor(name="random")},
        moves={"a": moves, "b": moves},
    )
    found = np.array(Crisis(scenario, WORLDS, seed=4).run().results().column("x").to_pylist())
    for step, ninths in zip((-20, -10, 0, 10, 20), (1, 2, 3, 2, 1), strict=True):
        assert is_share((found == 50 + step).mean(), ninths / 9, WORLDS)
