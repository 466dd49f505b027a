"""A class that is hosted from the window: it begins at a press, and ends with the window."""

from __future__ import annotations

import pygame
import pytest

from game.hosted import Hosted
from game.screens.hosting import Hosting
from tests.support.hands import Window

pytest.importorskip("uvicorn")


@pytest.fixture
def window(tmp_path, monkeypatch):
    """At the list of what can be hosted."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    window = Window(Hosting())
    yield window
    window.close()


def hosted(window: Window) -> Hosted:
    """The class, once its teacher's page is known."""
    window.click_on("The bridge over the Sill")
    window.wait(lambda: "Open the teacher's page" in window.words and bool(playing(window).teacher))
    return playing(window)


def playing(window: Window) -> Hosted:
    return window.app.screen.play


def test_what_students_and_the_teacher_need_is_told(window):
    """But not the secret, as the screen may be on a wall, and not the keys of a terminal."""
    class_ = hosted(window)
    window.wait(lambda: bool(class_.again))
    address, code = class_.invitation
    assert {address, code} <= set(window.words.splitlines())
    assert len(class_.secret) == 48
    assert class_.secret not in window.words
    assert "Ctrl-C" not in window.words


def test_the_secret_is_pasted_where_the_teachers_page_opens(window, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    class_ = hosted(window)
    window.click_on("Open the teacher's page")
    assert opened == [class_.teacher]
    assert pygame.scrap.get_text() == class_.secret
    assert "The secret is copied" in window.words


def test_a_computer_without_a_clipboard_is_told_where_the_secret_lies(window, monkeypatch):
    monkeypatch.setattr("game.screens.hosting.copy", lambda text: False)
    hosted(window)
    window.press("c")
    assert "teacher-secret.txt" in window.words
    assert "the file that is named below has it" in window.words


def test_stopping_the_class_says_how_to_go_on(window):
    class_ = hosted(window)
    window.wait(lambda: bool(class_.again))
    window.click_on("Stop the class")
    assert "standoff host --resume" in window.words
    window.click_on("Stop it")
    assert not class_.is_running


def test_closing_the_window_asks_and_then_ends_the_class(window):
    class_ = hosted(window)
    window.press("esc")
    assert "Everything in it is saved" in window.words
    window.press("esc")
    assert class_.is_running
    window.press("esc")
    window.click_on("Stop it, and close the window")
    assert window.screen == ""
    assert not class_.is_running
