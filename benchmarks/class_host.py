"""A host in a process of its own, and students who play there: what the class benchmarks share."""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import Request

from game.classroom.client import Client
from game.classroom.plain import Plain

ROOT = Path(__file__).resolve().parent.parent
START = """
import json, sys
from game.classroom import hosting  # what takes long to load, or is loaded when it is first used
from sim import load_scenario
from sim.session import Session
Session.of_world(load_scenario("tutorial"))
sys.argv[1:] = json.loads(sys.stdin.readline())
from sim.cli import main
main()
"""
LAST_LINE = "--resume"  # with which the host says that it listens
PATIENCE = 120.0  # seconds, on a machine that has other things to do


class HostProcess:
    """`standoff host` at a port that stays the same, however often it is killed. Linux only.

    Args:
        begin: what the command is told for a new class, the scenario first.
        folder: of the class; it must not be there yet.
        env: what its environment holds beside this one's.
    """

    def __init__(self, folder: Path, *begin: str, env: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.code = ""
        self._env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self._env |= {"PYTHONUTF8": "1", "STANDOFF_HOME": str(folder.parent), **(env or {})}
        self._spare: subprocess.Popen[str] | None = None
        self._run(*begin, "--folder", str(folder))

    def prepare(self) -> None:
        """Have a process ready that has loaded all it needs, so that `go_on` is quick."""
        self._spare = self._spare or subprocess.Popen(
            [sys.executable, "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=self._env,
            encoding="utf-8",
        )

    def _run(self, *told: str) -> None:
        self.prepare()
        assert self._spare
        self.process, self._spare = self._spare, None
        assert self.process.stdin
        assert self.process.stdout
        command = ["host", *told, "--port", str(self.port), "--local-only"]
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.close()
        said = ""
        for line in self.process.stdout:
            said += line
            if LAST_LINE in line:
                break
        found = re.search(r"and type (\w+)", said)
        if not found:
            raise RuntimeError(said)
        self.code = found[1]

    @property
    def secret(self) -> str:
        """The teacher's."""
        from game.classroom.hosting import SECRET  # brings all of a host with it

        return (self.folder / SECRET).read_text("ascii").strip()

    def go_on(self) -> None:
        """Start it again, with what it had."""
        self._run("--resume", str(self.folder))

    def kill(self, how: signal.Signals = signal.SIGKILL) -> str:
        """End it, without a warning if none is asked for; what it said since it listens."""
        self.process.send_signal(how)
        assert self.process.stdout
        said = self.process.stdout.read()
        self.process.wait()
        self.process.stdout.close()
        return said

    def close(self) -> str:
        """Kill it for good, and what was prepared; what it said."""
        if self._spare:
            self._spare.kill()
            self._spare.communicate()
            self._spare = None
        return self.kill()

    # -- what is done to it --------------------------------------------------------------------

    def signal(self, which: signal.Signals) -> None:
        """Stop it as a laptop's lid does, or let it go on."""
        self.process.send_signal(which)

    def may_write(self, may: bool) -> None:
        """As on a disk that is full, no file may grow; or they may again."""
        most = resource.RLIM_INFINITY if may else 0
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    # -- what it takes -------------------------------------------------------------------------

    def megabytes(self, which: str = "VmRSS") -> float:
        """Its memory now; of "VmHWM" the most that it ever was."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(rf"{which}:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def files(self) -> int:
        """How many files and sockets it has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def threads(self) -> int:
        """How many threads it has."""
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    def seconds(self) -> float:
        """The processor's time that it has used."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    # -- who connects --------------------------------------------------------------------------

    def student(
        self, number: int, heard: Callable[[Plain], None] | None = None, at: str = ""
    ) -> Client:
        """The student of that number, who knows the code; `at`: a proxy instead of the host."""
        return Client(at or self.url, name=f"Student {number}", code=self.code, heard=heard)

    def teacher(self) -> Client:
        """Whoever has the secret."""
        return Client(self.url, token=self.secret, as_="teacher")

    def export(self) -> Request:
        """What to open for taking the class home."""
        return Request(self.url + "/export", b"", {"Authorization": f"Bearer {self.secret}"})


def choose(sheet: Plain, luck: Random) -> tuple[str, str]:
    """A deed and a word that are possible now, and calm, so that the crisis goes on for long."""
    possible = [c for c in sheet["cards"] if c["legal"] and c["kind"] != "escalate"]
    deeds, words = (
        [card["id"] for card in possible if card["channel"] == channel]
        for channel in ("deed", "word")
    )
    return luck.choice(deeds), luck.choice(words)


def may_commit(client: Client) -> bool:
    """Is it this student's turn, and is all there that has to be seen?"""
    now = client.now
    return bool(now.get("may", {}).get("commit")) and client.sheet.get("turn") == now["turn"]


async def all_of(doing: Iterable[Any]) -> list[Any]:
    """Do these at the same time, and wait for all."""
    return list(await asyncio.gather(*doing))


async def stop_all(clients: Iterable[Client]) -> None:
    """They leave; their places stay."""
    await all_of(client.stop() for client in clients)


def is_sentence(text: str) -> bool:
    """Is it said in words, and nothing of the program's inside?"""
    return text.endswith((".", "?", ")")) and " " in text and "Traceback" not in text


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which that share of them lies, taken from above."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def free_port() -> int:
    """A port of this computer that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
