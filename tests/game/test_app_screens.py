"""The screens around the game have room for their words at every size, in every language."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pygame
import pytest

from game.app import App
from game.library import Entry, library
from game.screens.help import Help
from game.screens.keyboard import Keyboard
from game.screens.leave import Leave
from game.screens.method import Method
from game.screens.moment import Moment
from game.screens.picker import Picker
from game.screens.saves import Saves
from game.screens.settings import SettingsPage
from game.screens.title import Title
from game.screens.welcome import Welcome
from game.settings import Settings
from game.ui import Input, picture
from sim.session import Origin, Save

SIZES = [(1280, 720), (1366, 768), (1920, 1080), (3840, 2160)]
SCALES = [1.0, 1.4, 2.0]
WHEN = datetime(2023, 9, 24, 12, tzinfo=UTC)
SAVES = [
    Save(
        Path("one.standoff"),
        "A long title of a crisis",
        ("a",),
        ("Side A",),
        3,
        16,
        WHEN,
        False,
        "",
    ),
    Save(
        Path("two.standoff"),
        "Another",
        ("a", "b"),
        ("Side A", "Side B"),
        16,
        16,
        WHEN,
        True,
        "",
        Origin(of="one.standoff", turn=7),
    ),
    Save(Path("bad.standoff"), "", (), (), 0, 0, WHEN, False, "It is no saved game. Delete it."),
]


def title():
    screen = Title("The settings can't be read; they are as if new. " * 2)
    screen.saves, screen.last = SAVES, SAVES[0]
    return screen


def saves():
    screen = Saves()
    screen.saves = SAVES
    return screen


def picker():
    shelf = library().wait()
    bad = Entry(Path("bad.yaml"), 'bad.yaml:3: "x" is no field.', None, (9, 0, ""))
    shelf.entries = [entry for entry in shelf.entries if entry.speak] + [bad]
    return Picker(shelf=shelf)


def asking():
    screen = Keyboard()
    screen.asked = "u"
    return screen


def refused():
    screen = Moment("Opening…", Title, Title)
    screen.fault = "A fault with all its words. " * 9
    return screen


def leaving():
    screen = Leave(Title())
    screen.below.play = SimpleNamespace(parting="All of it is saved, and nothing is lost. " * 3)
    return screen


SCREENS = {
    "title": title,
    "picker": picker,
    "saves": saves,
    "settings": SettingsPage,
    "keyboard": Keyboard,
    "asking": asking,
    "help": lambda: Help(SettingsPage()),
    "method": Method,
    "welcome": lambda: Welcome(Title()),
    "leave": leaving,
    "moment": lambda: Moment("Setting out the board…", Title, Title),
    "refused": refused,
}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for saves and settings."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_has_room_at_every_size(name, size):
    for scale, theme in product(SCALES, ("dark", "light")):
        picture(SCREENS[name](), size, scale, theme)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_has_room_for_longer_words(name, scale):
    picture(SCREENS[name](), scale=scale, language="qps")


@pytest.mark.parametrize("name", [name for name in SCREENS if name not in ("moment", "asking")])
def test_tab_reaches_everything(name):
    """After as many Tabs as there are things, the ring was on each of them."""
    app = App(pygame.Surface((1280, 720)), Settings(asked=True), SCREENS[name](), strict=True)
    app.settle()
    reached = set()
    for _ in range(len(app.scenes[-1].memory.spots)):
        app.feed(Input("key", key="tab"))
        app.settle()
        reached.add(app.scenes[-1].memory.focus)
    assert reached == set(app.scenes[-1].memory.spots)
