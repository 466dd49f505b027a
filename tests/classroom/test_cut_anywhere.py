"""P11: wherever a line is cut, orders are given once. `benchmarks/class_cuts.py` cuts more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from benchmarks.class_cuts import SOON, Cutting, every
from benchmarks.class_host import may_commit
from benchmarks.class_proxy import Proxy
from game.classroom.client import Client
from game.classroom.host import answer_frame
from game.classroom.protocol import NotLetIn
from game.classroom.requests import Answer
from tests.support.classes import Running, begin, running

FLAPS = 10
HEAD = 2  # bytes before a short frame of a WebSocket


@pytest.fixture
def class_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A class in which clients come back soon, and may change their minds often."""
    monkeypatch.setattr("game.classroom.client.FIRST_PAUSE", SOON)
    monkeypatch.setattr("game.classroom.requests.MOST_CHANGES", 10_000)
    monkeypatch.setattr("benchmarks.class_cuts.CHANGES", 10_000)
    with running(begin(tmp_path)) as found:
        yield found


def file_of(class_: Running) -> Path:
    """Of the one table."""
    return class_.host.room.folder / "tables" / "table-1.standoff"


@asynccontextmanager
async def playing(class_: Running) -> AsyncIterator[Cutting]:
    """Ana, behind a proxy, who is about to give orders, and Ben, who is waited for."""
    async with (
        Proxy(int(class_.url.rpartition(":")[2])) as proxy,
        class_.student("Ana") as ana,
    ):
        await ana.until("lobby")
        ana.url = proxy.url.replace("http", "ws") + "/socket"
        async with class_.student("Ben") as ben, class_.teacher() as teacher:
            await ben.until("lobby")
            for act in ("seat", "start"):
                assert (await teacher.act(act))["ok"]
            await ana.until(may_commit)
            await ana.stop()
            await ana.start()
            await ana.until_welcome()
            yield Cutting(ana, ben, proxy)


def test_orders_are_given_once_wherever_the_line_is_cut(class_: Running):
    """At every byte of the orders on their way to the host, and of the answer on its way back."""

    async def play() -> tuple[Cutting, int]:
        async with playing(class_) as cutting:
            lengths = await cutting.measure(anew=False)
            cuts = every(lengths | {"down": len(answer_frame(999, Answer(True))) + HEAD})
            await cutting.cut_at(cuts, anew=False)
        return cutting, len(cuts)

    cutting, cuts = asyncio.run(play())
    assert cuts > 100
    assert cutting.cuts == cuts
    assert len(cutting.given) == cuts + 1
    assert cutting.check(file_of(class_)) == []


def test_orders_that_stand_there_twice_or_not_at_all_are_found(class_: Running):
    """The same check tells of a request that was done but is not in the file."""

    async def play() -> Cutting:
        async with playing(class_) as cutting:
            await cutting.measure(anew=True)
        return cutting

    cutting = asyncio.run(play())
    cutting.given.append("s1 99")
    assert cutting.check(file_of(class_)) == ["s1 99 was lost"]


def test_a_line_that_flaps_ten_times_gives_orders_once(class_: Running):
    """Each time it is cut after some more bytes; then it holds, and the answer comes."""

    async def play() -> Cutting:
        async with playing(class_) as cutting:
            cutting.proxy.count({"up": 1})
            asked = asyncio.create_task(cutting.student.ask("commit"))
            for flap in range(1, FLAPS):
                while cutting.proxy.is_to_cut:
                    await asyncio.sleep(0.001)
                cutting.proxy.count({"down": 200 * flap})
            answer = await asked
            assert answer["ok"]
            cutting.given.append(f"s1 {answer['seq']}")
        return cutting

    assert asyncio.run(play()).check(file_of(class_)) == []


def test_of_two_devices_that_give_the_same_orders_the_older_is_told_why(class_: Running):
    """The newer one goes on with what was put down, and the orders stand there once."""

    async def play() -> Cutting:
        async with playing(class_) as cutting:
            older = cutting.student
            await older.until(may_commit)
            cutting.proxy.hold()
            asked = asyncio.create_task(older.ask("commit"))
            async with Client(class_.url, token=older.token) as newer:
                await newer.until(may_commit)
                cutting.proxy.release()
                with pytest.raises(NotLetIn, match="another device"):
                    await asked
                answer = await newer.ask("commit")
                assert answer["ok"]
                cutting.given.append(f"s1 {answer['seq']}")
        return cutting

    assert asyncio.run(play()).check(file_of(class_)) == []
