"""Whole games from the first screen to the last and back, by keys alone and by the mouse alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pygame
import pytest

import game.app
from game.library import library
from tests.support.hands import Window, strokes, window
from tests.support.shipped import FILES, shipped

SEED = 7
LARGE = 1.4  # text of which the board shows one panel at a time
MOST = 500  # acts in a game; nobody needs as many
GAMES = [
    (path, role) for path in FILES for role, actor in shipped(path).actors.items() if actor.playable
]
each_game = pytest.mark.parametrize(
    ("path", "role"), GAMES, ids=[f"{path.stem}-{role}" for path, role in GAMES]
)
ON = (  # the way on from a screen, as it is written on its button
    "Play",
    "Begin",
    "Next",
    "Give these orders",
    "Press Enter again to give these orders",
    "The whole turn",
    "Go on",
    "How it ended",
    "First screen",
)
DECK = ("Do", "Do one thing")  # what stands above the cards
ELSEWHERE = ("Back", "Begin now", "Sources")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for saves and settings, and the luck that is left to chance."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    monkeypatch.setattr("secrets.randbits", lambda bits: SEED)
    library().wait()
    return tmp_path


# Keys alone


def begin_by_keys(at: Window, title: str, side: str, seed: int) -> None:
    """From the first screen to the briefing of that side."""
    at.press("enter")
    for words in (title, side, "left to chance"):
        tab_to(at, words)
        at.press(*(["space"] if words != "left to chance" else []))
    at.write(str(seed))
    at.press("enter")


def tab_to(at: Window, words: str) -> None:
    """Press Tab until the ring is around these words and no more."""
    for _ in range(40):
        at.press("tab")
        if at.ringed.partition("\n")[0] == words:
            return
    raise AssertionError(f"Tab never leads to “{words}”")


def act_by_keys(at: Window, choose: Random) -> None:
    """What to press next."""
    match at.screen:
        case "briefing":
            at.press(choose.choice("123"), "enter")
        case "board":
            deed, word = choose.choice("12345"), choose.choice("qwert")
            at.press(*choose.choice(["", "]"]), deed, deed, word, word, "c")
        case "commit":
            at.press(*choose.choice([[], ["tab", "right", "right"]]), "enter", "enter")
        case _:
            at.press("enter")


# The mouse alone


def begin_by_mouse(at: Window, title: str, side: str) -> None:
    """From the first screen to the briefing of that side."""
    for words in ("Play", title, side, "Begin"):
        at.click_on(words)


def act_by_mouse(at: Window, choose: Random, labels: set[str]) -> None:
    """What to click on next."""
    if at.screen == "board":
        if not any(mark.words in DECK for mark in at.marks):
            at.click_on("Cards")  # with large text they are behind their tab
        top = next(mark.rect.y for mark in at.marks if mark.words in DECK)
        cards = [mark for mark in at.marks if mark.words in labels and mark.rect.y >= top]
        at.click(*choose.choice(cards).rect.center)
        at.click_on("Commit")
        return
    answers = [mark for mark in at.buttons if mark.words not in (*ON, *ELSEWHERE)]
    if at.screen == "briefing" and answers:
        at.click(*choose.choice(answers).rect.center)
    at.click_on(next(mark.words for mark in at.buttons if mark.words in ON))


# Games


def play(at: Window, act: Callable[[], None]) -> str:
    """Go on until the first screen is back; what stands above the end."""
    ends = []
    for _ in range(MOST):
        act()
        if at.screen == "ending":
            ends.append(at.heading)
        if at.screen == "title":
            return ends[0]
    raise AssertionError(f"it never ends: {at.words}")


def text_scale(path: Path, role: str, by: str) -> float:
    """Every other role is played with large text: one by keys, the next by the mouse."""
    return LARGE if GAMES.index((path, role)) % 2 == ("keys", "mouse").index(by) else 1.0


@cache
def ending_by_keys(path: Path, role: str) -> str:
    """How a game ends in which keys are pressed almost at random."""
    scenario = shipped(path)
    with window(text_scale=text_scale(path, role, "keys")) as at:
        begin_by_keys(at, str(scenario.title), str(scenario.actors[role].name), SEED)
        assert at.heading == f"Your side: {scenario.actors[role].name}"
        choose = Random(f"{path.stem} {role}")
        return play(at, lambda: act_by_keys(at, choose))


@cache
def ending_by_mouse(path: Path, role: str) -> str:
    """The same by clicks."""
    scenario = shipped(path)
    labels = {str(move.label) for move in scenario.moves[role].values()}
    with window(text_scale=text_scale(path, role, "mouse")) as at:
        begin_by_mouse(at, str(scenario.title), str(scenario.actors[role].name))
        assert at.heading == f"Your side: {scenario.actors[role].name}"
        choose = Random(f"{path.stem} {role}")
        return play(at, lambda: act_by_mouse(at, choose, labels))


def labels_of(path: Path) -> dict[str, str]:
    """The ids of the ends of a scenario, by what is written above them."""
    return {str(ending.label): name for name, ending in shipped(path).endings.items()}


@each_game
def test_every_role_is_played_to_an_end_by_keys_alone(path, role):
    assert ending_by_keys(path, role) in labels_of(path)


@each_game
def test_every_role_is_played_to_an_end_by_the_mouse_alone(path, role):
    assert ending_by_mouse(path, role) in labels_of(path)


def test_games_end_in_several_ways():
    ends = {(path.stem, labels_of(path)[ending_by_keys(path, role)]) for path, role in GAMES}
    assert len(ends) > len(FILES)


def test_the_program_goes_on_until_its_window_is_closed(monkeypatch):
    """Its own loop: Esc asks whether to leave, Shift+Tab goes to the last answer."""
    keys = iter(["esc", "shift+tab", "enter"])

    def show_and_press(app: game.app.App, show: Callable = game.app.show) -> None:
        show(app)
        for event in strokes(next(keys, "")):
            pygame.event.post(event)

    with window() as at:
        monkeypatch.setattr("game.app.show", show_and_press)
        game.app.play(at.app)
        assert at.screen == ""
