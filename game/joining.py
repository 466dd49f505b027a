"""A seat in a class, with the face of a session: what a host shows, and what it is asked for.

The line to the host lives in a thread of its own. Nothing of the rules is known here.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener
from zlib import decompressobj

from game.classroom.client import Client
from game.classroom.protocol import NotLetIn
from game.classroom.views import unpack, unpack_forecast
from game.ticket import Ticket
from game.unreachable import has_network, why
from game.words import _
from sim.session import SessionRefused

if TYPE_CHECKING:
    from sim.session import Forecast, View, Vow

PATIENCE = 3.0  # seconds for an answer; then it comes later
RETRIES = (0.5, 1.0, 2.0)  # seconds before something is asked for again
SHOWN = 0.5  # seconds for what an answer changed to be seen
FEW = 2  # failures that may be chance
SLOW = 5.0  # seconds without a host, after which it is said what may be wrong
LONG = 60.0  # the same, after which a person has to mend something
SLOWEST = 20.0  # seconds without a byte of the land
LARGEST_LAND = 2**25
GZIP = 31  # what zlib calls it

Plain = dict[str, Any]
Seen = Callable[[Plain], bool]


class NotIn(Exception):
    """This computer never got into the class; the message says why."""


class RemoteSession:
    """What one student may see and do in a class.

    What is shown stays in one turn until `catch_up`: nobody gives orders for a turn unread.

    Args:
        trust: the file of a certificate to trust beside those that this computer trusts.

    Attributes:
        path: where it is kept: at the host.
    """

    name = ""

    def __init__(self, ticket: Ticket, trust: Path | None = None) -> None:
        self.ticket = ticket
        self.path = ticket.address
        self.trust = trust
        is_safe = ticket.address.startswith("https")
        self._tls = ssl.create_default_context(cafile=trust) if is_safe else None
        self.client = Client(
            ticket.address,
            name=ticket.name,
            code=ticket.code,
            token=ticket.token,
            frames="view",
            heard=self._hear,
            tls=self._tls,
        )
        self._land: bytes | None = None
        self._newest: tuple[Plain, Plain, View] | None = None
        self._shown: View | None = None
        self._told: set[Future[Plain]] = set()
        self._arrived = self._lost = monotonic()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.client.start(), self._loop)

    # -- the line ------------------------------------------------------------------------------

    def _hear(self, frame: Plain) -> None:
        """A frame has come, in the thread of the line."""
        kind = frame["type"]
        if kind == "now":
            self._arrived = monotonic()
        elif kind == "welcome":
            with suppress(OSError):  # then the place is found again only while this runs
                self.ticket.keep()
        elif kind == "refused" and frame["why"] in ("token", "removed", "closed"):
            with suppress(OSError):
                self.ticket.forget()
        elif kind == "view" and self._land is None:
            self._land = b""
            self._loop.create_task(self._fetch_land())

    async def _fetch_land(self) -> None:
        try:
            self._land = await asyncio.to_thread(self._read_land)
        except OSError:
            self._land = None  # with the next view

    def _read_land(self) -> bytes:
        opener = build_opener(ProxyHandler({}), HTTPSHandler(context=self._tls))
        where = f"{self.ticket.address}/land.json?whole"
        asked = Request(where, headers={"Accept-Encoding": "gzip"})
        with opener.open(asked, timeout=SLOWEST) as answer:
            land: bytes = answer.read(LARGEST_LAND)
            is_packed = answer.headers.get("Content-Encoding") == "gzip"
        return decompressobj(wbits=GZIP).decompress(land, LARGEST_LAND) if is_packed else land

    @property
    def is_up(self) -> bool:
        """Is the line there?"""
        return self.client.connected and bool(self.client.welcome)

    @property
    def trouble(self) -> str:
        """What is wrong with the line, and whose that is; empty if nothing is."""
        if self.client.refusal:
            return str(self.client.refusal)
        if self.is_up:
            self._lost = monotonic()
            return ""
        if not has_network(self.ticket.address):
            return _("Your connection: this computer is in no network. Trying again.")
        if self.client.welcome:
            return _("The host's computer: what was acknowledged is safe, trying again.")
        if not self.is_unreached and monotonic() - self._lost < SLOW:
            return _("Looking for the host at {address}…").format(address=self.ticket.address)
        return why(self.client.failure, self.ticket.address)

    @property
    def is_unreached(self) -> bool:
        """Did it fail at once, more often than by chance?"""
        return not self.client.welcome and self.client.failures >= FEW

    @property
    def is_hopeless(self) -> bool:
        """Was this one refused, or did nothing answer for long, without ever having been in?"""
        is_late = monotonic() - self._lost > LONG
        return not self.client.welcome and (self.client.refusal is not None or is_late)

    def close(self) -> None:
        """Leave the window; the place in the class stays."""
        if not self._loop.is_closed():
            wait(set(self._told), PATIENCE if self.is_up else 0)
            with suppress(TimeoutError):
                asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(PATIENCE)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(PATIENCE)
            if not self._thread.is_alive():
                self._loop.close()

    async def _end(self) -> None:
        await self.client.stop()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    # -- what is seen --------------------------------------------------------------------------

    @property
    def now(self) -> Plain:
        """The newest of the small frames: where the class is, who is here, what may be done."""
        return self.client.now

    @property
    def ms_left(self) -> float | None:
        """Until what is put down counts as given; None without a clock."""
        left: float | None = self.now.get("ms_left")
        if left is None or not self.now["clock_runs"]:
            return left
        return max(0.0, left - 1000 * (monotonic() - self._arrived))

    @property
    def role(self) -> str:
        """The role of this seat; empty without one."""
        return str(self.now.get("you", {}).get("role", ""))

    @property
    def newest(self) -> View | None:
        """All that may be known now; None as long as it is not there."""
        now, frame = self.now, self.client.frames.get("view")
        if not frame or not self._land or now.get("you", {}).get("table") is None:
            return None
        kept = self._newest
        if kept is None or kept[0] is not now or kept[1] is not frame:
            view = with_what_may_be_done(unpack(frame["view"], self._land, now), now)
            self._newest = kept = now, frame, view
        belongs = not self.role or kept[2].role == self.role
        return kept[2] if belongs else None

    @property
    def shown(self) -> View:
        """The same, as long as it is still the turn that is shown; else as it was last in it."""
        newest = self.newest
        if newest and (self._shown is None or moment_of(newest) == moment_of(self._shown)):
            self._shown = newest
        assert self._shown is not None, "only asked for with a seat"
        return self._shown

    @property
    def went_on(self) -> bool:
        """Has the crisis gone on since what is shown?"""
        newest = self.newest
        return newest is not None and moment_of(newest) != moment_of(self.shown)

    def catch_up(self) -> None:
        """From now on what is newest is shown."""
        self._shown = self.newest or self._shown

    # -- the face of a session -----------------------------------------------------------------

    @property
    def people(self) -> tuple[str, ...]:
        """This role; who plays the others is not this computer's business."""
        return (self.role,) if self.role else ()

    @property
    def over(self) -> bool:
        """Has the crisis ended at this table?"""
        return self._shown is not None and self.shown.phase == "over"

    @property
    def turn(self) -> int:
        """The turn that is shown."""
        return self.shown.turn

    def waiting(self) -> tuple[str, ...]:
        """This role, while it may still decide."""
        decides = self.newest and not self.went_on and self.shown.phase == "decide"
        return self.people if decides else ()

    def view(self, _role: str, _language: str = "") -> View:
        """What is shown, in the language of the host."""
        return self.shown

    def draft(self, _role: str, deed: str | None = None, word: str | None = None) -> None:
        """Put down orders, or suggest them to whoever leads the team."""
        wanted = {key: card for key, card in (("deed", deed), ("word", word)) if card}
        if self.now.get("may", {}).get("suggest"):
            pair = {"deed": self.shown.deed, "word": self.shown.word} | wanted
            self._ask("suggest", turn=self.turn, **pair)
        else:
            self._ask("draft", lambda now: wanted.items() <= now["orders"].items(),
                      turn=self.turn, **wanted)  # fmt: skip

    def undo(self, _role: str) -> bool:
        """Take back the last change, or the orders while others still think."""
        try:
            self._ask("undo", turn=self.turn)
        except SessionRefused:
            return False
        return True

    def commit(self, _role: str, expected: float | None = None) -> bool:
        """Give the orders; what comes of it is seen when it is there."""
        turn = self.turn
        self._ask("commit", lambda now: now["orders"]["committed"] or now["turn"] > turn,
                  turn=turn, expected=expected)  # fmt: skip
        return False

    def say(self, _role: str, text: str, to: Collection[str] = ()) -> None:
        """Write to some, or to everybody."""
        self._ask("say", text=text, to=list(to))

    def propose(
        self, _role: str, to: str, give: Vow, ask: Vow, *, public: bool, until: int | None
    ) -> None:
        """Offer a promise for a promise."""
        vows = {name: vow.model_dump(mode="json") for name, vow in (("give", give), ("ask", ask))}
        self._ask("propose", to=to, public=public, until=until, **vows)

    def answer(self, _role: str, number: int, sign: bool) -> None:
        """Sign or decline what was proposed."""
        self._ask("reply", proposal=number, sign=sign)

    def withdraw(self, _role: str, number: int) -> None:
        """Take one's own proposal back."""
        self._ask("withdraw", proposal=number)

    def note(self, _role: str, about: str, content: object) -> None:
        """Have the host keep something; nobody waits for that."""
        self._follow(asyncio.run_coroutine_threadsafe(self._kept(about, content), self._loop))

    async def _kept(self, about: str, content: object) -> Plain:
        """Ask until it is kept: who is fast at the keys may have asked too often."""
        answer = await self.client.ask("note", about=about, content=content)
        for pause in RETRIES:
            if answer["ok"]:
                break
            await asyncio.sleep(pause)
            answer = await self.client.ask("note", about=about, content=content)
        return answer

    # -- asking --------------------------------------------------------------------------------

    def tell(self, request: str, **fields: Any) -> None:
        """Send a request and go on."""
        self._follow(self.ask(request, **fields))

    def _follow(self, told: Future[Plain]) -> None:
        """Not to be forgotten when the window is closed."""
        self._told.add(told)
        told.add_done_callback(self._told.discard)

    def ask(self, request: str, **fields: Any) -> Future[Plain]:
        """Send a request; its answer comes later."""
        return asyncio.run_coroutine_threadsafe(self.client.ask(request, **fields), self._loop)

    def _ask(self, request: str, seen: Seen | None = None, /, **fields: Any) -> None:
        """Send a request and wait for its answer, and shortly for what it changed to be seen.

        seen: whether that is so, by the newest frame `now`; else any new frame will do.

        Raises:
            SessionRefused: the host said why not, or does not answer now.
        """
        if self.trouble:
            raise SessionRefused(self.trouble)
        asked = asyncio.run_coroutine_threadsafe(self._asked(request, seen, fields), self._loop)
        try:
            answer = asked.result(PATIENCE)
        except NotLetIn as refusal:
            raise SessionRefused(str(refusal)) from None
        except TimeoutError:
            words = _("The host has not answered yet. It is asked again by itself; wait a little.")
            raise SessionRefused(words) from None
        if not answer["ok"]:
            raise SessionRefused(answer["says"])

    async def _asked(self, request: str, seen: Seen | None, fields: Plain) -> Plain:
        def numbers(client: Client) -> list[int | None]:
            return [client.frames.get(kind, {}).get("number") for kind in ("now", "view")]

        def is_seen(client: Client) -> bool:
            return seen(client.now) if seen else numbers(client) != before

        before = numbers(self.client)
        answer = await self.client.ask(request, **fields)
        if answer["ok"]:
            with suppress(TimeoutError):
                await self.client.until(is_seen, SHOWN)
        return answer

    @property
    def may_forecast(self) -> bool:
        """May the host be asked what might follow?"""
        return bool(self.is_up and self.now.get("may", {}).get("forecast"))

    def forecast(self, deed: str, word: str) -> Future[Forecast | None]:
        """What might follow from these orders, worked out by the host."""
        asked = self._forecast(self.turn, deed, word)
        return asyncio.run_coroutine_threadsafe(asked, self._loop)

    async def _forecast(self, turn: int, deed: str, word: str) -> Forecast | None:
        try:
            answer = await self.client.ask("forecast", turn=turn, deed=deed, word=word)
            return unpack_forecast(answer["data"]["forecast"]) if answer["ok"] else None
        except (NotLetIn, TimeoutError, ValueError):
            return None


def moment_of(view: View) -> tuple[str, int, bool]:
    """What makes a view one of another moment: whose it is, the turn, and the end."""
    return view.role, view.turn, view.phase == "over"


def with_what_may_be_done(view: View, now: Plain) -> View:
    """The view with one's own suggestion in a team, and as one who waits where one has to."""
    if view.phase == "over":
        return view
    may, team = now["may"], now["team"]
    own = next((member["suggestion"] for member in team if member["you"]), None)
    if may["suggest"] and own:
        view = replace(view, deed=own["deed"], word=own["word"])
    decides = may["draft"] or may["suggest"]
    return view if decides else replace(view, phase="wait")
