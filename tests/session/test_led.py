"""A session that somebody leads: seats left to policies, turns closed, events put in, onlookers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.schema import Scenario
from sim.session import EVERYTHING, PUBLIC, Session, SessionRefused, Watch
from tests.support.secrets import disturb, secretive
from tests.support.sessions import give, play_on
from tests.support.three import three, three_parts
from tests.support.tiny import happening, tiny


def test_whoever_leaves_is_played_by_a_policy_as_if_nobody_had_sat_there():
    """The same moves, and the same state, as in a session in which `b` is nobody's."""
    left, never = Session.begin(three(), "ab", seed=4), Session.begin(three(), "a", seed=4)
    left.leave("b")
    for session in (left, never):
        give(session, a="strike")
        give(session, a="hold")
    assert left.hashes == never.hashes
    assert [orders.by for orders in left.given("b")] == ["policy", "policy"]


def test_the_last_who_was_awaited_leaves_and_the_turn_is_taken():
    session = Session.begin(three(), "ab", seed=4)
    session.commit("a")
    session.leave("b")
    assert session.turn == 2


def test_nobody_is_left_and_the_turn_waits_until_it_is_closed():
    session = Session.begin(three(), "ab", seed=4)
    session.leave("a")
    session.leave("b")
    assert (session.turn, session.waiting(), session.away) == (1, (), ("a", "b"))
    session.close_turn()
    assert session.turn == 2


def test_a_session_tells_when_people_stopped_deciding():
    """Two turns are theirs, and policies play the third."""
    session = Session.begin(three(), "ab", seed=4)
    assert session.decided_until == 0
    give(session, a="strike", b="hold")
    session.leave("b")
    give(session, a="hold")
    session.leave("a")
    session.close_turn()
    assert (session.turn, session.decided_until) == (4, 2)


def test_whoever_comes_back_finds_the_orders_that_were_put_down():
    session = Session.begin(three(), "ab", seed=4)
    session.draft("b", "send")
    session.leave("b")
    session.leave("b", away=False)
    assert session.orders("b").deed == "send"
    assert session.waiting() == ("a", "b")


def test_a_closed_turn_takes_what_is_put_down_and_says_so():
    session = Session.begin(three(), "ab", seed=4)
    session.draft("a", "strike")
    session.commit("b")
    session.close_turn()
    assert [(o.deed, o.by) for role in "ab" for o in session.given(role)] == [
        ("strike", "clock"),
        ("hold", "person"),
    ]


def test_an_inject_happens_as_the_next_turn_begins_and_everybody_hears_of_it():
    session = Session.begin(with_inject(), "ab", seed=4, watchers=[PUBLIC])
    session.inject("flood")
    assert "A flood" not in str(session.view("a").news)
    give(session)
    for eyes in ("a", "b", PUBLIC):
        assert "A flood" in [step.report.headline for step in session.view(eyes).opened]
    assert session.view("a").quantity("x").value != 0


def test_only_a_prepared_event_is_put_in_and_only_while_it_lasts():
    session = Session.begin(with_inject(), "a", seed=4)
    with pytest.raises(SessionRefused, match="prepared event"):
        session.inject("rumour")
    play_on(session, 1)
    for late in (session.close_turn, lambda: session.inject("flood")):
        with pytest.raises(SessionRefused, match="is over"):
            late()


def test_all_of_it_is_replayed_watched_and_branched_bit_for_bit(tmp_path: Path):
    session = Session.begin(with_inject(), "ab", seed=4, path=tmp_path / "led.standoff")
    session.inject("flood")
    session.leave("b")
    give(session, a="strike")
    session.leave("b", away=False)
    session.close_turn()
    session.inject("flood")
    session.close_turn()
    session.close()
    again = Session.resume(tmp_path / "led.standoff")
    assert again.hashes == session.hashes
    assert again.injected == {2: ("flood",), 4: ("flood",)}
    assert Watch(again).view(4, EVERYTHING).quantities == again_view(tmp_path, session.hashes)
    same = again.branch(3, tmp_path / "same.standoff")
    others = again.branch(3, tmp_path / "others.standoff", people=["c"])
    assert same.hashes == others.hashes == again.hashes[:2]
    others.close()
    assert Session.resume(tmp_path / "others.standoff").hashes == again.hashes[:2]


def again_view(folder: Path, hashes: tuple[str, ...]) -> object:
    """What one who sees everything sees, in a session that seats such a one."""
    session = Session.resume(folder / "led.standoff", watchers=[EVERYTHING])
    assert session.hashes == hashes
    return session.view(EVERYTHING).quantities


def test_the_public_sees_what_everybody_sees():
    """Not what is hidden, estimated or said in private; whatever that is, the view is the same."""
    sessions = [Session.begin(secretive(), "abc", seed=4, watchers=[PUBLIC]) for _ in range(2)]
    for session, word in zip(sessions, ("silence", "whisper"), strict=True):
        give(session, b=("send", word))
    disturb(sessions[1], PUBLIC)
    one, other = (session.view(PUBLIC) for session in sessions)
    assert one == other
    assert (one.cards, one.dossier.private, one.messages) == ((), "", ())
    assert {q.certainty for q in one.quantities if q.id == "b.stock"} == {"guess"}


def test_an_onlooker_can_put_nothing_in():
    session = Session.begin(three(), "a", seed=4, watchers=[PUBLIC])
    for attempt in (session.draft, session.commit, session.leave):
        with pytest.raises(SessionRefused, match="role that a person plays"):
            attempt(PUBLIC)
    assert session.turn == 1


def with_inject() -> Scenario:
    """Three sides, and a flood that only who leads the game puts in."""
    parts = three_parts()
    parts["events"]["flood"] = happening(label="A flood", inject=True, limit=9, effects={"x": 3})
    return tiny(**parts)
