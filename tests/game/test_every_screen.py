"""Every screen that there is, in both themes, with its help, and in a language of longer words."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules

import pygame
import pytest

import game.screens
from game.attending import Attending
from game.joining import RemoteSession
from game.library import library
from game.play import Play
from game.screens.asking import Asking
from game.screens.board import Board
from game.screens.briefing import Briefing
from game.screens.commit import Commit
from game.screens.curtain import Curtain
from game.screens.debrief import Debrief
from game.screens.ending import Ending
from game.screens.glossary import Glossary
from game.screens.help import Help
from game.screens.history import History
from game.screens.hosting import Hosting, Stop
from game.screens.join import Join
from game.screens.keyboard import Keyboard
from game.screens.leave import Leave
from game.screens.method import Method
from game.screens.moment import Moment
from game.screens.offer import Offer
from game.screens.picker import Picker
from game.screens.reflection import Reflection
from game.screens.replay import Replay
from game.screens.resolution import Resolution
from game.screens.room import Room
from game.screens.saves import Saves
from game.screens.settings import SettingsPage
from game.screens.sources import Sources
from game.screens.takeover import TakeOver
from game.screens.talk import Talk
from game.screens.title import Title
from game.screens.welcome import Welcome
from game.showing import Showing
from game.ticket import Ticket
from game.ui import Screen, picture
from sim.session import Watch
from tests.support.reviews import made_up_review
from tests.support.story import seated


class Unheard(RemoteSession):
    """A seat in a class whose host is still looked for; there is no line to it."""

    def __init__(self) -> None:
        super().__init__(Ticket("http://127.0.0.1:9", "K7M2QX", "Ana"))
        self.close()


IN_A_GAME: dict[type[Screen], Callable[[Play], Screen]] = {
    Board: Board,
    Briefing: Briefing,
    Commit: Commit,
    Curtain: lambda play: Curtain(play, play.role),
    Glossary: Glossary,
    History: lambda play: History(play, 2),
    Offer: Offer,
    Replay: lambda play: Replay(Showing(Watch(play.session))),
    Resolution: lambda play: Resolution(play, 2),
    Sources: Sources,
    TakeOver: lambda play: TakeOver(Showing(Watch(play.session)), Title),
    Talk: Talk,
}
AROUND_IT: dict[type[Screen], Callable[[], Screen]] = {
    Help: lambda: Help(Title()),
    Hosting: Hosting,
    Join: lambda: Join(message="Type your name, so that your teacher knows who is there."),
    Keyboard: Keyboard,
    Leave: lambda: Leave(Title()),
    Method: Method,
    Moment: lambda: Moment("Opening…", Title, Title),
    Picker: lambda: Picker(shelf=library().wait()),
    Room: lambda: Room(Attending(Unheard())),
    Saves: Saves,
    SettingsPage: SettingsPage,
    Stop: lambda: Stop(Hosting()),
    Title: Title,
    Welcome: lambda: Welcome(Title()),
}
AT_ITS_END: dict[type[Screen], Callable[[Play], Screen]] = {
    Asking: Asking,
    Debrief: Debrief,
    Ending: Ending,
    Reflection: lambda play: Reflection(play, lambda: Ending(play)),
}
SCREENS = [*AROUND_IT, *IN_A_GAME, *AT_ITS_END]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for saves and settings."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))


@pytest.fixture(scope="module")
def games(tmp_path_factory) -> tuple[Play, Play]:
    """The flagship after two turns, and at its end, with a made-up review."""
    folder = tmp_path_factory.mktemp("games")
    begun, over = (seated(folder, turns, ["serbia"], "banjska-2023") for turns in (2, 99))
    over.study.reviewer.review = made_up_review(over.session, "serbia")
    over.study.reviewer.is_over = True
    return begun, over


@pytest.fixture
def screen(request, games) -> Screen:
    """The screen, with a game if it shows one."""
    kind, (begun, over) = request.param, games
    if kind in AROUND_IT:
        return AROUND_IT[kind]()
    return AT_ITS_END[kind](over) if kind in AT_ITS_END else IN_A_GAME[kind](begun)


each_screen = pytest.mark.parametrize(
    "screen", SCREENS, ids=[kind.__name__ for kind in SCREENS], indirect=True
)


def test_no_screen_is_left_out():
    modules = [
        import_module(f"game.screens.{found.name}") for found in iter_modules(game.screens.__path__)
    ]
    kinds = {kind for module in modules for _, kind in getmembers(module, isclass)}
    assert {kind for kind in kinds if issubclass(kind, Screen)} - {Screen} == set(SCREENS)


@each_screen
def test_it_has_room_in_both_themes_and_looks_other_in_each(screen):
    dark, light = (
        pygame.image.tobytes(picture(screen, theme=theme), "RGB") for theme in ("dark", "light")
    )
    assert dark != light


@each_screen
def test_it_names_its_keys_and_they_have_room_on_the_page_of_help(screen):
    assert screen.keys()
    picture(Help(screen))


@each_screen
def test_longer_words_have_room_too(screen):
    picture(screen, language="qps", theme="light")
