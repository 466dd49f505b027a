"""Malformed frames, wrong roles and tokens, guessed codes, sockets held open: is it all refused?

    python benchmarks/class_fuzz.py [--frames N] [--connections N] [--seconds N] [--seed N]

A student of a class sends a million frames that nobody should send, straight to the host, where no
limit of rate holds them up. Then others do so over real connections, guess codes, send half a frame
or half a request and no more, while one student plays on. Each refusal has to be a sentence;
nothing of others' may be told or changed; no fault of the program may show; memory and files come
back.
Leaves with 1 if anything of this does not hold. Linux only, for /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import resource
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for `benchmarks` itself

from benchmarks.class_frames import Frames
from benchmarks.class_host import HostProcess, is_sentence, percentile
from game.classroom.classroom import Classroom
from game.classroom.client import Client
from game.classroom.door import LETTERS
from game.classroom.host import Host
from game.classroom.line import Line
from game.classroom.records import Setting

SECRET = "5ec4e7" * 8
CANARY = "canary-of-another-side"
SETTING = Setting("tutorial", ("ardale", "bellmoor"), tables=2, seed=3)
ATTACKER, PARTNER = 2, 4  # who sit at table 2; 1 and 3 sit at table 1
GROWTH = 50.0  # MB
GOOD = 0.25  # seconds at the 99th percentile, for those who behave
PATIENCE = 20.0
LOOK = 20  # frames between two looks at all screens


class Now:
    """Stands for the loop of the connections: does at once what it is told to do soon."""

    def call_soon_threadsafe(self, do: Any, *told: Any) -> None:
        """Do it."""
        do(*told)


class Target:
    """A host without a network, in which one student attacks and three mind their own business."""

    def __init__(self, folder: Path) -> None:
        self.room = Classroom.begin(folder, SETTING)
        self.host = Host(self.room, SECRET)
        self.host.screens.loop = Now()  # type: ignore[assignment]
        self.tokens = {number: f"{number:032x}" for number in range(1, 5)}
        self.lines = {number: self.attach(number) for number in self.tokens}
        self.room.seat_all()
        self.room.open_phase("turn")
        self.room.open_turn(1)
        for number in (1, 3, PARTNER):
            self.say(number, type="note", seq=1, about="x", content=CANARY)
            self.say(number, type="draft", seq=2, turn=1, deed="hold", word="silence")
        self.settle()
        self.before = self.others()
        self.drain()

    def attach(self, number: int) -> Line:
        """A student says hello."""
        line = Line("127.0.0.1")
        hello = {"type": "hello", "v": 1, "as": "student", "token": self.tokens[number]}
        hello |= {"code": self.room.register.code, "name": f"Student {number}"}
        self.host.attach(line, json.dumps(hello))
        return line

    def say(self, number: int, **frame: Any) -> None:
        """A student sends a frame."""
        self.host.receive(self.lines[number], json.dumps(frame))

    def settle(self) -> None:
        """Everybody's screen is brought up to date."""
        while self.host.screens.step():
            pass

    def others(self) -> tuple[Any, ...]:
        """All that the attacker must not change."""
        register, one, two = self.room.register, *self.room.tables.values()
        bellmoor = two.session.orders("bellmoor")
        about = register.phase, register.turn, register.code, register.paused, register.locked
        tokens = [student.token for student in register.students.values()]
        return about, tokens, one.session.entries, bellmoor.deed, bellmoor.word, self.room.fault

    def attack(self, frame: str) -> list[str]:
        """The attacker sends this; what comes back."""
        line = self.lines[ATTACKER]
        self.host.receive(line, frame)
        told = told_to(line)
        if line.ended:
            self.lines[ATTACKER] = self.attach(ATTACKER)
        return told

    def drain(self) -> list[str]:
        """What everybody else was sent since this was asked last."""
        return [text for n, line in self.lines.items() if n != ATTACKER for text in told_to(line)]

    def secrets(self) -> tuple[str, ...]:
        """What the attacker must never read."""
        others = tuple(token for number, token in self.tokens.items() if number != ATTACKER)
        return (SECRET, CANARY, self.room.register.code, self.host.projector, *others)


