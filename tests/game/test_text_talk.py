"""Talk in the terminal: messages, and promises offered for promises."""

from __future__ import annotations

from collections.abc import Iterator

from game.play import Play
from tests.support.terminal import transcript
from tests.support.three import three


def said(*typed: str) -> str:
    """What the terminal shows to `a` and `b`, who sit down one after the other, and type this."""
    return transcript(three(), "ab", lambda _play: typed)


def test_messages_are_read_by_those_who_sit_down_next():
    told = said("say Hello \u202e all", "tell birch Psst", "talk", "commit", "", "quit")
    assert "Everybody can read it now." in told
    assert "Birch can read it now, and nobody else." in told
    assert told.count("Turn 1, Ash to everybody: Hello all") == 2, "asked for, and by Birch"
    assert told.count("Turn 1, Ash to Birch in private: Psst") == 2


def test_what_can_not_be_said_gets_a_helpful_line():
    told = said("say", "tell", "tell z x", "sign", "sign 9", "withdraw x", "talk")
    for line in (
        "There is nothing in the message that could be read.",
        "Whom? The sides are b, c.",
        "Nobody has proposed that to you.",
        "You have made no such proposal.",
        "Nobody has said anything to you yet.",
    ):
        assert line in told


def test_a_proposal_is_made_step_by_step_and_signed_by_the_other():
    def typing(play: Play) -> Iterator[str]:
        yield from ("propose", "birch", "to do: strike", "9", "3", "to do: send", "3", "only")
        yield from ("commit", "", "sign 1", "talk")
        assert play.view.proposals[0].fate == "signed"

    told = transcript(three(), "ab", typing)
    assert "Type a number from 1 to 6." in told
    assert told.count("Proposal of Ash to Birch, private. It can be signed up to turn 3.") == 2
    assert "- Birch: “Send crates” by turn 3. Breaking it would cost credibility." in told
    assert "Private pact of Ash and Birch. Signed on turn 1." in told


def test_a_policy_answers_before_one_goes_on():
    told = said("propose", "c", "not to do: strike", "2", "to do: watch", "2", "everybody")
    assert "Ash and Cedar" in told or "Declined on turn 1." in told


def test_a_proposal_can_be_withdrawn():
    told = said("propose", "b", "1", "3", "1", "3", "only", "withdraw 1", "commit", "", "sign 1")
    assert "It is withdrawn." in told
    assert told.endswith("> sign 1\nIt was withdrawn.\n") or "\nIt was withdrawn.\n" in told
