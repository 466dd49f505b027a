"""The game in the terminal: all of it, in plain lines, for people and for scripts."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from game.words import use_language
from tests.support.shipped import each_scenario, shipped
from tests.support.terminal import curious, played, transcript

COMMAND = [sys.executable, "-c", "from sim.cli import main; main()", "play", "--text"]
ROLES = ["a", "b"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Saves go into a folder of the test's own."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    return tmp_path


def run(typed: str, *args: str) -> subprocess.CompletedProcess[str]:
    """`standoff play --text ARGS…` in a pipe."""
    return subprocess.run(
        [*COMMAND, *args], input=typed, capture_output=True, encoding="utf-8", timeout=120
    )


def said(*typed: str, people=("a",), prompts=False) -> str:
    """What the terminal shows to somebody who types these lines in the scenario of tests."""
    return transcript(played(), people, lambda _play: typed, prompts)


def everything(play):
    """Every word of every kind, then holding until it is over."""
    yield from ("skip" for _check in play.view.dossier.checks[:1])
    for number in range(1, len(play.view.cards) + 1):
        yield f"about {number}"
        yield f"forecast {number}"
    yield from ("sources", "glossary", "dossier", "news all", "cards", "save")
    while not play.over:
        yield from ("commit", "")
    yield from ("situation", "history", f"history {play.session.turn}", "1", "commit")


@each_scenario
def test_every_role_of_every_scenario_is_played_to_the_end(path, home):
    """And everything that can be asked is answered in lines that a screen reader can read."""
    scenario = shipped(path)
    for role in (name for name, actor in scenario.actors.items() if actor.playable):
        told = transcript(scenario, [role], everything)
        assert "It is over: " in told
        assert not re.search(r"[─-╿▀-▟\x1b\t]", told)
        assert max(map(len, told.splitlines())) <= 120


def test_numbers_and_names_put_down_cards():
    told = said("2", "W", "threaten", "2 5")
    assert told.count("Your deed: ") == 4


def test_what_is_not_understood_gets_a_helpful_line():
    told = said("sitation", "zzzz", "", "99", "about", "history 9", "commit", "soon", "101")
    for line in (
        "“sitation” is not understood. Did you mean “situation”?",
        "“zzzz” is not understood. Type the number of a deed",
        "There is no card “99”.",
        "There is no card “?”.",
        "No turn is over yet.",
        "Type a number from 0 to 100, an empty line, or “back”.",
    ):
        assert line in told


def test_orders_are_given_with_two_answers_and_can_be_taken_back_before():
    told = said("2", "undo", "undo", "commit", "back", "commit", "70")
    assert "Taken back." in told
    assert "There is nothing to take back." in told
    assert told.count("What happened in turn 1") == 1
    assert "You gave a peaceful end a chance of 70 %." in told


def test_at_the_end_of_a_script_the_game_is_saved_and_can_be_gone_on_with(home):
    done = run("skip\ncommit\n60\n", "banjska-2023", "--as", "kfor", "--seed", "3")
    assert (done.returncode, done.stderr) == (0, "")
    *_, hint = done.stdout.splitlines()
    (save,) = re.findall(r'standoff play --text --load "(.+)"', hint)
    more = run("history\nquit\n", "--load", save)
    assert "What happened in turn 1" in more.stdout
    assert "Turn 2 of 16" in more.stdout


def test_without_a_scenario_one_chooses_step_by_step(home):
    """A crisis, two people, and later the game that was saved."""
    first = run("the banjska\n1 2\n")
    assert "Which crisis?" in first.stdout
    assert "Now it is the turn of " in first.stdout
    second = run("2\n")
    assert "1. A new game" in second.stdout
    assert "Turn 1 of 16" in second.stdout


def test_a_script_hears_no_prompts_and_a_person_does():
    assert "> " not in run("", "banjska-2023", "--as", "us").stdout
    assert "> skip" in said(prompts=True)


def test_between_two_people_the_screen_is_cleared_and_nothing_of_the_other_is_left():
    """The next person's first words come after a screenful of nothing."""
    typed = ("", "commit", "", "", "situation")
    told = said(*typed, people=ROLES, prompts=True)
    _, first, second = re.split(r"\n{50,}", told)
    assert "You are Northland." in first
    assert "You are Southland." in second
    assert "Secret of Northland." not in second


def test_another_game_can_be_loaded_from_within_a_game(home):
    run("skip\ncommit\n\n", "banjska-2023", "--as", "kfor")
    done = run("skip\nload\n1\nload\n2\nquit\n", "banjska-2023", "--as", "serbia")
    assert "You are Serbia." in done.stdout
    assert "Turn 2 of 16, Monday 25 September 2023. You are KFOR." in done.stdout


def test_every_text_of_the_program_is_in_the_language():
    """In the pseudo-language, only the scenario's texts, names and numbers are as they were."""
    use_language("qps")
    try:
        told = transcript(played(), ["a"], curious)
    finally:
        use_language("en")
    ours = re.compile(r"\b(you|your|the|type|turn|what|of)\b", re.IGNORECASE)
    known = {word for text in texts_of(played()) for word in re.findall(r"\w+", text)}
    left = [w for w in ours.findall(told) if w not in known]
    assert left == []


def texts_of(scenario):
    """Every text in a scenario."""
    return re.findall(r'"((?:[^"\\]|\\.)*)"', scenario.model_dump_json())


def test_it_needs_no_pygame(home):
    """Nor anything else of the window."""
    program = (
        "import sys; sys.modules['pygame'] = None; from sim.cli import run;"
        "sys.exit(run(['play', 'banjska-2023', '--as', 'eu', '--text']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input="skip\ncommit\n\n", capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
