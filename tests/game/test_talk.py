"""Talk in the window: two people at one keyboard who write to each other and sign something."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest

from game.debrief.study import Marks
from game.play import Play
from game.screens.debrief import Debrief
from game.screens.offer import Offer
from game.screens.talk import Talk
from game.ui import picture
from sim.session import Session, Vow
from tests.support.debriefs import Found, laid_upon
from tests.support.hands import Window, window
from tests.support.reviews import made_up_review
from tests.support.sessions import give, play_on
from tests.support.three import three

SIZES = [((1280, 720), 1.0), ((1920, 1080), 1.0), ((1280, 720), 1.4), ((1280, 720), 2.0)]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for saves and settings."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))


@pytest.fixture
def play() -> Play:
    """`a` and `b` are people, `c` is played by a policy; `a` sits there."""
    return Play(Session.begin(three(), "ab", seed=8))


def at_the_board(play: Play) -> AbstractContextManager[Window]:
    """The window with the board."""
    return window(play.after_briefing())


def test_a_message_is_written_and_only_those_read_it_whom_it_is_for(play):
    with at_the_board(play) as at:
        at.press("j")
        at.click_on("To: everybody")
        at.click_on("Your message")
        at.write("Psst")
        at.press("enter")
        assert "Turn 1, Ash to Birch in private\nPsst" in at.words
        assert "Your message" in at.words, "the line is empty again"
    assert [said.to for said in play.session.view("b").messages] == [("b",)]


def test_a_promise_is_offered_step_by_step_and_signed_by_the_other(play):
    with at_the_board(play) as at:
        at.press("j")
        for words in ("Offer a promise", "Birch", "To do: Strike"):
            at.click_on(words)
        at.press("esc")
        for words in ("Not to do: Strike", "Turn 3 · Tuesday 26 September 2023"):
            at.click_on(words)
        for words in ("To do: Send crates", "Turn 2 · Monday 25 September 2023"):
            at.click_on(words)
        at.click_on("Everybody, once it is signed")
        assert at.screen == "talk"
        assert "It can be signed up to turn 2." in at.words
    again = Play(Session.resume(play.session.path))
    again.sit("b")
    with at_the_board(again) as at:
        at.press("p")
        at.click_on("1 proposal waits for you")
        at.click_on("Sign")
        assert "Public pact of Ash and Birch\nSigned on turn 1." in at.words
    assert again.session.view("a").proposals[0].fate == "signed"


def test_what_can_not_be_said_is_told_and_what_was_written_stays(play):
    with at_the_board(play) as at:
        at.press("j")
        at.click_on("Your message")
        at.write("\u200b")
        at.press("enter")
        assert "There is nothing in the message that could be read." in at.words
    assert not play.session.entries


def agreed(play: Play) -> Play:
    """What can be seen of talk: something said, proposed, and signed."""
    calm = Vow(sense="refrain", what="*", until=2)
    send, strike = (Vow(sense="do", what=what, until=2) for what in ("send", "strike"))
    play.session.say("b", "A message of some length, about this and that and the other. " * 6)
    play.session.propose("a", "b", calm, send, public=True, text="For a quiet day.")
    play.session.answer("b", 1, True)
    play.session.propose("b", "a", send, strike)
    play.session.propose("a", "b", strike, send)
    return play


@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_talk_has_room_in_longer_words(play, size, scale):
    agreed(play)
    board = play.after_briefing()
    board.desk.tab = "pledges"
    offers = [Offer(play) for _ in range(6)]
    view = play.view
    own, other = (next(p for p in view.promisable if p.actor == actor) for actor in "ab")
    answers = ["b", own, 2, other, 2]
    for steps, offer in enumerate(offers):
        offer.parts = answers[:steps]
    for screen in (board, Talk(play), *offers):
        picture(screen, size, scale, language="qps")


@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_signed_promises_have_room_in_the_debrief(play, size, scale):
    agreed(play)
    give(play.session, a="strike")
    play_on(play.session, 1)
    play.study.mark(Marks(best=1, worst=2))
    play.study.reviewer = Found(made_up_review(play.session, "a"))
    screen = Debrief(play)
    screen.part = "promises"
    assert "Public pact of Ash and Birch" in laid_upon(screen).words
    picture(screen, size, scale, language="qps")
    play.close()


def test_after_the_end_nothing_more_can_be_said(play):
    play.session.say("b", "Between us", ["c"])
    while not play.over:
        for role in play.session.waiting():
            play.session.commit(role)
    play.sit("a")
    with window(Talk(play)) as at:
        assert "Turn 1, Birch to Cedar in private\nBetween us" in at.words
        assert "Send" not in [button.words for button in at.buttons]
