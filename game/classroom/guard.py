"""What stands before every page: who may connect at all, and what keeps a page to itself."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from game.classroom.addresses import is_local, is_own
from game.classroom.limits import SECONDS_FOR_HELLO
from game.words import _

SAFE = {
    "content-security-policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-cache",
}


class Guard:
    """Lets in who is near and asks this host by its own name.

    Args:
        names: what the host is called, beside its addresses in figures. A page of a stranger whose
            name was made to point here would ask by that stranger's name.
        from_anywhere: also from outside the local network.
    """

    def __init__(self, app: ASGIApp, names: tuple[str, ...] = (), from_anywhere: bool = False):
        self.app = app
        self.names = {"localhost", socket.gethostname().lower(), *names}
        self.names |= {f"{name}.local" for name in self.names}
        self.from_anywhere = from_anywhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or don't."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        refusal = self._refusal(scope)
        if not refusal:
            return await self.app(scope, receive, guarded(send))
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        await PlainTextResponse(refusal, 403)(scope, receive, guarded(send))

    def _refusal(self, scope: Scope) -> str:
        """Why not; empty where nothing is wrong."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            return _("This host has another name; use the address that your teacher shows.")
        origin = headers.get("origin")
        if scope["type"] == "websocket" and origin and urlsplit(origin).netloc != host:
            return _("Another site's page must not speak for you.")
        if not self.from_anywhere and not is_near(peer(scope)):
            return _("Only the local network can join this class.")
        return ""

    def _is_ours(self, host: str) -> bool:
        with suppress(ValueError):
            name = (urlsplit(f"//{host}").hostname or "").lower()
            if name in self.names:
                return True
            ipaddress.ip_address(name)
            return True
        return False


def peer(scope: Scope) -> str:
    """Where a connection comes from."""
    client = scope.get("client")
    return client[0] if client else ""


def is_near(address: str) -> bool:
    """Is it this computer, or one in a local network?"""
    with suppress(ValueError):
        known = ipaddress.ip_address(address.partition("%")[0])
        return is_own(address) or is_local(address) or known.is_link_local
    return False


def guarded(send: Send) -> Send:
    """The same with more headers, unless the page has its own."""

    async def send_safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = Headers(raw=message["headers"])
            safe = [(n.encode(), v.encode()) for n, v in SAFE.items() if n not in there]
            message["headers"] = [*message["headers"], *safe]
        await send(message)

    return send_safely


class Punctual(H11Protocol):
    """Speaks HTTP with those who finish their sentences; who asks for nothing is cut off."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look."""
        super().connection_made(transport)
        self._was_idle = False
        self._look_later()

    def _look_later(self) -> None:
        self.loop.call_later(SECONDS_FOR_HELLO / 2, self._look)

    def _look(self) -> None:
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return  # it is over, or a WebSocket now
        is_idle = self.cycle is None or self.cycle.response_complete
        if is_idle and self._was_idle:
            return self.transport.abort()
        self._was_idle = is_idle
        self._look_later()
