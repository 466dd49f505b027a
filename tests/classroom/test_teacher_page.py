"""The teacher's page and the projector, in a real Chromium: from the secret to the end."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from game.classroom.server import PAGES, said_in
from tests.support.browser import OpenClass, audit, device, expect, open_class
from tests.support.classes import ROLES
from tests.support.desks import desk, play, sees, wall

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHARED = ("look.css", "dom.js", "words.js", "line.js", "signs.js", "prefs.js", "seat_state.js")
CALL = re.compile(r"\b_\(\s*(\S)")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[OpenClass]:
    with open_class(tmp_path / "class", roles=ROLES, tables=2, minutes=5) as found:
        yield found


def own_files() -> list[Path]:
    return [*PAGES.glob("teacher*"), *PAGES.glob("projector*")]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def confirm(page: Page, key: str) -> None:
    """Look at what it would do, and do it."""
    press(page, key)
    page.get_by_role("alertdialog").wait_for()
    press(page, "Enter")


def look_at(page: Page, name: str) -> None:
    """At a student, by the seat they have."""
    page.get_by_role("table").get_by_role("button", name=name).click()
    page.locator(".seats").get_by_role("button", name=name).click()


# -- what it is made of --------------------------------------------------------------------------


def test_the_pages_are_light() -> None:
    """Everything that the teacher's computer loads is below 60 KB on the line."""
    loaded = [*own_files(), *(PAGES / name for name in SHARED)]
    assert sum(len(gzip.compress(path.read_bytes())) for path in loaded) < 60_000


def test_every_text_can_be_found_by_the_host() -> None:
    """A text that is no plain literal would never be translated."""
    for path in own_files():
        if path.suffix == ".js":
            script = re.sub(r"^\s*(//| \*).*$", "", path.read_text("utf-8"), flags=re.M)
            calls = CALL.findall(script)
            assert set(calls) <= {'"'}, path.name
            assert len(said_in(script)) == len(calls), path.name


def test_no_page_writes_html_or_style_or_asks_anybody_else() -> None:
    """Names are only ever text, and the content policy has no exception."""
    for path in own_files():
        text = path.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", text)
        assert not re.search(r"\sstyle=|https?://(?!www\.w3\.org)", text), path.name


def test_the_lobby_has_the_content_note_to_be_read_aloud(browser: Browser, room: OpenClass) -> None:
    with desk(browser, room) as page:
        sees(page, "Read this aloud before you give seats")
        sees(page, str(room.room.scenario.note))
        play(room, "Ana", "Besnik")
        page.get_by_text("Read this aloud").wait_for(state="detached")


def test_a_question_about_a_turn_goes_with_the_turn(browser: Browser, room: OpenClass) -> None:
    """Who asked to advance, and meanwhile all decided, is asked about no other turn."""
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik")
        sees(page, "2 seats are awaited.")
        press(page, "a")
        page.get_by_role("alertdialog").wait_for()
        for student in room.students:
            room.run(student.ask("commit", turn=1))
        sees(page, "The class has gone on meanwhile: nothing was done.")
        assert page.get_by_role("alertdialog").count() == 0


# -- the whole way -------------------------------------------------------------------------------


def test_a_lesson_from_the_secret_to_the_end(browser: Browser, tmp_path: Path) -> None:
    """A teacher with keys only, a projector, and five students; every screen can be used by all."""
    names = ("Ana", "Besnik", "Clara", "Dušan", "Edona")
    with (
        open_class(tmp_path / "class", roles=ROLES, tables=2, minutes=5) as room,
        desk(browser, room) as page,
        wall(browser, room) as screen,
    ):
        for name in names:
            room.join(name)
        sees(page, "5 of 5 here")
        sees(screen, room.code)
        assert audit(page) + audit(screen) == []
        press(page, "n")
        sees(page, "Everybody has a seat.")
        sees(screen, "Read who you are.")
        assert audit(page) + audit(screen) == []
        press(page, "n")
        sees(page, "Turn 1 of 5")
        for student in room.students[:3]:
            room.run(student.ask("commit", turn=1, expected=0.5))
        press(page, "a")
        sees(page, "what is put down will count")
        assert audit(page) + audit(screen) == []
        press(page, "Enter")
        sees(page, "Turn 2 of 5")
        sees(screen, "turn 2 of 5")
        sees(screen, "In the news")
        confirm(page, "d")
        sees(page, "How it rose and fell")
        sees(screen, "How it ended")
        assert audit(page) + audit(screen) == []
        confirm(page, "n")
        sees(screen, "The class is over.")
        assert audit(page) + audit(screen) == []


