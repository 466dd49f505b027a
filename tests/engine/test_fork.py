"""P3. Fork then step equals step; futures with the same luck number meet the same luck."""

from __future__ import annotations

from copy import deepcopy

import pytest

from sim.engine.crisis import Crisis
from tests.support.play import hashes
from tests.support.shipped import each_scenario, shipped
from tests.support.whole import whole


def after(turns, scenario=None, worlds=40, **more):
    crisis = Crisis(scenario or whole(), worlds, first_world=100, seed=5, **more)
    for _ in range(turns):
        crisis.step()
    return crisis


@pytest.mark.parametrize("turns", [0, 1, 3, 7])
def test_a_fork_with_the_old_luck_goes_where_the_crisis_goes(turns):
    crisis = after(turns)
    future = crisis.fork(luck=None)
    assert hashes(future.run()) == hashes(crisis.run())


def test_a_deep_copy_goes_where_the_crisis_goes():
    """As whoever learns by trying moves, or knows Mesa, will expect."""
    crisis = after(2)
    copied = deepcopy(crisis)
    assert copied.run().steps == crisis.run().steps
    assert hashes(copied) == hashes(crisis)
    assert copied.results().equals(crisis.results())


@each_scenario
def test_a_fork_of_a_shipped_scenario_goes_where_the_crisis_goes(path):
    crisis = after(6, shipped(path))
    future = crisis.fork(luck=None)
    assert hashes(future.run()) == hashes(crisis.run())


def test_a_fork_of_one_world_goes_where_that_world_goes():
    """World 117, cut out after turn 3, has the state of world 117 at the end."""
    crisis = after(3)
    future = crisis.fork(world=117, luck=None)
    assert future.run().state_hash(117) == crisis.run().state_hash(117)


def test_the_crisis_does_not_feel_its_forks():
    """Running a fork to the end changes no bit of the crisis, before or after."""
    crisis, twin = after(3), after(3)
    crisis.fork(world=100, copies=50).run()
    crisis.fork(luck=None).run()
    assert hashes(crisis) == hashes(twin)
    assert hashes(crisis.run()) == hashes(twin.run())


def test_a_fork_keeps_the_policies_of_the_moment():
    crisis = after(2, policies={"all": "random"})
    crisis.actors["a"].policy = "hawk"
    assert {name: actor.policy for name, actor in crisis.fork().actors.items()} == {
        "a": "hawk",
        "b": "random",
    }


def test_changing_a_policy_in_a_fork_leaves_the_crisis_alone():
    crisis, twin = after(2), after(2)
    crisis.fork().actors["a"].policy = "hawk"
    assert hashes(crisis.run()) == hashes(twin.run())


def test_copies_with_the_same_luck_number_are_equal():
    crisis = after(3)
    one, other = (crisis.fork(world=100, copies=30, luck=4).run() for _ in range(2))
    assert hashes(one) == hashes(other)


def test_copies_differ_from_each_other_and_between_luck_numbers():
    crisis = after(3)
    four, five = (set(hashes(crisis.fork(100, 30, luck).run())) for luck in (4, 5))
    assert len(four) == len(five) == 30
    assert not four & five


def test_luck_is_paired_between_forks_of_different_crises():
    """Copy 8 of two forks that differ in one order has the same luck: same draws, same clashes."""
    crisis = after(2)
    lucks = [
        crisis.fork(world=world, copies=20, luck=9).worlds.dice.uniforms(2, 3, 4).tolist()
        for world in (100, 101)
    ]
    assert lucks[0] == lucks[1]


def test_a_fork_in_copies_holds_each_world_side_by_side():
    crisis = after(2, worlds=3)
    assert hashes(crisis.fork(copies=2, luck=1)) == [
        text for text in hashes(crisis) for _ in range(2)
    ]


def test_a_fork_of_worlds_that_are_all_over_does_not_run():
    crisis = after(8).run()
    future = crisis.fork(luck=None)
    assert not future.running
    assert hashes(future.run()) == hashes(crisis)


def test_forking_a_world_that_is_not_here_says_which_are():
    with pytest.raises(ValueError, match="world 99 is not here; these are worlds 100 to 139"):
        after(1).fork(world=99)


def test_copies_that_could_not_differ_are_refused():
    with pytest.raises(ValueError, match="would all be the same"):
        after(1).fork(world=100, copies=2, luck=None)


@pytest.mark.parametrize("luck", [0, 1, 2])
def test_no_luck_number_tells_what_a_world_will_really_meet(luck):
    """Of 140 copies of world 117, none goes where world 117 will really go."""
    crisis = after(3)
    copies = crisis.fork(world=117, copies=140, luck=luck).run()
    assert crisis.run().state_hash(117) not in hashes(copies)


@pytest.mark.parametrize("luck", [1, 2])
def test_a_fork_of_a_fork_meets_new_luck(luck):
    """A future may itself be asked for its futures, and must not be told its own."""
    future = after(3).fork(world=100, copies=20, luck=1)
    copies = future.fork(world=7, copies=20, luck=luck).run()
    assert future.run().state_hash(7) not in hashes(copies)
