"""Many worlds for learners: the same rules and the same bits as everywhere else."""

from __future__ import annotations

import pickle
from copy import deepcopy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.crisis import Crisis
from sim.environments.many import ManyWorlds
from tests.support.play import hashes, value
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three
from tests.support.tiny import deed, ending, indicator, tiny


def policies_choice(table: ManyWorlds) -> dict[str, np.ndarray]:
    """What the policies of the learners' roles would have chosen, as actions."""
    crisis = table.crisis
    chosen = crisis.rules.draw(crisis.worlds, crisis.weigh(table._outlook))
    actions = {}
    for role, hands in table.hands.items():
        deed, word = (chosen[seat] - crisis.rules.book.seat_starts[seat] for seat in hands.seats)
        actions[role] = deed * len(hands.words) + word
    return actions


def at_random(table: ManyWorlds, luck: int) -> dict[str, np.ndarray]:
    """Any actions, legal or not."""
    rng = np.random.default_rng(luck)
    return {
        role: rng.integers(0, len(hands.names), table.worlds) for role, hands in table.hands.items()
    }


@each_scenario
@pytest.mark.parametrize("share", ["all", "one"])
def test_what_policies_choose_comes_to_the_same_bits_as_a_step(path, share):
    scenario = shipped(path)
    roles = list(scenario.actors)[: None if share == "all" else 1]
    table, crisis = ManyWorlds(scenario, 20, roles, seed=5), Crisis(scenario, 20, seed=5)
    table.reset()
    while crisis.running:
        _, _, over, _, infos = table.step(policies_choice(table))
        crisis.step()
        assert infos["legal"][roles[0]][infos["played"]].all()
        assert over.tolist() == crisis.worlds.over.tolist()
        # The table is already in the next turn, of which events and a look around are a part.
        assert table.crisis.turn == crisis.turn + crisis.running
    assert hashes(table.crisis) == hashes(crisis)


def test_orders_come_to_the_same_bits_as_in_a_step():
    table, crisis = ManyWorlds(three(), 6, ["a"], seed=5), Crisis(three(), 6, seed=5)
    table.reset()
    action = table.hands["a"].names.index(("strike", "threaten"))
    table.step({"a": np.full(6, action)})
    crisis.step({"a": {"deed": "strike", "word": "threaten"}})
    crisis.open_turn()
    assert hashes(table.crisis) == hashes(crisis)


@settings(max_examples=25, deadline=None)
@given(
    first=st.integers(1, 20), width=st.integers(1, 40), seed=st.integers(0, 99), luck=st.integers(0)
)
def test_a_world_is_the_same_alone_and_among_others(first, width, seed, luck):
    """World `first`, reached by resets of one world, and in an ensemble of `width` more."""
    many, one = ManyWorlds(three(), first + width, seed=seed), ManyWorlds(three(), 1, seed=seed)
    many_sees, _ = many.reset()
    for _world in range(first + 1):
        one_sees, _ = one.reset()
    over = np.zeros(1, dtype=bool)
    while not over[0]:
        for role in "abc":
            for part, seen in one_sees[role].items():
                np.testing.assert_array_equal(seen[0], many_sees[role][part][first])
        actions = at_random(many, luck)
        one_sees, one_gets, over, _, _ = one.step(
            {role: own[first : first + 1] for role, own in actions.items()}
        )
        many_sees, many_gets, _, _, _ = many.step(actions)
        assert {r: one_gets[r][0] for r in "abc"} == {r: many_gets[r][first] for r in "abc"}


@each_scenario
def test_masks_are_exactly_what_orders_are_taken(path):
    """Each action in a world of its own: legal by the mask, legal by what came of it."""
    table = ManyWorlds(shipped(path), 150, seed=2)
    seen, _ = table.reset()
    for role, hands in table.hands.items():
        mask = seen[role]["action_mask"]
        actions = np.arange(table.worlds) % len(hands.names)
        seen, _, _, _, infos = table.step(rest(table) | {role: actions})
        legal = mask[np.arange(table.worlds), actions] == 1
        played = infos["played"]
        assert infos["legal"][role][played].tolist() == legal[played].tolist()
        did = table.crisis.worlds.row("choice", f"{role}/deed") - hands.deeds[0]
        said = table.crisis.worlds.row("choice", f"{role}/word") - hands.words[0]
        done = (did * len(hands.words) + said == actions) & played
        assert done.tolist() == (legal & played).tolist()


def test_what_is_not_legal_rests_and_is_told():
    table = ManyWorlds(three(), 1, ["a"])
    seen, _ = table.reset(seed=3)
    waiting = table.hands["a"].names.index(("wait", "threaten"))
    assert seen["a"]["action_mask"][0, waiting] == 0
    _, _, _, _, infos = table.step({"a": np.array([waiting])})
    assert not infos["legal"]["a"][0]
    assert (table.crisis.actors["a"].did("deed"), table.crisis.actors["a"].did("word")) == (
        "hold",
        "threaten",
    )


