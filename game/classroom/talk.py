"""Messages, proposals and pacts of a role, as a page shows them.

A frame has an end, and people may write much: then the newest is told whole, what is older in
short, and the oldest only on request, page by page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from game.classroom.plain import Plain, size_of
from sim.session import Clause, Promisable, Proposal, Saying, View

MOST_MESSAGES = 60
MOST_PROPOSALS = 40
LITTLE = 8_000  # letters in texts that have room in any frame
FEW = 10  # proposals of which the same is true
IN_SHORT = 160  # letters of a text that is cut
PAGE = 48 * 1024  # bytes of what is told on request at once


def talk_of(view: View, room: Callable[[], int], is_tight: bool = False) -> Plain:
    """What this role has read and written, and what was agreed as far as it knows.

    room: bytes that are left for it; only asked if that may be too few, or if it is tight.
    """
    messages = messages_of(view, max(0, len(view.messages) - MOST_MESSAGES))
    proposals = proposals_of(view, max(0, len(view.proposals) - MOST_PROPOSALS))
    if is_tight or is_much(view):
        bytes_left = room()
        proposals = fitted(proposals, bytes_left // 2)
        messages = fitted(messages, bytes_left - sum(map(size_of, proposals)))
    return {
        "messages": messages,
        "messages_before": len(view.messages) - len(messages),
        "proposals": proposals,
        "proposals_before": len(view.proposals) - len(proposals),
    }


def is_much(view: View) -> bool:
    """Might it be too much for a frame?"""
    texts = [each.text for each in view.messages[-MOST_MESSAGES:]]
    texts += [each.text for each in view.proposals[-MOST_PROPOSALS:]]
    return len(view.proposals) > FEW or sum(map(len, texts)) > LITTLE


def fitted(items: Sequence[Plain], room: int) -> list[Plain]:
    """As many as have room: the newest whole in half of it, then in short, what is open first."""
    kept: list[Plain] = []
    whole = room // 2
    for each in sorted(items, key=lambda each: (is_open(each), each["place"]), reverse=True):
        size = size_of(each)
        shown, whole = (each, whole - size) if size <= whole else (in_short(each), 0)
        room -= size_of(shown)
        if room < 0:
            break
        kept.append(shown)
    return sorted(kept, key=lambda each: int(each["place"]))


def reread(view: View, what: str, first: int) -> Plain:
    """A page of all messages or proposals, whole; `next` is where the next page begins, or None."""
    items = messages_of(view, first) if what == "messages" else proposals_of(view, first)
    page, room = [], PAGE
    for each in items:
        room -= size_of(each)
        if room < 0:
            break
        page.append(each)
    return {what: page, "next": first + len(page) if len(page) < len(items) else None}


def messages_of(view: View, first: int) -> list[Plain]:
    """All that this role could read, from that one on."""
    return [message(view, place, each) for place, each in enumerate(view.messages[first:], first)]


def message(view: View, place: int, of: Saying) -> Plain:
    """Something that was said. place: among all of its kind, from 0."""
    return {**asdict(of), "place": place, "public": not of.to, "mine": of.author == view.role}


def in_short(of: Plain) -> Plain:
    """With as much of its text as tells what it is about."""
    text = beginning(of["text"])
    return {**of, "text": text, "cut": True} if text != of["text"] else of


def beginning(text: str) -> str:
    """A text that is long, in short."""
    return text if len(text) <= IN_SHORT else f"{text[:IN_SHORT].rstrip()} …"


def proposals_of(view: View, first: int) -> list[Plain]:
    """All of which this role knows, from that one on."""
    return [proposal(place, each) for place, each in enumerate(view.proposals[first:], first)]


def is_open(of: Plain) -> bool:
    """Does it bind, or wait for an answer?"""
    return of.get("fate") in ("open", "signed")


def proposal(place: int, of: Proposal) -> Plain:
    """A promise for a promise, and what this role may do about it."""
    return {
        "place": place,
        "number": of.number,
        "turn": of.turn,
        "author": of.author,
        "to": of.to,
        "public": of.public,
        "until": of.until,
        "title": of.title,
        "says": of.standing,
        "text": of.text,
        "fate": of.fate,
        "give": clause(of.give),
        "ask": clause(of.ask),
        "may": {"sign": of.may_answer, "withdraw": of.may_withdraw},
    }


def clause(of: Clause) -> Plain:
    """One side's promise."""
    return {
        "maker": of.maker,
        "sense": of.sense,
        "what": of.what,
        "until": of.until,
        "label": of.label,
        "says": of.words,
        "fate": of.fate,
        "outcome": of.outcome,
    }


def promisable(of: Promisable) -> Plain:
    """What may stand in a proposal."""
    return {"actor": of.actor, "sense": of.sense, "what": of.what, "label": of.label}
