"""What a student's page tells of their decisions, and where words stand on its map, in Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import audit, device, open_class
from tests.support.desks import at_the_board

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CROWDED = """() => {
  const svg = document.querySelector(".map > svg");
  const box = (node) => node.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].filter((node) => !node.closest(".sign"));
  const marks = [...svg.querySelectorAll(".place, .crossing, .sign")];
  const meet = (a, b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
  return texts.flatMap((text, k) =>
    [...marks, ...texts.slice(k + 1)]
      .filter((other) => meet(box(text), box(other)))
      .map((other) => `${text.textContent} / ${other.textContent || other.classList}`));
}"""


@pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("desktop", "light")])
def test_each_decision_is_told_with_what_else_could_have_been_done(
    browser: Browser, tmp_path: Path, size: str, scheme: str
) -> None:
    """After one's own judgement; with hindsight too; and it is there again after a restart."""
    with (
        open_class(tmp_path / "class", roles=("ardale", "bellmoor")) as room,
        device(browser, size, color_scheme=scheme) as page,
    ):
        at_the_board(page, room)
        page.get_by_role("button", name="Give orders").click()
        page.get_by_role("button", name="Give these orders").click()
        page.get_by_role("button", name="Go on").click()
        room.act("debrief")
        page.get_by_label("your best").select_option("1")
        assert page.get_by_text("Your decisions").count() == 0
        page.get_by_role("button", name="Show me how it was").click()
        page.get_by_text("In turns 2 to 5 the program chose for this side.").wait_for()
        page.get_by_text("Thin: turns in which the program chose for this side.").wait_for()
        page.get_by_text("Best: Turn 1: You did: Hold.").wait_for()
        page.get_by_text("Turn 1: what else could have been done").click()
        page.get_by_text("yours: ").first.wait_for()
        page.get_by_label("With hindsight").check()
        page.get_by_text("From how things stood; the others may react.").wait_for()
        page.locator(".move summary").first.click()
        page.get_by_text("How it ends: ").first.wait_for()
        assert audit(page) == []
        room.stop()
        room.resume()
        page.reload()
        page.get_by_text("In turns 2 to 5 the program chose for this side.").wait_for()


@pytest.mark.parametrize("scenario", ["banjska-2023", "high-pasture"])
def test_words_on_the_map_run_into_nothing(browser: Browser, tmp_path: Path, scenario: str) -> None:
    """Neither into dots and signs nor into each other, from a phone to a desktop."""
    with open_class(tmp_path / "class", scenario) as room, device(browser, "phone") as page:
        at_the_board(page, room)
        page.get_by_role("tab", name="Situation").click()
        for width, height in ((390, 844), (360, 640), (768, 1024), (1366, 768), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            page.locator(".map > svg text.force").first.wait_for()
            assert page.locator(".map > svg .sign").count() == 3
            assert page.locator(".map > svg text.force").count() >= 3
            assert page.evaluate(CROWDED) == []


def test_the_lines_of_the_map_are_explained(browser: Browser, tmp_path: Path) -> None:
    """By the scenario's own glossary, where it has that word."""
    with open_class(tmp_path / "class", "banjska-2023") as room, device(browser, "phone") as page:
        at_the_board(page, room)
        page.get_by_role("tab", name="Situation").click()
        line = page.locator("figcaption .legend")
        line.wait_for()
        assert "The line: The administrative boundary line/border" in line.inner_text()
        assert line.locator("svg path.border").count() == 1


def test_long_talk_is_told_in_short_and_whole_on_request(browser: Browser, tmp_path: Path) -> None:
    """What others wrote at length is all there, page by page."""
    with (
        open_class(tmp_path / "class", roles=("ardale", "bellmoor")) as room,
        device(browser, "phone") as page,
    ):
        at_the_board(page, room)
        table = room.room.tables[1]

        def talk() -> None:
            for number in range(60):
                table.session.say("bellmoor", f"{number} " + "words " * 320)
            table.changed()
            room.room.touch(1)

        room.do(talk)
        page.get_by_role("tab", name="Talk (60)").click()
        texts = page.locator(".message .text")
        assert min(map(len, texts.all_inner_texts())) < 200
        page.get_by_role("button", name="Read what is older").click()
        page.get_by_role("button", name="Read what is older").wait_for(state="detached")
        assert texts.count() == 60
        assert min(map(len, texts.all_inner_texts())) > 1900
