"""The program around the screens: keys that work everywhere, the first start, leaving."""

from __future__ import annotations

import ast
import json

import pygame
import pytest

from game.app import App, happenings, is_mere_repeat
from game.keys import works
from game.library import Library, library
from game.screens.keyboard import Keyboard
from game.screens.picker import Picker
from game.screens.settings import SettingsPage
from game.screens.title import Title
from game.screens.welcome import Welcome
from game.settings import Settings
from game.sound import RATE, TONES, wave
from game.ui import Input, Screen
from game.ui.inputs import cap, key_name, read
from game.window import fitting_size, icon
from game.words import language


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for saves and settings."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    return tmp_path


def running(first, *keys, **settings):
    """The program with that screen after these keys."""
    app = App(
        pygame.Surface((1280, 720)), Settings(**{"asked": True} | settings), first, strict=True
    )
    app.settle()
    press(app, *keys)
    return app


def press(app, *keys):
    for key in keys:
        app.feed(Input("key", key=key))
        app.settle()


def names(app):
    return [scene.screen.name for scene in app.scenes]


class Bare(Screen):
    """A screen that answers nothing."""

    name = "bare"

    def draw(self, ui):
        ui.text(ui.rect.inset(8), "Nothing here")

    def keys(self):
        return [("z", "What Z does here")]


def test_help_opens_with_f1_and_closes_with_it():
    app = running(Bare(), "f1")
    assert names(app) == ["bare", "help"]
    press(app, "f1")
    assert names(app) == ["bare"]


def test_help_names_the_keys_of_the_screen_below():
    app = running(Bare(), "f1")
    assert app.screen.below.keys() == [("z", "What Z does here")]


def test_escape_asks_before_anything_is_left():
    app = running(Bare(), "esc")
    assert names(app) == ["bare", "leave"]
    press(app, "esc")
    assert names(app) == ["bare"]


def test_escape_leaves_a_screen_that_lies_on_another():
    app = running(Bare())
    app.show(Bare())
    press(app, "esc")
    assert names(app) == ["bare"]


def test_the_window_closes_when_that_is_chosen():
    assert names(running(Bare(), "esc", "shift+tab", "enter")) == []


def test_text_size_and_full_screen_have_keys_everywhere():
    app = running(Bare(), "ctrl+plus", "ctrl+plus", "ctrl+minus", "f11")
    assert app.settings.text_scale == 1.2
    assert app.settings.fullscreen
    press(app, "ctrl+0")
    assert app.settings.text_scale == 1.0


def test_a_moved_key_works_everywhere():
    assert names(running(Bare(), "f2", keys={"f1": "f2", "f2": "f1"})) == ["bare", "help"]


def test_what_is_set_is_stored_at_once(home):
    running(Bare(), "ctrl+plus")
    assert json.loads((home / "settings.json").read_text())["text_scale"] == 1.2


def test_a_disk_that_takes_nothing_stops_nobody(home):
    (home / "settings.new").mkdir()
    assert running(Bare(), "ctrl+plus").settings.text_scale == 1.2


def test_the_first_start_asks_and_then_goes_on():
    app = running(Welcome(Bare()), "enter", asked=False)
    assert names(app) == ["bare"]
    assert app.settings.asked


def test_settings_hold_as_soon_as_they_are_chosen():
    """Tab to the theme, one to the right: the next frame is light."""
    app = running(SettingsPage(), "tab", "tab", "right")
    assert app.settings.theme == "light"
    assert app.surface.get_at((2, 2))[:3] == (0xF6, 0xF7, 0xF9)


def test_another_language_is_spoken_at_once():
    app = running(Bare())
    app.settings.language = "qps"
    press(app, "z")
    assert language() == "qps"


def test_a_key_is_given_other_work():
    """Choose the first line, then press X: X now does what Enter did."""
    app = running(Keyboard(), "tab", "enter", "x")
    assert app.settings.keys == {"enter": "x", "x": "enter"}
    assert app.screen.asked == ""


def test_escape_gives_no_key_away():
    app = running(Keyboard(), "tab", "enter", "esc")
    assert app.settings.keys == {}
    assert names(app) == ["keyboard"]


def test_every_key_that_a_screen_names_can_be_moved():
    movable = {work for work, _ in works()}
    screens = Title(), Picker(shelf=Library()), SettingsPage(), Keyboard(), Welcome(Bare())
    named = set().union(*(dict(screen.keys()) for screen in screens))
    assert named <= movable


def test_the_title_offers_only_what_there_is(home):
    """Nothing is saved yet: nothing to continue and nothing to load."""
    expected = ["play", "join", "host", "settings", "help", "method", "quit"]
    assert list(Title()._labels()) == expected


def test_the_title_tells_what_was_wrong_with_the_settings():
    app = running(Title("The settings can't be read."))
    assert app.screen.message == "The settings can't be read."


def test_a_game_begins_with_three_keys_and_can_be_continued():
    """Play, begin: the briefing of the first side. Then leave, and the title has Continue."""
    library().wait()
    app = running(Title(), "enter", "enter")
    assert names(app) == ["briefing"]
    press(app, "b", "esc", "shift+tab", "up", "enter")
    assert names(app) == ["title"]
    assert next(iter(app.screen._labels())) == "continue"
    press(app, "enter")
    assert names(app) != ["title"]
    app.screen.play.close()


def test_a_scenario_with_faults_is_listed_with_its_first_one(tmp_path, monkeypatch):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "broken.yaml").write_text("format: 1\nid: broken\n")
    monkeypatch.setenv("STANDOFF_DATA", str(tmp_path))
    shelf = Library().wait()
    assert [entry.path.name for entry in shelf.entries] == ["broken.yaml"]
    assert shelf.entries[0].fault.startswith("broken.yaml:1: ")
    assert names(running(Picker(shelf=shelf), "enter")) == ["picker"]


