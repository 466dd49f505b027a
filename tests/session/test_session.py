"""A session: orders in, turns out, the same as the engine takes them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sim.engine.crisis import Crisis
from sim.session import Session, SessionRefused
from tests.support.sessions import give, orders_of, play_on
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three


@each_scenario
def test_a_session_is_the_engine_stepped_with_the_same_orders(path):
    scenario = shipped(path)
    roles = [name for name, actor in scenario.actors.items() if actor.playable]
    session = play_on(Session.begin(scenario, roles[:2], seed=11), seed=3)
    crisis, states = Crisis(scenario, seed=11), []
    for orders in orders_of(session):
        crisis.step(orders)
        states.append(crisis.state_hash())
    assert not crisis.running
    assert session.hashes == tuple(states)


def test_who_orders_what_the_policy_would_have_done_changes_nothing():
    """World 0 of a batch, played again by a person."""
    crisis, session = Crisis(three(), seed=4), Session.begin(three(), ["b"], seed=4)
    while crisis.running:
        crisis.step()
        actor = crisis.actors["b"]
        give(session, b=(actor.did("deed"), actor.did("word")))
    assert session.over
    assert session.hashes[-1] == crisis.state_hash()


def test_policies_play_the_others_as_they_are_told():
    policies = {"b": "hawk", "c": "dove"}
    session = give(Session.begin(three(), ["a"], seed=4, policies=policies), a="strike")
    crisis = Crisis(three(), seed=4, policies=policies)
    crisis.step({"a": {"deed": "strike", "word": "silence"}})
    assert session.hashes == (crisis.state_hash(),)


def test_a_turn_begins_with_holding_and_silence():
    view = give(Session.begin(three(), ["a"], seed=1), a="strike").view("a")
    assert (view.turn, view.deed, view.word, view.committed) == (2, "hold", "silence", False)


def test_the_turn_is_taken_when_the_last_person_has_committed():
    session = Session.begin(three(), ["b", "a"], seed=1)
    assert session.waiting() == ("a", "b")
    assert session.commit("b") is False
    assert session.waiting() == ("a",)
    assert session.view("b").phase == "wait"
    assert session.view("a").waiting_for == ("a",)
    assert session.commit("a") is True
    assert session.turn == 2


def test_undo_takes_back_one_change_after_the_other():
    session = Session.begin(three(), ["a"], seed=1)
    session.draft("a", deed="strike")
    session.draft("a", deed="strike")  # nothing new
    session.draft("a", word="threaten")
    assert session.undo("a")
    assert (session.view("a").deed, session.view("a").word) == ("strike", "silence")
    assert session.undo("a")
    assert session.view("a").deed == "hold"
    assert not session.undo("a")


def test_orders_can_be_taken_back_while_others_still_think():
    session = Session.begin(three(), ["a", "b"], seed=1)
    session.draft("a", deed="strike")
    session.commit("a")
    assert session.undo("a")
    assert (session.view("a").committed, session.view("a").deed) == (False, "strike")
    session.commit("a")
    session.commit("b")
    assert not session.undo("a"), "the turn was taken"


@pytest.mark.parametrize(
    ("does", "says"),
    [
        (lambda s: s.draft("a", deed="stirke"), 'Did you mean "strike"'),
        (lambda s: s.draft("a", deed="threaten"), '"threaten" is not a deed'),
        (lambda s: s.draft("a", deed="wait"), "while “Tension” is 60 or more"),
        (lambda s: s.draft("b", deed="send"), '"b" is not a role'),
        (lambda s: s.view("b"), '"b" is not a role'),
        (lambda s: s.commit("a", 1.5), "between 0 and 1"),
    ],
)
def test_what_can_not_be_is_refused_with_a_reason(does, says):
    session = Session.begin(three(), ["a"], seed=1)
    before = session.view("a")
    with pytest.raises(SessionRefused) as refusal:
        does(session)
    assert says in str(refusal.value)
    assert session.view("a") == before


def test_orders_that_are_given_stay_until_they_are_taken_back():
    session = Session.begin(three(), ["a", "b"], seed=1)
    session.commit("a")
    with pytest.raises(SessionRefused, match="take them back first"):
        session.draft("a", deed="strike")
    with pytest.raises(SessionRefused, match="take them back first"):
        session.commit("a")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"people": ["ash"]}, '"ash" is not a role that a person may take'),
        ({"people": []}, "needs a person"),
        ({"people": ["a"], "seed": -1}, "seed: -1"),
        ({"people": ["a"], "policies": {"b": "hawkk"}}, 'Did you mean "hawk"'),
        ({"people": ["a"], "policies": {"d": "hawk"}}, '"d" is not an actor'),
    ],
)
def test_a_session_that_can_not_be_played_is_not_begun(arguments, says, home):
    with pytest.raises(SessionRefused, match=says):
        Session.begin(three(), **arguments)
    assert not list(home.rglob("*.standoff"))


def test_nothing_more_is_taken_when_the_crisis_is_over():
    session = play_on(Session.begin(three(), ["a"], seed=1), seed=1)
    assert session.view("a").phase == "over"
    assert (session.waiting(), session.undo("a")) == ((), False)
    with pytest.raises(SessionRefused, match="over"):
        session.commit("a")


def test_without_a_seed_no_two_sessions_are_alike():
    one, other = (Session.begin(three(), ["a"]) for _ in range(2))
    assert one.seed != other.seed
    assert one.path != other.path


def test_what_a_first_screen_needs_is_there_without_the_engine():
    """Mesa and NumPy take a second or two to load."""
    code = (
        "import sys; from sim.session import Save, SaveBroken, View, list_saves, speak_with; "
        "list_saves(); sys.exit('mesa' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
