"""A class that is hosted from the window: it begins at a press, and ends with the window."""

from __future__ import annotations

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
    hosted(window)
    window.wait(lambda: "Ctrl-C stops" in window.words)
    assert "Students: open http" in window.words


def test_closing_the_window_asks_and_then_ends_the_class(window):
    class_ = hosted(window)
    window.press("esc")
    assert "Everything in it is saved" in window.words
    window.press("esc")
    assert class_.is_running
    window.press("esc")
    window.click_on("Close the window")
    assert window.screen == ""
    assert not class_.is_running
