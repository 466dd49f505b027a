"""The game in the terminal: all of it, in plain lines, for people and for scripts."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest

from game.words import use_language
from sim import cli
from tests.support.shipped import ROOT, each_scenario, shipped
from tests.support.terminal import curious, played, transcript

ROLES = ["a", "b"]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """`standoff play --text ARGS…` of a script that types something; what it hears."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))

    def play(typed: str, *args: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        assert cli.run(["play", "--text", *args]) == 0
        heard = capsys.readouterr()
        assert heard.err == ""
        return heard.out

    return play


def said(*typed: str, people=("a",), prompts=False) -> str:
    """What the terminal shows to somebody who types these lines in the scenario of tests."""
    return transcript(played(), people, lambda _play: typed, prompts)


def everything(play):
    """Every word of every kind, then holding until it is over."""
    yield from ("skip" for _check in play.view.dossier.checks[:1])
    yield from (f"about {number}" for number in range(1, len(play.view.cards) + 1))
    yield from ("forecast", "forecast 2")
    yield from ("sources", "glossary", "dossier", "news all", "cards", "save")
    while not play.over:
        yield from ("commit", "")
    yield from ("situation", "history", f"history {play.session.turn}", "1", "commit")


@each_scenario
def test_every_role_of_every_scenario_is_played_to_the_end(path):
    """And everything that can be asked is answered in lines that a screen reader can read."""
    scenario = shipped(path)
    for role in (name for name, actor in scenario.actors.items() if actor.playable):
        told = transcript(scenario, [role], everything)
        assert "It is over: " in told
        assert "\n%" not in told
        assert not re.search(r"[─-╿▀-▟\x1b\t]", told)
        assert max(map(len, told.splitlines())) <= 120


def test_numbers_and_names_put_down_cards():
    told = said("2", "strike", "threaten", "2 5")
    assert told.count("Your deed: ") == 5


def test_what_is_not_understood_gets_a_helpful_line():
    told = said("sitation", "zzzz", "", "99", "about", "history 9", "commit", "soon", "101")
    for line in (
        "“sitation” is not understood. Did you mean “situation”?",
        "“zzzz” is not understood. Type the number of a deed",
        "There is no card “99”.",
        "There is no card “?”.",
        "No turn is over yet.",
        "That was not understood. Type a number from 0 to 100, only Enter, or “back”.",
    ):
        assert line in told


def test_scripts_are_understood_in_every_language():
    """The words that are typed may be the English ones."""
    use_language("qps")
    told = transcript(shipped(ROOT / "scenarios" / "tutorial.yaml"), ["mission"], everything)
    assert "> situation" in told  # which is asked when the game is over


def test_after_the_end_there_is_nothing_to_choose():
    told = said(*["commit", ""] * 10, "2")
    assert told.count("It is over: there is nothing left to choose.") == 1


def test_orders_are_given_with_two_answers_and_can_be_taken_back_before():
    told = said("2", "undo", "undo", "commit", "back", "commit", "70")
    assert "Taken back." in told
    assert "There is nothing to take back." in told
    assert told.count("What happened in turn 1") == 1
    assert "You gave a peaceful end a chance of 70 %." in told


def test_at_the_end_of_a_script_the_game_is_saved_and_can_be_gone_on_with(run):
    done = run("skip\ncommit\n60\n", "banjska-2023", "--as", "kfor", "--seed", "3")
    *_, hint = done.splitlines()
    (save,) = re.findall(r'standoff play --text --load "(.+)"', hint)
    more = run("history\nquit\n", "--load", save)
    assert "What happened in turn 1" in more
    assert "Turn 2 of 16" in more


def test_without_a_scenario_one_chooses_step_by_step(run):
    """A crisis, two people, and later the game that was saved."""
    first = run("the banjska\n1 2\n")
    assert "Which crisis?" in first
    assert "Now it is the turn of " in first
    second = run("2\n")
    assert "1. A new game" in second
    assert "Now it is the turn of Serbia." in second


def test_a_script_hears_no_prompts_and_a_person_does(run):
    assert "> " not in run("", "banjska-2023", "--as", "us")
    assert "> help" in said("help", prompts=True)


def test_between_two_people_the_screen_is_cleared_and_nothing_of_the_other_is_left():
    """The next person's first words come after a screenful of nothing."""
    typed = ("", "commit", "", "", "situation")
    told = said(*typed, people=ROLES, prompts=True)
    _, first, second = re.split(r"\n{50,}", told)
    assert "Your side: Northland." in first
    assert "Your side: Southland." in second
    assert "Secret of Northland." not in second


def test_another_game_can_be_loaded_from_within_a_game(run):
    run("skip\ncommit\n\n", "banjska-2023", "--as", "kfor")
    done = run("skip\nload\n1\nload\n2\nquit\n", "banjska-2023", "--as", "serbia")
    assert "Your side: Serbia." in done
    assert "Turn 2 of 16, Monday 25 September 2023. Your side: KFOR." in done


def test_every_text_of_the_program_is_in_the_language():
    """In the pseudo-language every word is strange but the scenario's and what is typed."""
    use_language("qps")
    told = transcript(played(), ["a"], curious)
    kept = set(re.findall(r"\w+", played().model_dump_json()))
    kept |= {"sitation", "harm", "standoff", "play", "text", "load", "SAVE"}
    lines = [line for line in told.splitlines() if not line.startswith("> ")]
    assert set(re.findall(r"\b[A-Za-z]{2,}\b", "\n".join(lines))) <= kept


def test_it_needs_nothing_of_the_window():
    program = "import sys, game.text.start, game.text.terminal; print('pygame' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
    assert done.stdout == "False\n"
