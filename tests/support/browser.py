"""A class that is open to real browsers, and Chromium to visit it with."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from game.classroom import records
from game.classroom.classroom import Classroom
from game.classroom.client import Client
from game.classroom.host import Host, new_secret
from game.classroom.hosting import Wanted, bound, configured
from game.classroom.records import Setting
from game.classroom.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, LocatorAssertions, Page

CHROMIUM = shutil.which("chromium")
PATIENCE = 60_000  # ms until a page must show what is expected; a busy machine is slow
SIZES = {
    "phone": (360, 640),
    "tablet": (768, 1024),
    "laptop": (1280, 720),
    "chromebook": (1366, 768),
    "desktop": (1920, 1080),
}
AUDIT = Path(__file__).with_name("audit.js").read_text("utf-8")


class OpenClass:
    """A class on this computer, served in a thread of its own; the test is its teacher.

    Attributes:
        address: of the student's page; the others are `address/teacher`, `address/projector`.
        secret: the teacher's, to be typed into their page.
        told: what the pages tell students to open, if not `address`.
    """

    told = ""

    def __init__(self, folder: Path, scenario: str, **setting: Any) -> None:
        actors = records.load_scenario(scenario).actors
        roles = tuple(name for name, actor in actors.items() if actor.playable)
        chosen = {"roles": roles, "tables": 1, "seed": 7} | setting
        self.room = Classroom.begin(folder, Setting(scenario=scenario, **chosen))
        self.secret = new_secret()
        self.port = 0
        self.address = ""

    @property
    def code(self) -> str:
        """What students type."""
        return self.room.register.code

    def start(self) -> None:
        """Serve, at the same port as before if there was one."""
        self.loop = asyncio.new_event_loop()
        config = configured(Wanted(self.room.setting.scenario, port=self.port, local_only=True))
        listening = bound(config)
        self.port = listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.host = Host(self.room, self.secret, [self.told or self.address])
        config.app = Server(self.host).app()
        config.timeout_graceful_shutdown = 1
        self._server = uvicorn.Server(config)
        self._thread = Thread(
            target=lambda: self.loop.run_until_complete(self._server.serve(sockets=[listening]))
        )
        self._thread.start()
        self.teacher = Client(self.address, token=self.secret, as_="teacher")
        self.students: list[Client] = []
        self.run(self.teacher.start())

    def stop(self) -> None:
        """As when the host's computer is switched off; the folder stays."""
        for client in [self.teacher, *self.students]:
            self.run(client.stop())
        self._server.should_exit = True
        self._thread.join()
        self.loop.close()

    def resume(self) -> None:
        """Go on from the folder, as `standoff host --resume` does."""
        self.room = Classroom.resume(self.room.folder)
        self.start()

    def run(self, doing: Awaitable[Any]) -> Any:
        """Do something in the loop of the clients."""
        return asyncio.run_coroutine_threadsafe(_done(doing), self.loop).result(PATIENCE / 1000)

    def do(self, job: Callable[[], None]) -> None:
        """Do something in the thread of the class."""
        self.run(self.host.worker.do(job))

    def act(self, act: str, **fields: Any) -> dict[str, Any]:
        """The teacher does something; what must be confirmed is."""
        answer: dict[str, Any] = self.run(self.teacher.act(act, **fields))
        assert answer["ok"], answer["says"]
        return answer

    def join(self, name: str) -> Client:
        """One more student, without a browser."""
        student = Client(self.address, name=name, code=self.code)
        self.run(student.start())
        self.run(student.until("lobby"))
        self.students.append(student)
        return student


async def _done(doing: Awaitable[Any]) -> Any:
    return await doing


@contextmanager
def open_class(folder: Path, scenario: str = "tutorial", **setting: Any) -> Iterator[OpenClass]:
    """A class from beginning to end; `setting` as in `Setting`."""
    room = OpenClass(folder, scenario, **setting)
    room.start()
    try:
        yield room
    finally:
        room.stop()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; whoever has none is told how to get it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


def expect(what: Locator) -> LocatorAssertions:
    """What a page shows in the end, as the library's own `expect` but with our patience."""
    from playwright.sync_api import expect as expected

    expected.set_options(timeout=PATIENCE)
    return expected(what)


@contextmanager
def device(browser: Browser, size: str = "chromebook", **traits: Any) -> Iterator[Page]:
    """A page at a device of that size; a fault in its scripts or of its content policy fails."""
    width, height = SIZES[size]
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=size == "phone",
        reduced_motion="reduce",
        **traits,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: _listen(said, faults))
    yield page
    context.close()
    assert not faults, faults


def _listen(said: Any, faults: list[str]) -> None:
    """What the browser itself complains of, but for hosts that are away, as some tests want."""
    if said.type in ("error", "warning") and "ERR_" not in said.text:
        faults.append(said.text)


def audit(page: Page) -> list[str]:
    """What keeps somebody from using the page as it is now: see `audit.js`."""
    found: list[str] = page.evaluate(AUDIT)
    return found
