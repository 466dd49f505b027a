"""Watching a session or a world: forward and back, through any eyes or with all of the truth."""

from __future__ import annotations

import pytest

from sim.engine.crisis import Crisis
from sim.session import EVERYTHING, Session, Watch
from tests.support.sessions import play_on
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three


@pytest.fixture
def session() -> Session:
    """A session of three sides, played to its end by two of them."""
    return Session.begin(three(), ["a", "c"], seed=8)


def test_each_turn_is_seen_as_it_was_when_it_was_played(session):
    views = [session.view("c")]
    while not session.over:
        play_on(session, seed=session.turn, turns=1)
        views.append(session.view("c"))
    watch = Watch.of_save(session.path)
    turns = range(1, watch.last + 1)
    assert [watch.view(turn, "c").news for turn in turns] == [view.news for view in views]
    assert [watch.view(turn, "c").quantities for turn in turns] == [v.quantities for v in views]
    assert watch.view(watch.last, "c") == views[-1]


def test_going_back_shows_the_same_as_going_forward(session):
    play_on(session, seed=1)
    there, back = Watch(session), Watch(session)
    turns = range(1, there.last + 1)
    forward = {turn: there.view(turn, "b") for turn in turns}
    assert {turn: back.view(turn, "b") for turn in reversed(turns)} == forward


def test_a_side_that_nobody_played_can_be_looked_through(session):
    """Who plays now and who only looks makes no difference to what a side knew."""
    play_on(session, seed=1)
    other = Session.take_over(three(), ["b"], seed=8, turn=1)
    assert Watch(session).view(1, "b").quantities == other.view("b").quantities


def test_everything_is_the_true_world(session):
    play_on(session, seed=1)
    watch = Watch(session)
    for turn in range(1, watch.last + 1):
        view = watch.view(turn, EVERYTHING)
        truth = {q.id: q.value for q in view.quantities}
        assert {q.certainty for q in view.quantities} == {"exact"}
        assert truth == truth_at(session, turn)
        assert not view.cards
        assert view.dossier.private == ""


def truth_at(session: Session, turn: int) -> dict[str, float]:
    """Every indicator when that turn was to be decided, by stepping a crisis."""
    crisis = Crisis(session.scenario, seed=session.seed)
    for given in session.ordered[: turn - 1]:
        crisis.step({role: {"deed": d, "word": w} for role, (d, w) in given.items()})
    if crisis.running:
        crisis.open_turn()
    values = crisis.worlds.group("indicator")[:, 0].tolist()
    return dict(zip(crisis.rules.book.indicators, values, strict=True))


def test_everything_tells_of_private_moves_and_of_all_that_they_changed(session):
    session.draft("a", "hold", "silence")
    session.commit("a")
    session.draft("c", "hold", "silence")
    session.commit("c")
    steps = Watch(session).view(2, EVERYTHING).played[0].steps
    assert not any(step.unseen for step in steps)
    assert "unknown" not in {step.report.kind for step in steps}


@each_scenario
def test_every_turn_of_a_world_can_be_seen_through_all_eyes(path):
    watch = Watch.of_world(shipped(path), seed=3, world=9)
    for role in watch.eyes:
        views = [watch.view(turn, role) for turn in range(1, watch.last + 1)]
        assert [view.role for view in views] == [role] * watch.last
        assert views[-1].ending
        assert [p.turn for p in views[-1].played] == list(range(1, watch.turns + 1))
        assert views[-1].moment == views[-2].moment


def test_what_one_may_know_of_a_turn_is_what_one_might_have_then(session):
    play_on(session, seed=1, turns=2)
    knowledge = session.knowledge("a")
    play_on(session, seed=1)
    assert Watch(session).knowledge(3, "a") == knowledge


def test_no_other_turn_or_side_can_be_looked_at(session):
    watch = Watch(session)
    for turn in (0, 2):
        with pytest.raises(ValueError, match="turns 1 to 1"):
            watch.view(turn, "a")
    with pytest.raises(ValueError, match="no side nobody"):
        watch.view(1, "nobody")
