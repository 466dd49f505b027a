"""A proxy between one client and the host: it cuts, holds up or slows down what goes through."""

from __future__ import annotations

import asyncio
import socket
from asyncio import StreamReader, StreamWriter
from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

Way = Literal["up", "down"]  # to the host, to the client

PIECE = 4_096  # bytes that are carried at once
SLOW, LATE = 1_250, 2.0  # bytes a second, and seconds: a poor line
ROOM = 65_536  # that wait on the way of a slow one, before the host notices that it is slow


class Proxy:
    """Listens on a port of its own, and carries bytes between whoever connects there and a host.

    Args:
        port: the host's, on this computer.

    Attributes:
        passed: bytes that went each way since `count`.
    """

    def __init__(self, port: int) -> None:
        self.passed: dict[Way, int] = {"up": 0, "down": 0}
        self._to = port
        self._cut_at: dict[Way, int] = {}
        self._lines: dict[asyncio.Task[None], list[StreamWriter]] = {}
        self._rate, self._delay = 1, 0.0
        self._quick, self._open = asyncio.Event(), asyncio.Event()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Proxy:
        await self.start()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen."""
        self.release()
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=PIECE)

    async def stop(self) -> None:
        """Cut everything, and listen no more."""
        assert self._server
        self._server.close()
        self.cut()
        self.release()
        await asyncio.gather(*self._lines, return_exceptions=True)

    @property
    def url(self) -> str:
        """What the client is to take for the host."""
        assert self._server
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    # -- harm ----------------------------------------------------------------------------------

    def cut(self) -> None:
        """Every line breaks now; what was on its way is lost."""
        for writers in self._lines.values():
            for writer in writers:
                writer.transport.abort()

    def count(self, cut_at: Mapping[Way, int]) -> None:
        """Count from now; after so many bytes `up` or `down` the line breaks, once."""
        self.passed = {"up": 0, "down": 0}
        self._cut_at = dict(cut_at)

    @property
    def is_to_cut(self) -> bool:
        """Has it still to come to the byte at which to cut?"""
        return bool(self._cut_at)

    def hold(self) -> None:
        """Nothing goes through, and nobody is told, as where a cable is pulled."""
        self._open.clear()

    def slow(self, rate: int, delay: float) -> None:
        """So many bytes a second go through, each way, and all of them late by some seconds."""
        self._rate, self._delay = rate, delay
        self._quick.clear()

    def release(self) -> None:
        """All is well again; what was held up goes on."""
        self._quick.set()
        self._open.set()

    # -- carrying ------------------------------------------------------------------------------

    async def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        line = asyncio.current_task()
        assert line
        ends = self._lines[line] = [writer]
        with suppress(OSError):
            host_reader, host_writer = await self._reach()
            ends.append(host_writer)
            ways = (
                asyncio.create_task(self._carry("up", reader, host_writer)),
                asyncio.create_task(self._carry("down", host_reader, writer)),
            )
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
        for end in ends:
            end.close()  # what was passed is still sent
            with suppress(OSError):
                await end.wait_closed()
        del self._lines[line]

    async def _reach(self) -> tuple[StreamReader, StreamWriter]:
        end = socket.socket()
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
        end.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(end, ("127.0.0.1", self._to))
        except OSError:  # the host is away
            end.close()
            raise
        return await asyncio.open_connection(sock=end, limit=PIECE)

    async def _carry(self, way: Way, reader: StreamReader, writer: StreamWriter) -> None:
        """Until one side ends it, or it is cut."""
        while piece := await reader.read(PIECE):
            await self._slow_down(self._delay)
            await self._open.wait()
            if not await self._pass(way, piece, writer):
                return
            await self._slow_down(len(piece) / self._rate)

    async def _slow_down(self, seconds: float) -> None:
        """Wait so long, unless it is quick, or becomes so."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._quick.wait()

    async def _pass(self, way: Way, piece: bytes, writer: StreamWriter) -> bool:
        """Hand it on; False: this was the byte at which to cut."""
        most = self._cut_at.get(way, -1) - self.passed[way]
        is_last = 0 <= most <= len(piece)
        if is_last:
            piece = piece[:most]
            self._cut_at.clear()
        self.passed[way] += len(piece)
        writer.write(piece)
        await writer.drain()
        return not is_last
