"""Do harm to a class that plays: is anything lost that was done, or told that was secret?

    python benchmarks/class_nemesis.py [--seed N] [--steps N] [--only KIND,…] [--take N,…]
        [--students N] [--tables N] [--processes N] [--tries N] [--soon]

A host is a process of its own, and so is each student (or a few of them, with --processes); between
each of them and the host there is a proxy. Students note, whisper, put down and give orders. A
nemesis, whose steps follow from the seed, does all this to them meanwhile:

    kill     the host is killed without a warning, and goes on
    freeze   the host is stopped for 5 to 30 seconds, as when a lid is shut
    disk     no file of the host may grow for some seconds
    clock    the host's clock on the wall goes forward or back by a day (needs libfaketime)
    stop     some students' processes are stopped for some seconds
    cut      some lines break
    hold     nothing goes through some lines for some seconds
    slow     some lines carry 10 kbit/s, two seconds late, for some seconds
    rewind, export, advance, rotate, time, look: the teacher does that

Afterwards everybody's record is held against the files of the class: see `class_checks`. If
something does not hold, all is done again with fewer steps until none can be left out, and the
numbers of those that are left are printed, for --take. Leaves with 1 then. Linux only.

    python benchmarks/class_nemesis.py --only kill --steps 200 --soon    # nothing but kill
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for `benchmarks` itself

from benchmarks import class_checks as checks
from benchmarks.class_files import Files
from benchmarks.class_harm import Nemesis, clock_library, with_a_clock
from benchmarks.class_host import PATIENCE, HostProcess, all_of, percentile, stop_all
from benchmarks.class_proxy import Proxy
from benchmarks.class_steps import KINDS, Step, plan, shrink
from benchmarks.class_students import ENDING, Board, Group, Record
from game.classroom import client as clients
from game.classroom.client import Client

MINUTES = 30  # of a turn, so that no clock runs down
SOON = 1.0  # seconds between two tries of those who try again soon
CALM = 1.0  # seconds until those who left are gone


class Evening:
    """A class to which harm is done, from its lobby to its debrief.

    Args:
        choices: what the program was told.

    Attributes:
        faults: what does not hold. summary: what happened.
    """

    def __init__(self, folder: Path, choices: argparse.Namespace) -> None:
        told = f"{choices.scenario} --tables {choices.tables} --seed {choices.seed}"
        env = with_a_clock(folder) if clock_library() else {}
        more = ("--turn-minutes", str(MINUTES))
        self.host = HostProcess(folder / "class", *told.split(), *more, env=env)
        self.choices = choices
        self.board = Board(choices.students)
        self.proxies = [Proxy(self.host.port) for _ in range(choices.students)]
        self.groups: list[Group] = []
        self.records: list[Record] = []
        self.faults: list[str] = []
        self.summary = ""

    async def play(self, steps: list[Step]) -> None:
        """All of it."""
        try:
            await all_of(proxy.start() for proxy in self.proxies)
            self._bring_students()
            nemesis = Nemesis(self.host, self.proxies, self.groups, self.board)
            await nemesis.teacher.start()
            spy = await self._spy(nemesis.teacher)
            await self._open(nemesis.teacher)
            await nemesis.do(steps)
            await self._end(nemesis.teacher)
            await stop_all([nemesis.teacher, spy])
            sizes = await self._sizes()
        finally:
            for group in self.groups:
                group.close()
            await all_of(proxy.stop() for proxy in self.proxies)
        self._check(nemesis, sizes)

    def _bring_students(self) -> None:
        """Into their processes."""
        numbers, urls = range(self.choices.students), [proxy.url for proxy in self.proxies]
        for first in range(processes := self.choices.processes or self.choices.students):
            share = slice(first, None, processes)
            told = numbers[share], urls[share], self.host.code, self.choices.seed
            self.groups.append(Group(*told, self.board))

    async def _spy(self, teacher: Client) -> Client:
        """A projector, which is to be told nothing that is not public."""
        await teacher.until(lambda client: "class" in client.frames)
        record = Record(name="the projector", seat=(0, "projector"))
        self.records.append(record)
        token = teacher.frames["class"]["projector"]
        spy = Client(self.host.url, token=token, as_="projector", heard=record.hear)
        await spy.start()
        return spy

    async def _open(self, teacher: Client) -> None:
        """When all are there, they play."""
        count = self.choices.students
        await teacher.until(lambda client: client.frames["class"]["here"] == count, PATIENCE)
        for act in ("seat", "start"):
            assert (await teacher.act(act))["ok"]
        await teacher.until(lambda client: min(self.board.turns) > 0, PATIENCE)

    async def _end(self, teacher: Client) -> None:
        """All is revealed, and everybody hands in a record."""
        self.board.stage.value = ENDING
        answer = await teacher.act("debrief")
        if not answer["ok"]:
            self.faults.append(f"6: no debrief: {answer['says']}")
        for group in self.groups:
            self.records += await asyncio.to_thread(group.records)

    async def _sizes(self) -> tuple[checks.Size, checks.Size]:
        """What the host takes when all are gone, and when they were there again and are gone."""
        found = []
        for _look in range(2):
            again = [
                Client(self.host.url, token=record.token) for record in self.records if record.token
            ]
            await all_of(client.start() for client in again)
            await all_of(client.until_welcome() for client in again)
            await stop_all(again)
            await asyncio.sleep(CALM)
            found.append((self.host.files(), self.host.threads(), self.host.megabytes()))
        return found[0], found[1]

    def _check(self, nemesis: Nemesis, sizes: tuple[checks.Size, checks.Size]) -> None:
        """Hold everything against the files."""
        said = nemesis.said + self.host.close()
        files = Files(self.host.folder)
        self.faults += [
            *nemesis.faults,
            *nemesis.told.faults,
            *checks.check(files, self.records),
            *checks.passed_over(files, nemesis.advanced),
            *checks.exports(nemesis.exports, self.records, self.host.secret),
            *checks.size(*sizes),
            *checks.back(nemesis.back),
            *([f"the host said: {said}"] if said.strip() else []),
        ]
        files.close()
        self.summary = summary(nemesis, self.records)


def summary(nemesis: Nemesis, records: Sequence[Record]) -> str:
    """What happened, in a line."""
    done = sum(len(record.done) for record in records)
    given = sum(len(record.given) for record in records)
    waits = [back.seconds for back in nemesis.back]
    back = " ".join(f"{percentile(waits, share):.2f}" for share in (0.5, 0.99, 1))
    harm = ", ".join(f"{count} × {what}" for what, count in sorted(nemesis.harm.items()))
    return (
        f"{harm}; {done} requests and {given} orders acknowledged; everybody back after {back} s "
        "(p50, p99, most)"
    )


def try_out(choices: argparse.Namespace, steps: list[Step]) -> list[str]:
    """One evening with these steps; what does not hold."""
    with TemporaryDirectory() as folder:
        evening = Evening(Path(folder), choices)
        try:
            asyncio.run(evening.play(steps))
        except Exception as fault:  # whatever kept it from its end is a fault, too
            evening.faults.append(
                f"6: it did not come to its end: {fault!r}; {evening.host.close()}"
            )
    print(
        evening.summary, *evening.faults[:40], f"{len(evening.faults)} faults", sep="\n", flush=True
    )
    return evening.faults


def chosen(choices: argparse.Namespace) -> list[Step]:
    """The steps of this evening."""
    steps = plan(choices.seed, choices.steps, choices.only)
    if not clock_library():
        print("libfaketime is not installed (Debian: faketime): the clock is left alone.")
        steps = [step for step in steps if step.what != "clock"]
    return [step for step in steps if not choices.take or step.number in choices.take]


def parsed(*told: str) -> argparse.Namespace:
    """What the program was told; none: the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=60, help="how much is done")
    parser.add_argument("--only", type=kinds, default=KINDS, help="such as: kill,cut")
    parser.add_argument("--take", type=numbers, default=(), help="these steps only: 3,17")
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--tables", type=int, default=8)
    parser.add_argument("--processes", type=int, help="for the students; one for each")
    parser.add_argument("--tries", type=int, default=12, help="to find fewer steps that fail")
    parser.add_argument("--scenario", default="banjska-2023")
    words = (
        "students' programs try again after a second at most, not five: more is done in less time"
    )
    parser.add_argument("--soon", action="store_true", help=words)
    return parser.parse_args(told or None)


def kinds(text: str) -> list[str]:
    """Names of steps."""
    found = text.split(",")
    if unknown := set(found) - set(KINDS):
        raise argparse.ArgumentTypeError(f"no such step: {', '.join(unknown)}; {', '.join(KINDS)}")
    return found


def numbers(text: str) -> list[int]:
    """Numbers of steps."""
    return [int(number) for number in text.split(",")]


def main() -> None:
    """Do harm; if that shows a fault, look for the least harm that does."""
    choices = parsed()
    clients.LONGEST_PAUSE = SOON if choices.soon else clients.LONGEST_PAUSE
    steps = chosen(choices)
    faults = try_out(choices, steps)
    if faults and choices.tries:
        steps = shrink(steps, lambda fewer: bool(try_out(choices, fewer)), choices.tries)
        take = ",".join(str(step.number) for step in steps)
        print(
            *steps, f"again: --seed {choices.seed} --steps {choices.steps} --take {take}", sep="\n"
        )
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
