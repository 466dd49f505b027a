"""What a learner sees is what its role may know, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.crisis import Crisis
from sim.engine.phases.decide import Outlook
from sim.environments.eyes import Eyes
from sim.environments.many import ManyWorlds, Observation
from tests.support.secrets import PLAYED, SECRETLY, secretive, secrets_of
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three, three_parts
from tests.support.tiny import rung, tiny


def play_on(table: ManyWorlds, turns: int, luck: int) -> ManyWorlds:
    """Some turns of any legal actions."""
    rng = np.random.default_rng(luck)
    for _turn in range(turns):
        seen = table.observe()
        table.step(
            {
                role: (
                    rng.random(seen[role]["action_mask"].shape) * seen[role]["action_mask"]
                ).argmax(1)
                for role in table.roles
            }
        )
    return table


def put_other_secrets(table: ManyWorlds, role: str) -> None:
    """Other values in place of everything that the role can't know."""
    crisis = table.crisis
    worlds = crisis.worlds
    secret = np.setdiff1d(np.arange(len(worlds.table)), table.eyes[role].sight.known)
    worlds.table[secret] = worlds.table[secret] * 0.5 + 1
    answers = crisis.rules.decision.answer(worlds)
    table._outlook = Outlook(worlds, answers, crisis.rules.legality(worlds, answers))


def same(one: Observation, other: Observation) -> bool:
    return all(np.array_equal(one[part], other[part]) for part in one)


@each_scenario
@settings(max_examples=4, deadline=None)
@given(worlds=st.integers(1, 5), seed=st.integers(0, 999), turns=st.integers(0, 5))
def test_worlds_that_differ_in_secrets_alone_look_the_same(path, worlds, seed, turns):
    scenario = shipped(path)
    for role in scenario.actors:
        table = ManyWorlds(scenario, worlds, [role], {"all": "random"}, seed)
        table.reset()
        play_on(table, turns, seed)
        before = table.observe()[role]
        put_other_secrets(table, role)
        assert same(before, table.observe()[role]), role


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999))
def test_turn_after_turn_secrets_do_not_seep_through(seed):
    """Two worlds in which only `b.plan`, private talk, feelings and guesses of others differ."""
    one, other = (ManyWorlds(secretive(), 1, seed=seed) for _ in range(2))
    for table in (one, other):
        table.reset()
    for orders in PLAYED:
        assert same(one.observe()["a"], other.observe()["a"])
        for group, name in secrets_of(other.crisis, "a"):
            if name != "b.stock":
                row = other.crisis.worlds.row(group, name)
                row[:] = row * 0.5 + 1
        one.step(actions_for(one, orders))
        secretly = SECRETLY.get(orders.get("b"), orders.get("b"))
        other.step(actions_for(other, orders | {"b": secretly}))
    plan = [table.crisis.worlds.row("indicator", "b.plan")[0] for table in (one, other)]
    assert plan[0] != plan[1], "the two worlds are not the same"


def actions_for(table: ManyWorlds, orders: dict) -> dict[str, np.ndarray]:
    """Orders as actions; whoever has none rests."""
    actions = {}
    for role, hands in table.hands.items():
        what = orders.get(role) or "hold"
        pair = what if isinstance(what, tuple) else (what, "silence")
        actions[role] = np.array([hands.names.index(pair)])
    return actions


def test_eyes_that_peeked_would_be_caught(monkeypatch):
    """The tests above can fail: here a role looks at the truth."""
    monkeypatch.setattr(Eyes, "_resolve", lambda eyes, leaf: eyes.book.resolve(leaf))
    table = ManyWorlds(three(), 3)
    table.reset()
    before = table.observe()["a"]
    put_other_secrets(table, "a")
    assert not same(before, table.observe()["a"])


def seen(table: ManyWorlds, role: str, name: str) -> np.ndarray:
    """(W,): one number of what a role sees."""
    return table.observe()[role]["observation"][:, table.eyes[role].names.index(name)]


def test_it_sees_its_own_exactly_others_as_it_estimates_them_and_hidden_things_not():
    table = ManyWorlds(three(), 50, seed=3)
    table.reset()
    worlds = table.crisis.worlds
    stock = worlds.row("indicator", "b.stock")
    assert seen(table, "b", "b.stock") == pytest.approx(stock / 100)
    assert seen(table, "a", "b.stock") == pytest.approx(
        worlds.row("estimate", "a/b.stock").clip(0, 100) / 100
    )
    assert (seen(table, "a", "b.stock") != seen(table, "b", "b.stock")).all()
    assert "b.stock" not in table.eyes["c"].names
    assert "b.plan" not in table.eyes["a"].names


def test_a_rung_that_hangs_on_an_estimate_is_seen_as_the_estimate_has_it():
    """`top` is reached above 45 crates of stock, which `c` does not see and `a` estimates."""
    table = ManyWorlds(three(), 50, seed=3)
    table.reset()
    worlds = table.crisis.worlds
    estimated = worlds.row("estimate", "a/b.stock") > 45
    assert 0 < estimated.sum() < 50
    assert ((seen(table, "a", "rung") == 1) == estimated).all()
    assert ((seen(table, "b", "rung") == 1) == (worlds.row("indicator", "b.stock") > 45)).all()
    assert not (seen(table, "c", "rung") == 1).any()


def test_a_rung_that_hangs_on_a_private_word_is_seen_by_those_who_heard_it():
    parts = three_parts()
    parts["ladder"]["top"] = rung("count(b.whisper) > 0")
    table = ManyWorlds(tiny(**parts), 1)
    table.reset()
    table.step(actions_for(table, {"b": ("hold", "whisper")}))
    assert [seen(table, role, "rung")[0] == 1 for role in "abc"] == [False, True, True]


def test_commitments_are_seen_with_the_turns_that_are_left():
    table = ManyWorlds(three(), 1, seed=3)
    table.reset()
    course = []
    for orders in ({"a": ("hold", "threaten")}, {}, {}):
        table.step(actions_for(table, orders))
        course.append(
            (seen(table, "b", "promise stands")[0], seen(table, "b", "promise is due in")[0])
        )
    assert course == [(1, 0.5), (1, 0), (0, 0)]


def test_what_was_done_to_a_role_is_seen_in_the_turn_after():
    table = ManyWorlds(three(), 1, seed=3)
    table.reset()
    table.step(actions_for(table, {"a": "strike"}))
    assert seen(table, "b", "received")[0] < 0.5
    assert seen(table, "c", "received")[0] == 0.5


@each_scenario
def test_every_number_is_of_something_known_and_stays_between_0_and_1(path):
    table = play_on(ManyWorlds(shipped(path), 20, seed=4), 3, luck=1)
    for role, observation in table.observe().items():
        figures = observation["observation"]
        assert figures.shape == (20, len(table.eyes[role].names))
        assert figures.min() >= 0
        assert figures.max() <= 1
        assert figures.dtype == np.float32


def test_looking_changes_nothing():
    table, crisis = ManyWorlds(three(), 5, seed=3), Crisis(three(), 5, seed=3)
    table.reset()
    crisis.open_turn()
    for _look in range(3):
        table.observe()
    assert (table.crisis.worlds.table == crisis.worlds.table).all()