def told_to(line: Line) -> list[str]:
    """All that waits to be sent there."""
    told = []
    while (text := line._next()) is not None:
        told.append(text)
    return told


class Faults(logging.Handler):
    """Whatever the host itself calls a fault of the game."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.found.append(self.format(record))


def fuzz(target: Target, count: int, seed: int, first: int = 0) -> tuple[Counter[str], list[str]]:
    """So many frames from the attacker; how often what was answered, and what should not be."""
    frames = Frames(seed, tuple(target.tokens.values()))
    counted: Counter[str] = Counter()
    seen, wrong = Faults(), list[str]()
    logging.getLogger("standoff.host").addHandler(seen)
    for number in range(first, first + count):
        student = f"s{ATTACKER}"
        kind, frame = frames.frame(number, target.host._students.get(student, (0, ""))[0] + 1)
        told = target.attack(frame)
        if number % LOOK == 0:
            target.settle()
            told += told_to(target.lines[ATTACKER])
            if any('"refused"' in text[:30] for text in target.drain()):
                wrong.append(f"by frame {number} somebody else was sent away")
        for text in told:
            said = json.loads(text)
            outcome = said["type"] + (" ok" if said.get("ok") else "")
            counted[outcome] += 1
            refused = outcome in ("answer", "refused")
            if refused and not is_sentence(said["says"]):
                wrong.append(f"frame {number} ({kind}): no sentence: {said['says'][:200]!r}")
            if any(secret in text for secret in target.secrets()):
                wrong.append(f"frame {number} ({kind}): told what is others': {text[:200]}")
    if target.others() != target.before:
        wrong.append("something of others' was changed")
    logging.getLogger("standoff.host").removeHandler(seen)
    return counted, wrong + seen.found


# -- over real connections ---------------------------------------------------------------------


class Crowd:
    """Those who attack a host over the network while one student minds their own business."""

    def __init__(self, url: str, good: Client, seed: int, seconds: float) -> None:
        self.url = url.replace("http", "ws") + "/socket"
        self.port = int(url.rpartition(":")[2])
        self.good = good
        self.luck = Random(seed)
        self.frames = Frames(seed)
        self.end = monotonic() + seconds
        self.counted: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.waits: list[float] = []

    async def attack(self, halves: Sequence[bytes]) -> None:
        """All at once, until it is time; so many connections begin something and say no more."""
        jobs = [self.send_frames(n) for n in range(max(1, len(halves) // 20))]
        jobs += [self.hold_open(half) for half in halves]
        await asyncio.gather(self.behave(), self.guess(), self.pipeline(), *jobs)

    async def behave(self) -> None:
        """The student who was there before goes on."""
        while monotonic() < self.end:
            begun = monotonic()
            await self.good.ask("recall", turn=1)
            self.waits.append(monotonic() - begun)
            await asyncio.sleep(0.3)

    async def converse(self, *said: str) -> list[dict[str, Any]]:
        """Connect, say this, and hear until it is closed."""
        heard = []
        try:
            async with connect(self.url, compression=None, close_timeout=1) as line:
                for text in said:
                    await line.send(text)
                while True:
                    async with asyncio.timeout(PATIENCE):
                        heard.append(json.loads(await line.recv()))
        except (WebSocketException, OSError, TimeoutError):
            return heard

    async def send_frames(self, start: int) -> None:
        """Whatever comes in place of a hello."""
        number = start * 10**6
        while monotonic() < self.end:
            number += 1
            kind, frame = self.frames.frame(number, 1)
            heard = await self.converse(frame.encode("utf-8", "replace").decode())
            for said in heard:
                self.counted[said["type"]] += 1
                if said["type"] != "refused" or not is_sentence(said["says"]):
                    self.wrong.append(f"{kind} {number} was answered {said}")

    async def guess(self) -> None:
        """Codes, as fast as it goes."""
        while monotonic() < self.end:
            code = "".join(self.luck.choice(LETTERS) for _ in range(6))
            hello = {"type": "hello", "v": 1, "as": "student", "code": code, "name": "Guesser"}
            token = f"{self.luck.getrandbits(128):032x}"
            async with asyncio.timeout(2 * PATIENCE):
                heard = await self.knock(json.dumps(hello | {"token": token}))
            self.counted[f"code {heard.get('why') or heard['type']}"] += 1
            if heard["type"] == "welcome" and heard["student"]:
                self.wrong.append("a guessed code was right")

    async def knock(self, hello: str) -> dict[str, Any]:
        """The first that is answered to a hello."""
        try:
            async with connect(self.url, compression=None, close_timeout=1) as line:
                await line.send(hello)
                return dict(json.loads(await line.recv()))
        except (WebSocketException, OSError):
            return {"type": "no answer"}

    async def pipeline(self) -> None:
        """Thousands of large frames on one line, without a look at what is answered."""
        text = json.dumps({"type": "hello", "v": 1, "as": "student", "name": "x" * 60_000})
        heard = await self.converse(*[text] * 2_000)
        self.counted["pipelines cut"] += len(heard) <= 1

    async def hold_open(self, half: bytes) -> None:
        """Begin, and say no more; the host has to end it."""
        begun = monotonic()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(half)
            async with asyncio.timeout(2 * PATIENCE):
                while await reader.read(4096):
                    pass
            writer.close()
            self.counted["halves ended"] += 1
        except OSError:
            self.counted["halves ended"] += 1
        except TimeoutError:
            self.wrong.append(f"{half[:30]!r} was held open for {monotonic() - begun:.0f} s")


UPGRADE = (
    b"GET /socket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
)
HALVES = (
    b"GET / HTTP/1.1\r\nHost: loc",
    b"",
    UPGRADE,
    UPGRADE + b"\r\n",  # and no hello
    UPGRADE + b"\r\n\x81\xfe\x01\x00mask" + b"x" * 20,  # a frame of 256, of which 20 come
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nx",
)


async def besiege(host: HostProcess, choices: argparse.Namespace) -> tuple[str, list[str]]:
    """An attack over the network; in words, and what was wrong."""
    good = host.student(0)
    await good.start()
    await good.until("lobby")
    await Crowd(host.url, good, 0, 1).attack(HALVES)  # so that everything has been used once
    await asyncio.sleep(1)
    calm = host.files(), host.threads(), host.megabytes()
    crowd = Crowd(host.url, good, choices.seed, choices.seconds)
    await crowd.attack([HALVES[n % len(HALVES)] for n in range(choices.connections)])
    await asyncio.sleep(2)
    left = host.files(), host.threads(), host.megabytes()
    await good.stop()
    if left[:2] != calm[:2] or left[2] > calm[2] + GROWTH:
        crowd.wrong.append(f"files, threads and MB were {calm}, and are {left}")
    slow = percentile(crowd.waits, 0.99)
    if slow > GOOD:
        crowd.wrong.append(f"who behaved waited {slow:.2f} s")
    told = ", ".join(f"{count} × {what}" for what, count in crowd.counted.most_common())
    middle = percentile(crowd.waits, 0.5)
    return (
        f"{told}; who behaved waited {middle * 1000:.0f} ms, at the 99th percentile "
        f"{slow * 1000:.0f} ms; {calm} files, threads and MB before, {left} after",
        crowd.wrong,
    )


def main() -> None:
    """Attack, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frames", type=int, default=1_000_000, help="straight to the host")
    parser.add_argument("--connections", type=int, default=200, help="that are held open")
    parser.add_argument("--seconds", type=float, default=60.0, help="of attack over the network")
    parser.add_argument("--seed", type=int, default=0)
    choices = parser.parse_args()
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        if choices.frames:
            target = Target(Path(folder) / "alone")
            fuzz(target, 1_000, choices.seed + 1)
            calm = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            counted, wrong = fuzz(target, choices.frames, choices.seed)
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - calm) / 1024
            told = ", ".join(f"{count:,} × {what}" for what, count in counted.most_common())
            print(f"{choices.frames:,} frames: {told}; {grown:+.1f} MB")
            if grown > GROWTH:
                wrong.append("memory grew")
        host = HostProcess(Path(folder) / "class", "tutorial")
        told, more = asyncio.run(besiege(host, choices))
        print(told)
        said = host.kill()
        wrong += more + ([f"the host said: {said}"] if said.strip() else [])
    print(*wrong[:30], f"{len(wrong)} faults", sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
