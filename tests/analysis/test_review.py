"""The review of a whole session: curve, turning points, off-ramp, and what is told besides."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from sim.analysis.assembly import Assembly
from sim.analysis.debrief import AS_THEY_DID, KNEW, QUESTIONS, TRUTH
from sim.analysis.futures import Futures, Luck, Moment
from sim.analysis.review import review, reviewing
from sim.analysis.work import TRUE_CURVE, Worker, first_tasks, other_tasks
from sim.session import Session, SessionRefused, replay
from sim.session.hindsight import look_back
from tests.support.lookbacks import crisis, gambles, hazard, played, scenes
from tests.support.sessions import give, play_on
from tests.support.three import three
from tests.support.tiny import clock, deed, happening

FUTURES = 400


@pytest.fixture(scope="module")
def three_played(tmp_path_factory):
    """Three sides, two of which people played, who said how likely they found peace."""
    path = tmp_path_factory.mktemp("s") / "three.standoff"
    play_on(Session.begin(three(), ["a", "c"], seed=5, path=path), 1).close()
    return path


@pytest.fixture(scope="module")
def reviewed(three_played):
    return review(three_played, "a", futures=60, workers=1)


# -- the whole of it ---------------------------------------------------------------------------


def test_every_decision_is_compared_under_every_question(reviewed):
    assert reviewed.done == reviewed.total
    assert [decision.turn for decision in reviewed.decisions] == [1, 2, 3, 4, 5, 6]
    for decision in reviewed.decisions:
        asked = [(each.channel, each.question) for each in decision.comparisons]
        wanted = {(channel, q) for q in QUESTIONS for channel in ("deed", "word")}
        assert (set(asked), len(asked)) == (wanted, 6)
        assert decision.best_play
        for each in decision.comparisons:
            taken = decision.deed if each.channel == "deed" else decision.word
            assert each.taken.move == taken
            assert taken not in {other.move for other in each.others}


def test_only_what_was_legal_is_compared(three_played, reviewed):
    """As the cards of the view had it, turn by turn."""
    views = [session.view("a") for session in replay(three_played)]
    for view, decision in zip(views, reviewed.decisions, strict=False):
        for channel in ("deed", "word"):
            legal = {card.id for card in view.cards if card.legal and card.channel == channel}
            found = decision.of(channel, TRUTH)
            assert {found.taken.move, *(other.move for other in found.others)} == legal


def test_reviews_grow_and_keep_what_was_found(three_played):
    before = None
    for found in reviewing(three_played, "a", futures=20, workers=1):
        if before:
            assert found.done == before.done + 1
            assert len(found.swings) >= len(before.swings)
            assert found.turning_points[: len(before.turning_points)] == before.turning_points
        else:
            assert all(point.truth for point in found.curve)
        before = found
    assert before.done == before.total


def test_turning_points_and_their_decisions_come_first(tmp_path):
    """Peace is likelier with every day on which no clash came."""
    clash = happening(chance=0.05, effects={"x": 50})
    scenario = crisis(clock=clock(6), moves={"a": {"wait": deed()}}, incidents={"clash": clash})
    save = played(scenario, tmp_path / "s.standoff", ["hold"] * 6, seed=2)
    reviews = reviewing(save, "a", futures=FUTURES, workers=1)
    early = [next(reviews) for _ in range(1 + 3 * 3)][-1]
    assert [swing.rank for swing in early.turning_points] == [1, 2, 3]
    assert all(early.decision(s.turn).of("deed", KNEW) for s in early.turning_points)


def test_where_nothing_changed_nothing_turned_it(reviewed):
    """All of these futures end peacefully."""
    assert {point.truth.value for point in reviewed.curve} == {1.0}
    assert reviewed.turning_points == ()
    assert len(reviewed.swings) == len(reviewed.decisions)


def test_the_same_save_has_the_same_review_with_any_number_of_workers(three_played, reviewed):
    assert review(three_played, "a", futures=60, workers=2) == reviewed


def test_the_order_in_which_helpers_are_done_makes_no_difference(three_played):
    """Busy computers give things back in any order."""
    past = look_back(three_played, "a")
    worker = Worker(past, 20, 0, "en")
    tasks = [TRUE_CURVE, *first_tasks(past), *other_tasks(past, QUESTIONS, (), (1, 2, 3))]
    found = [worker(task) for task in tasks]
    first, second = Assembly(worker, QUESTIONS), Assembly(worker, QUESTIONS)
    forward = [first.review_with(each) for each in found][-1]
    backward = [second.review_with(each) for each in reversed(found)][-1]
    assert forward == backward


def test_other_luck_gives_other_futures(three_played, reviewed):
    other = review(three_played, "a", futures=60, workers=1, luck=1, questions=[TRUTH])
    assert other.decisions[0].of("deed", TRUTH) != reviewed.decisions[0].of("deed", TRUTH)
    assert other.decisions[0].of("deed", AS_THEY_DID) is None


def test_who_has_seen_enough_leaves_nothing_behind(three_played):
    reviews = reviewing(three_played, "a", futures=20, workers=2)
    assert isinstance(reviews, Iterator)
    next(reviews)
    reviews.close()
    for process in multiprocessing.active_children():
        process.join(30)
    assert multiprocessing.active_children() == []


def test_helpers_do_not_outlive_one_who_was_killed(three_played):
    """They find out by themselves."""
    code = "import sys, os, signal, multiprocessing as m; from pathlib import Path\n"
    code += "from sim.analysis.review import reviewing\n"
    code += "reviews = reviewing(Path(sys.argv[1]), 'a', futures=20, workers=2); next(reviews)\n"
    code += "print(*(child.pid for child in m.active_children()), flush=True)\n"
    code += "os.kill(os.getpid(), signal.SIGKILL)"
    run = [sys.executable, "-c", code, str(three_played)]
    killed = subprocess.run(run, capture_output=True, encoding="utf-8", timeout=60)
    [helper] = map(int, killed.stdout.split())
    assert has_ended(helper)


def has_ended(process: int) -> bool:
    """Within half a minute."""
    for _ in range(300):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_review_is_plain_data(reviewed):
    assert pickle.loads(pickle.dumps(reviewed)) == reviewed


def test_a_role_that_nobody_played_has_no_review(three_played):
    with pytest.raises(SessionRefused, match="b"):
        review(three_played, "b", workers=1)


def test_of_a_session_that_goes_on_only_what_the_role_knew_is_told(tmp_path):
    session = give(Session.begin(three(), ["a"], seed=5, path=tmp_path / "s.standoff"), a="strike")
    found = review(session.path, "a", futures=20, workers=1)
    assert (found.over, found.ending, found.peaceful) == (False, None, None)
    assert (found.questions, found.done) == ((KNEW,), found.total)
    assert found.decision(1).of("deed", KNEW)
    assert found.decision(1).best_play is None
    assert (found.swings, found.beliefs, found.foresight, found.harm) == ((), (), None, {})
    assert all(point.truth is None and point.knew for point in found.curve)


# -- the curve and its turns -------------------------------------------------------------------


def test_a_swing_is_split_into_own_order_others_orders_and_chance(tmp_path):
    """`a` calms: 0.7 instead of the 0.55 of its policy; then there is war, or there is none."""
    for seed in range(6):
        save = played(hazard(), tmp_path / f"{seed}.standoff", ["calm"], seed=seed)
        found = review(save, "a", futures=2000, workers=1, questions=[TRUTH])
        [swing] = found.swings
        came = float(found.peaceful)
        for band, truth in (
            (swing.own, 0.15),
            (swing.others, 0.0),
            (swing.chance, came - 0.7),
            (swing.change, came - 0.55),
        ):
            assert abs(band.value - truth) < 0.05
        assert swing.own.value + swing.others.value + swing.chance.value == pytest.approx(
            swing.change.value
        )
        assert [(h.id, round(h.chance, 6)) for h in swing.hazards] == [("clash", 0.3)]
        assert swing.hazards[0].came == (not found.peaceful)


def test_the_curve_ends_with_what_came(three_played, reviewed):
    assert [point.turn for point in reviewed.curve] == [1, 2, 3, 4, 5, 6, 7]
    end = reviewed.curve[-1]
    assert end.truth.value == end.truth.low == float(reviewed.peaceful)
    assert end.knew is None
    assert end.history.value == 1
    assert all(0 <= point.history.value <= 1 for point in reviewed.curve)


def test_the_last_off_ramp_is_the_last_turn_in_which_peace_was_still_likely(tmp_path):
    """Only until the second turn could the quake of the fourth be prepared for."""
    quake = happening(on="2023-09-27", effects={"x": 50})
    prepare = deed(when="turn <= 2", limit=1, effects={"x": -50})
    moves = {"a": {"prepare": prepare, "pray": deed()}}
    scenario = crisis(clock=clock(4), moves=moves, events={"quake": quake})
    save = played(scenario, tmp_path / "s.standoff", ["hold"] * 4)
    found = review(save, "a", futures=FUTURES, workers=1)
    assert [decision.best_play.value for decision in found.decisions] == [1, 1, 0, 0]
    assert found.off_ramp == 2
    assert found.decision(2).of("deed", TRUTH).judgement.grade == "very costly"
    assert "hardly be averted" in found.decision(3).of("deed", TRUTH).judgement.words


# -- besides -----------------------------------------------------------------------------------


def test_promises_are_told_with_their_price(tmp_path):
    """Breaking costs 10 at once and half of that a turn more; an excuse halves it."""
    session = Session.begin(three(), ["a"], seed=5, path=tmp_path / "s.standoff")
    for orders in (("hold", "threaten"), ("hold", "retract"), ("hold", "threaten"), "hold", "hold"):
        give(session, a=orders)
    found = review(session.path, "a", futures=10, workers=1)
    dropped, broken = found.promises
    assert (dropped.fate, dropped.made, dropped.settled, dropped.price) == ("dropped", 1, 2, 7.5)
    assert (broken.fate, broken.made, broken.settled, broken.price) == ("broken", 3, 5, 20)
    assert (broken.own, broken.credibility, broken.audience) == (True, -0.2, "a.pride")


def test_beliefs_stand_beside_the_truth(three_played, reviewed):
    past = look_back(three_played, "a")
    stock = {belief.indicator: belief for belief in reviewed.beliefs}["b.stock"]
    row = scenes(three_played, "a", 2, 1)[0].futures.book.layout.row("indicator", "b.stock")
    assert stock.true == tuple(float(lived.truth[row]) for lived in past.turns)
    errors = [abs(one - other) for one, other in zip(stock.believed, stock.true, strict=True)]
    assert stock.error == pytest.approx(sum(errors) / len(errors))
    assert stock.share == pytest.approx(stock.error / 100)


def test_stated_chances_are_scored(tmp_path):
    """0.8, and peace came: an error of 0.2. A fifth of small gambles is lost."""
    save = played(gambles(), tmp_path / "s.standoff", ["hold"], expected=0.8)
    found = review(save, "a", futures=FUTURES, workers=1)
    assert found.foresight.stated == ((1, 0.8),)
    assert found.foresight.brier == pytest.approx(0.04)
    assert found.foresight.off == pytest.approx(abs(0.8 - found.curve[0].truth.value))


# -- how it is worked out ----------------------------------------------------------------------


def test_a_copy_is_the_same_alone_and_among_others(three_played, monkeypatch):
    """So it does not matter how many futures are played side by side."""
    [scene] = scenes(three_played, "a", 50, 1)
    lived = scene.hindsight.turns[1]
    plans = [scene.orders(lived), {}, {int(s): int(p) for s, p in enumerate(lived.done)}]
    whole = scene.play(scene.truth(2, lived.truth), plans, Luck.CHOICE)
    goals = whole.goals.copy()
    monkeypatch.setattr("sim.analysis.futures.WIDEST", 21)
    parts = scene.play(scene.truth(2, lived.truth), plans, Luck.CHOICE)
    assert (parts.goals == goals).all()


def test_a_future_in_which_all_do_as_they_did_is_legal_and_ends(three_played):
    past = look_back(three_played, "a")
    done = {lived.turn: lived.done for lived in past.turns}
    futures = Futures(past.scenario, past.policies, "a", done)
    first = past.turns[0]
    found = futures.play(Moment(1, first.truth[:, None]), [{}], (past.seed, 0), as_they_did=True)
    assert found.ending.min() >= 0


def test_of_a_session_that_was_taken_over_the_decisions_since_are_reviewed(tmp_path):
    """World 7 of a batch, of which a person took the last three turns."""
    path = tmp_path / "over.standoff"
    session = Session.take_over(three(), ["a"], seed=5, world=7, turn=4, path=path)
    play_on(session, 1).close()
    found = review(path, "a", futures=20, workers=1)
    assert [decision.turn for decision in found.decisions] == [4, 5, 6]
    assert [point.turn for point in found.curve] == [4, 5, 6, 7]
    assert [swing.turn for swing in found.swings] == [4, 5, 6]
