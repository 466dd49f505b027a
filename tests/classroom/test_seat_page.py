"""The student's page, in a real Chromium: from the code to the debrief."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.words import use_language
from tests.support.browser import OpenClass, audit, device, expect, open_class
from tests.support.classes import ROLES
from tests.support.desks import at_the_board, come_in, sees

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def room(tmp_path: Path) -> Iterator[OpenClass]:
    with open_class(tmp_path / "class", roles=ROLES, forecasts=True) as found:
        yield found


def choose(page: Page, card: str) -> None:
    page.get_by_text(card, exact=True).first.click()


def give_orders(page: Page) -> None:
    page.get_by_role("button", name="Give orders").click()
    page.get_by_role("button", name="Give these orders").click()


# -- the whole way -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "scheme"), [("phone", "light"), ("chromebook", "dark"), ("desktop", "light")]
)
def test_from_the_code_to_the_debrief(
    browser: Browser, room: OpenClass, size: str, scheme: str
) -> None:
    """Every screen passes the rules of accessibility, at every size."""
    with device(browser, size, color_scheme=scheme) as page:
        come_in(page, room)
        assert audit(page) == []
        room.act("seat")
        page.get_by_role("button", name="Show").click()
        page.get_by_label("One deed and one word").check()
        sees(page, "Yes.")
        assert audit(page) == []
        page.get_by_role("button", name="I have read it").click()
        room.act("start")
        choose(page, "Send 100 more guards")
        sees(page, "Everybody sees it.")
        assert audit(page) == []
        for tab in ("News", "Situation", "Talk", "Role"):
            page.get_by_role("tab", name=tab).click()
            assert audit(page) == []
        if size == "phone":
            page.get_by_role("tab", name="Decide").click()
        page.get_by_role("button", name="Give orders").click()
        page.get_by_label("How likely").fill("80")
        assert audit(page) == []
        page.get_by_role("button", name="Give these orders").click()
        page.get_by_role("heading", name="What happened in turn 1").wait_for()
        sees(page, "You thought: 80 %")
        assert audit(page) == []
        page.get_by_role("button", name="Go on").click()
        room.act("debrief")
        page.get_by_role("heading", name="First, think back").wait_for()
        assert page.get_by_label("your best").locator("option").count() == 2  # the program's: none
        assert audit(page) == []
        page.get_by_label("your best").select_option("1")
        page.get_by_label("What decided").fill("Luck")
        page.get_by_role("button", name="Show me how it was").click()
        sees(page, "How it rose and fell")
        assert audit(page) == []
        page.locator("#said", has_text="Your answer is kept.").wait_for(state="attached")
        for _look in range(50):  # what came too fast for the host is sent again
            notes = {note.about: note.content for note in room.room.tables[1].session.notes}
            if "debrief best" in notes:
                break
            page.wait_for_timeout(100)
    assert notes["check 1"]["content"] == {"answer": 2, "right": 2}
    assert notes["debrief best"]["content"] == {"turn": 1}
    assert notes["debrief cause"]["content"] == "Luck"


def test_a_turn_by_the_keyboard_alone(browser: Browser, room: OpenClass) -> None:
    """Tab, arrows and Enter are enough, and a new screen is read from its heading."""
    with device(browser) as page:
        page.goto(f"{room.address}/#{room.code}")
        page.get_by_label("Your name").focus()
        page.keyboard.type("Ana")
        page.keyboard.press("Enter")
        sees(page, "Welcome, Ana")
        expect(page.get_by_text("Welcome, Ana")).to_be_focused()
        room.act("seat")
        room.act("start")
        page.get_by_role("radio", name="Hold").focus()
        page.keyboard.press("ArrowDown")
        page.get_by_role("tab", name="Cards").wait_for()
        assert not page.get_by_role("radio", name="Hold").is_checked()
        page.get_by_role("button", name="Give orders").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="What happened in turn 1").wait_for()
        focused = page.evaluate("document.activeElement.textContent")
        assert focused == "What happened in turn 1"


def test_text_twice_as_large_still_fits(browser: Browser, room: OpenClass) -> None:
    """At 200 % a Chromebook shows what a phone shows, and nothing is cut off."""
    with device(browser) as page:
        at_the_board(page, room)
        page.get_by_text("Display").click()
        page.get_by_label("Size of the text").select_option("200")
        page.get_by_role("tab", name="Decide").wait_for()
        assert audit(page) == []


# -- coming in -----------------------------------------------------------------------------------


def test_a_wrong_code_takes_no_seat_and_says_what_to_do(browser: Browser, room: OpenClass) -> None:
    with device(browser) as page:
        page.goto(room.address)
        page.get_by_label("Code").fill("AAAAAA")
        page.get_by_label("Your name").fill("Ana")
        page.get_by_role("button", name="Join").click()
        sees(page, "Look at it again, or ask.")
        assert audit(page) == []
        assert room.room.register.students == {}


def test_opening_the_address_takes_no_seat(browser: Browser, room: OpenClass) -> None:
    """Only the button does."""
    with device(browser) as page:
        page.goto(f"{room.address}/#{room.code}")
        page.get_by_role("button", name="Join").wait_for()
        assert page.get_by_label("Code").input_value() == room.code
        assert room.room.register.students == {}


def test_pages_go_out_packed(browser: Browser, room: OpenClass) -> None:
    with device(browser) as page:
        answer = page.request.get(f"{room.address}/pages/seat.js")
        assert answer.headers["content-encoding"] == "gzip"


def test_whoever_comes_back_has_the_same_seat_and_draft(browser: Browser, room: OpenClass) -> None:
    """Loading the page again changes nothing."""
    with device(browser) as page:
        at_the_board(page, room)
        choose(page, "Send 100 more guards")
        page.get_by_role("button", name="Undo").wait_for()
        page.reload()
        expect(page.get_by_role("radio", name="Send 100 more guards")).to_be_checked()
        assert len(room.room.register.students) == 1


def test_another_window_goes_on_and_this_one_says_so(browser: Browser, room: OpenClass) -> None:
    with device(browser) as page:
        come_in(page, room)
        other = page.context.new_page()
        other.goto(room.address)
        sees(other, "Welcome, Ana")
        sees(page, "You are elsewhere")
        page.get_by_role("button", name="Go on here").click()
        sees(page, "Welcome, Ana")
        sees(other, "You are elsewhere")


def test_a_page_that_the_host_does_not_understand_keeps_its_place(
    browser: Browser, room: OpenClass
) -> None:
    """Loaded again, it goes on without code and name."""
    with device(browser) as page:
        come_in(page, room)
        room.do(lambda: room.host._turn_out("s1", "malformed", "Load the page again."))
        sees(page, "Load the page again.")
        page.goto(room.address)
        sees(page, "Welcome, Ana")


def test_a_name_that_is_taken_knocks_and_is_let_in_by_the_teacher(
    browser: Browser, room: OpenClass
) -> None:
    """From another device one goes on as the same student."""
    room.join("Ana")
    with device(browser, "phone") as page:
        page.goto(f"{room.address}/#{room.code}")
        page.get_by_label("Your name").fill("Ana")
        page.get_by_role("button", name="Join").click()
        page.get_by_role("heading", name="At the door").wait_for()
        room.act("approve", knock=1, student="s1")
        sees(page, "Welcome, Ana")
        assert len(room.room.register.students) == 1


# -- when something fails ------------------------------------------------------------------------


def test_a_host_that_goes_away_is_named_and_comes_back_with_the_draft(
    browser: Browser, room: OpenClass
) -> None:
    with device(browser) as page:
        at_the_board(page, room)
        choose(page, "Send 100 more guards")
        page.get_by_role("button", name="Undo").wait_for()
        room.stop()
        sees(page, "The host's computer")
        room.resume()
        sees(page, "The host was started again.")
        room.act("resume")
        page.get_by_role("button", name="Give orders").wait_for()
        expect(page.get_by_role("radio", name="Send 100 more guards")).to_be_checked()
        expect(page.get_by_text("The host's computer")).to_have_count(0)


def test_a_device_without_a_network_is_told_that_it_is_its_own(
    browser: Browser, room: OpenClass
) -> None:
    with device(browser) as page:
        at_the_board(page, room)
        page.context.set_offline(True)
        sees(page, "Your connection")
        page.context.set_offline(False)
        page.get_by_text("Your connection").wait_for(state="detached")


def test_what_others_write_is_text_and_nothing_else(browser: Browser, room: OpenClass) -> None:
    """Neither a name nor a message can become a part of the page."""
    evil = "<img src=x onerror=alert(1)><b>bold</b>"
    with device(browser) as page:
        other = room.join(evil)
        at_the_board(page, room, "Ana")
        answer = room.run(other.ask("say", to=[], text=evil))
        assert answer["ok"]
        page.get_by_role("tab", name="Talk").click()
        sees(page, evil)
        assert page.locator("img, b").count() == 0


def test_what_is_being_typed_survives_what_others_do(browser: Browser, room: OpenClass) -> None:
    """The view is renewed; text, focus and place in it stay."""
    other = room.join("Ben")
    with device(browser) as page:
        at_the_board(page, room)
        page.get_by_role("tab", name="Talk").click()
        page.get_by_label("Message", exact=True).fill("I was about to")
        room.run(other.ask("say", to=[], text="Let us talk."))
        sees(page, "Let us talk.")
        page.keyboard.type(" say")
        expect(page.get_by_label("Message", exact=True)).to_have_value("I was about to say")


# -- together ------------------------------------------------------------------------------------


def test_a_proposal_is_made_and_signed(browser: Browser, room: OpenClass) -> None:
    """One proposes, the other sees that it waits, and signs."""
    with device(browser) as page, device(browser, "phone") as other:
        come_in(page, room, "Ana")
        at_the_board(other, room, "Ben")
        page.get_by_role("tab", name="Talk").click()
        page.get_by_text("Propose something").click()
        assert page.locator("select[name='give until']").input_value() == "3"  # not this turn alone
        for promise in ("give what", "ask what"):
            page.locator(f"select[name='{promise}']").select_option(index=1)
        page.get_by_label("A few words with it").fill("Fair?")
        page.get_by_role("button", name="Propose to Bellmoor").click()
        other.get_by_role("tab", name="Talk (1)").click()
        sees(other, "Fair?")
        other.get_by_role("button", name="Sign").click()
        page.get_by_text("It binds").or_(page.get_by_text("pact of")).first.wait_for()
        assert audit(other) == []


def test_a_member_of_a_team_suggests_and_the_captain_chooses_it(
    browser: Browser, room: OpenClass
) -> None:
    with device(browser) as page, device(browser, "phone") as other:
        come_in(page, room, "Ana")
        room.join("Ben")
        at_the_board(other, room, "Cem")  # the third of three, so on Ana's seat
        choose(other, "Send 100 more guards")
        other.get_by_label("Why?").fill("They look weak.")
        other.get_by_role("button", name="Suggest this").click()
        sees(page, "They look weak.")
        assert audit(page) == audit(other) == []
        page.get_by_role("button", name="Choose this").click()
        page.get_by_role("button", name="Undo").wait_for()
        expect(page.get_by_role("radio", name="Send 100 more guards")).to_be_checked()


def test_who_takes_a_seat_in_the_middle_reads_its_card_first(
    browser: Browser, room: OpenClass
) -> None:
    """With the content note before all else; and after a reload it is known."""
    with device(browser, "phone") as page:
        at_the_board(page, room)
        room.act("move", student="s1", table=1, role="bellmoor")
        page.get_by_role("heading", name="Your side: Bellmoor").wait_for()
        sees(page, "You sit at table 1.")
        headings = page.get_by_role("heading", level=2).all_inner_texts()
        assert headings[:2] == ["Before you begin", "What it is about"]
        assert audit(page) == []
        page.get_by_role("button", name="I have read it").click()
        page.get_by_role("tablist").wait_for()
        page.reload()
        page.get_by_role("tablist").wait_for()


def test_an_observer_sees_what_is_public_and_has_nothing_to_choose(
    browser: Browser, room: OpenClass
) -> None:
    room.join("Ben")
    with device(browser) as page:
        at_the_board(page, room)
        room.act("move", student="s2", table=1, role="")
        sees(page, "You look on")
        page.get_by_role("button", name="I have read it").click()
        page.get_by_role("tab", name="Situation").click()
        assert page.get_by_role("button", name="Give orders").count() == 0
        assert audit(page) == []


def test_a_turn_that_is_taken_back_is_told_again(browser: Browser, room: OpenClass) -> None:
    """After a rewind the same turn number is new."""
    with device(browser) as page:
        at_the_board(page, room)
        for turn in (1, 2):
            give_orders(page)
            page.get_by_role("heading", name=f"What happened in turn {turn}").wait_for()
            page.get_by_role("button", name="Go on").click()
        room.act("rewind", table=1, turn=1)
        sees(page, "Your teacher has gone back: turn 1 again.")
        give_orders(page)
        page.get_by_role("heading", name="What happened in turn 1").wait_for()


def test_a_footnote_leads_to_who_says_it(browser: Browser, tmp_path: Path) -> None:
    """From a figure to the claim behind it, in the page."""
    with (
        open_class(tmp_path / "class", "banjska-2023", roles=("serbia", "kosovo")) as room,
        device(browser, "phone") as page,
    ):
        at_the_board(page, room)
        page.get_by_role("tab", name="News").click()
        page.get_by_text("Sources: 5").first.click()
        sees(page, "as the article reports")


def test_who_is_awaited_is_told_and_orders_can_be_taken_back(
    browser: Browser, room: OpenClass
) -> None:
    room.join("Ben")
    with device(browser, "phone") as page:
        at_the_board(page, room)
        give_orders(page)
        sees(page, "Awaited: ")
        page.get_by_role("button", name="Take them back").click()
        page.get_by_role("button", name="Give orders").wait_for()


def test_the_end_of_the_time_is_announced(browser: Browser, tmp_path: Path) -> None:
    """A screen reader hears it; nothing has to be watched."""
    with (
        open_class(tmp_path / "class", roles=ROLES, minutes=1.5) as room,
        device(browser) as page,
    ):
        at_the_board(page, room)
        page.get_by_role("timer").wait_for()
        room.act("time", seconds=-60, table=1)
        page.locator("#alarm", has_text="seconds left.").wait_for(state="attached")


def test_every_button_speaks_the_language_of_the_host(browser: Browser, room: OpenClass) -> None:
    """In a pseudo-language a text that was forgotten would be seen."""
    use_language("qps")
    try:
        with device(browser) as page:
            page.goto(f"{room.address}/#{room.code}")
            page.locator("input").nth(1).fill("Ana")
            page.locator("button[type=submit]").click()
            page.locator("#main.lobby").wait_for()
            room.act("seat")
            page.locator("#main.briefing").wait_for()
            room.act("start")
            page.locator("#main.board").wait_for()
            plain = [text for text in page.locator("button, legend, h2").all_inner_texts() if text]
            assert [text for text in plain if not text.startswith(("[", "("))] == []
            assert page.locator("html").get_attribute("lang") == "qps"
    finally:
        use_language("en")
