"""A class of 200 students at 40 tables on real sockets: how long they wait, what the host takes.

    python benchmarks/class_load.py [--students N] [--tables N] [--turns N] [--stopped N]
        [--slow N] [--rounds N] [--seed N]

All join within ten seconds and play, the flagship to its end if nothing else is said. In each turn
they put down a deed and a word and give their orders at a random moment of five seconds; in the
last all do so at the same moment, which is told apart. From half of the turns on, other students
who sit in the same teams are stopped, as laptops are that nobody reads from (SIGSTOP), and others
get lines that carry 10 kbit/s, two seconds late. In the end all leave and come back a few times.
Leaves with 1 if anything is above what is wanted. Linux only, for /proc and SIGSTOP.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for `benchmarks` itself

from benchmarks.class_host import (
    PATIENCE,
    HostProcess,
    all_of,
    may_commit,
    percentile,
    stop_all,
)
from benchmarks.class_proxy import LATE, SLOW, Proxy
from game.classroom.client import Client
from game.classroom.plain import Plain

SCENARIO = "banjska-2023"
JOINING, DECIDING = 10.0, 5.0  # seconds within which all do it
HOLDING, CHANGING = 0.7, ("escalate", "de-escalate")  # what they do, and how often the former
ACKNOWLEDGED, SEEN, MEGABYTES, GROWTH = 0.5, 1.0, 300.0, 10.0  # wanted


@dataclass
class Waits:
    """What was waited for, in seconds: an answer, or everybody's new view."""

    name: str
    joined: list[float] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)

    def told(self) -> str:
        """One line for each."""
        kinds = {"joined": self.joined, "commit": self.acknowledged, "view": self.seen}
        return "\n".join(
            f"{self.name:>14} {kind:>7}: {len(waits):5} × p50 {percentile(waits, 0.5) * 1000:5.0f} "
            f"p99 {percentile(waits, 0.99) * 1000:5.0f} most {max(waits) * 1000:5.0f} ms"
            for kind, waits in kinds.items()
            if waits
        )


class Load:
    """The students of a class, their teacher, and what they waited for."""

    def __init__(self, host: HostProcess, students: int, seed: int) -> None:
        self.host = host
        self.luck = Random(seed)
        self.teacher = host.teacher()
        self.students = [host.student(n, Arrival()) for n in range(students)]
        self.last_given: dict[int, float] = {}  # by table

    async def join(self, waits: Waits) -> None:
        """Everybody comes, within some seconds, and gets a seat."""
        await self.teacher.start()
        await self.teacher.until_welcome()
        moments = [self.luck.uniform(0, JOINING) for _ in self.students]
        waits.joined += await all_of(map(self._join, self.students, moments))
        for act in ("seat", "start"):
            assert (await self.teacher.act(act))["ok"]

    async def _join(self, student: Client, moment: float) -> float:
        await asyncio.sleep(moment)
        begun = monotonic()
        await student.start()
        await student.until("lobby", PATIENCE)
        return monotonic() - begun

    async def turn(self, waits: Waits, within: float) -> None:
        """All decide, at random moments within so many seconds; until all see what came of it."""
        students = [student for student in self.students if not student.sheet.get("over")]
        await all_of(student.until(may_commit, PATIENCE) for student in students)
        turn = students[0].now["turn"]
        self.last_given.clear()
        moments = [self.luck.uniform(0, within) for _ in students]
        waits.acknowledged += await all_of(map(self._decide, students, moments))
        await all_of(
            student.until(lambda c: c.sheet["turn"] > turn or c.sheet["over"], PATIENCE)
            for student in students
        )
        for student in students:
            assert isinstance(student._heard, Arrival)
            waits.seen.append(student._heard.at - self.last_given[student.now["you"]["table"]])

    async def _decide(self, student: Client, moment: float) -> float:
        """The time from giving the orders to the answer."""
        deed, word = (self._choose(student.sheet, channel) for channel in ("deed", "word"))
        begun = monotonic()
        await student.ask("draft", deed=deed, word=word)
        await asyncio.sleep(max(0.0, begun + moment - monotonic()))
        begun = self.last_given[student.now["you"]["table"]] = monotonic()
        answer = await student.ask("commit")
        assert answer["ok"], answer["says"]
        return monotonic() - begun

    def _choose(self, sheet: Plain, channel: str) -> str:
        """Mostly what holds, and for the rest this way or that: so it goes on to the last turn."""
        kind = "hold" if self.luck.random() < HOLDING else self.luck.choice(CHANGING)
        legal = [card for card in sheet["cards"] if card["legal"] and card["channel"] == channel]
        wanted = [card["id"] for card in legal if card["kind"] == kind]
        return str(self.luck.choice(wanted or [c["id"] for c in legal if c["kind"] == "hold"]))

    async def come_back(self, waits: Waits) -> None:
        """All leave, and all are there again."""
        await stop_all(self.students)
        for student in self.students:
            student.frames.clear()
            student.welcome.clear()
        begun = monotonic()
        await all_of(student.start() for student in self.students)
        await all_of(s.until(lambda c: bool(c.sheet), PATIENCE) for s in self.students)
        waits.seen.append(monotonic() - begun)


