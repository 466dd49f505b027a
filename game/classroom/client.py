"""A client of a class, for `standoff join` and for whoever tries out hosts: it keeps its place.

    async with Client("http://192.168.1.7:8642", name="Ana", code="K7M2QX") as client:
        await client.until("planning")
        await client.ask("draft", deed="hold")
        await client.ask("commit")

It reconnects by itself, and sends again what was not answered. `frames` holds the newest frame of
each kind; nothing of the rules is known here.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import ssl
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Any, cast

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from game.classroom.limits import LARGEST_HEARD
from game.classroom.plain import Plain
from game.classroom.protocol import VERSION, NotLetIn

SILENT = 20.0  # seconds without a byte: the line is dead
FAREWELL = 1.0  # seconds for the host to say goodbye, which one that is away does not
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 3.0
TRIES_AGAIN = ("busy", "slow")  # after every other refusal a person has to do something


class NoHost(ConnectionError):
    """Something answers, but no host of a class."""


class Attentive(ClientConnection):
    """Knows when it heard anything, and be it a part of a frame on a slow line."""

    heard = 0.0

    def data_received(self, data: bytes) -> None:
        """Some bytes came."""
        self.heard = monotonic()
        super().data_received(data)


class Client:
    """One student, or the teacher, or a projector.

    Args:
        token: a student's is made if none is given; the teacher's is the secret.
        frames: "sheet", or "view" for whole views (see `views`).
        heard: is called with every frame.

    Attributes:
        frames: the newest of each kind; welcome: what the host said to hello.
        connected: is the line there now?
        refusal: why it gave up; None while it goes on.
        failure: why the last try to connect failed. failures: how many since a frame was heard.
    """

    def __init__(
        self,
        address: str,
        *,
        name: str = "",
        code: str = "",
        token: str = "",
        as_: str = "student",
        frames: str = "sheet",
        heard: Callable[[Plain], None] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.url = address.rstrip("/").replace("http", "ws", 1) + "/socket"
        self.token = token or secrets.token_hex(16)
        self.as_ = as_
        self.name = name
        self.code = code
        self.frames: dict[str, Plain] = {}
        self.welcome: Plain = {}
        self.connected = False
        self.refusal: NotLetIn | None = None
        self.failure: Exception | None = None
        self.failures = 0
        self.seq = 0
        self._wants = frames
        self._window = secrets.token_hex(8)
        self._heard = heard
        self._tls = tls
        self._socket: Attentive | None = None
        self._asked: Plain | None = None
        self._answer: asyncio.Future[Plain] | None = None
        self._turn = asyncio.Lock()
        self._news = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Client:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Connect, and stay connected; returns at once."""
        self._task = asyncio.create_task(self._stay())

    async def stop(self) -> None:
        """Disconnect; the place in the class stays."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    # -- asking --------------------------------------------------------------------------------

    async def ask(self, type_: str, **fields: Any) -> Plain:
        """Send a request and wait for its answer, however often the line breaks.

        A `turn` that is not given is the one that was shown last.

        Raises:
            NotLetIn: the host refused this client.
        """
        async with self._turn:
            await self.until_welcome()
            if type_ in ("draft", "undo", "commit", "suggest", "forecast"):
                fields.setdefault("turn", self.now["turn"])
            self.seq += 1
            self._asked = {"type": type_, "seq": self.seq, **fields}
            self._answer = asyncio.get_running_loop().create_future()
            await self._send(self._asked)
            try:
                return await self._answer
            finally:
                self._asked = self._answer = None

    async def act(self, act: str, **fields: Any) -> Plain:
        """The teacher does something; where it has to be confirmed, that is done too."""
        answer = await self.ask("act", act=act, **fields)
        ticket = (answer["data"] or {}).get("confirm") if answer["ok"] else None
        return await self.ask("act", act=act, confirm=ticket, **fields) if ticket else answer

    @property
    def now(self) -> Plain:
        """The newest frame `now`; empty before the first."""
        return self.frames.get("now", {})

    @property
    def sheet(self) -> Plain:
        """The newest sheet; empty before the first."""
        return self.frames.get("sheet", {})

    async def until(self, wanted: str | Callable[[Client], bool], patience: float = 30.0) -> None:
        """Wait for a phase, or until something is so.

        Raises:
            NotLetIn: the host refused this client.
            TimeoutError: it did not come about.
        """
        is_so = wanted if callable(wanted) else lambda client: client.now.get("phase") == wanted
        async with asyncio.timeout(patience), self._news:
            while not is_so(self):
                if self.refusal:
                    raise self.refusal
                await self._news.wait()

    async def until_welcome(self) -> None:
        """Wait until the host has let this one in."""
        await self.until(lambda client: bool(client.welcome) and client.connected, 60.0)

    # -- the line ------------------------------------------------------------------------------

    async def _stay(self) -> None:
        pause = FIRST_PAUSE
        while not self.refusal:
            try:
                async with self._connection() as connection:
                    self._socket = socket = cast(Attentive, connection)
                    await self._greet(socket)
                    pause = FIRST_PAUSE
                    await self._listen(socket)
            except (OSError, WebSocketException) as failure:
                self.failure = failure  # the host is away, or silent for too long; try again
                self.failures += 1
            finally:
                self._socket = None
                await self._tell(connected=False)
            if not self.refusal:
                await asyncio.sleep(pause * (0.5 + secrets.randbelow(1000) / 1000))
                pause = min(2 * pause, LONGEST_PAUSE)

    def _connection(self) -> connect:
        """A way to the host that goes through no proxy: it is near."""
        return connect(
            self.url,
            ssl=self._tls,
            proxy=None,
            open_timeout=SILENT,
            close_timeout=FAREWELL,
            ping_interval=None,  # the host is heard every few seconds, or the line is dead
            max_size=LARGEST_HEARD,
            create_connection=Attentive,
        )

    async def _greet(self, socket: Attentive) -> None:
        hello = {"type": "hello", "v": VERSION, "as": self.as_, "token": self.token}
        if self.as_ == "student":
            hello |= {"code": self.code, "name": self.name, "frames": self._wants}
        else:
            hello |= {"window": self._window}
        await socket.send(json.dumps(hello))

    async def _listen(self, socket: Attentive) -> None:
        while True:
            frame = frame_of(await self._next(socket))
            await self._hear(frame)
            if frame["type"] == "refused":
                return

    async def _next(self, socket: Attentive) -> str | bytes:
        """What comes next, however slowly; TimeoutError if nothing does."""
        while True:
            try:
                async with asyncio.timeout(SILENT):
                    return await socket.recv()
            except TimeoutError:
                if monotonic() >= socket.heard + SILENT:
                    raise

    async def _hear(self, frame: Plain) -> None:
        kind = frame["type"]
        self.failures = 0
        if kind == "welcome":
            await self._begin(frame)
        elif kind == "answer":
            if self._answer and not self._answer.done() and frame["seq"] == self.seq:
                self._answer.set_result(frame)
        elif kind == "refused":
            await self._refused(frame)
        else:
            self.frames[kind] = frame
        if self._heard:
            self._heard(frame)
        await self._tell(connected=kind != "refused")

    async def _begin(self, welcome: Plain) -> None:
        """Known again; what was not answered is asked again."""
        self.welcome = welcome
        self.seq = max(self.seq, welcome["seq"])
        if self._asked:
            await self._send(self._asked)

    async def _refused(self, frame: Plain) -> None:
        if frame["why"] not in TRIES_AGAIN:
            self.refusal = NotLetIn(frame["why"], frame["says"])
            if self._answer and not self._answer.done():
                self._answer.set_exception(self.refusal)

    async def _send(self, message: Plain) -> None:
        with suppress(WebSocketException):  # it is sent again when the line is back
            if self._socket:
                await self._socket.send(json.dumps(message))

    async def _tell(self, connected: bool) -> None:
        self.connected = connected
        async with self._news:
            self._news.notify_all()


def frame_of(text: str | bytes) -> Plain:
    """What a host sent. Raises: NoHost: no host sends that."""
    with suppress(ValueError):
        frame = json.loads(text)
        if isinstance(frame, dict) and isinstance(frame.get("type"), str):
            return frame
    raise NoHost