# -- the secret ----------------------------------------------------------------------------------


def test_a_wrong_secret_opens_nothing_and_says_why(browser: Browser, room: OpenClass) -> None:
    with device(browser, "laptop") as page:
        page.goto(f"{room.address}/teacher")
        for wrong, words in (("K7M2QX", "A secret is 48"), ("0" * 48, "That opens nothing here")):
            page.get_by_label("The teacher's secret").fill(wrong)
            page.get_by_role("button", name="Open the class").click()
            sees(page, words)
        assert page.get_by_role("group", name="Commands").count() == 0


def test_the_secret_is_in_no_address_and_no_storage_but_the_tabs(
    browser: Browser, room: OpenClass
) -> None:
    """A reload needs no typing; another tab does."""
    asked: list[str] = []
    with desk(browser, room) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        page.get_by_role("group", name="Commands").wait_for()
        assert not [url for url in asked if room.secret in url]
        assert room.secret not in page.evaluate("JSON.stringify(localStorage) + location.href")


# -- what a teacher does -------------------------------------------------------------------------


def test_what_can_not_be_taken_back_is_shown_first_and_left_by_escape(
    browser: Browser, room: OpenClass
) -> None:
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik")
        sees(page, "Turn 1 of 5")
        press(page, "a")
        sees(page, "they hold, and say nothing")
        press(page, "Escape")
        page.locator("#asked").wait_for(state="detached")
        assert room.room.register.turn == 1


def test_what_was_done_is_undone_with_u(browser: Browser, room: OpenClass) -> None:
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik")
        sees(page, "Turn 1 of 5")
        press(page, " ")
        sees(page, "Paused.")
        press(page, "u")
        sees(page, "Undone.")
        assert room.room.register.paused is None
        press(page, "l")
        sees(page, "Nobody new comes in.")
        press(page, "u")
        sees(page, "Undone.")
        assert not room.room.register.locked


def test_single_keys_do_nothing_while_typing_or_when_switched_off(
    browser: Browser, room: OpenClass
) -> None:
    with desk(browser, room) as page:
        press(page, "s")
        page.get_by_label("Words").fill("")
        press(page, "l", "v")
        expect(page.get_by_label("Words")).to_have_value("lv")
        press(page, "Escape", "?")
        page.get_by_label("Commands by a single key").uncheck()
        page.get_by_role("button", name="Close").focus()
        press(page, "l")
        page.get_by_role("button", name="Lock").wait_for()
        assert not room.room.register.locked


def test_arrows_go_from_seat_to_seat(browser: Browser, room: OpenClass) -> None:
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik", "Clara", "Dušan")
        page.get_by_role("button", name="Table 1").focus()
        press(page, "ArrowRight", "ArrowDown", "Enter")
        sees(page, "Table 2, turn 1")
        assert "Besnik" in page.evaluate("document.activeElement.textContent")


def test_a_student_is_moved_muted_and_sent_out(browser: Browser, room: OpenClass) -> None:
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik", "Clara")
        look_at(page, "Ana")
        page.locator("select[name=seat]").select_option("2 bellmoor")
        page.get_by_role("button", name="Move").click()
        sees(page, "Ana was moved.")
        assert room.room.register.students["s1"].seat == (2, "bellmoor")
        page.get_by_role("button", name="Mute").click()
        sees(page, "Ana can write no messages")
        confirm(page, "k")
        sees(page, "Ana is out.")
        assert room.room.register.students["s1"].removed
        page.get_by_role("button", name="Let in again").wait_for()
        press(page, "k")
        sees(page, "Ana may come in again")
        assert not room.room.register.students["s1"].removed


def test_a_device_that_knocks_is_let_in_on_request(browser: Browser, room: OpenClass) -> None:
    with desk(browser, room) as page, device(browser, "phone") as phone:
        play(room, "Ana", "Besnik")
        phone.goto(f"{room.address}/#{room.code}")
        phone.get_by_label("Your name").fill("Ana")
        phone.get_by_role("button", name="Join").click()
        sees(page, "Is this the same person at another device?")
        press(page, "r", "Enter")
        sees(page, "Ana goes on at the other device.")
        phone.get_by_role("button", name="I have read it").click()
        phone.get_by_role("tablist").wait_for()


def test_a_policy_plays_a_seat_and_hands_it_back(browser: Browser, room: OpenClass) -> None:
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik")
        page.get_by_role("table").get_by_role("button", name="Ana").click()
        press(page, "b")
        sees(page, "a policy plays, as you wished")
        press(page, "b")
        sees(page, "The seat is handed back.")
        assert not room.room.register.bots


