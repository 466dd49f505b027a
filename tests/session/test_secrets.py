"""P7: what a role can't know never reaches its screen or its forecast."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.engine.dice import Dice
from sim.session import Session, forecast
from sim.session.memory import Memory
from tests.support.secrets import PLAYED, SECRETLY, disturb, secretive
from tests.support.sessions import give, play_on
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three


def seen_by(session: Session, role: str) -> Any:
    """All that reaches a role."""
    knowledge = session.knowledge(role)
    after = None if session.over else forecast(knowledge, "hold", "silence", copies=20)
    return session.view(role), knowledge, after


@each_scenario
def test_other_secrets_and_other_luck_look_the_same(path):
    scenario = shipped(path)
    for role in [name for name, actor in scenario.actors.items() if actor.playable]:
        session = play_on(Session.begin(scenario, [role], seed=6), seed=2, turns=2)
        before = seen_by(session, role)
        disturb(session, role)
        session._table.crisis.worlds.dice = Dice(99, 0, 1)
        session._table.seats[role].retold.clear()
        assert seen_by(session, role) == before


def test_turn_after_turn_secrets_do_not_seep_through():
    """Two worlds in which only `b.plan`, private talk, feelings and guesses of others differ."""
    scenario = secretive()
    one, other = (Session.begin(scenario, "abc", seed=3) for _ in range(2))
    for turn, orders in enumerate(PLAYED):
        assert seen_by(one, "a") == seen_by(other, "a"), turn
        disturb(other, "a", but=("b.stock",))
        give(one, **orders)
        give(other, **orders | {"b": SECRETLY.get(orders.get("b"), orders.get("b"))})
    plan = [s._table.crisis.worlds.row("indicator", "b.plan")[0] for s in (one, other)]
    assert plan[0] != plan[1], "the two worlds are not the same"


def test_nothing_tells_the_seed():
    """Where luck has no visible effect, what a role knows is the same under every seed."""
    one, other = (Session.begin(secretive(), "abc", seed=seed) for seed in (3, 4))
    for turn, orders in enumerate(PLAYED):
        assert seen_by(one, "a") == seen_by(other, "a"), turn
        give(one, **orders)
        give(other, **orders)
    assert one.hashes != other.hashes


def test_a_memory_that_peeked_would_be_caught(monkeypatch):
    """The test above can fail: here the role learns the whole truth."""

    def peek(self: Memory, truth: np.ndarray) -> None:
        self.worlds.table[:, 0] = truth

    monkeypatch.setattr(Memory, "_learn", peek)
    one, other = (Session.begin(secretive(), "abc", seed=seed) for seed in (3, 4))
    assert seen_by(one, "a") != seen_by(other, "a")


def test_private_words_and_deeds_are_heard_by_those_they_are_for():
    session = give(Session.begin(three(), "abc", seed=3), b=("meet", "whisper"))
    told = {
        role: [step.report.headline for step in session.view(role).played[0].steps]
        for role in "abc"
    }
    for role in "bc":
        assert {"Meet Cedar", "Whisper to Cedar"} <= set(told[role])
    assert not {"Meet Cedar", "Whisper to Cedar"} & set(told["a"])
    assert (session.view("a").side("b").deed, session.view("a").side("b").word) == (None, None)
    assert session.view("c").side("b").word == "Whisper to Cedar"


def test_what_is_seen_of_secret_things_is_told_without_their_cause():
    """`a` sees that tension rose by 2, and the next turn that it fell, and not why."""
    session = give(Session.begin(three(), "abc", seed=3), b=("hold", "whisper"))
    view = session.view("a")
    [trace] = [s for s in view.played[0].steps if s.report.kind == "unknown"]
    [change] = trace.changes
    assert (change.quantity, change.after - change.before) == ("x", 2)
    [trace] = [s for s in view.opened if s.report.kind == "unknown"]
    assert trace.changes[0].after - trace.changes[0].before == -2
    assert all(s.report.kind != "unknown" for s in session.view("c").played[0].steps)


def test_what_a_role_sees_exactly_it_has_exactly():
    session = play_on(Session.begin(three(), "abc", seed=5), seed=5, turns=3)
    worlds = session._table.crisis.worlds
    view = session.view("a")
    assert view.quantity("x").value == worlds.row("indicator", "x")[0]
    assert view.quantity("b.stock").value == worlds.row("estimate", "a/b.stock")[0]
    assert view.side("b").credibility == worlds.row("credibility", "b")[0]


def test_a_hidden_quantity_goes_from_the_guess_with_what_is_noticed():
    """Nobody told `a` that Birch's plan began elsewhere; that it moved by 2 in a clash is known."""
    session = Session.begin(three(), "abc", seed=5)
    assert session.view("a").quantity("b.plan").value == 40
    while not session._table.crisis.worlds.row("count", "clash")[0]:
        give(session)
    clashes = session._table.crisis.worlds.row("count", "clash")[0]
    assert session.view("a").quantity("b.plan").value == 40 + 2 * clashes


@each_scenario
def test_what_is_legal_in_a_role_s_world_is_legal_in_the_true_one(path):
    scenario = shipped(path)
    for role in [name for name, actor in scenario.actors.items() if actor.playable]:
        session = Session.begin(scenario, [role], seed=9)
        while not session.over:
            table = session._table
            own = table.crisis.rules.book.moves_of(list(scenario.actors).index(role))
            truth = table._outlook.legal[own, 0]
            assert [card.legal for card in session.view(role).cards] == truth.tolist()
            play_on(session, seed=session.turn, turns=1)


@pytest.mark.parametrize("role", "abc")
def test_only_at_the_end_the_truth_is_told(role):
    session = Session.begin(three(), [role], seed=5)
    view = session.view(role)
    assert (view.truth, view.scores, view.record, view.ending) == ({}, {}, (), None)
    view = play_on(session, seed=1).view(role)
    worlds = session._table.crisis.worlds
    assert view.truth["b.plan"] == worlds.row("indicator", "b.plan")[0]
    assert view.ending.label == "E"
    assert [(entry.turn, entry.label) for entry in view.record] == [(2, "Strike")]
    assert set(view.scores) == {"a", "b", "c"}
