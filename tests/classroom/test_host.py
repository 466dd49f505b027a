"""A host that listens: the whole flow, and those who misbehave, on real sockets."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect

from game.classroom.client import Client
from game.classroom.protocol import NotLetIn
from game.classroom.views import unpack
from tests.support.classes import SECRET, Running, begin, joined, playing, running


def test_a_class_from_the_lobby_to_the_debrief(tmp_path: Path):
    with running(begin(tmp_path)) as class_:
        teacher, ana, ben = class_.teacher(), class_.student("Ana"), class_.student("Ben")
        with joined(teacher, ana, ben) as runner:
            runner.run(whole_class(teacher, ana, ben))
            assert ana.sheet["over"]
            assert ana.sheet["ending"]["label"] == ben.sheet["ending"]["label"]
            assert [step["turn"] for step in ana.sheet["history"]][:2] == [1, 2]


async def whole_class(teacher: Client, ana: Client, ben: Client) -> None:
    """Two turns by people, and the rest by policies."""
    await ana.until("lobby")
    await ben.until("lobby")
    assert (await teacher.act("seat"))["ok"]
    await ana.until("briefing")
    assert (await ana.ask("ready"))["ok"]
    assert (await teacher.act("start"))["ok"]
    for turn in (1, 2):
        for student in (ana, ben):
            await student.until(
                lambda c, turn=turn: c.now["turn"] == turn and c.now["may"]["draft"]
            )
            deed = next(card for card in student.sheet["cards"] if card["legal"])
            assert (await student.ask("draft", deed=deed["id"]))["ok"]
            assert (await student.ask("commit", expected=0.5))["ok"]
    await ana.until(lambda c: c.now["turn"] == 3 and c.sheet["turn"] == 3)
    assert (await teacher.act("debrief"))["ok"]
    await ana.until(lambda c: c.now["phase"] == "debrief" and c.sheet["over"])
    await ben.until(lambda c: c.now["phase"] == "debrief" and c.sheet["over"])


def test_a_student_reconnects_to_the_same_seat_and_the_same_orders(tmp_path: Path):
    with running(begin(tmp_path)) as class_:
        teacher, ana = class_.teacher(), class_.student("Ana")
        with joined(teacher, ana) as runner:
            runner.run(ana.until("lobby"))
            runner.run(teacher.act("seat"))
            runner.run(teacher.act("start"))
            runner.run(ana.until("planning"))
            runner.run(ana.ask("draft", deed="close-bridge"))
        again = Client(class_.url, token=ana.token)
        with joined(again) as runner:
            runner.run(again.until("planning"))
            assert again.now["orders"]["deed"] == "close-bridge"
            assert again.now["you"]["name"] == "Ana"


def test_of_two_devices_with_one_token_the_newest_goes_on(class_: Running):
    one = class_.student("Ana")
    two = class_.student("Ana", token=one.token)
    with joined(one) as runner:
        runner.run(one.until("lobby"))
        runner.run(two.start())
        runner.run(two.until("lobby"))
        with pytest.raises(NotLetIn, match="another device") as told:
            runner.run(one.until("planning"))
        assert told.value.why == "elsewhere"
        runner.run(two.stop())


def test_a_request_that_comes_twice_is_done_once_and_answered_alike(class_: Running):
    with hello(class_) as line:
        ask = {"type": "note", "seq": 1, "about": "x", "content": "y"}
        assert answer(line, ask) == answer(line, ask)
        assert "long ago" in answer(line, ask | {"seq": 0})["says"]


@pytest.mark.parametrize(
    "frame",
    [
        "nonsense",
        "[]",
        '{"type":"act","seq":1,"act":"start"}',
        '{"type":"ready","seq":1,"role":"x"}',
        '{"type":"hello","v":1}',
        "\x00",
    ],
)
def test_what_is_not_understood_is_answered_once_and_ends_the_line(class_: Running, frame: str):
    with hello(class_) as line:
        line.send(frame)
        refused = until(line, "refused")
        assert refused["why"] == "malformed"
        assert refused["says"]
        with pytest.raises(ConnectionClosed):
            line.recv(5)


@pytest.mark.parametrize("token", ["0" * 48, SECRET[:-1] + "0", SECRET[:32], "5e" * 30])
def test_the_teachers_page_opens_with_the_secret_only(class_: Running, token: str):
    for who in ("teacher", "projector"):
        with connect(socket_of(class_)) as line:
            line.send(json.dumps({"type": "hello", "v": 1, "as": who, "token": token}))
            assert until(line, "refused")["why"] == "token"


def test_a_projector_can_only_look(class_: Running):
    token = class_.host.projector
    with connect(socket_of(class_)) as line:
        line.send(json.dumps({"type": "hello", "v": 1, "as": "projector", "token": token}))
        shown = until(line, "projector")
        assert shown["code"] == class_.host.room.register.code
        line.send(json.dumps({"type": "act", "seq": 1, "act": "start"}))
        assert until(line, "refused")["why"] == "malformed"


def test_who_asks_too_fast_is_told_and_who_floods_is_cut_off(class_: Running):
    with hello(class_) as line:
        told = [answer(line, {"type": "ready", "seq": seq})["says"] for seq in range(1, 14)]
        assert told[-1] == "Too fast: wait a second, then ask again."
        with pytest.raises(ConnectionClosed):
            flood(line)


def test_whoever_says_nothing_is_sent_away(class_: Running, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("game.classroom.server.SECONDS_FOR_HELLO", 0.05)
    with connect(socket_of(class_)) as line, pytest.raises(ConnectionClosed):
        line.recv(5)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "http://evil.example", "Host": "evil.example"}],
)
def test_another_sites_page_can_not_speak_for_a_student(class_: Running, headers: dict[str, str]):
    with pytest.raises(InvalidHandshake), connect(socket_of(class_), additional_headers=headers):
        pass


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/teacher", 200),
        ("/projector", 200),
        ("/qr.svg", 200),
        ("/words.json", 200),
        ("/land.json", 200),
        ("/pages/../host.py", 404),
        ("/pages/..%2fhost.py", 404),
        ("/pages/%2e%2e/host.py", 404),
        ("/pages/student.html", 404),
        ("/pages/nonsense.js", 404),
        ("/etc/passwd", 404),
    ],
)
def test_only_the_pages_can_be_fetched(class_: Running, path: str, status: int):
    try:
        with urllib.request.urlopen(class_.url + path) as got:
            found, headers, text = got.status, got.headers, got.read().decode()
    except urllib.error.HTTPError as refused:
        found, headers, text = refused.code, refused.headers, refused.read().decode()
        refused.close()
    assert found == status
    assert "default-src 'self'" in headers["content-security-policy"]
    assert SECRET not in text
    assert "Traceback" not in text


def test_a_program_that_draws_itself_gets_whole_views(tmp_path: Path):
    with running(playing(tmp_path, students=1)) as class_:
        ana = Client(class_.url, token=f"{1:032x}", frames="view")
        with joined(ana) as runner:
            runner.run(ana.until(lambda c: "view" in c.frames and c.now.get("phase") == "planning"))
            runner.run(ana.ask("draft", deed="close-bridge"))
            runner.run(ana.until(lambda c: c.now["orders"]["deed"] == "close-bridge"))
        with urllib.request.urlopen(f"{class_.url}/land.json?whole") as got:
            land = got.read()
        view = unpack(ana.frames["view"]["view"], land, ana.now)
        assert (view.role, view.turn, view.deed) == ("ardale", 1, "close-bridge")
        assert view.chart is None or view.chart.areas


def test_a_slow_student_hurts_nobody_else(tmp_path: Path):
    """Whoever does not read is sent the newest of each kind, and others wait for nothing."""
    with running(playing(tmp_path, students=2)) as class_:
        ana = Client(class_.url, token=f"{1:032x}")
        slow = {"type": "hello", "v": 1, "as": "student", "token": f"{2:032x}"}
        with joined(ana) as runner, quiet(class_) as line:
            line.send(json.dumps(slow))
            for _turn in range(4):
                runner.run(ana.until(lambda c: c.now.get("may", {}).get("commit", False)))
                runner.run(ana.ask("commit"))
                runner.run(close_table(class_))
            queued = class_.host.screens.of["s2"]._newest
            assert len(queued) <= 3


def quiet(class_: Running) -> ClientConnection:
    """A line that takes one frame and reads no more."""
    return connect(socket_of(class_), max_queue=1, close_timeout=0.1)


async def close_table(class_: Running) -> None:
    """The turn is taken, as when time is up."""
    room = class_.host.room
    await class_.host.worker.do(lambda: room.close_turns(list(room.tables.values())))
    await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
def class_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A host in whose lobby nobody is; its door does not count guesses of these tests."""
    with running(begin(tmp_path_factory.mktemp("host"))) as class_:
        yield class_


def socket_of(class_: Running) -> str:
    """Where it listens for hello."""
    return class_.url.replace("http", "ws") + "/socket"


@contextmanager
def hello(class_: Running) -> Iterator[ClientConnection]:
    """A line that has joined, as somebody new."""
    number = len(class_.host.room.register.students) + 1
    code = class_.host.room.register.code
    said = {"type": "hello", "v": 1, "as": "student", "token": f"{number:032x}", "code": code}
    with connect(socket_of(class_)) as line:
        line.send(json.dumps(said | {"name": f"Student {number}"}))
        until(line, "welcome")
        yield line


def flood(line: ClientConnection) -> None:
    """Ask without end."""
    for seq in range(14, 400):
        line.send(json.dumps({"type": "ready", "seq": seq}))
        line.recv(5)


def answer(line: ClientConnection, request: dict) -> dict:
    """What is answered."""
    line.send(json.dumps(request))
    return until(line, "answer")


def until(line: ClientConnection, kind: str) -> dict:
    """The next frame of that kind."""
    while True:
        frame = json.loads(line.recv(10))
        if frame["type"] == kind:
            return dict(frame)
