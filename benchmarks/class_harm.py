"""A nemesis: whatever can happen to a class on its evening, done to a real one."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeVar
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmarks.class_host import PATIENCE, HostProcess, all_of, is_sentence
from benchmarks.class_proxy import LATE, SLOW, Proxy
from benchmarks.class_steps import Step
from benchmarks.class_students import Board, Group, Record
from game.classroom.client import Client
from game.classroom.plain import Plain

BESIDE = {"stop", "cut", "hold", "slow", "rewind", "export", "advance", "rotate", "time", "look"}
LOOK = 0.02  # seconds between two looks who is back
REPORT = 10  # steps
CLOCK = "clock"  # the file that holds by how much the host's clock on the wall is wrong
LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/local/lib/faketime/libfaketimeMT.so.1")

Kind = TypeVar("Kind")


@dataclass(frozen=True, order=True)
class Back:
    """A student goes on, so many seconds after what the host had to get over."""

    seconds: float
    student: int
    since: str


class Nemesis:
    """Does harm, step by step: to the host one thing after the other, to the rest beside that.

    Attributes:
        back: who was told again where the class is, after how many seconds, since which step.
        harm: what was done how often. advanced: turns that the teacher wanted taken, by table.
        exports: what was taken home. said: what the host said. faults: what should not have been.
    """

    def __init__(
        self, host: HostProcess, proxies: list[Proxy], groups: list[Group], board: Board
    ) -> None:
        self.host = host
        self.proxies = proxies
        self.groups = groups
        self.board = board
        self.told = Record(name="the teacher")
        self.teacher = Client(host.url, token=host.secret, as_="teacher", heard=self.told.hear)
        self.back: list[Back] = []
        self.harm: Counter[str] = Counter()
        self.advanced: Counter[int] = Counter()
        self.exports: list[bytes] = []
        self.said = ""
        self.faults: list[str] = []
        self._hindered: Counter[int] = Counter()

    async def do(self, steps: list[Step]) -> None:
        """All of it, until nothing is in anybody's way any more."""
        beside: list[asyncio.Task[None]] = []
        for count, step in enumerate(steps, 1):
            await asyncio.sleep(step.pause)
            self.harm[step.what] += 1
            doing: Awaitable[None] = getattr(self, f"_{step.what}")(step)
            if step.what in BESIDE:
                beside.append(asyncio.ensure_future(doing))
            else:
                await doing
            await self._go_on_playing()
            if count % REPORT == 0:
                self._report(count)
        await all_of(beside)
        await self._until_back("the last")

    def _report(self, count: int) -> None:
        turns = sorted(self.board.turns)
        slow = max((back.seconds for back in self.back), default=0)
        print(
            f"{count} steps, {self.harm['kill']} kills; turns {turns[0]} to {turns[-1]}; "
            f"everybody back after {slow:.1f} s at most",
            flush=True,
        )

    async def _go_on_playing(self) -> None:
        """A table whose crisis is over takes its first turn again: there is always more to lose."""
        over = [table["table"] for table in self._tables() if table["phase"] == "over"]
        if over:
            await self.teacher.act("rewind", table=over[0], turn=1)

    def _tables(self) -> list[Plain]:
        return list(self.teacher.frames["class"]["tables"])

    # -- to the host ---------------------------------------------------------------------------

    async def _kill(self, step: Step) -> None:
        self.said += await asyncio.to_thread(self.host.kill)
        await asyncio.to_thread(self.host.go_on)
        self.host.prepare()
        await self._until_back(f"kill {step.number}")
        await self.teacher.act("resume")

    async def _freeze(self, step: Step) -> None:
        self.host.signal(signal.SIGSTOP)
        await asyncio.sleep(step.seconds)
        self.host.signal(signal.SIGCONT)
        await self._until_back(f"freeze {step.number}")

    async def _disk(self, step: Step) -> None:
        self.host.may_write(False)
        await asyncio.sleep(step.seconds)
        self.host.may_write(True)

    async def _clock(self, step: Step) -> None:
        set_clock(self.host.folder.parent, step.luck().choice(("-1d", "+0d", "+1d")))

    async def _until_back(self, since: str) -> None:
        """Until everybody in whose way nothing is was told where the class is."""
        begun = monotonic()
        away = set(range(len(self.board.shown)))
        while away and monotonic() < begun + PATIENCE:
            away -= {number for number, count in self._hindered.items() if count}
            for number in [n for n in away if self.board.shown[n] > begun]:
                self.back.append(Back(self.board.shown[number] - begun, number, since))
                away.remove(number)
            await asyncio.sleep(LOOK)
        if away:
            self.faults.append(f"8: students {sorted(away)} did not go on within {PATIENCE:.0f} s")

    # -- to students and their lines -----------------------------------------------------------

    async def _stop(self, step: Step) -> None:
        groups = some(self.groups, step)
        with self._in_the_way_of(number for group in groups for number in group.numbers):
            for group in groups:
                group.signal(signal.SIGSTOP)
            await asyncio.sleep(step.seconds)
            for group in groups:
                group.signal(signal.SIGCONT)

    async def _cut(self, step: Step) -> None:
        for proxy in some(self.proxies, step):
            proxy.cut()

    async def _hold(self, step: Step) -> None:
        proxies = some(self.proxies, step)
        for proxy in proxies:
            proxy.hold()
        await self._release(proxies, step)

    async def _slow(self, step: Step) -> None:
        proxies = some(self.proxies, step)
        for proxy in proxies:
            proxy.slow(SLOW, LATE)
        await self._release(proxies, step)

    async def _release(self, proxies: list[Proxy], step: Step) -> None:
        with self._in_the_way_of(self.proxies.index(proxy) for proxy in proxies):
            await asyncio.sleep(step.seconds)
            for proxy in proxies:
                proxy.release()

    @contextmanager
    def _in_the_way_of(self, students: Iterable[int]) -> Iterator[None]:
        """Nobody can expect these to be back meanwhile."""
        hindered = Counter(students)
        self._hindered += hindered
        try:
            yield
        finally:
            self._hindered -= hindered

    # -- by the teacher ------------------------------------------------------------------------

    async def _rewind(self, step: Step) -> None:
        table = step.luck().choice(self._tables())
        if table["turn"] > 1:
            turn = step.luck().randrange(1, table["turn"])
            await self.teacher.act("rewind", table=table["table"], turn=turn)

    async def _advance(self, step: Step) -> None:
        table = step.luck().choice(self._tables())["table"]
        self.advanced[table] += 1
        await self.teacher.act("advance", tables=[table])

    async def _rotate(self, _step: Step) -> None:
        await self.teacher.act("rotate")

    async def _time(self, _step: Step) -> None:
        await self.teacher.act("time", seconds=60)

    async def _look(self, step: Step) -> None:
        table = step.luck().choice(self._tables())["table"]
        await self.teacher.act("watch", table=table)

    async def _export(self, _step: Step) -> None:
        """In the middle of a turn; a host that is killed meanwhile sends nothing."""
        asked = self.host.export()
        try:
            packed = await asyncio.to_thread(lambda: urlopen(asked, timeout=PATIENCE).read())
        except HTTPError as refusal:  # as on a full disk
            says = refusal.read().decode()
            if not is_sentence(says):
                self.faults.append(f"8: an export was refused: {says!r}")
        except OSError:
            return
        else:
            self.exports.append(packed)


def some(of: Sequence[Kind], step: Step) -> list[Kind]:
    """Up to a quarter of them."""
    luck = step.luck()
    return luck.sample(of, luck.randint(1, max(len(of) // 4, 1)))


# -- the clock on the wall -----------------------------------------------------------------------


def clock_library() -> str:
    """What stands between a program and the clock on the wall; "" if it is not installed."""
    found = (str(path) for each in LIBRARIES for path in Path("/").glob(each.lstrip("/")))
    return next(found, "")


def with_a_clock(folder: Path) -> dict[str, str]:
    """An environment in which the clock on the wall is what `set_clock` says; no other clock."""
    set_clock(folder, "+0d")
    return {
        "LD_PRELOAD": clock_library(),
        "FAKETIME_TIMESTAMP_FILE": str(folder / CLOCK),
        "FAKETIME_CACHE_DURATION": "1",  # seconds
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # or threads that wait would never sleep
    }


def set_clock(folder: Path, by: str) -> None:
    """Forward or back by so much, such as "-1d"."""
    (folder / CLOCK).write_text(by)
