"""P2, P18: the host is killed and started again; nobody loses what was acknowledged."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from game.classroom.classroom import JOURNAL
from game.classroom.client import Client
from game.classroom.journal import Journal
from game.classroom.register import Register
from sim.session import Session

KILLS = 2
START = "from sim.cli import main; main()"

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")


def test_nothing_acknowledged_is_lost_and_everybody_goes_on(tmp_path: Path, root: Path):
    folder, said = tmp_path / "class", Counter[str]()
    asyncio.run(class_with_kills(folder, root, said))
    kept = Counter(text for text in texts(folder) if text.startswith("note"))
    # What was acknowledged is there once; what was not may be.
    assert all(count == 1 for count in kept.values())
    assert set(said) <= set(kept)
    assert len(said) > 5


async def class_with_kills(folder: Path, root: Path, said: Counter[str]) -> None:
    """Four students write and decide while the host dies and comes back at the same address."""
    choose, port = Random(4), free_port()
    process, url, code = start(root, port, "tutorial", "--seed", "4", "--folder", str(folder))
    secret = (folder / "teacher-secret.txt").read_text().strip()
    teacher = Client(url, token=secret, as_="teacher")
    students = [Client(url, name=f"Student {n}", code=code) for n in range(4)]
    for client in (teacher, *students):
        await client.start()
    try:
        for client in students:
            await client.until("lobby")
        await teacher.act("seat")
        await teacher.act("start")
        busy = [asyncio.create_task(write(client, said)) for client in students]
        for _kill in range(KILLS):
            await asyncio.sleep(choose.uniform(0.2, 0.6))
            end(process)
            drafts = [client.now["orders"] for client in students]
            process, *_same = start(root, port, "--resume", str(folder))
            await teacher.until(lambda c: c.connected and bool(c.frames["class"]["paused"]))
            for client, draft in zip(students, drafts, strict=True):
                await client.until(lambda c: c.connected and bool(c.now["paused"]), 10)
                assert client.now["turn"] >= draft["turn"]
            await teacher.act("resume")
        await asyncio.sleep(0.5)
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
    finally:
        for client in (teacher, *students):
            await client.stop()
        end(process)


async def write(client: Client, said: Counter[str]) -> None:
    """Note something, put something down, now and then give the orders; forever."""
    await client.until("planning")
    for number in range(10_000):
        text = f"note {client.name} {number}"
        if (await client.ask("note", about="thought", content=text))["ok"]:
            said[text] += 1
        await client.until(lambda c: not c.now["paused"])
        await client.ask("draft", deed=("hold", "close-bridge")[number % 2])
        if number % 3 == 2:
            await client.ask("commit")
        await asyncio.sleep(0.25)


def texts(folder: Path) -> list[str]:
    """All that was noted at any table."""
    _journal, entries = Journal.open(folder / JOURNAL)
    register = Register()
    for entry in entries:
        register.apply(entry)
    found = []
    for path in register.paths.values():
        session = Session.resume(folder / path)
        found += [note.content["content"] for note in session.notes]
        session.close()
    return found


def start(root: Path, port: int, *args: str) -> tuple[subprocess.Popen[str], str, str]:
    """A host that is ready; its address and its code."""
    command = [sys.executable, "-c", START, "host", *args, "--port", str(port), "--local-only"]
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=env, encoding="utf-8")
    assert process.stdout
    told = ""
    for line in process.stdout:
        told += line
        if "--resume" in line:
            break
    found = re.search(r"open (http\S+) and type (\w+)", told)
    assert found, told
    return process, found[1], found[2]


def end(process: subprocess.Popen[str]) -> None:
    """Without a warning."""
    process.kill()
    process.wait()
    assert process.stdout
    process.stdout.close()


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
