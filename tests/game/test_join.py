"""A seat in a class, in the window: with a real host on this computer, and nobody's help."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from threading import Thread

import pytest
from click.testing import CliRunner

from game.cli.join import command
from game.screens.join import Join
from game.text.attending import attend
from game.text.console import Console
from game.ticket import Ticket, tickets, tickets_path
from game.ui import picture
from tests.support.classes import Running, begin, joined, running
from tests.support.hands import Window, window
from tests.support.terminal import Typist


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for tickets and settings."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))


@pytest.fixture
def room(tmp_path):
    """A class that plays the tutorial at one table."""
    return begin(tmp_path)


class Class:
    """A host with a teacher, and another student who sits opposite."""

    def __init__(self, run: Running, runner, teacher, ben) -> None:
        self.run, self.runner, self.teacher, self.ben = run, runner, teacher, ben

    def act(self, act: str, **fields: object) -> None:
        """The teacher does something."""
        answer = self.runner.run(self.teacher.act(act, **fields))
        assert answer["ok"], answer

    def commit(self) -> None:
        """The other student gives the orders as they are."""
        self.runner.run(self.ben.until("planning"))
        assert self.runner.run(self.ben.ask("commit", expected=None))["ok"]

    def begin(self, at: Window) -> None:
        """Go on to the first turn, with the window at the board."""
        self.act("seat")
        at.wait(lambda: at.screen == "briefing")
        at.press("b")
        self.act("start")
        at.wait(lambda: "Choose a deed and a word" in at.words)


@pytest.fixture
def lesson(room) -> Iterator[Class]:
    """A class in its lobby."""
    with running(room) as run:
        teacher, ben = run.teacher(), run.student("Ben")
        with joined(teacher, ben) as runner:
            runner.run(ben.until("lobby"))
            yield Class(run, runner, teacher, ben)


@contextmanager
def inside(run: Running, name: str = "Ana", **settings: object) -> Iterator[Window]:
    """The window of somebody who has typed address, code and name."""
    with window(Join(Ticket.to(run.url, run.host.room.register.code, name)), **settings) as at:
        at.press("enter")
        at.wait(lambda: at.screen == "briefing" or "are here" in at.words)
        yield at


# -- the way in ------------------------------------------------------------------------------------


def test_address_code_and_name_are_typed_and_lead_into_the_room(lesson):
    code = lesson.run.host.room.register.code
    with window(Join()) as at:
        for text in (lesson.run.url, code, "Ana"):
            at.write(text)
            at.press("tab")
        at.click_on("Join")
        at.wait(lambda: "are here" in at.words)
        assert "You are in. Wait for your teacher to begin." in at.words
        assert "2 of 2 are here." in at.words


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (("no where", "K7M2QX", "Ana"), "“no where” is no address."),
        (("192.168.1.7", "", "Ana"), "Type the code that your teacher shows."),
        (("192.168.1.7", "K7M2QX", " "), "Type your name"),
    ],
)
def test_what_is_missing_is_asked_for(written, told):
    with window(Join(Ticket(*written))) as at:
        at.press("enter")
        assert told in at.words


def test_a_wrong_code_is_told_and_can_be_mended(lesson):
    with window(Join(Ticket(lesson.run.url, "AAAAAA", "Ana"))) as at:
        at.press("enter")
        at.wait(lambda: "Try again" in at.words)
        assert "code" in at.words
        at.press("enter")
        assert at.screen == "join"
        assert "AAAAAA" in at.words


def test_a_host_that_does_not_answer_is_named_as_what_is_wrong():
    with window(Join(Ticket("http://127.0.0.1:9", "K7M2QX", "Ana"))) as at:
        at.press("enter")
        at.wait(lambda: "no class is open at its port 9." in at.words)
        at.wait(lambda: "Tries so far: 3." in at.words)
        at.press("esc")
        assert at.screen == "join", "where the address can be mended"
        assert "no class is open at its port 9." in at.words


def test_without_a_network_that_is_told(monkeypatch):
    monkeypatch.setattr("game.joining.has_network", lambda _address: False)
    with window(Join(Ticket("http://127.0.0.1:9", "K7M2QX", "Ana"))) as at:
        at.press("enter")
        assert "Your connection: this computer is in no network." in at.words


# -- the game --------------------------------------------------------------------------------------


def test_a_whole_class_is_played_with_the_screens_of_a_game_of_ones_own(lesson):
    with inside(lesson.run) as at:
        lesson.begin(at)
        seen = [at.screen]
        while at.screen != "asking":
            at.wait(lambda: at.screen != "board" or "Choose a deed" in at.words)
            if at.screen == "board":
                at.press("2", "2", "c")
                while at.screen == "commit":  # nobody may ask a host too often
                    at.press("enter", "enter")
                lesson.commit()
                at.wait(lambda: at.screen == "resolution")
            else:
                at.press("enter")
            seen.append(at.screen)
        assert seen.count("resolution") > 5
        at.press("enter", "enter")  # the first turn was best, and then the second is worst
        assert at.screen == "reflection"
        at.click_on("Your thought")
        at.write("Calm")
        at.press("enter")  # which keeps it, and goes on
        assert at.screen == "ending"
        lesson.act("debrief")
        at.press("d")
        assert at.screen == "debrief"
        at.wait(lambda: "as you said" in at.words or "other than" in at.words)
        assert "Take this turn again" not in at.words
    notes = lesson.run.host.room.tables[1].session.notes
    kept = {note.about: note.content["content"] for note in notes}
    assert kept["debrief 1"] == "Calm"
    assert (kept["debrief best"], kept["debrief worst"]) == ({"turn": 1}, {"turn": 2})


def test_what_is_put_down_is_at_the_host_and_can_be_taken_back(lesson):
    with inside(lesson.run) as at:
        lesson.begin(at)
        at.press("2", "2")
        session, (role,) = lesson.run.host.room.tables[1].session, at.app.screen.play.people
        assert session.orders(role).deed != "hold"
        at.press("c", "enter", "enter")
        assert "Your orders are given. Waiting for the others." in at.words
        at.press("u")
        at.wait(lambda: "Choose a deed" in at.words)
        at.press("u")
        assert session.orders(role).deed == "hold"


def test_orders_are_never_given_for_a_turn_that_was_not_read(lesson):
    with inside(lesson.run) as at:
        lesson.begin(at)
        at.press("c", "enter")
        lesson.commit()
        lesson.act("advance", tables=[1])
        at.wait(lambda: at.screen == "resolution")
        (role,) = at.app.screen.play.people
    assert [given.by for given in lesson.run.host.room.tables[1].session.given(role)] == ["clock"]


def test_a_pause_stops_all_and_says_why(lesson):
    with inside(lesson.run) as at:
        lesson.begin(at)
        lesson.act("pause", says="Look at me.")
        at.wait(lambda: "paused · Look at me." in at.words)
        at.press("2", "2")
        (role,) = at.app.screen.play.people
        assert lesson.run.host.room.tables[1].session.orders(role).deed == "hold"


def test_a_message_of_another_comes_while_one_looks(lesson):
    with inside(lesson.run) as at:
        lesson.begin(at)
        at.press("j")
        lesson.runner.run(lesson.ben.ask("say", to=[], text="Good morning"))
        at.wait(lambda: "Good morning" in at.words)
        at.click_on("Your message")
        at.write("You too")
        at.press("enter")
        at.wait(lambda: "You too" in at.words.partition("Good morning")[0])
    assert len(lesson.run.host.room.tables[1].session.view("ardale").messages) == 2


def test_a_member_of_a_team_suggests_and_the_captain_decides(tmp_path):
    room = begin(tmp_path, roles=("ardale",), tables=1)
    with running(room) as run:
        teacher, ben = run.teacher(), run.student("Ben")
        with joined(teacher, ben) as runner:
            runner.run(ben.until("lobby"))
            lesson = Class(run, runner, teacher, ben)
            with inside(run) as at:
                lesson.begin(at)
                assert "Ben gives the orders of your team" in at.words
                at.press("2", "2")
                runner.run(ben.until(lambda one: any(m["suggestion"] for m in one.now["team"])))
                at.press("c", "enter", "enter")
                assert at.screen == "commit"
                assert "Ben gives the orders of your team; suggest" in at.words


SIZES = [((1280, 720), 1.0), ((1920, 1080), 1.0), ((1280, 720), 1.4), ((1280, 720), 2.0)]


def test_what_goes_on_has_room_on_the_board_in_longer_words(lesson):
    with inside(lesson.run) as at:
        lesson.begin(at)
        lesson.act("time", seconds=3000)
        lesson.act("say", tables=[], text="A longer message of the teacher to everybody. " * 4)
        at.wait(lambda: "A longer message" in at.words)
        board = at.app.screen
        board.desk.refused = "It was not counted, since it came a little too late. " * 2
        for size, scale in SIZES:
            picture(board, size, scale, language="qps")


def test_who_is_moved_from_the_seat_looks_on_until_there_is_one_again(lesson):
    with inside(lesson.run) as at:
        lesson.begin(at)
        (role,) = at.app.screen.play.people
        lesson.act("move", student="s2", table=1, role="")
        at.wait(lambda: at.screen == "room" and "You look on" in at.words)
        at.wait(lambda: "Radio Ardale: shots at our boats" in at.words)
        for size, scale in SIZES:
            picture(at.app.screen, size, scale, language="qps")
        lesson.act("move", student="s2", table=1, role=role)
        at.wait(lambda: at.screen == "briefing")


# -- lost and found --------------------------------------------------------------------------------


def test_who_closes_the_window_comes_back_to_the_same_seat(lesson):
    with inside(lesson.run) as at:
        lesson.begin(at)
        at.press("2", "2")
        deed = at.app.screen.play.view.deed
    assert stat.S_IMODE(tickets_path().stat().st_mode) == 0o600
    with window(Join()) as at:
        at.press("enter")
        at.wait(lambda: at.screen == "briefing")
        at.press("b")
        assert at.app.screen.play.view.deed == deed
    assert len(lesson.run.host.room.register.students) == 2


def test_a_line_that_breaks_is_told_and_comes_back_by_itself(lesson, monkeypatch):
    monkeypatch.setattr("game.classroom.client.FIRST_PAUSE", 1.0)  # long enough to be read
    with inside(lesson.run) as at:
        lesson.begin(at)
        remote = at.app.screen.play.remote
        remote._loop.call_soon_threadsafe(remote.client._socket.transport.abort)
        at.wait(lambda: "The host's computer: what was acknowledged is safe" in at.words)
        at.press("2", "2")
        assert at.words.count("trying again") == 2, "nor can anything be put down meanwhile"
        at.wait(lambda: "Choose a deed and a word" in at.words)


def test_who_was_sent_out_is_told_and_its_ticket_is_gone(lesson):
    with inside(lesson.run) as at:
        lesson.act("remove", student="s2")
        at.wait(lambda: "Try again" in at.words)
    assert tickets() == []


# -- the command -----------------------------------------------------------------------------------


def test_the_command_refuses_what_is_no_address():
    done = CliRunner().invoke(command, ["ftp://here"])
    assert done.exit_code == 2
    assert "“ftp://here” is no address." in done.output


def test_in_the_terminal_all_that_is_missing_has_to_be_told():
    done = CliRunner().invoke(command, ["host", "--text"])
    assert done.exit_code == 2
    assert "--text needs ADDRESS, --code and --name" in done.output


def test_a_class_is_played_from_a_script_too(lesson):
    said = StringIO()
    console = Console(StringIO("skip\ncommit\n70\n"), said, prompts=False)
    ticket = Ticket.to(lesson.run.url, lesson.run.host.room.register.code, "Ana")
    script = Thread(target=attend, args=(console, ticket))
    script.start()
    lesson.runner.run(lesson.ben.until(lambda ben: ben.now.get("here") == 2))
    lesson.act("seat")
    lesson.act("start")
    lesson.commit()
    script.join(20)
    assert "You are in. Wait for your teacher to begin." in said.getvalue()
    assert "What happened in turn 1, in order:" in said.getvalue()
    assert "Your place stays" in said.getvalue()
    session = lesson.run.host.room.tables[1].session
    assert 0.7 in [given.expected for role in session.people for given in session.given(role)]


def test_in_the_terminal_one_is_asked_before_one_is_told(tmp_path):
    """And what decisions did is told when the teacher says so."""
    room = begin(tmp_path, roles=("ardale",), tables=1)

    def typed() -> Iterator[str]:
        yield "skip"
        while not room.tables[1].session.over:
            yield from ("commit", "70")
        yield from ("1", "2", "Calm", "", "", "", "futures", "quit")

    out = StringIO()
    console = Console(Typist(typed(), out), out, prompts=False)
    with running(room) as run, joined(teacher := run.teacher()) as runner:
        ticket = Ticket.to(run.url, room.register.code, "Ana")
        script = Thread(target=attend, args=(console, ticket))
        script.start()
        runner.run(teacher.until(lambda one: one.frames.get("class", {}).get("here") == 1))
        for act in ("seat", "start"):
            assert runner.run(teacher.act(act))["ok"]
        script.join(30)
        notes = room.tables[1].session.notes
    heard = out.getvalue()
    asked, thought, ended, told = (
        heard.index(words)
        for words in (
            "Which turn did you play best?",
            "Think back.",
            "It is over: ",
            "is told when",
        )
    )
    assert asked < thought < ended < told
    assert {note.about for note in notes} >= {"debrief best", "debrief worst", "debrief 1"}
