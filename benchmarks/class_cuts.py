"""Cut the line at every byte while orders are given: are they given once, and is that answered?

    python benchmarks/class_cuts.py [--every N] [--tables N]

Of each table of a class one student connects through a proxy, says hello and gives orders; the
proxy cuts the line after so many bytes, to the host or from it: within the handshake, the hello,
the welcome, a sheet, the orders or their answer. The client connects again by itself. Then the
orders are taken back, and given again with a cut at another byte. In the end the files are read.
Leaves with 1 if orders stand there more or less than once, or an answer did not come. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for `benchmarks` itself

from benchmarks.class_host import HostProcess, all_of, may_commit, percentile, stop_all
from benchmarks.class_proxy import Proxy, Way
from game.classroom import client as clients
from game.classroom.client import Client
from sim.session import Session

CHANGES = 90  # of a seat's orders in one turn, of which the host takes 100
SOON = 0.02  # seconds until a client tries again
LAST = 1.0  # seconds to wait for the byte at which to cut
PATIENCE = 60.0

Cut = tuple[Way, int]


class Cutting:
    """One student who gives orders, and one who is waited for, at a table.

    Attributes:
        given: the requests whose answers came, as they are marked in the file.
        cuts: how often the line was cut.
        waits: seconds until it came. faults: what should not have been.
    """

    def __init__(self, student: Client, partner: Client, proxy: Proxy) -> None:
        self.student = student
        self.partner = partner
        self.proxy = proxy
        self.given: list[str] = []
        self.cuts = 0
        self.waits: list[float] = []
        self.faults: list[str] = []
        self._changes = 0

    async def measure(self, anew: bool) -> dict[Way, int]:
        """How many bytes go each way until the orders are given and that is known."""
        return await self._give(anew, {})

    async def cut_at(self, cuts: Iterable[Cut], anew: bool) -> None:
        """Give the orders so often, each time with another cut."""
        for way, byte in cuts:
            await self._give(anew, {way: byte})

    async def _give(self, anew: bool, cut_at: dict[Way, int]) -> dict[Way, int]:
        """Give them, be answered, and take them back; how many bytes went until the answer.

        anew: connect for it, so that the handshake and the first frames are cut, too.
        """
        if anew:
            await self.student.stop()
            self.student.frames.clear()
        self.proxy.count(cut_at)
        begun = monotonic()
        if anew:
            await self.student.start()
            await self.student.until(may_commit, PATIENCE)
        async with asyncio.timeout(PATIENCE):
            answer = await self.student.ask("commit")
        self.waits.append(monotonic() - begun)
        passed = dict(self.proxy.passed)
        while self.proxy.is_to_cut and monotonic() < begun + LAST:  # in what follows the answer
            await asyncio.sleep(0.001)
        self.cuts += bool(cut_at) and not self.proxy.is_to_cut
        if not answer["ok"]:
            self.faults.append(f"{cut_at} was answered {answer['says']}")
        self.given.append(f"{self.student.welcome['student']} {answer['seq']}")
        await self._take_back()
        return passed

    async def _take_back(self) -> None:
        """So that they can be given again; when that was done too often, in the next turn."""
        self._changes += 1
        if self._changes % CHANGES:
            await self._must(self.student, "undo")
            return
        turn = self.student.now["turn"]
        await self._must(self.partner, "commit")
        await self.student.until(lambda c: c.now["turn"] > turn and may_commit(c), PATIENCE)

    async def _must(self, client: Client, what: str) -> None:
        answer = await client.ask(what)
        if not answer["ok"]:
            raise RuntimeError(answer["says"])

    def check(self, file: Path) -> list[str]:
        """What does not hold of it, and what the file says."""
        session = Session.resume(file)
        entries = [entry.given for entry in session.entries if entry.given.kind == "commit"]
        session.close()
        stand = Counter(entry.mark for entry in entries if entry.role == self.role)
        wrong = [f"{mark} stands there {n} times" for mark, n in stand.items() if n > 1]
        return self.faults + wrong + [f"{mark} was lost" for mark in set(self.given) - set(stand)]

    @property
    def role(self) -> str:
        """Whom the student plays."""
        return str(self.student.now["you"]["role"])


def every(lengths: dict[Way, int], step: int = 1) -> list[Cut]:
    """The bytes at which to cut."""
    return [(way, byte) for way, length in lengths.items() for byte in range(0, length + 1, step)]


async def run(host: HostProcess, tables: int, step: int) -> list[Cutting]:
    """The whole of it, the cuts shared by all tables."""
    teacher = host.teacher()
    proxies = [Proxy(host.port) for _ in range(tables)]
    await all_of(proxy.start() for proxy in proxies)
    students = [host.student(n, at=proxy.url) for n, proxy in enumerate(proxies)]
    partners = [host.student(tables + n) for n in range(tables)]
    everybody = [teacher, *students, *partners]
    for client in everybody:  # one after the other, so that they sit in this order
        await client.start()
        await client.until_welcome()
    for act in ("seat", "start"):
        assert (await teacher.act(act))["ok"]
    await all_of(student.until(may_commit, PATIENCE) for student in students)
    cutting = [Cutting(*each) for each in zip(students, partners, proxies, strict=True)]
    cuts = every(await cutting[0].measure(anew=True), step)
    print(f"{len(cuts)} cuts", flush=True)
    jobs = [each.cut_at(cuts[n::tables], anew=True) for n, each in enumerate(cutting)]
    report = asyncio.create_task(tell(cutting, len(cuts)))
    await all_of(jobs)
    report.cancel()
    await stop_all(everybody)
    await all_of(proxy.stop() for proxy in proxies)
    return cutting


async def tell(cutting: list[Cutting], of: int) -> None:
    """How far it is, now and then."""
    while True:
        await asyncio.sleep(10)
        print(f"{sum(len(each.waits) for each in cutting)} of {of}", flush=True)


def main() -> None:
    """Cut, and look what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=int, default=1, help="cut at every so manieth byte")
    parser.add_argument("--tables", type=int, default=8, help="that share the work")
    choices = parser.parse_args()
    clients.FIRST_PAUSE = SOON
    with TemporaryDirectory() as folder:
        told = ("tutorial", "--seats", "ardale,bellmoor", "--tables", str(choices.tables))
        host = HostProcess(Path(folder) / "class", *told)
        cutting = asyncio.run(run(host, choices.tables, choices.every))
        said = host.close()
        tables = host.folder / "tables"
        faults = [
            fault
            for number, each in enumerate(cutting, 1)
            for fault in each.check(tables / f"table-{number}.standoff")
        ]
    faults += [f"the host said: {said}"] if said.strip() else []
    waits = [wait for each in cutting for wait in each.waits]
    middle, most = (percentile(waits, share) * 1000 for share in (0.5, 1))
    cuts = sum(each.cuts for each in cutting)
    print(f"{cuts} cuts; the answer came after {middle:.0f} ms, at most {most:.0f} ms")
    print(*faults[:30], f"{len(faults)} faults", sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
