"""The pages of a class, open in a browser: a student's, the teacher's, the projector's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.support.browser import OpenClass, device

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@contextmanager
def desk(browser: Browser, room: OpenClass, size: str = "laptop") -> Iterator[Page]:
    """The teacher's page, open."""
    with device(browser, size) as page:
        page.goto(f"{room.address}/teacher")
        page.get_by_label("The teacher's secret").fill(room.secret)
        page.get_by_role("button", name="Open the class").click()
        page.get_by_role("group", name="Commands").wait_for()
        yield page


@contextmanager
def wall(browser: Browser, room: OpenClass) -> Iterator[Page]:
    """The projector's page, open."""
    with device(browser, "desktop") as page:
        page.goto(f"{room.address}/projector")
        room.run(room.teacher.until(lambda teacher: "class" in teacher.frames))
        token = room.teacher.frames["class"]["projector"]
        page.get_by_label("Or type what it shows").fill(token)
        page.get_by_role("button", name="Open").click()
        page.locator("main.lobby, main.turn").wait_for()
        yield page


def come_in(page: Page, room: OpenClass, name: str = "Ana") -> None:
    """A student joins."""
    page.goto(f"{room.address}/#{room.code}")
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join").click()
    page.get_by_role("heading", name=f"Welcome, {name}").wait_for()


def at_the_board(page: Page, room: OpenClass, name: str = "Ana") -> None:
    """A student joins, and is in turn 1."""
    come_in(page, room, name)
    room.act("seat")
    page.get_by_role("heading", name="Your side").wait_for()
    room.act("start")
    page.get_by_role("tablist").wait_for()


def play(room: OpenClass, *names: str) -> None:
    """In turn 1, with these students."""
    for name in names:
        room.join(name)
    room.act("seat")
    room.act("start")


def sees(page: Page, words: str) -> None:
    """The page shows it, now or soon."""
    page.get_by_text(words).first.wait_for()
