"""P2: a session that is rebuilt from its file is the session that was played."""

from __future__ import annotations

import pytest

from sim.session import SaveBroken, Session, list_saves, replay
from tests.support.sessions import give, play_on
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three


@each_scenario
def test_replay_gives_the_same_state_each_turn_and_the_same_views(path):
    scenario = shipped(path)
    roles = [name for name, actor in scenario.actors.items() if actor.playable][-2:]
    session = Session.begin(scenario, roles, seed=8)
    views = [session.view(roles[0])]
    while not session.over:
        play_on(session, seed=session.turn, turns=1)
        views.append(session.view(roles[0]))
    session.close()
    states = [(again.hashes, again.view(roles[0])) for again in replay(session.path)]
    assert states == [(session.hashes[:turn], view) for turn, view in enumerate(views)]


def test_a_session_goes_on_where_it_was_left():
    session = give(Session.begin(three(), ["a", "b"], seed=8), a="strike", b=("send", "whisper"))
    session.draft("a", word="threaten")
    session.draft("b", deed="send")
    session.undo("b")
    session.commit("a", 0.25)
    views = [session.view(role) for role in "ab"]
    knowledge = [session.knowledge(role) for role in "ab"]
    session.close()
    again = Session.resume(session.path)
    assert [again.view(role) for role in "ab"] == views
    assert [again.knowledge(role) for role in "ab"] == knowledge
    assert again.waiting() == ("b",)
    assert again.undo("a")


def test_notes_are_kept_and_change_nothing():
    session = Session.begin(three(), ["a"], seed=8)
    before = session.view("a")
    session.note("a", "check", {"answers": [2, 1, 0]})
    assert session.view("a") == before
    session.close()
    [note] = Session.resume(session.path).notes
    assert (note.role, note.about, note.content) == ("a", "check", {"answers": [2, 1, 0]})


def test_what_a_role_expected_is_kept_for_afterwards():
    session = Session.begin(three(), ["a"], seed=8)
    session.commit("a", 0.75)
    session.close()
    assert Session.resume(session.path).view("a").played[0].expected == 0.75


def test_saves_are_listed_with_where_they_stand():
    first = give(Session.begin(three(), ["a", "b"], seed=8), a="strike")
    second = play_on(Session.begin(three(), ["c"], seed=8), seed=1)
    saves = {save.path: save for save in list_saves()}
    assert set(saves) == {first.path, second.path}
    save = saves[first.path]
    assert (save.title, save.roles, save.people) == ("Tiny", ("Ash", "Birch"), ("a", "b"))
    assert (save.turn, save.turns, save.over, save.fault) == (2, 6, False, "")
    assert saves[second.path].over


def test_a_turn_that_was_taken_but_not_written_down_is_taken_again():
    """The program may stop between the last order and the turn."""
    session = give(Session.begin(three(), ["a"], seed=8), a="strike")
    session.close()
    log = session._log.open(session.path)
    log._connection.execute("DELETE FROM input WHERE kind = 'turn'")
    log.close()
    again = Session.resume(session.path)
    assert again.hashes == session.hashes
    again.close()
    assert [state.hashes for state in replay(session.path)][-1] == session.hashes
    assert list_saves()[0].turn == 2


def test_two_programs_do_not_write_into_one_save():
    session = Session.begin(three(), ["a"], seed=8)
    other = Session.resume(session.path)
    other.draft("a", deed="strike")
    with pytest.raises(SaveBroken, match="another window"):
        session.draft("a", word="threaten")
    assert session.view("a").word == "silence", "what is not written down does not count"


def test_a_save_is_never_written_over():
    path = Session.begin(three(), ["a"]).path
    with pytest.raises(SaveBroken, match="choose another name"):
        Session.begin(three(), ["a"], path=path)