class Arrival:
    """When a sheet of another turn came, or of the end."""

    def __init__(self) -> None:
        self.at = 0.0
        self._shown: tuple[object, object] = 0, False

    def __call__(self, frame: dict[str, object]) -> None:
        """A frame came."""
        shown = frame.get("turn"), frame.get("over")
        if frame["type"] == "sheet" and shown != self._shown:
            self.at, self._shown = monotonic(), shown


class Beside:
    """Late-comers in a process of their own, behind proxies."""

    def __init__(self, host: HostProcess, name: str, count: int) -> None:
        context = get_context("spawn")
        self._are_there, self._get_slow = context.Event(), context.Event()
        told = (host.port, host.code, name, count, self._are_there, self._get_slow)
        self._process = context.Process(target=sit_beside, args=told, daemon=True)
        self._process.start()

    async def are_there(self) -> None:
        """Until all sit at a table."""
        assert await asyncio.to_thread(self._are_there.wait, PATIENCE)

    def stop(self) -> None:
        """From now on nobody there reads or sends anything."""
        assert self._process.pid
        os.kill(self._process.pid, signal.SIGSTOP)

    def get_slow(self) -> None:
        """From now on their lines carry next to nothing."""
        self._get_slow.set()

    def end(self) -> None:
        """They are gone."""
        self._process.kill()
        self._process.join()


def sit_beside(
    port: int, code: str, name: str, count: int, are_there: Event, get_slow: Event
) -> None:
    """What is done in such a process."""

    async def sit() -> None:
        proxies = [Proxy(port) for _ in range(count)]
        for number, proxy in enumerate(proxies):
            await proxy.start()
            late = Client(proxy.url, name=f"{name} {number}", code=code)
            await late.start()
            await late.until(lambda c: bool(c.sheet), PATIENCE)
        are_there.set()
        await asyncio.to_thread(get_slow.wait)
        for proxy in proxies:
            proxy.slow(SLOW, LATE)
        await asyncio.sleep(3600)

    asyncio.run(sit())


async def run(host: HostProcess, choices: argparse.Namespace) -> list[Waits]:
    """The whole evening; what was waited for, by part of it."""
    load = Load(host, choices.students, choices.seed)
    waits = [Waits(name) for name in ("all read", "some behind", "all at once", "all come back")]
    reading, stopped, at_once, back = waits
    await load.join(reading)
    still, slow = Beside(host, "Still", choices.stopped), Beside(host, "Slow", choices.slow)
    try:
        for beside in (still, slow):
            await beside.are_there()
        for number in range(choices.turns):
            if number == choices.turns // 2:
                still.stop()
                slow.get_slow()
            await load.turn(stopped if number >= choices.turns // 2 else reading, DECIDING)
            print(f"turn {number + 1}: {host.megabytes():.0f} MB", flush=True)
        await load.turn(at_once, 0)
        print(f"all at once: {host.megabytes():.0f} MB", flush=True)
    finally:
        for beside in (still, slow):
            beside.end()
    for number in range(choices.rounds):
        await load.come_back(back)
        print(f"back {number + 1}: {host.megabytes():.0f} MB, {host.files()} files", flush=True)
        choices.sizes.append(host.megabytes())
    await stop_all([load.teacher, *load.students])
    return waits


def faults(waits: Sequence[Waits], megabytes: float, growth: float) -> list[str]:
    """What is above what is wanted; everybody at once is only looked at."""
    found = []
    for part in waits[:2]:
        if percentile(part.acknowledged, 0.99) > ACKNOWLEDGED:
            found.append(f"{part.name}: answers take too long")
        if max(part.seen) > SEEN:
            found.append(f"{part.name}: views take too long")
    if megabytes > MEGABYTES:
        found.append("it takes too much memory")
    if growth > GROWTH:
        found.append("it keeps what was of those who left")
    return found


def main() -> None:
    """Play, and tell how it was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--tables", type=int, default=40)
    parser.add_argument("--turns", type=int, default=15, help="before the one of all at once")
    parser.add_argument("--stopped", type=int, default=20)
    parser.add_argument("--slow", type=int, default=20, help="whose lines carry 10 kbit/s")
    parser.add_argument("--rounds", type=int, default=5, help="how often all leave and come back")
    parser.add_argument("--seed", type=int, default=0)
    choices = parser.parse_args()
    choices.sizes = []
    with TemporaryDirectory() as folder:
        told = (SCENARIO, "--tables", str(choices.tables), "--seed", str(choices.seed))
        host = HostProcess(Path(folder) / "class", *told)
        begun, idle = monotonic(), host.seconds()
        waits = asyncio.run(run(host, choices))
        own = host.megabytes("RssAnon")
        most, share = host.megabytes("VmHWM"), (host.seconds() - idle) / (monotonic() - begun)
        said = host.kill()
    growth = choices.sizes[-1] - choices.sizes[0] if choices.sizes else 0.0
    print(*(part.told() for part in waits if part.told()), sep="\n")
    print(
        f"host: at most {most:.0f} MB, {own:.0f} of them its own and no libraries' code; "
        f"{share:.0%} of a core; {growth:+.1f} MB after leavers"
    )
    found = faults(waits, most, growth) + ([f"it said: {said}"] if said.strip() else [])
    print(*found, sep="\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
