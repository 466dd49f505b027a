"""Two people at one keyboard: what is only for one of them is never on the other's screen."""

from __future__ import annotations

from random import Random

import pytest

from game.library import library
from sim.session import Session, View
from tests.support.hands import Window, window
from tests.support.shipped import each_scenario, shipped
from tests.support.story import seated
from tests.support.three import three

PEOPLE = 2
SEATS = 4  # times that somebody sits down, in a test
CURTAIN = "Hand over to "


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for saves and settings."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    library().wait()


def sit_down(at: Window, title: str, sides: list[str]) -> None:
    """From the first screen to the first curtain, with several people at the keyboard."""
    for words in ("Play", title, "Several people at this keyboard", *sides[1:], "Begin"):
        at.click_on(words)


def frames_by_seat(at: Window, seats: int) -> dict[str, list[str]]:
    """What could be read while each side's person sat there, and under "" with the curtain up."""
    seen: dict[str, list[str]] = {}
    choose, sits, number = Random(3), "", 0
    for _ in range(40 * seats):
        for frame in at.frames[number:]:
            curtain = next((w for w in frame.split("\n") if w.startswith(CURTAIN)), "")
            sits = curtain.removeprefix(CURTAIN) or sits
            seats -= bool(curtain)
            seen.setdefault("" if curtain else sits, []).append(frame)
        number = len(at.frames)
        if seats < 0 or at.screen == "ending":
            break
        act(at, choose)
    return seen


def act(at: Window, choose: Random) -> None:
    """Read everything there is on the board, then give some orders; else just go on."""
    if at.screen == "board":
        for key in "nipdh":
            at.press(key)
        at.press(*["esc"] * (at.screen == "history"))
        deed, word = choose.choice("123"), choose.choice("qwe")
        at.press(deed, deed, word, word, "c")
    at.press("enter")


def private_words(view: View) -> set[str]:
    """The half of a role card that only its own side knows, as it is written on the screen."""
    card = view.dossier
    return {card.private, *card.interests, *card.red_lines, *card.constraints}


@each_scenario
def test_nobody_sees_the_secret_half_of_the_others_card(path, tmp_path):
    scenario = shipped(path)
    people = list(scenario.actors)[:PEOPLE]
    sides = {str(scenario.actors[role].name): role for role in people}
    with window() as at:
        sit_down(at, str(scenario.title), list(sides))
        seen = frames_by_seat(at, SEATS)
    session = Session.begin(scenario, tuple(people), path=tmp_path / "other.standoff")
    secrets = {side: private_words(session.view(role)) for side, role in sides.items()}
    assert set(seen) >= {"", *sides}
    for side, frames in seen.items():
        read = "\n".join(frames)
        assert not side or session.view(sides[side]).dossier.private in read
        for other in sides.keys() - {side}:
            for words in secrets[other] - secrets.get(side, set()):
                assert words not in read, f"{side or 'the curtain'} shows what is {other}'s"


def test_nobody_sees_what_the_other_does_in_private(tmp_path):
    """Birch meets Cedar and whispers; Ash, at the same keyboard, never hears of it."""
    play = seated(tmp_path, 0, ["a", "b"], three())
    play.sit("b")
    play.draft("meet", "whisper")
    play.commit()
    play.sit("a")
    with window(play.opening()) as at:
        seen = {side: "\n".join(frames) for side, frames in frames_by_seat(at, SEATS).items()}
    for words in ("Meet Cedar", "Whisper to Cedar"):
        assert words in seen["Birch"]
        assert words not in seen["Ash"] + seen[""]
