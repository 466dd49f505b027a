"""Messages, proposals and pacts in words that every front end shows as they are."""

from __future__ import annotations

from sim.engine.vows import ANY_ESCALATION
from sim.scenario.schema import Scenario
from sim.session.labels import spoken_label
from sim.session.said import Kept
from sim.session.spoken import Message, Vow
from sim.session.talk import Bid
from sim.session.words import _, figure, listed


def message_heading(scenario: Scenario, said: Message, turn: int, language: str) -> str:
    """Who said it to whom, and when."""
    author = spoken_label(scenario, said.role, language)
    if not said.to:
        return _("Turn {turn}, {author} to everybody").format(turn=turn, author=author)
    names = listed([spoken_label(scenario, name, language) for name in said.to])
    words = _("Turn {turn}, {author} to {names} in private")
    return words.format(turn=turn, author=author, names=names)


def proposal_title(scenario: Scenario, bid: Bid, language: str) -> str:
    """Between whom it is, and who learns of it."""
    author, other = (spoken_label(scenario, name, language) for name in bid.given.sides)
    if bid.fate == "signed":
        words = _("Public pact of {author} and {other}")
        private = _("Private pact of {author} and {other}")
    else:
        words = _("Proposal of {author} to {other}, public once it is signed")
        private = _("Proposal of {author} to {other}, private")
    return (words if bid.given.public else private).format(author=author, other=other)


def proposal_standing(bid: Bid) -> str:
    """What came of it."""
    return {
        "open": _("It can be signed up to turn {until}."),
        "signed": _("Signed on turn {turn}."),
        "declined": _("Declined on turn {turn}."),
        "lapsed": _("Nobody signed it by turn {turn}."),
        "withdrawn": _("Withdrawn on turn {turn}."),
    }[bid.fate].format(turn=bid.settled, until=bid.given.until)


def promise_outcome(
    fate: Kept, settled: int | None, audience: str, price: float, over: bool
) -> str:
    """What became of a promise, and what breaking it would cost or did cost."""
    if over and fate in ("", "open"):
        return _("Still binding when it ended.") if fate else _("Never signed.")
    costs = {
        "": _("Breaking it would cost {price} of “{audience}”, and credibility."),
        "open": _("Breaking it now costs {price} of “{audience}”, and credibility."),
        "broken": _("Broken on turn {turn}; it cost {price} of “{audience}”, and credibility."),
    }
    trust = {
        "": _("Breaking it would cost credibility."),
        "open": _("Breaking it now costs credibility."),
        "broken": _("Broken on turn {turn}; it cost credibility."),
    }
    ends = {
        "kept": _("Kept on turn {turn}."),
        "released": _("No longer binding since turn {turn}: the other side broke its word."),
    }
    words = (ends | (costs if audience else trust))[fate]
    return words.format(turn=settled, price=figure(price), audience=audience)


def promise_label(scenario: Scenario, maker: str, what: str, language: str) -> str:
    """What is promised to be done or not."""
    if what == ANY_ESCALATION:
        return _("anything that escalates")
    return spoken_label(scenario, f"{maker}.{what}", language)


def promise_words(scenario: Scenario, maker: str, vow: Vow, language: str) -> str:
    """A promise in a line."""
    if vow.sense == "do":
        words = _("{maker}: “{move}” by turn {turn}")
    elif vow.what == ANY_ESCALATION:
        words = _("{maker}: nothing that escalates, up to turn {turn}")
    else:
        words = _("{maker}: not “{move}”, up to turn {turn}")
    return words.format(
        maker=spoken_label(scenario, maker, language),
        move=promise_label(scenario, maker, vow.what, language),
        turn=vow.until,
    )
