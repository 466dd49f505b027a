"""P10, P11: a class on poor networks. `benchmarks/class_nemesis.py` does more."""

from __future__ import annotations

import asyncio
import re
import urllib.request
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from benchmarks.class_proxy import Proxy
from game.classroom.client import Client
from game.classroom.limits import LARGEST_FRAME
from tests.support.classes import Running, playing, running

TOKEN = f"{1:032x}"


def port_of(class_: Running) -> int:
    return int(class_.url.rpartition(":")[2])


def is_in(client: Client) -> bool:
    """Is all there that a seat needs?"""
    return {"brief", "sheet", "now"} <= client.frames.keys()


async def carried(class_: Running) -> tuple[int, int]:
    """Bytes on the line until a student is in, and bytes of what was said."""
    said = []
    async with Proxy(port_of(class_)) as proxy:
        student = Client(proxy.url, token=TOKEN, heard=lambda frame: said.append(str(frame)))
        async with student:
            await student.until(is_in)
        return proxy.passed["down"], sum(map(len, said))


def test_what_a_seat_needs_first_is_sent_in_a_third_of_its_size(tmp_path: Path):
    with running(playing(tmp_path)) as class_:
        on_the_line, said = asyncio.run(carried(class_))
        assert on_the_line < said / 3


def test_a_line_on_which_something_comes_is_not_dead(tmp_path: Path, monkeypatch):
    """The first frames take several times as long as a silence may last."""
    monkeypatch.setattr("game.classroom.client.SILENT", 0.4)
    monkeypatch.setattr("benchmarks.class_proxy.PIECE", 512)

    async def come_in(class_: Running) -> int:
        async with Proxy(port_of(class_)) as proxy:
            proxy.slow(rate=4_000, delay=0.0)
            async with Client(proxy.url, token=TOKEN) as student:
                await student.until(is_in)
                return student.failures

    with running(playing(tmp_path)) as class_:
        assert asyncio.run(come_in(class_)) == 0


def test_a_line_that_is_held_up_is_given_up_and_another_one_sought(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("game.classroom.client.SILENT", 0.5)

    async def come_back(class_: Running) -> None:
        async with Proxy(port_of(class_)) as proxy, Client(proxy.url, token=TOKEN) as student:
            await student.until(is_in)
            proxy.hold()
            await student.until(lambda one: one.failures > 0)
            assert isinstance(student.failure, TimeoutError)
            proxy.release()
            await student.until(lambda one: one.connected and one.failures == 0)

    with running(playing(tmp_path)) as class_:
        asyncio.run(come_back(class_))


def test_what_is_pressed_must_not_be_longer_than_what_is_not(tmp_path: Path):
    """A frame that is small on the line and very large unpacked ends the connection."""
    with running(playing(tmp_path)) as class_:
        url = class_.url.replace("http", "ws") + "/socket"
        with connect(url, compression="deflate") as line:
            line.send(" " * 100 * LARGEST_FRAME)
            with pytest.raises(ConnectionClosed) as end:
                line.recv(5)
            assert end.value.rcvd
            assert end.value.rcvd.code == 1009


def test_who_comes_again_has_the_page_already(tmp_path: Path):
    """Its parts have names of this version, and need not be asked for a second time."""
    with running(playing(tmp_path)) as class_:

        def kept(path: str) -> str:
            with urllib.request.urlopen(class_.url + path) as got:
                return str(got.headers["cache-control"])

        with urllib.request.urlopen(class_.url) as got:
            parts = re.findall('(?:src|href)="(.*?)"', got.read().decode())
        assert len(parts) > 5
        assert all("immutable" in kept(part) for part in parts)
        name = parts[0].rpartition("/")[2]
        for path in ("/", f"/pages/{name}", f"/pages/of-another-version/{name}"):
            assert kept(path) == "no-cache"
