"""Kill -9 of a host at random moments while a class plays there: is anything lost that was done?

    python benchmarks/class_kills.py [--times N] [--students N] [--tables N] [--seed N]

Students note, whisper, put down and give orders; the host is killed, started again and goes on, and
now and then students are cut off, somebody is stopped, the code is changed or more time is given.
Everybody keeps a record of what was answered, and all that was ever sent. It is held against the
files of the class:

1. every acknowledged request stands there exactly once, and the orders are those that were given;
2. no orders came into a turn that was closed;
3. the last view of each student is what a replay of the files shows to that role;
4. turns never went back, and what was put down was still there after each kill;
5. what was whispered to others, or noted by them, was in no frame;
6. the class came to its debrief;
7. the host's files, threads and memory come back to what they were;
8. every refusal was a sentence; and everybody went on within ten seconds after the host was back.

Leaves with 1 if anything of this does not hold. Linux only, for /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for `benchmarks` itself

from benchmarks.class_files import Files
from benchmarks.class_host import PATIENCE, HostProcess, all_of, choose, percentile, stop_all
from game.classroom.client import Client

SCENARIO = "banjska-2023"
BACK = 10.0  # seconds within which all go on, wanted
GROWTH = 20.0  # MB, likewise
CANARY = re.compile("canary-(?:note|whisper)-[a-z0-9-]+-end-[0-9]+")
Plain = dict[str, Any]


@dataclass
class Record:
    """What a student was told.

    Attributes:
        done: the marks of the requests that were acknowledged, which stand in the files.
        given: the orders that were acknowledged, by turn. put_down: the last, with their turn.
        turn: the last that was shown. heard: the canaries in what was sent.
        shown: when it was told last where the class is. faults: what should not have been.
    """

    done: list[str] = field(default_factory=list)
    given: dict[int, tuple[str, str]] = field(default_factory=dict)
    put_down: tuple[int, str, str] | None = None
    turn: int = 0
    shown: float = 0.0
    heard: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def hear(self, frame: Plain) -> None:
        """A frame came."""
        if not frame.get("over"):  # in the end all is revealed
            self.heard.update(CANARY.findall(json.dumps(frame)))
        if frame["type"] == "now":
            self.shown = monotonic()
            if frame["turn"] < self.turn:
                self.faults.append(f"4: turn {frame['turn']} after {self.turn}")
            self.turn = frame["turn"]
        refuses = frame["type"] == "refused" or (frame["type"] == "answer" and not frame["ok"])
        if refuses and not is_sentence(frame["says"]):
            self.faults.append(f"8: no sentence: {frame['says']!r}")


def is_sentence(text: str) -> bool:
    """Is it said in words, and nothing of the program's inside?"""
    return text.endswith((".", "?", ")")) and " " in text and "Traceback" not in text


