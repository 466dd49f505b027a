"""A line to a client: of each kind of frame only the newest waits, so that the slow hurt nobody."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import Protocol

from game.classroom.door import Bucket
from game.classroom.limits import (
    FLOOD,
    MOST_ANSWERS,
    REQUESTS_A_SECOND,
    REQUESTS_IN_A_BURST,
    SECONDS_FOR_WRITING,
)

ORDER = ("brief", "sheet", "view", "now", "class", "table", "projector", "debrief", "review")
CLOSED = 1000


class Socket(Protocol):
    """What a line needs of a WebSocket."""

    async def send_text(self, data: str) -> None:
        """Send a frame; waits while the other side is not reading."""

    async def close(self, code: int = CLOSED) -> None:
        """End the connection."""


class Line:
    """Belongs to the loop; `who` and `shown` belong to the worker.

    Attributes:
        who: a student's id, "teacher", "projector", "knock 3", or "" before it is known.
        address: where it comes from.
        wants: sheets or whole views.
        window: which of the teacher's it is; watched: the table that is looked at there.
        shown: what was sent last of each kind.
        ended: nothing more is taken.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.who = ""
        self.shown: dict[str, object] = {}
        self.wants = "sheet"
        self.window = ""
        self.watched: int | None = None
        self.ended = False
        self._answers: deque[str] = deque()
        self._newest: dict[str, str] = {}
        self._news = asyncio.Event()
        self._requests = Bucket(REQUESTS_IN_A_BURST, REQUESTS_A_SECOND)
        self._flood = Bucket(REQUESTS_IN_A_BURST * FLOOD, REQUESTS_A_SECOND * FLOOD)

    def put(self, kind: str, text: str) -> None:
        """Send this as soon as may be: an answer in its turn, a frame in place of an older one."""
        if self.ended:
            return
        if kind == "answer":
            self._answers.append(text)
        else:
            self._newest[kind] = text
        self._news.set()

    def end(self, text: str) -> None:
        """Say this and close."""
        self._answers.append(text)
        self.finish()

    def finish(self) -> None:
        """Close when all has been said."""
        self.ended = True
        self._newest.clear()
        self._news.set()

    def may_ask(self, now: float) -> bool:
        """Is it within its rate?"""
        return self._requests.take(now)

    def floods(self, now: float) -> bool:
        """Is it so far beyond that it is cut off, or does it ask and not read the answers?"""
        return not self._flood.take(now) or len(self._answers) >= MOST_ANSWERS

    def _next(self) -> str | None:
        if self._answers:
            return self._answers.popleft()
        kind = next((kind for kind in ORDER if kind in self._newest), None)
        return self._newest.pop(kind) if kind else None

    async def send_all(self, socket: Socket) -> None:
        """Send whatever comes, until it is ended or the other side does not read any more."""
        with suppress(TimeoutError):
            while True:
                await self._news.wait()
                self._news.clear()
                while (text := self._next()) is not None:
                    await asyncio.wait_for(socket.send_text(text), SECONDS_FOR_WRITING)
                if self.ended:
                    break
        with suppress(TimeoutError):
            await asyncio.wait_for(socket.close(), SECONDS_FOR_WRITING)
