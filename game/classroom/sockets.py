"""WebSockets as poor lines need them: what goes over them is short, and little of it waits."""

from __future__ import annotations

import asyncio
import socket
from asyncio.transports import BaseTransport
from contextlib import suppress
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

LEVEL = 4  # of pressing: a seat's first frames are a quarter of their size, for 1 ms
UNSENT = 16 * 1024  # bytes that may wait here; what waits there can't be replaced by newer frames


class Thrifty(WebSocketsSansIOProtocol):
    """Presses every message by itself, so that nothing is kept for a connection between two."""

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        pressing = ServerPerMessageDeflateFactory(
            server_no_context_takeover=True,
            client_no_context_takeover=True,
            compress_settings={"level": LEVEL},
        )
        self.conn.available_extensions = [pressing]

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to listen, and let the sender know early that the other side is slow."""
        super().connection_made(transport)
        writing = cast(asyncio.Transport, transport)
        writing.set_write_buffer_limits(high=UNSENT)
        with suppress(AttributeError, OSError):  # Windows has no such limit
            system = writing.get_extra_info("socket")
            system.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