class Student:
    """Plays for itself, and keeps a record."""

    def __init__(self, host: HostProcess, number: int, seed: int) -> None:
        self.record = Record()
        self.client: Client = host.student(number, self.record.hear)
        self.number = number
        self.luck = Random(f"{seed} {number}")

    @property
    def seat(self) -> tuple[int, str]:
        """The table and the role."""
        you = self.client.now["you"]
        return you["table"], you["role"]

    def secret(self, what: str) -> str:
        """A text that is found again wherever it goes."""
        table, role = self.seat
        return f"canary-{what}-{table}-{role}-end-{self.luck.randrange(10**9)}"

    async def play(self) -> None:
        """Again and again, until it is told to stop."""
        while True:
            await self.client.until(lambda c: bool(c.sheet) and not c.now["paused"], PATIENCE)
            await asyncio.sleep(self.luck.uniform(0.1, 0.8))
            if self.client.now["phase"] != "planning":
                continue
            what = self.luck.choices(("note", "whisper", "orders"), (1, 1, 4))[0]
            await getattr(self, what)()

    async def ask(self, type_: str, **fields: Any) -> bool:
        """Ask, and keep it if it was done."""
        answer = await self.client.ask(type_, **fields)
        if answer["ok"] and type_ != "draft":  # what is put down twice is not noted again
            self.record.done.append(f"{self.client.welcome['student']} {answer['seq']}")
        return bool(answer["ok"])

    async def note(self) -> None:
        """Something for the teacher only."""
        await self.ask("note", about="thought", content=self.secret("note"))

    async def whisper(self) -> None:
        """Something for one other side."""
        others = [side["id"] for side in self.client.sheet["sides"] if side["id"] != self.seat[1]]
        await self.ask("say", to=[self.luck.choice(others)], text=self.secret("whisper"))

    async def orders(self) -> None:
        """Put down, and mostly give them; what is acknowledged is kept."""
        sheet, now = self.client.sheet, self.client.now
        if not now["may"]["draft"] or sheet["turn"] != now["turn"]:
            return
        turn, (deed, word) = sheet["turn"], choose(sheet, self.luck)
        if not await self.ask("draft", turn=turn, deed=deed, word=word):
            return
        self.record.put_down = turn, deed, word
        if self.luck.random() < 0.7 and (await self.client.ask("commit", turn=turn))["ok"]:
            self.record.given[turn] = deed, word

    def check_put_down(self) -> None:
        """After a kill: what was acknowledged is still shown, if the turn is the same."""
        shown, kept = self.client.now["orders"], self.record.put_down
        is_of_now = kept and shown and shown["turn"] == kept[0]
        if kept and is_of_now and (shown["deed"], shown["word"]) != kept[1:]:
            self.record.faults.append(f"4: {kept} was put down, {shown} is shown")


class Nemesis:
    """Kills the host, and does other harm, at random moments."""

    def __init__(self, host: HostProcess, students: list[Student], seed: int) -> None:
        self.host = host
        self.students = students
        self.teacher = host.teacher()
        self.luck = Random(seed)
        self.back: list[float] = []
        self.harm: Counter[str] = Counter()
        self.said = ""

    async def kill(self) -> None:
        """Kill the host in the middle of things, start it again, and wait for all."""
        await asyncio.sleep(self.luck.uniform(0.2, 2.0))
        self.said += await asyncio.to_thread(self.host.kill)
        self.harm["kill"] += 1
        await asyncio.to_thread(self.host.go_on)
        begun = monotonic()
        waits = [self._until_back(student, begun) for student in self.students]
        self.back += await all_of(waits)
        for student in self.students:
            student.check_put_down()
        await self.teacher.act("resume")

    async def _until_back(self, student: Student, begun: float) -> float:
        await student.client.until(lambda _client: student.record.shown > begun, PATIENCE)
        return monotonic() - begun

    async def harass(self) -> None:
        """Something smaller."""
        what = self.luck.choice(("cut", "rotate", "time", "advance", "look"))
        self.harm[what] += 1
        if what == "cut":
            for student in self.luck.sample(self.students, 5):
                if student.client._socket:
                    student.client._socket.transport.abort()
        elif what == "time":
            await self.teacher.act("time", seconds=60)
        elif what == "look":
            await self.teacher.act("watch", table=1)
        else:
            await self.teacher.act(what)

    def clients(self) -> list[Client]:
        """Of everybody."""
        return [self.teacher, *(student.client for student in self.students)]


async def run(host: HostProcess, choices: argparse.Namespace) -> tuple[Nemesis, list[Student]]:
    """The class, to its debrief; everybody is still connected."""
    students = [Student(host, number, choices.seed) for number in range(choices.students)]
    nemesis = Nemesis(host, students, choices.seed)
    await all_of(client.start() for client in nemesis.clients())
    await all_of(student.client.until("lobby", PATIENCE) for student in students)
    for act in ("seat", "start"):
        assert (await nemesis.teacher.act(act))["ok"]
    busy = [asyncio.create_task(student.play()) for student in students]
    for number in range(choices.times):
        await nemesis.harass()
        await nemesis.kill()
        lost = [task.exception() for task in busy if task.done()]
        if lost:
            raise RuntimeError(f"somebody stopped playing: {lost[0]!r}")
        if (number + 1) % 10 == 0:
            turns = sorted(student.record.turn for student in students)
            slow = max(nemesis.back)
            print(f"{number + 1} kills, turn {turns[0]} to {turns[-1]}, {slow:.1f} s", flush=True)
    for task in busy:
        task.cancel()
    await asyncio.gather(*busy, return_exceptions=True)
    await nemesis.teacher.act("debrief")
    for student in students:
        await student.client.until(lambda c: c.now.get("phase") == "debrief", PATIENCE)
        await student.client.until(lambda c: c.sheet.get("over", False), PATIENCE)
    return nemesis, students


