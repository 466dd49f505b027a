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
from game.classroom.client import Client, NotLetIn

SCENARIO = "banjska-2023"
BACK = 10.0  # seconds within which all go on, wanted
GROWTH = 20.0  # MB, likewise
Plain = dict[str, Any]


@dataclass
class Record:
    """What a student was told.

    Attributes:
        done: the marks of the requests that were acknowledged, which stand in the files.
        given: the orders that were acknowledged, by turn. secrets: what only some may read.
        faults: what should not have been.
    """

    done: list[str] = field(default_factory=list)
    given: dict[int, tuple[str, str]] = field(default_factory=dict)
    put_down: tuple[int, str, str] | None = None
    turn: int = 0
    heard: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def hear(self, frame: Plain) -> None:
        """A frame came."""
        self.heard.append(json.dumps(frame, ensure_ascii=False))
        if frame["type"] == "now":
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
        return f"canary-{what}-{table}-{role}-end"

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
        if answer["ok"] and type_ != "commit":  # to give orders twice is no fault, and not noted
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

    def is_back(self) -> bool:
        """Is it connected again, and shown where it is?"""
        return self.client.connected and bool(self.client.now)

    def check_put_down(self) -> None:
        """After a kill: what was acknowledged is still shown, if the turn is the same."""
        shown, kept = self.client.now["orders"], self.record.put_down
        if kept and shown and shown["turn"] == kept[0]:
            if (shown["deed"], shown["word"]) != kept[1:]:
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
        for client in self.clients():
            client.frames.clear()
        await asyncio.to_thread(self.host.go_on)
        begun = monotonic()
        waits = [self._until_back(student, begun) for student in self.students]
        self.back += await all_of(waits)
        for student in self.students:
            student.check_put_down()
        await self.teacher.act("resume")

    async def _until_back(self, student: Student, begun: float) -> float:
        await student.client.until(lambda _client: student.is_back(), PATIENCE)
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
    """The class, to its debrief."""
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
        await again(nemesis, students)
    for task in busy:
        task.cancel()
    await asyncio.gather(*busy, return_exceptions=True)
    return nemesis, students
