"""A turn is taken again: a branch of a session, or of a world that only policies played."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sim.engine.crisis import Crisis
from sim.session import SaveBroken, Session, SessionRefused, Watch, list_saves
from tests.support.sessions import give, play_on
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three


def played(*people: str, turns: int = 1000) -> Session:
    """A session of the scenario of three, in which people did something."""
    return play_on(Session.begin(three(), people, seed=8), seed=3, turns=turns)


def test_a_branch_is_the_session_as_it_was_when_the_turn_was_to_be_decided():
    session = Session.begin(three(), ["a", "b"], seed=8)
    play_on(session, seed=3, turns=2)
    before = [session.view(role) for role in "ab"]
    play_on(session, seed=4, turns=2)
    branch = session.branch(3)
    assert [branch.view(role) for role in "ab"] == before
    assert branch.hashes == session.hashes[:2]
    assert branch.path != session.path


def test_the_same_orders_in_a_branch_come_to_the_same_and_others_do_not():
    session = give(give(Session.begin(three(), ["a"], seed=8)), a="strike")
    assert give(session.branch(2), a="strike").hashes == session.hashes
    assert give(session.branch(2)).hashes[1] != session.hashes[1]


def test_what_a_person_noted_and_expected_goes_along():
    session = Session.begin(three(), ["a"], seed=8)
    session.note("a", "check", 1)
    session.commit("a", 0.75)
    session.commit("a")
    branch = session.branch(2)
    assert branch.view("a").played[0].expected == 0.75
    assert len(branch.notes) == 1
    assert not session.branch(1).notes


def test_a_branch_says_from_what_it_branched_and_goes_on_from_its_file():
    session = played("a")
    branch = play_on(session.branch(2), seed=9, turns=1)
    branch.close()
    again = Session.resume(branch.path)
    assert again.hashes == branch.hashes
    assert (again.about.origin.of, again.about.origin.turn) == (session.path.name, 2)
    newest, oldest = list_saves()
    assert (newest.path, newest.turn) == (branch.path, 3)
    assert (newest.origin.of, newest.origin.turn) == (session.path.name, 2)
    assert (oldest.path, oldest.origin) == (session.path, None)


def test_a_file_may_have_any_name_and_its_branches_are_sound(tmp_path):
    session = Session.begin(three(), ["a"], seed=8, path=tmp_path / "a\x1b[2J\n.standoff")
    branch = give(session).branch(2)
    branch.close()
    assert Session.resume(branch.path).about.origin.of == "a[2J.standoff"


def test_a_branch_of_a_branch_begins_where_it_is_asked_to():
    session = played("a")
    branch = session.branch(4).branch(2)
    assert branch.hashes == session.hashes[:1]


def test_other_people_take_the_chairs_and_what_was_ordered_before_stays():
    session = played("a")
    branch = session.branch(3, people=["b", "c"])
    assert branch.people == ("b", "c")
    assert branch.hashes == session.hashes[:2]
    play_on(branch, seed=1).close()
    assert Session.resume(branch.path).hashes == branch.hashes


def test_who_takes_over_knows_what_the_side_itself_had_done():
    world = Watch.of_world(three(), seed=8, world=5)
    session = Session.take_over(three(), ["b"], seed=8, world=5, turn=4)
    assert session.view("b").played == world.view(4, "b").played
    assert session.view("b").news == world.view(4, "b").news


@each_scenario
def test_a_world_that_is_taken_over_was_until_then_that_of_the_batch(path):
    scenario = shipped(path)
    role = next(name for name, actor in scenario.actors.items() if actor.playable)
    crisis, states = Crisis(scenario, 3, first_world=40, seed=7, policies={"all": "random"}), []
    while crisis.running:
        crisis.step()
        states.append(crisis.state_hash(41))
    known = {"seed": 7, "world": 41, "policies": {"all": "random"}}
    world = Session.of_world(scenario, **known)
    assert world.hashes == tuple(states[: len(world.hashes)])
    middle = len(world.hashes) // 2 + 1
    session = Session.take_over(scenario, [role], turn=middle, **known)
    assert session.hashes == world.hashes[: middle - 1]
    assert (session.turn, session.waiting()) == (middle, (role,))
    play_on(session, seed=5).close()
    assert Session.resume(session.path).hashes == session.hashes


def test_branches_at_different_turns_meet_the_same_luck():
    session = give(give(give(Session.begin(three(), ["a"], seed=8))))
    early, late = give(give(session.branch(2))), give(session.branch(3))
    assert early.hashes == late.hashes == session.hashes


@pytest.mark.parametrize("turn", [0, -1, 99])
def test_a_turn_that_never_was_can_not_be_taken_again(turn):
    with pytest.raises(SessionRefused, match="there are turns 1 to 6"):
        played("a").branch(turn)


def test_a_session_that_is_over_has_no_turn_after_its_last():
    session = played("a")
    with pytest.raises(SessionRefused, match="no turn"):
        session.branch(len(session.hashes) + 1)


def test_the_turn_that_is_being_decided_can_be_branched_too():
    session = played("a", turns=2)
    assert session.branch(3).hashes == session.hashes


def test_nobody_takes_a_chair_that_is_none():
    with pytest.raises(SessionRefused, match='"z"'):
        played("a").branch(2, people=["z"])
    with pytest.raises(SessionRefused, match="needs a person"):
        played("a").branch(2, people=[])


def test_a_branch_is_never_written_over_another_save():
    session = played("a")
    with pytest.raises(SaveBroken, match="choose another name"):
        session.branch(2, path=session.path)


@pytest.mark.parametrize(
    "prelude",
    [
        ({"a": ("fly", "silence")},),
        ({"z": ("hold", "silence")},),
        ({"a": ("hold", "hold")},),
        ({},) * 50,
    ],
)
def test_a_save_whose_first_turns_can_not_have_been_is_refused(prelude):
    session = played("a")
    about = session.about.model_copy(update={"prelude": prelude})
    session._log.close()
    session._log = None
    forged = session.path.with_name("forged.standoff")
    session.about, session._entries = about, []
    session._stored(forged).close()
    with pytest.raises(SaveBroken, match="forged"):
        Session.resume(forged)


def test_no_two_neighbouring_turns_of_a_watched_session_are_alike():
    watch = Watch.of_save(played("a").path)
    views = [watch.view(turn, "a") for turn in range(1, watch.last + 1)]
    assert all(one != other for one, other in pairwise(views))
