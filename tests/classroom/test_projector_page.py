"""The projector's page, in a real Chromium: what everybody in the room may see, and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.classroom.projector import projector_of
from sim.session import PUBLIC
from tests.support.browser import OpenClass, audit, open_class
from tests.support.classes import ROLES, playing
from tests.support.desks import desk, play, sees, wall

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LEAST_LETTERS = 26  # px where a wall is 1080 high
SMALLEST = """() => Math.min(...[...document.querySelectorAll("#page *")]
  .filter((node) => [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim()))
  .filter((node) => node.getClientRects().length && !node.closest(".aloud"))
  .map((node) => parseFloat(getComputedStyle(node).fontSize)
    * (node.ownerSVGElement ? node.ownerSVGElement.getScreenCTM().a : 1)))"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[OpenClass]:
    with open_class(tmp_path / "class", roles=ROLES, tables=2, minutes=5) as found:
        yield found


def test_the_projector_names_nobody_unless_the_teacher_shows_it(
    browser: Browser, room: OpenClass
) -> None:
    with wall(browser, room) as screen:
        play(room, "Xanthippe", "Besnik")
        sees(screen, "turn 1 of 5")
        assert screen.get_by_text("Xanthippe").count() == 0
        room.act("show_names", on=True)
        sees(screen, "Xanthippe: Ardale")


def test_the_projector_hides_the_code_and_goes_dark(browser: Browser, room: OpenClass) -> None:
    with wall(browser, room) as screen:
        sees(screen, room.code)
        room.act("show_code", on=False)
        screen.get_by_text(room.code).wait_for(state="detached")
        assert screen.locator("img").count() == 0
        room.act("blank", on=True)
        screen.locator("main.blank").wait_for()
        assert screen.locator("#page").inner_text().strip() == "The projector is dark"


def test_the_projector_can_be_read_from_the_last_row(browser: Browser, room: OpenClass) -> None:
    """No letter is smaller than 26 px where the wall is 1080 high."""
    with wall(browser, room) as screen:
        assert screen.evaluate(SMALLEST) >= LEAST_LETTERS
        play(room, "Ana", "Besnik")
        sees(screen, "In the news")
        assert screen.evaluate(SMALLEST) >= LEAST_LETTERS
        room.act("debrief")
        sees(screen, "How it ended")
        assert screen.evaluate(SMALLEST) >= LEAST_LETTERS


def test_what_all_tables_heard_seems_no_tables_own(tmp_path: Path) -> None:
    """However much one table heard since, in turn 2 all still know how turn 1 began."""
    room = playing(tmp_path, scenario="banjska-2023", roles=("serbia", "kosovo"), tables=2)
    room.close_turns(list(room.tables.values()))
    for of in projector_of(room)["tables"]:
        heard = room.tables[of["table"]].view(PUBLIC).news
        assert len(heard) > 5
        assert [news["headline"] for news in of["news"]] == [report.headline for report in heard]


def test_the_wall_marks_where_people_stopped(browser: Browser, room: OpenClass) -> None:
    """What the program played alone is thin, after a ring, and the key says so."""
    with wall(browser, room) as screen:
        play(room, "Ana", "Besnik")
        for student in room.students:
            room.run(student.ask("commit", turn=1))
        room.act("debrief")
        sees(screen, "Up to the ring people decided; then the program played on.")
        thin, ring = screen.locator("path.table.rest"), screen.locator("circle.table")
        assert (thin.count(), ring.count()) == (2, 2)
        assert float(ring.first.get_attribute("cx") or 0) > 0


def test_a_talking_point_goes_to_the_wall(browser: Browser, room: OpenClass) -> None:
    """With a fan of simulated worlds behind the paths of the tables."""
    with desk(browser, room) as page, wall(browser, room) as screen:
        play(room, "Ana", "Besnik")
        room.act("debrief")
        page.get_by_role("button", name="Show on projector").first.click()
        sees(page, "It is on the projector.")
        title = page.locator(".point.shown h3").inner_text()
        screen.get_by_role("heading", name=title).wait_for()
        screen.locator("path.fan").nth(1).wait_for(state="attached")
        assert audit(page) + audit(screen) == []
