"""Who may connect at all."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from pathlib import Path

import ifaddr
import pytest

from game.classroom.addresses import is_local, local_addresses, url
from game.classroom.guard import Guard
from game.classroom.limits import SECONDS_FOR_HELLO
from tests.support.classes import begin, running


@pytest.mark.parametrize(
    ("host", "peer", "may"),
    [
        ("192.168.1.7:8642", "192.168.1.20", True),
        ("localhost:8642", "127.0.0.1", True),
        ("[fd00::7]:8642", "fd00::9", True),
        ("school.example", "192.168.1.20", True),
        ("teacher.local:8642", "192.168.1.20", False),
        ("evil.example:8642", "192.168.1.20", False),
        ("", "192.168.1.20", False),
        ("192.168.1.7", "8.8.8.8", False),
        ("192.168.1.7", "2606:4700::1", False),
        ("192.168.1.7", "", False),
    ],
)
def test_it_lets_in_who_is_near_and_asks_by_its_name(host: str, peer: str, may: bool):
    """A name that somebody made to point here is none of its own."""
    assert passes(host, peer) is may


def test_from_anywhere_is_from_anywhere():
    assert passes("192.168.1.7", "8.8.8.8", from_anywhere=True)


def test_addresses_of_the_open_net_are_not_given_to_students():
    known = [is_local(each) for each in ("10.1.2.3", "8.8.8.8", "127.0.0.1", "x")]
    assert known == [True, False, False, False]
    assert url("http", "fd00::1", 80) == "http://[fd00::1]"
    assert url("https", "10.0.0.1", 8642) == "https://10.0.0.1:8642"


def test_students_are_told_of_every_network_even_one_that_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch,
):
    """As a hotspot of the laptop does; what is only within the computer comes last."""
    adapters = [
        ifaddr.Adapter(name, name, [ifaddr.IP(address, 24, name)])
        for name, address in {
            "lo": "127.0.0.1",
            "docker0": "172.17.0.1",
            "wlan0": "192.168.77.10",
            "wwan0": "8.8.8.8",
        }.items()
    ]
    monkeypatch.setattr("ifaddr.get_adapters", lambda: adapters)
    monkeypatch.setattr("game.classroom.addresses.NOWHERE", ("127.0.0.1", 9))
    assert local_addresses() == ["192.168.77.10", "172.17.0.1"]


def test_whoever_never_finishes_a_request_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Drop by drop, as those do who want to use up a server."""
    assert SECONDS_FOR_HELLO <= 10
    monkeypatch.setattr("game.classroom.guard.SECONDS_FOR_HELLO", 0.2)
    with running(begin(tmp_path)) as class_:
        port = int(class_.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: ")
            with suppress(ConnectionResetError):
                assert line.recv(1) == b""


def passes(host: str, peer: str, from_anywhere: bool = False) -> bool:
    """Does a request come through?"""
    passed, statuses = [], []

    async def app(_scope: object, _receive: object, _send: object) -> None:
        passed.append(True)

    async def send(message: dict) -> None:
        statuses.append(message.get("status"))

    guard = Guard(app, ("school.example",), from_anywhere)
    headers = [(b"host", host.encode())]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    asyncio.run(guard({**scope, "client": (peer, 1)}, app, send))  # type: ignore[arg-type]
    assert bool(passed) is not (403 in statuses)
    return bool(passed)