def test_a_missing_folder_of_scenarios_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDOFF_DATA", str(tmp_path / "nowhere"))
    assert "has no folder scenarios" in Library().wait().entries[0].fault


def test_arrows_choose_a_scenario_as_long_as_nothing_has_the_white_frame():
    picker = Picker(shelf=library().wait())
    app = running(picker, "down")
    assert picker.chosen is picker.library.entries[1]
    press(app, "up", "up")
    assert picker.chosen is picker.library.entries[0]


def test_one_person_plays_one_side_and_several_play_several():
    picker = Picker(shelf=library().wait())
    running(picker)
    parts = [part.id for part in picker._offer().parts]
    picker._take(parts[1])
    assert picker.people == [parts[1]]
    picker.several = True
    picker._take(parts[0])
    assert picker.people == [parts[1], parts[0]]
    picker._take(parts[1])
    picker._take(parts[0])
    assert picker.people == [parts[0]]


@pytest.mark.parametrize(
    ("code", "place", "held", "name"),
    [
        (pygame.K_RETURN, 0, 0, "enter"),
        (pygame.K_KP_ENTER, 0, 0, "enter"),
        (pygame.K_TAB, 0, pygame.KMOD_LSHIFT, "shift+tab"),
        (pygame.K_EQUALS, 0, pygame.KMOD_LCTRL, "ctrl+plus"),
        (pygame.K_0, 0, pygame.KMOD_RCTRL, "ctrl+0"),
        (pygame.K_a, 0, pygame.KMOD_LSHIFT, "a"),
        (pygame.K_KP_5, 0, 0, "5"),
        (0x444, pygame.KSCAN_A, 0, "a"),  # ф of a Cyrillic keyboard
        (0x161, pygame.KSCAN_LEFTBRACKET, 0, "["),  # š of a Serbian one
        (pygame.K_AMPERSAND, pygame.KSCAN_1, 0, "1"),  # & of a French one
        (pygame.K_LSHIFT, 0, pygame.KMOD_LSHIFT, ""),
    ],
)
def test_keys_have_plain_names_on_any_keyboard(code, place, held, name):
    pygame.display.init()
    assert key_name(code, place, held) == name


def test_events_become_inputs():
    event = pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(3, 4))
    assert read(event) == Input("down", at=(3, 4))
    other = pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=3, pos=(3, 4))
    assert read(other) is None


def test_caps_are_written_as_on_keyboards():
    assert [cap(key) for key in ("ctrl+plus", "f1", "u", "esc")] == ["Ctrl +", "F1", "U", "Esc"]


def test_a_posted_key_is_no_repeat_and_letting_go_forgets_it():
    """Only a key that is really held down repeats."""
    pygame.display.init()
    held: set[int] = set()
    down = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN)
    assert not is_mere_repeat(down, held)
    assert not is_mere_repeat(down, held)
    is_mere_repeat(pygame.event.Event(pygame.KEYUP, key=pygame.K_RETURN), held)
    assert held == set()


def test_without_input_a_stale_frame_is_drawn_at_once():
    pygame.display.init()
    pygame.event.clear()
    app = running(Bare())
    app.stale = True
    assert [event.type for event in happenings(app)][:1] == [pygame.NOEVENT]


@pytest.mark.parametrize(
    ("desktop", "size"),
    [
        ((1366, 768), (1280, 720)),
        ((1920, 1080), (1632, 918)),
        ((3840, 2160), (3264, 1836)),
        ((2560, 1080), (1632, 918)),
    ],
)
def test_a_new_window_leaves_some_of_the_desktop_in_view(desktop, size):
    assert fitting_size(desktop) == size


def test_the_icon_is_drawn():
    assert len({tuple(icon(64).get_at((32, y))) for y in range(64)}) > 5


@pytest.mark.parametrize("name", TONES)
def test_tones_are_soft_and_short(name):
    samples = memoryview(wave(*TONES[name])).cast("h")
    assert len(samples) < RATE
    assert 1000 < max(map(abs, samples)) < 10000


def test_motion_is_only_for_those_who_want_it():
    """With it the screen before shines through for a moment; without it nothing does."""
    for reduced, fades in ((True, False), (False, True)):
        app = running(Bare(), reduced_motion=reduced)
        app.feed(Input("key", key="f1"))
        app.draw()
        assert (app.wake == 0) == fades


def asked_keys(path):
    """The keys that a file asks for by name: `ui.key("u")` and `Way(name, label, "u")`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="key"), args=[ast.Constant(value=str(key)), *_]):
                yield key
            case ast.Call(func=ast.Name(id="Way"), args=[_, _, ast.Constant(value=str(key)), *_]):
                yield key


def test_every_key_that_any_screen_asks_for_can_be_moved(root):
    asked = {key for path in (root / "game").rglob("*.py") for key in asked_keys(path)}
    assert {"u", "enter", "f1"} <= asked
    assert asked - {""} - {work for work, _ in works()} == set()


class Loud(Bare):
    """A screen that is heard when it comes."""

    tone = "turn"


@pytest.mark.parametrize(("sound", "heard"), [(True, ["turn"]), (False, [])])
def test_tones_are_heard_when_a_screen_comes_if_sound_is_on(monkeypatch, sound, heard):
    class Door(Bare):
        def draw(self, ui):
            if ui.key("a"):
                ui.go(Loud())

    played = []
    app = running(Door(), sound=sound)
    monkeypatch.setattr(app._sound, "play", played.append)
    press(app, "b", "a", "b")
    assert played == heard
