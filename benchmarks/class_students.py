"""Students in processes of their own, who play and keep a record of all that they were told."""

from __future__ import annotations

import asyncio
import json
import os
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from random import Random
from signal import Signals
from time import monotonic
from typing import Any

from benchmarks.class_host import PATIENCE, all_of, choose, is_sentence
from game.classroom.client import Client
from game.classroom.plain import Plain

CANARY = re.compile("canary-(?:note|whisper)-[a-z0-9-]+-end-[0-9]+")
PLAYING, ENDING = 0, 1
LOOK = 0.1  # seconds between two looks whether the class ends
CONTEXT = get_context("fork")  # so that nothing has to be imported again

Seat = tuple[int, str]


@dataclass
class Record:
    """What a client was told.

    Attributes:
        name, token, student: who it is. seat: its table and its role.
        done: the marks of the requests that were acknowledged, which stand in the files.
        given: the orders that were acknowledged, as (turn, deed, word).
        put_down: the last that were put down, likewise. lost: those that were not shown after the
            line had been away, with what was shown.
        turn: the last that was shown. falls: where a turn came after a later one, (from, to).
        heard: the canaries in what was sent.
        sheet: the last. faults: what should not have been.
    """

    name: str = ""
    token: str = ""
    student: str = ""
    seat: Seat = (0, "")
    done: list[str] = field(default_factory=list)
    given: list[tuple[int, str, str]] = field(default_factory=list)
    put_down: tuple[int, str, str] | None = None
    lost: list[tuple[tuple[int, str, str], Plain]] = field(default_factory=list)
    turn: int = 0
    falls: list[tuple[int, int]] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)
    sheet: Plain = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _is_new: bool = False

    def hear(self, frame: Plain) -> None:
        """A frame came."""
        if not frame.get("over"):  # in the end all is revealed
            self.heard.update(CANARY.findall(json.dumps(frame)))
        if frame["type"] == "welcome":
            self._is_new = True
        elif frame["type"] == "now" and frame["phase"] == "planning":
            self._see(frame)
        refuses = frame["type"] == "refused" or (frame["type"] == "answer" and not frame["ok"])
        if refuses and not is_sentence(frame["says"]):
            self.faults.append(f"8: no sentence: {frame['says']!r}")

    def _see(self, now: Plain) -> None:
        """Where the class is."""
        if now["turn"] < self.turn:
            self.falls.append((self.turn, now["turn"]))
        self.turn = now["turn"]
        if now["ms_left"] is not None and now["ms_left"] < 0:
            self.faults.append(f"4: {now['ms_left']} ms were left")
        shown, kept = now["orders"], self.put_down
        is_of_now = self._is_new and shown and kept and shown["turn"] == kept[0]
        if is_of_now and kept and (shown["deed"], shown["word"]) != kept[1:]:
            self.lost.append((kept, shown))
        self._is_new = False