def test_a_table_takes_a_turn_again_as_a_branch(browser: Browser, room: OpenClass) -> None:
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik")
        room.act("advance", tables=[])
        sees(page, "Turn 2 of 5")
        page.get_by_role("button", name="Table 1").click()
        press(page, "w")
        page.locator("select[name=turn]").select_option("1")
        page.get_by_role("button", name="Take it again").click()
        page.get_by_role("button", name="Do it").click()
        sees(page, "The old course is kept.")
        sees(page, "2: again from turn 1 (being played)")


def test_a_turn_that_a_table_has_not_begun_is_none_to_take_again(
    browser: Browser, room: OpenClass
) -> None:
    """While the class is held, the turn just played comes first."""
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik")
        room.act("hold", on=True)
        room.act("advance", tables=[])
        sees(page, "All tables have done this turn.")
        page.get_by_role("button", name="Table 1").click()
        press(page, "w")
        expect(page.locator("select[name=turn]").locator("option")).to_have_text(["1"])


def test_orders_are_hidden_until_they_are_asked_for(browser: Browser, room: OpenClass) -> None:
    """The page may be on a wall."""
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik")
        page.get_by_role("button", name="Table 1").click()
        sees(page, "So far")
        assert page.get_by_text("Deed:").count() == 0
        press(page, "o")
        sees(page, "Deed: Hold. Word: Say nothing.")


def test_what_a_team_suggests_and_the_newest_answers_are_shown(
    browser: Browser, room: OpenClass
) -> None:
    """And how many answers there are, although not all have room."""
    with desk(browser, room) as page:
        students = [room.join(f"Student {number}") for number in range(1, 6)]
        room.act("seat")
        room.act("start")
        last = students[-1]  # sits beside the first
        room.run(last.until("planning"))
        room.run(last.ask("suggest", deed="hold", word="silence", says="Wait."))
        for number in range(10):
            room.run(students[0].ask("note", about="thought", content=f"{number} " + "x" * 1_900))
        page.get_by_role("button", name="Table 1").click()
        press(page, "o")
        sees(page, "Student 5 suggests")
        page.get_by_text("Answers (10)").click()
        sees(page, "Only the newest 7 are shown")


def test_the_files_are_saved_without_names(
    browser: Browser, room: OpenClass, tmp_path: Path
) -> None:
    with desk(browser, room) as page:
        play(room, "Xanthippe", "Besnik")
        sees(page, "Turn 1 of 5")
        press(page, "x")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save the zip").click()
        download.value.save_as(tmp_path / "class.zip")
        with ZipFile(tmp_path / "class.zip") as files:
            for name in files.namelist():
                assert b"Xanthippe" not in files.read(name), name


def test_a_host_that_is_gone_is_named_and_the_page_comes_back(
    browser: Browser, room: OpenClass
) -> None:
    """With the same table in view."""
    with desk(browser, room) as page:
        play(room, "Ana", "Besnik")
        page.get_by_role("button", name="Table 1").click()
        sees(page, "So far")
        room.stop()
        sees(page, "The host's computer")
        room.resume()
        sees(page, "The host was started again.")
        press(page, "p")
        sees(page, "On it goes.")
        page.get_by_text("So far").wait_for()


@pytest.mark.parametrize("size", ["tablet", "laptop"])
def test_thirty_students_at_eight_tables_fit(browser: Browser, tmp_path: Path, size: str) -> None:
    with (
        open_class(tmp_path / "class", roles=ROLES, tables=8, minutes=5) as room,
        desk(browser, room, size) as page,
    ):
        play(room, *(f"Student {number}" for number in range(1, 31)))
        page.get_by_role("button", name="Table 8").click()
        sees(page, "So far")
        assert audit(page) == []


def test_forty_tables_leave_the_one_that_is_looked_at_in_view(
    browser: Browser, tmp_path: Path
) -> None:
    """On a small screen the tables scroll by themselves, below what needs somebody."""
    with (
        open_class(tmp_path / "class", roles=ROLES, tables=40) as room,
        desk(browser, room, "laptop") as page,
    ):
        page.set_viewport_size({"width": 1024, "height": 768})
        play(room, "Ana")
        page.get_by_role("button", name="Table 40").click()
        heading = page.get_by_role("heading", name="Table 40, turn 1")
        heading.wait_for()
        box, button = heading.bounding_box(), page.get_by_role("button", name="Table 40")
        assert box is not None
        assert 0 < box["y"] < 700
        assert "\n" not in button.locator("span").first.inner_text()
        assert page.get_by_text("Nothing needs you").is_visible()
        assert audit(page) == []
