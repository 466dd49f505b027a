"""The pictures of a class in the README, made by holding one: `python -m docs.class_pictures`.

Needs Chromium, as the tests of the pages do. Seed, orders and code are the same each time; the
clocks on the pages run.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.support.browser import OpenClass, chromium, device
from tests.support.desks import desk, sees, wall

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parent / "pictures"
CODE, ADDRESS = "K7M2QX", "http://192.168.1.20:8642"
NAMES = ("Besnik", "Clara", "Dušan", "Edona", "Filip", "Gresa", "Hana", "Ivan", "Jeta")


def main() -> None:
    """Hold a class of ten, up to its second turn."""
    with TemporaryDirectory() as folder, patch("game.classroom.records.new_code", lambda: CODE):
        room = OpenClass(Path(folder) / "class", "banjska-2023", tables=2, minutes=3.5)
        room.told = ADDRESS
        room.start()
        try:
            with chromium() as browser:
                picture(browser, room)
        finally:
            room.stop()


def picture(browser: Browser, room: OpenClass) -> None:
    """The projector in the lobby, then a phone and the teacher's page in turn 2."""
    with device(browser, "phone", device_scale_factor=2) as phone:
        phone.goto(f"{room.address}/#{room.code}")
        phone.get_by_label("Your name").fill("Ana")
        phone.get_by_role("button", name="Join").click()
        sees(phone, "Welcome, Ana")
        for name in NAMES:
            room.join(name)
        with wall(browser, room) as screen:
            screen.emulate_media(color_scheme="dark")
            sees(screen, "10 here")
            keep("lobby", screen)
        play(room, phone)
        keep("phone", phone)
        with desk(browser, room) as page:
            page.get_by_role("button", name="Table 1").click()
            sees(page, "So far")
            page.get_by_role("heading", level=1).click()
            keep("teacher", page)


def play(room: OpenClass, phone: Page) -> None:
    """Turn 1; in turn 2 some have decided, and the phone looks at how things stand."""
    room.act("seat")
    room.act("start")
    phone.get_by_text("Move armour and artillery forward", exact=True).first.click()
    phone.get_by_role("button", name="Give orders").click()
    phone.get_by_role("button", name="Give these orders").click()
    for student in room.students:
        room.run(student.ask("commit", turn=1, expected=0.6))
    phone.get_by_role("button", name="Go on").click()
    sees(phone, "Do one thing")
    for student in room.students[::2]:
        room.run(student.ask("commit", turn=2, expected=0.6))
    phone.get_by_role("tab", name="Situation").click()
    phone.evaluate("window.scrollTo(0, 400)")  # to the ladder and the map


def keep(name: str, page: Page) -> None:
    """Into its file."""
    page.wait_for_timeout(500)
    path = FOLDER / f"class-{name}.png"
    page.screenshot(path=path)
    print(path)


if __name__ == "__main__":
    main()
