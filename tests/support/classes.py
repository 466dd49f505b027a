"""Classes in tests: rooms without a network, and hosts that listen on this computer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any

import uvicorn

from game.classroom import protocol
from game.classroom.classroom import Classroom
from game.classroom.client import Client
from game.classroom.host import Host
from game.classroom.hosting import Wanted, bound, configured
from game.classroom.records import Setting
from game.classroom.register import Student
from game.classroom.requests import Answer, Requests
from game.classroom.server import Server

SECRET = "5e" * 24
ROLES = ("ardale", "bellmoor")
SEQ = count(1)


def begin(folder: Path, students: int = 0, **setting: Any) -> Classroom:
    """A class that plays the tutorial, in which some have joined and are connected."""
    chosen = {"scenario": "tutorial", "roles": ROLES, "seed": 3} | setting
    room = Classroom.begin(folder / "class", Setting(**chosen))
    for number in range(1, students + 1):
        room.arrive(room.join(f"Student {number}", f"{number:032x}"))
    return room


def playing(folder: Path, students: int = 2, **setting: Any) -> Classroom:
    """The same in turn 1."""
    room = begin(folder, students, **setting)
    room.seat_all()
    room.open_phase("turn")
    room.open_turn(1)
    room.tick()
    return room


def student(room: Classroom, number: int) -> Student:
    """The student of that number, from 1."""
    return room.register.students[f"s{number}"]


def request(type_: str, **fields: Any) -> protocol.Request:
    """What a student asks for."""
    frame = {"type": type_, "seq": next(SEQ)} | fields
    found: protocol.Request = protocol.REQUEST.validate_python(frame)
    return found


def ask(room: Classroom, number: int, type_: str, **fields: Any) -> Answer:
    """A student asks, and is answered."""
    return Requests(room).answer(student(room, number), request(type_, **fields))


@dataclass
class Running:
    """A host that listens."""

    host: Host
    url: str

    def student(self, name: str, **more: Any) -> Client:
        """Somebody with the code."""
        code = self.host.room.register.code
        return Client(self.url, **{"name": name, "code": code} | more)

    def teacher(self) -> Client:
        """Whoever has the secret."""
        return Client(self.url, token=SECRET, as_="teacher")


@contextmanager
def running(room: Classroom, **server: Any) -> Iterator[Running]:
    """Listen on a free port of this computer, with real sockets, in a thread."""
    wanted = Wanted(scenario="tutorial", port=0, local_only=True)
    config = configured(wanted)
    socket = bound(config)
    url = f"http://127.0.0.1:{socket.getsockname()[1]}"
    host = Host(room, SECRET, [url])
    config.app = Server(host, **server).app()
    listener = uvicorn.Server(config)
    thread = threading.Thread(target=listener.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not listener.started:
        sleep(0.01)
    try:
        yield Running(host, url)
    finally:
        listener.should_exit = True
        thread.join(20)


@contextmanager
def joined(*clients: Client) -> Iterator[asyncio.Runner]:
    """A loop in which these clients are connected: `runner.run(…)`."""
    with asyncio.Runner() as runner:
        try:
            for client in clients:
                runner.run(client.start())
            yield runner
        finally:
            for client in clients:
                runner.run(client.stop())
