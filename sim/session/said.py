"""What roles say to one another and agree on, as one of them knows it: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Answered = Literal["open", "signed", "declined", "lapsed", "withdrawn"]
Kept = Literal["", "open", "kept", "broken", "released"]


@dataclass(frozen=True)
class Saying:
    """A message.

    Attributes:
        to: who can read it beside its author; empty: everybody.
        heading: who said it to whom, and when.
    """

    turn: int
    author: str
    to: tuple[str, ...]
    heading: str
    text: str


@dataclass(frozen=True)
class Promisable:
    """What an actor may promise: to do something, or to refrain from it."""

    actor: str
    sense: Literal["do", "refrain"]
    what: str
    label: str


@dataclass(frozen=True)
class Clause:
    """One side's promise in a proposal or pact.

    Attributes:
        what: the id of a move, or ANY_ESCALATION; label: what it is called.
        until: the last turn in which it binds. words: all of it in a line.
        outcome: what became of it, and what breaking it costs, in a sentence.
        fate: empty before it is signed; "released": the other side broke its word first.
        settled: the turn in which it was kept or broken, or in which the other side broke its own.
        price: what breaking it would cost now, or did cost; audience: the label of what pays.
    """

    maker: str
    sense: Literal["do", "refrain"]
    what: str
    label: str
    until: int
    words: str
    outcome: str
    fate: Kept
    settled: int | None
    price: float
    audience: str


@dataclass(frozen=True)
class Proposal:
    """A promise offered for a promise, and what came of it; a pact once it is signed.

    Attributes:
        number: by which this role answers or withdraws it, from 1; 0 where it is no side of it.
        title: between whom it is; standing: what came of it, in a sentence.
        may_answer: it is for this role to sign or decline; may_withdraw: or to take it back.
        turn: of proposing. public: everybody learns of it when it is signed.
        until: the last turn to sign it. text: what its author wrote with it.
        settled: the turn in which it was signed, declined or withdrawn, or lapsed.
        give: the author's promise; ask: that of the other side.
    """

    number: int
    title: str
    standing: str
    may_answer: bool
    may_withdraw: bool
    turn: int
    author: str
    to: str
    public: bool
    until: int
    text: str
    fate: Answered
    settled: int | None
    give: Clause
    ask: Clause
