"""A class in the terminal: it asks before it tells, and then tells what one's decisions did."""

from __future__ import annotations

import re
from io import StringIO
from types import SimpleNamespace

import pytest

from game.debrief.study import Marks
from game.text.asking import Asking
from game.text.console import Console
from game.text.hindsight import Hindsight, moves
from tests.support.debriefs import played_out, still


@pytest.fixture
def over(tmp_path):
    """A game that is over, all of whose decisions are compared."""
    play = played_out(tmp_path)
    yield play
    play.close()


def asked(play, *typed: str) -> str:
    """What is said to somebody who types this."""
    out = StringIO()
    Asking(Console(StringIO("\n".join([*typed, ""])), out, prompts=False), play).ask()
    return out.getvalue()


def told(play, said: str = "", phase: str = "debrief", **frames: object) -> str:
    """What the command says in a class of that phase."""
    remote = SimpleNamespace(now={"phase": phase}, client=SimpleNamespace(frames=frames))
    return "\n".join(Hindsight(play, remote).lines(said))


def thoughts(play) -> list[str]:
    return [text for prompt in play.view.debrief for text in play.study.thoughts(prompt.ask)]


def test_best_and_worst_are_asked_and_kept_before_anything_is_told(over):
    heard = asked(over, "1", "2", *["Calm"] * len(over.view.debrief))
    assert "Which turn did you play best?" in heard
    assert "It is over" not in heard
    assert "%" not in heard
    assert over.study.marks == Marks(1, 2)
    assert thoughts(over) == ["Calm"] * len(over.view.debrief)


def test_the_same_turn_is_not_best_and_worst(over):
    heard = asked(over, "1", "1", "2", *[""] * 9)
    assert "That is none of them. Type the number of a turn (2" in heard
    assert over.study.marks == Marks(1, 2)


def test_nobody_has_to_answer(over):
    heard = asked(over, *[""] * 9)
    assert "And which one worst?" not in heard
    assert (over.study.marks, thoughts(over)) == (Marks(None, None), [])


def test_nothing_is_told_before_the_crisis_is_over_at_all_tables(over):
    assert told(over, phase="shown") == (
        "What your decisions did is told when the crisis is over at all tables."
    )


def test_all_turns_are_told_in_short_beside_what_was_said(over):
    over.study.mark(Marks(best=2, worst=1))
    heard = told(over)
    assert "You said: Worst: Turn 1: Hold; Say nothing\nThe futures say: Worst: Turn 1" in heard
    assert "as you said" in heard
    assert re.search("^Turn 2 .* this game: .* You did: D. .* A costly choice.", heard, re.M)
    assert "Intervals tell the luck of the draw, not whether the model is right." in heard


def test_a_turn_is_told_in_full_from_all_three_sides_with_what_it_cost(over):
    heard = told(over, "2")
    for label in ("What you knew", "With hindsight", "Others as then"):
        assert label in heard
    assert heard.count("The deed: ") == heard.count("The word: ") == 3
    assert "- Ease: +17 points (+13 to +21)" in heard


def test_beside_what_a_move_brings_stands_what_it_costs():
    move = {"label": "Hold", "says": "+5 points", "harm": ["People hurt: 2 on average"]}
    [judged, told] = moves({"channel": "deed", "says": "Fine.", "moves": [move]})
    assert judged == "The deed: Fine."
    assert told == "- Hold: +5 points; People hurt: 2 on average"


def test_a_turn_that_is_not_ones_own_is_refused_with_what_can_be_typed(over):
    assert told(over, "99") == "There is no turn 99 of yours. Type “futures 3” for turn 3."
    assert "“futures 3”" in told(over, "x")


def test_before_anything_is_found_it_is_told_how_far_it_is(over, monkeypatch):
    monkeypatch.setattr("game.text.hindsight.PATIENCE", 0.0)
    reviewer = over.study.reviewer
    reviewer.review = None
    still(over, "starting")
    assert told(over, review={"progress": "Sides before yours: 3."}) == "Sides before yours: 3."
    assert told(over, "1") == "That decision is not compared yet."
