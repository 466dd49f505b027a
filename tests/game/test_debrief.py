"""The debrief at the window, by keys alone: what was found so far, and what can be done with it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from game.debrief.study import Marks
from game.reviewing import compare_of_analysis
from game.screens.debrief import Debrief
from game.ui import Input
from sim import AS_THEY_DID, KNEW, TRUTH, review, reviewing
from sim.session import Band, Session
from tests.support.debriefs import laid_upon, played_out, reviewed, still
from tests.support.story import Watched, seated


@pytest.fixture
def told(tmp_path):
    """A game that is over, whose player was asked."""
    play = played_out(tmp_path)
    play.study.mark(Marks(best=1, worst=2))
    yield play
    play.close()


# Decisions


def test_a_decision_is_told_with_its_judgement_and_each_other_move(told):
    words = laid_upon(Debrief(told)).words
    assert "A costly choice." in words
    assert "Ease" in words
    assert "+17 points (+13 to +21)" in words
    assert "60 % (56–64)" in words


def test_what_can_not_be_told_is_said_to_be_so(told):
    words = laid_upon(Debrief(told)).press("o").words
    assert "cannot tell (−2 to +4)" in words
    assert "+1 point" not in words


def test_arrows_go_from_turn_to_turn_and_stop_at_the_ends(told):
    stage = laid_upon(Debrief(told)).press("left", "left", "left")
    assert told.study.turn == 1
    stage.press(*["right"] * 99)
    assert told.study.turn == told.study.turns[-1]


def test_x_looks_from_elsewhere_and_says_from_where(told):
    stage = laid_upon(Debrief(told))
    for question, words in (
        (TRUTH, "From how things stood; the others may react."),
        (AS_THEY_DID, "the others do as they did."),
        (KNEW, "From what you knew"),
    ):
        stage.press("x")
        assert told.study.question == question
        assert words in stage.words


def test_a_move_can_be_told_in_full(told):
    stage = laid_upon(Debrief(told), size=(1280, 2000))
    assert "How it ends" not in stage.words
    stage.screen.study.pick("m")
    stage.settle()
    assert "How it ends" in stage.words
    assert "Your goals: 55 of 100 on average" in stage.words


def test_what_was_said_stands_beside_what_the_futures_say(told):
    """Made up: the orders of all turns cost as much, so the first one is the worst."""
    words = laid_upon(Debrief(told), size=(1280, 2000)).words
    assert "Best: Turn 1: " in words
    assert "Worst: Turn 1: " in words
    assert "Best: cannot tell; no orders stand out from luck." in words
    assert "other than you said" in words


def test_agreement_is_said_too(told):
    told.study.mark(Marks(best=None, worst=1))
    assert "as you said" in laid_upon(Debrief(told), size=(1280, 2000)).words


def test_a_turn_is_divided_and_its_hazards_have_their_odds(told):
    words = laid_upon(Debrief(told), size=(1280, 2000)).words
    assert "−12 points (−16 to −8)" in words
    assert "cannot tell: 0 points (−2 to +2)" in words
    assert "A clash: 6 % that day; it came." in words


def test_a_click_on_the_curve_looks_at_that_turn(told):
    stage = laid_upon(Debrief(told))
    spot = stage.scenes[-1].memory.spots["curve"].rect
    columns = spot.columns(len(told.study.review.curve), gap=0)
    for kind in ("move", "down", "up"):
        stage.feed(Input(kind, at=columns[2].center))
    assert told.study.turn == 3


def test_turning_points_are_marked(told):
    assert {"A", "B", "C"} <= set(laid_upon(Debrief(told)).words.splitlines())


@pytest.mark.parametrize("peaceful", [True, False])
def test_the_last_off_ramp_is_marked_where_it_was_passed_by(told, peaceful):
    found = told.study.reviewer
    found.review = replace(found.review, peaceful=peaceful)
    words = laid_upon(Debrief(told)).words
    assert ("last off-ramp: turn 2" in words) == (not peaceful)


# While it goes on


def test_what_is_not_found_yet_is_said_to_be_on_its_way(told):
    told.study.reviewer.review = None
    still(told, "starting")
    stage = laid_upon(Debrief(told))
    assert "The first futures are being played…" in stage.words
    assert "Not compared yet; it comes in a moment." in stage.words
    assert stage.wake is not None


def test_progress_is_told_in_figures_until_all_is_compared(told):
    reviewed(told, done=12, total=40)
    still(told, "comparing")
    stage = laid_upon(Debrief(told))
    assert "12 of 40 comparisons" in stage.words
    still(told, "done")
    assert "comparisons" not in stage.press("x").words
    assert stage.wake is None


def test_a_comparison_that_broke_off_says_so_and_shows_what_there_is(told):
    reviewed(told, decisions=(), swings=())
    still(told, "failed", fault="The comparison stopped before it was done.")
    words = laid_upon(Debrief(told)).words
    assert "The comparison stopped before it was done." in words
    assert "This was not compared." in words


def quick(path, role, language):
    yield from reviewing(path, role, futures=40, language=language)


def test_a_real_game_is_reviewed_in_the_background_as_it_would_be_in_one_process(tmp_path):
    play = seated(tmp_path, turns=99)
    play.study.mark(Marks())
    play.study.reviewer.compare = quick
    stage = Watched(Debrief(play))
    until = time.monotonic() + 300
    while play.study.reviewer.state in ("starting", "comparing"):
        assert time.monotonic() < until
        time.sleep(0.05)
        stage.press("x")
    assert not play.study.reviewer.fault
    assert play.study.review == review(play.session.path, "b", futures=40, workers=1)
    play.close()


def test_what_is_found_first_is_the_curve(tmp_path):
    play = seated(tmp_path, turns=99)
    reviews = compare_of_analysis()(play.session.path, "b", "en")
    first = next(reviews)
    reviews.close()
    assert len(first.curve) == len(play.study.turns) + 1
    play.close()


# Take this turn again


def test_r_twice_begins_a_new_game_at_that_turn_and_the_old_one_stays(told):
    old = told.session.path
    before = Session.resume(old)
    hashes = before.hashes
    before.close()
    stage = laid_upon(Debrief(told)).press("r")
    assert "A new game begins at turn 2." in stage.words
    assert stage.press("r").screen.name == "board"
    session = stage.screen.play.session
    assert session.path != old
    assert session.turn == 2
    assert session.hashes == hashes[:1]
    assert [scene.screen.name for scene in stage.scenes] == ["board"]
    assert told.study.reviewer.state == "closed"
    stage.screen.play.close()
    again = Session.resume(old)
    assert again.hashes == hashes
    again.close()


def test_another_key_takes_the_first_r_back(told):
    stage = laid_upon(Debrief(told)).press("r", "right")
    assert not stage.screen.armed
    assert "A new game begins" not in stage.words


# The other parts


def test_digits_and_brackets_go_from_part_to_part(told):
    stage = laid_upon(Debrief(told)).press("3")
    assert "Broken on turn 3" in stage.words or "None with a deadline." in stage.words
    assert stage.press("]").screen.part == "harm"
    assert stage.press("[", "[").screen.part == "beliefs"
    assert stage.press("1").screen.part == "curve"


def test_beliefs_stand_beside_the_truth_and_the_brier_score_is_explained(told):
    words = laid_upon(Debrief(told), size=(1280, 2000)).press("2").words
    assert "On average you were 8.7 off, 9 % of its whole range." in words
    assert "Brier score 0.17: better than saying 50 % every time." in words
    assert "you were 12 points off" in words


def test_whoever_never_said_how_likely_is_told_that(told):
    reviewed(told, foresight=None)
    assert "You never said" in laid_upon(Debrief(told)).press("2").words


def test_a_broken_promise_is_told_with_its_price(told):
    words = laid_upon(Debrief(told), size=(1280, 3000)).press("3").words
    assert "Broken on turn 3: the deadline passed and nothing was done." in words
    assert "What it cost: Pride −8.8" in words
    assert "believed since: −20 of 100" in words


def test_human_cost_is_told_in_words(told):
    words = laid_upon(Debrief(told)).press("4").words
    assert {"People hurt", "7"} <= set(words.splitlines())
    assert "They are not counted as points for anybody" in words


def test_a_thought_is_kept_below_its_question(told):
    stage = laid_upon(Debrief(told)).press("5", "tab", "tab")
    while not (stage.scenes[-1].memory.focus or "").startswith("thought "):
        stage.press("tab")
    stage.write("Too fast").press("enter")
    note = told.session.notes[-1]
    assert note.content == {"ask": "What happened?", "text": "Too fast"}
    assert "Too fast" in stage.words.splitlines()
    assert stage.screen.part == "thoughts"


def test_what_is_written_is_kept_when_one_goes_elsewhere(told):
    screen = Debrief(told)
    screen.thoughts.written = {"thought Why?": "Fear"}
    laid_upon(screen).press("esc")
    assert told.study.thoughts("Why?") == ["Fear"]


def test_each_person_has_a_study_of_their_own(tmp_path):
    play = seated(tmp_path, turns=99, people=("a", "b"))
    first = play.study
    play.sit("b")
    assert (first.role, play.study.role) == ("a", "b")
    play.sit("a")
    assert play.study is first
    play.close()


def test_a_flat_curve_without_history_is_drawn_too(told):
    points = tuple(
        replace(point, truth=Band(1, 1, 1), knew=None, history=None)
        for point in told.study.review.curve
    )
    reviewed(told, curve=points, off_ramp=None)
    words = laid_upon(Debrief(told)).words
    assert "history" not in words
    assert "last off-ramp" not in words
