"""Before anything is told, the player says which turns were best and worst, or says nothing."""

from __future__ import annotations

import pytest

from game.debrief.study import Marks
from game.screens.asking import Asking
from game.screens.debrief import Debrief, first_screen
from game.screens.ending import Ending
from sim.session import Session
from tests.support.debriefs import laid_upon, played_out, still
from tests.support.story import Watched


@pytest.fixture
def over(tmp_path):
    """A game that is over, whose player was not asked yet."""
    play = played_out(tmp_path)
    yield play
    play.close()


def test_the_end_leads_to_the_debrief_which_asks_first(over):
    stage = Watched(Ending(over)).press("d")
    assert stage.screen.name == "asking"
    assert "Which turn did you play best?" in stage.words
    assert "%" not in stage.words


def test_two_answers_are_kept_with_the_game_and_then_it_tells(over):
    stage = laid_upon(Asking(over)).press("enter")
    assert "And which one worst?" in stage.words
    assert stage.press("enter").screen.name == "debrief"
    note = over.session.notes[-1]
    assert (note.role, note.about) == ("b", "debrief marks")
    assert note.content == {"best": 1, "worst": 2}


def test_the_same_turn_is_not_best_and_worst(over):
    stage = laid_upon(Asking(over)).press("enter", "shift+tab", "enter")
    assert stage.screen.name == "asking"


def test_nobody_has_to_answer(over):
    stage = laid_upon(Asking(over)).press("b")
    assert stage.screen.name == "debrief"
    assert over.study.marks == Marks(None, None)
    assert "Nothing; you went on without saying." in stage.words


def test_esc_goes_back_a_question_and_then_to_the_end(over):
    stage = laid_upon(Asking(over)).press("enter", "esc")
    assert "Which turn did you play best?" in stage.words
    assert stage.press("esc").screen.name == "below"


def test_whoever_was_asked_is_not_asked_again_even_after_a_resume(over):
    over.study.mark(Marks(best=1, worst=2))
    assert isinstance(first_screen(over), Debrief)
    again = Session.resume(over.session.path)
    assert [note.about for note in again.notes] == ["debrief marks"]
    again.close()


def test_it_opens_at_the_turn_that_its_player_found_worst(over):
    over.study.mark(Marks(best=1, worst=2))
    assert over.study.turn == 2


def test_a_comparison_that_broke_off_is_begun_anew_when_one_comes_back(over):
    still(over, "failed", fault="It broke off.")
    Watched(Ending(over)).press("d")
    assert over.study.reviewer.state == "starting"