class Student:
    """Plays for itself.

    Args:
        board: where it tells how far it is.
    """

    def __init__(self, number: int, url: str, code: str, seed: int, board: Board) -> None:
        self.record = Record(name=f"Student {number}")
        self.client = Client(url, name=self.record.name, code=code, heard=self._hear)
        self.number = number
        self.luck = Random(f"{seed} {number}")
        self.board = board

    def _hear(self, frame: Plain) -> None:
        self.record.hear(frame)
        if frame["type"] == "now":
            self.board.shown[self.number] = monotonic()
            self.board.turns[self.number] = frame.get("turn") or 0

    async def attend(self) -> Record:
        """Play until the class ends, and see the end."""
        await self.client.start()
        try:
            await self.client.until("planning", PATIENCE)
            playing = asyncio.create_task(self._play())
            while self.board.stage.value == PLAYING and not playing.done():
                await asyncio.sleep(LOOK)
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)
            if not playing.cancelled():
                playing.result()
            await self.client.until("debrief", PATIENCE)
            await self.client.until(lambda c: c.sheet.get("over", False), PATIENCE)
        except Exception as fault:  # of whatever kind: it is told beside all others
            self.record.faults.append(f"6: {self.record.name} could not go on: {fault!r}")
        await self.client.stop()
        self.record.token, self.record.sheet = self.client.token, self.client.sheet
        self.record.student = self.client.welcome.get("student", "")
        self.record.seat = self._seat()
        return self.record

    def _seat(self) -> Seat:
        you = self.client.now.get("you", {})
        return you.get("table") or 0, you.get("role") or ""

    async def _play(self) -> None:
        """Again and again, until it is told to stop."""
        while True:
            await self.client.until(lambda c: bool(c.sheet) and not c.now["paused"], PATIENCE)
            await asyncio.sleep(self.luck.uniform(0.1, 0.8))
            if self.client.now["phase"] == "planning":
                what = self.luck.choices(("note", "whisper", "orders"), (1, 1, 4))[0]
                await getattr(self, f"_{what}")()

    async def _ask(self, type_: str, **fields: Any) -> bool:
        """Ask, and keep it if it was done."""
        answer = await self.client.ask(type_, **fields)
        if answer["ok"]:
            self.record.done.append(f"{self.client.welcome['student']} {answer['seq']}")
        return bool(answer["ok"])

    async def _note(self) -> None:
        """Something for the teacher only."""
        await self._ask("note", about="thought", content=self._secret("note"))

    async def _whisper(self) -> None:
        """Something for one other side."""
        sides = [side["id"] for side in self.client.sheet["sides"]]
        sides.remove(self._seat()[1])
        await self._ask("say", to=[self.luck.choice(sides)], text=self._secret("whisper"))

    def _secret(self, what: str) -> str:
        """A text that is found again wherever it goes."""
        table, role = self._seat()
        return f"canary-{what}-{table}-{role}-end-{self.luck.randrange(10**9)}"

    async def _orders(self) -> None:
        """Put down, and mostly give them; what is acknowledged is kept."""
        sheet, now = self.client.sheet, self.client.now
        is_behind = sheet["turn"] != now["turn"] or sheet["over"]  # the sheet comes before `now`
        if not now["may"]["draft"] or is_behind:
            return
        turn, (deed, word) = sheet["turn"], choose(sheet, self.luck)
        self.record.put_down = None  # until it is answered, the one or the other may be shown
        # what was put down before is not written again: so it is not counted among what was done
        if not (await self.client.ask("draft", turn=turn, deed=deed, word=word))["ok"]:
            return
        self.record.put_down = turn, deed, word
        if self.luck.random() < 0.7 and (await self.client.ask("commit", turn=turn))["ok"]:
            self.record.given.append(self.record.put_down)


# -- processes -----------------------------------------------------------------------------------


class Board:
    """What all processes see.

    Attributes:
        shown: when each student was told last where the class is. turns: where it was then.
        stage: may they play, or does the class end?
    """

    def __init__(self, students: int) -> None:
        self.shown = CONTEXT.Array("d", students, lock=False)
        self.turns = CONTEXT.Array("i", students, lock=False)
        self.stage = CONTEXT.Value("i", PLAYING, lock=False)


class Group:
    """Some students in one process, which can be stopped.

    Args:
        numbers: which students. urls: where each of them finds the host.
    """

    def __init__(
        self, numbers: Sequence[int], urls: Sequence[str], code: str, seed: int, board: Board
    ) -> None:
        self.numbers = tuple(numbers)
        self._end, theirs = CONTEXT.Pipe(duplex=False)
        told = (self.numbers, urls, code, seed, board, theirs)
        self.process: BaseProcess = CONTEXT.Process(target=attend, args=told, daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours holds a lock
            self.process.start()
        theirs.close()

    def records(self) -> list[Record]:
        """What they were told, when they are done."""
        try:
            if self._end.poll(PATIENCE):
                return list(self._end.recv())
            why = "said nothing any more"
        except EOFError:
            why = "ended"
        return [Record(faults=[f"6: the process of students {self.numbers} {why}"])]

    def signal(self, which: Signals) -> None:
        """Stop it, as a laptop's lid does, or let it go on."""
        assert self.process.pid
        os.kill(self.process.pid, which)

    def close(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()
        self._end.close()


def attend(
    numbers: Sequence[int],
    urls: Sequence[str],
    code: str,
    seed: int,
    board: Board,
    pipe: Connection,
) -> None:
    """All that such a process does."""

    async def all_attend() -> list[Record]:
        each = zip(numbers, urls, strict=True)
        return await all_of(Student(n, url, code, seed, board).attend() for n, url in each)

    pipe.send(asyncio.run(all_attend()))