@each_scenario
def test_rewards_are_the_scores_when_a_world_ends_and_nothing_before(path):
    table = ManyWorlds(shipped(path), 30, seed=1)
    table.reset()
    got = {role: np.zeros(30) for role in table.roles}
    before = np.zeros(30, dtype=bool)
    while not before.all():
        _, rewards, over, truncated, _ = table.step(at_random(table, 8))
        assert not truncated.any()
        for role in table.roles:
            assert not rewards[role][~over | before].any()
            got[role] += rewards[role]
        before = over
    for role in table.roles:
        assert got[role] == pytest.approx(table.crisis.actors[role].score / 100)


def on_the_brink(*x: float, killed: float = 0) -> ManyWorlds:
    """Worlds of the given `x`; above 95 there is war. Nothing moves, and people are killed in 1."""
    quantities = {"x": indicator(50), "killed": indicator(0, harm=True)}
    endings = {"war": ending("x > 95", violent=True), "over": ending()}
    scenario = tiny(indicators=quantities, endings=endings, moves={"a": {"act": deed()}})
    table = ManyWorlds(scenario, len(x), "ab")
    table.reset()
    table.crisis.worlds.row("indicator", "x")[:] = x
    table.crisis.worlds.row("indicator", "killed")[0] = killed
    return table


def rest(table: ManyWorlds) -> dict[str, np.ndarray]:
    """Actions by which nobody does or says anything."""
    return {role: np.zeros(table.worlds, dtype=int) for role in table.roles}


def test_a_violent_end_caps_the_reward_and_human_cost_is_none():
    """`a` wants more of `x`, of which it has all."""
    table = on_the_brink(100, 100, killed=50)
    _, rewards, over, _, _ = table.step(rest(table))
    assert over.all()
    cap = table.scenario.dynamics.violent_cap / 100
    assert rewards["a"].tolist() == [cap, cap]


def test_worlds_that_are_over_wait_for_the_others():
    table = on_the_brink(100, 50)
    seen, _, over, _, _ = table.step(rest(table))
    assert over.tolist() == [True, False]
    later, rewards, over, _, infos = table.step(rest(table))
    assert over.tolist() == [True, False]
    assert infos["played"].tolist() == [False, True]
    assert rewards["a"].tolist() == [0, 0]
    assert seen["a"]["observation"][0].tolist() == later["a"]["observation"][0].tolist()
    assert later["a"]["action_mask"].tolist() == [[1, 0], [1, 1]]


def test_resets_take_the_next_worlds_and_a_seed_the_first():
    table = ManyWorlds(three(), 4, seed=2)
    firsts = []
    for seed in (None, None, 2, None):
        table.reset(seed)
        firsts.append(table.crisis.worlds.dice.first_world)
    assert firsts == [0, 4, 0, 4]


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ({"a": np.zeros(3, int)}, "b: no action is given"),
        ({"a": np.zeros(2, int)}, "a: 3 whole numbers are wanted, not int64 of shape (2,)"),
        ({"a": np.array([0, 1, 12])}, "a: an action is not between 0 and 8"),
        ({"a": np.array([0, -1, 1])}, "a: an action is not between 0 and 8"),
        ({"A": np.zeros(3, int)}, '"A" is not a role that a learner takes. Did you mean "a"?'),
    ],
)
def test_actions_that_can_not_be_taken_are_refused(actions, said):
    table = ManyWorlds(three(), 3, ["a", "b"])
    table.reset()
    with pytest.raises(ValueError) as error:  # noqa: PT011  # the whole sentence is compared
        table.step(actions)
    assert str(error.value) == said
    assert value(table.crisis, "turn", "turn") == 1


def test_roles_are_those_that_people_may_play_or_any_by_name():
    assert ManyWorlds(three(), 1).roles == ("a", "b", "c")
    assert ManyWorlds(tiny(), 1, ["b"]).roles == ("b",)
    with pytest.raises(ValueError, match="no roles to take: name some of a, b"):
        ManyWorlds(tiny(), 1)
    with pytest.raises(ValueError, match='"d" is not an actor'):
        ManyWorlds(three(), 1, ["d"])


def course(table: ManyWorlds) -> list[object]:
    """What twenty more turns come to: past the end, and into the next worlds."""
    steps = [table.step(at_random(table, turn)) for turn in range(20)]
    return [table.observe(), *steps]


@pytest.mark.parametrize("twin_of", [deepcopy, lambda table: pickle.loads(pickle.dumps(table))])
@pytest.mark.parametrize("turns", [0, 2, 6])
def test_a_copy_goes_on_as_the_original_does(turns, twin_of):
    """From the first turn, from the middle, and from the end; neither changes the other."""
    table = ManyWorlds(three(), 5, seed=4)
    table.reset()
    for turn in range(turns):
        table.step(at_random(table, turn))
    twin = twin_of(table)
    np.testing.assert_equal(course(twin), course(table))


@each_scenario
def test_a_copy_is_one_in_every_scenario(path):
    table = ManyWorlds(shipped(path), 5, seed=4)
    table.reset()
    for turn in range(3):
        table.step(at_random(table, turn))
    twin = deepcopy(table)
    np.testing.assert_equal(course(twin), course(table))