def check(files: Files, students: list[Student]) -> list[str]:
    """What does not hold of what this program promises to (see above)."""
    faults = [fault for student in students for fault in student.record.faults] + files.late()
    counted = files.marks()
    faults += [f"1: request {mark} stands there {n} times" for mark, n in counted.items() if n > 1]
    for student in students:
        seat, record = student.seat, student.record
        faults += [f"1: request {mark} was lost" for mark in record.done if not counted[mark]]
        for turn, orders in record.given.items():
            if files.given(*seat, turn) != orders:
                faults.append(f"1: {seat} in turn {turn}: {orders}, not {files.given(*seat, turn)}")
        shown = {**student.client.sheet, "number": 0}
        if {**files.sheet(*seat), "number": 0} != shown:
            faults.append(f"3: {seat} was shown something else in the end")
    if files.register.phase != "debrief":
        faults.append(f"6: it came to {files.register.phase} only")
    return faults + leaks(files, students)


def leaks(files: Files, students: list[Student]) -> list[str]:
    """Whispers and notes in the frames of those who were not to know; the end tells none either."""
    audience: dict[str, set[tuple[int, str]]] = {}
    for number, table in files.tables.items():
        for entry in table.session.entries:
            if entry.given.kind == "message":
                parties = {entry.given.role, *entry.given.to}
                known = audience.setdefault(entry.given.text, set())
                known |= {(number, role) for role in parties}
    return [
        f"5: {student.seat} was sent {canary}"
        for student in students
        for canary in student.record.heard
        if student.seat not in audience.get(canary, set())
    ]


def main() -> None:
    """Kill, play on, and hold everything against the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200, help="how many kills")
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--tables", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    choices = parser.parse_args()
    with TemporaryDirectory() as folder:
        told = (SCENARIO, "--tables", str(choices.tables), "--seed", str(choices.seed))
        host = HostProcess(Path(folder) / "class", *told)
        faults, summary = asyncio.run(evening(host, choices))
    print(summary, *faults[:40], sep="\n")
    sys.exit(bool(faults))


async def evening(host: HostProcess, choices: argparse.Namespace) -> tuple[list[str], str]:
    """All of it; what does not hold, and what happened."""
    nemesis, students = await run(host, choices)
    await stop_all(nemesis.clients())
    await asyncio.sleep(1)
    calm = host.files(), host.threads(), host.megabytes()
    for client in nemesis.clients():
        await client.start()
    await all_of(client.until_welcome() for client in nemesis.clients())
    await stop_all(nemesis.clients())
    await asyncio.sleep(1)
    left = host.files(), host.threads(), host.megabytes()
    said = nemesis.said + host.kill()
    files = Files(host.folder)
    faults = check(files, students)
    files.close()
    if left[:2] != calm[:2] or left[2] > calm[2] + GROWTH:
        faults.append(f"7: files, threads and MB were {calm}, and are {left}")
    slow = [wait for wait in nemesis.back if wait > BACK]
    faults += [f"8: {len(slow)} of {len(nemesis.back)} waited longer"] if slow else []
    faults += [f"the host said: {said}"] if said.strip() else []
    done = sum(len(student.record.done) for student in students)
    given = sum(len(student.record.given) for student in students)
    back = " ".join(f"{percentile(nemesis.back, share):.2f}" for share in (0.5, 0.99, 1))
    harm = ", ".join(f"{count} × {what}" for what, count in nemesis.harm.items())
    summary = (
        f"{harm}; {done} requests and {given} orders acknowledged; everybody back after {back} s "
        f"(p50, p99, most); {len(faults)} faults"
    )
    return faults, summary


if __name__ == "__main__":
    main()
