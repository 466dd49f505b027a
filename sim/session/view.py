"""What one role may know of a crisis at one moment: all that any screen or terminal ever gets.

Plain data: texts are already in the reader's language, figures are plain numbers, and nothing in it
leads back to the world. Two worlds that differ only in what a role can't know give it equal views.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar

from sim.session.card import Card, Pledge
from sim.session.chart import Chart
from sim.session.said import Promisable, Proposal, Saying
from sim.session.story import End, Played, Prompt, Recorded, Report, Step

Certainty = Literal["exact", "estimate", "guess"]
Phase = Literal["decide", "wait", "over"]
Named = TypeVar("Named", "Side", "Quantity", Card)


@dataclass(frozen=True)
class Look:
    """How a side is drawn: never by its colour alone."""

    letter: str
    shape: str
    colour: str


@dataclass(frozen=True)
class Side:
    """An actor, as everybody or as this role knows it.

    Attributes:
        played_by: "you", "person" or the name of a policy.
        credibility: how far its words are believed, 0 to 1.
        attitude: how it stands to this role, -10 to 10, as far as this role can tell; None for
            the role itself.
        public: what everybody knows about it, from its role card.
        deed, word: the labels of what it did and said last; None where it rested, or where this
            role noticed nothing.
    """

    id: str
    name: str
    short: str
    look: Look
    public: str
    playable: bool
    played_by: str
    credibility: float
    attitude: float | None
    deed: str | None
    word: str | None


@dataclass(frozen=True)
class Aim:
    """What a role wants of a quantity, and how far it is from that: 0 is there, 1 as far as can be.

    Attributes:
        shape: "more", "less", "near", "below" or "above"; the last three with a figure.
        share: this goal's part of all that the role wants, 0 to 1.
    """

    shape: str
    figure: float | None
    share: float
    distance: float


@dataclass(frozen=True)
class Quantity:
    """An indicator as this role sees it.

    Attributes:
        owner: the actor that it belongs to; None for one of the world.
        value: the best estimate; low and high: where about two in three would have it.
        text: one sentence for the glossary, or empty.
        certainty: exact; an estimate of this turn; or a guess about what can't be seen.
        past: the best estimate at the start and after each turn; the last one is `value`.
        harm: human cost, shown and never counted.
    """

    id: str
    label: str
    unit: str
    text: str
    owner: str | None
    value: float
    low: float
    high: float
    range: tuple[float, float]
    certainty: Certainty
    past: tuple[float, ...]
    harm: bool
    aim: Aim | None
    sources: tuple[str, ...]
    assumption: str | None


@dataclass(frozen=True)
class Rung:
    """A level of the ladder; the first is the lowest."""

    id: str
    label: str
    example: str


@dataclass(frozen=True)
class Day:
    """A turn on the timeline; `fixture` is what the role knows will happen then."""

    turn: int
    moment: datetime
    fixture: str


@dataclass(frozen=True)
class Check:
    """A question of the check of understanding.

    Attributes:
        right: the place of the right option, from 0; why: told whatever was answered.
    """

    ask: str
    options: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True)
class Dossier:
    """The role card of this role: what it knows of itself.

    Attributes:
        first_look: questions to look into before the first decision.
        suggest: the ids of cards that the guide of the first turn points at.
        sources: the claims that what it wants rests on.
    """

    public: str
    private: str
    interests: tuple[str, ...]
    red_lines: tuple[str, ...]
    constraints: tuple[str, ...]
    audience: str
    concern: str
    mistake: str
    first_look: tuple[str, ...]
    suggest: tuple[str, ...]
    checks: tuple[Check, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """An entry of the glossary."""

    term: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Background:
    """What of a view is the same from the first turn to the last."""

    scenario: str
    title: str
    summary: str
    note: str
    learning: tuple[str, ...]
    terms: tuple[Term, ...]
    dossier: Dossier
    turns: int
    turn_length: str
    ladder: tuple[Rung, ...]
    days: tuple[Day, ...]


@dataclass(frozen=True)
class View(Background):
    """All that one role may know now.

    Attributes:
        phase: the role decides, waits for other people, or the crisis is over.
        turn: the turn to decide now, from 1; the last one played once it is over.
        rung: where the world stands on the ladder, from 0, as far as this role can tell.
        deed, word: what the role has put down as its orders for this turn, by id.
        committed: the role has given its orders; waiting_for: the people who have not.
        messages: what this role has read and written, oldest first.
        proposals: those that it made or got, and the pacts of others of which it knows.
        promisable: what may stand in a proposal; empty where nobody can make one.
        goals: how far this role's goals are reached, 0 to 100, as far as it can tell.
        news: all that was heard so far, oldest first.
        opened: what the turn to decide began with: arrivals and events, step by step.
        played: the turns that are over, oldest first.
        scores: every role's goals, 0 to 100; truth: every indicator's true last value; record:
            what was really done, and recorded_ending: what it is taken to have come to. All
            are empty until the crisis is over, as is `debrief`.
    """

    role: str
    phase: Phase
    turn: int
    moment: datetime
    sides: tuple[Side, ...]
    quantities: tuple[Quantity, ...]
    rung: int
    chart: Chart | None
    cards: tuple[Card, ...]
    deed: str
    word: str
    committed: bool
    waiting_for: tuple[str, ...]
    pledges: tuple[Pledge, ...]
    messages: tuple[Saying, ...]
    proposals: tuple[Proposal, ...]
    promisable: tuple[Promisable, ...]
    news: tuple[Report, ...]
    goals: float
    opened: tuple[Step, ...]
    played: tuple[Played, ...]
    ending: End | None
    scores: dict[str, float]
    truth: dict[str, float]
    record: tuple[Recorded, ...]
    recorded_ending: str
    debrief: tuple[Prompt, ...]

    def side(self, actor: str) -> Side:
        """The side of that id; KeyError if there is none."""
        return _found(self.sides, actor)

    def quantity(self, name: str) -> Quantity:
        """The indicator of that id; KeyError if there is none."""
        return _found(self.quantities, name)

    def card(self, name: str) -> Card:
        """The move of that id; KeyError if this role has none such."""
        return _found(self.cards, name)


def _found(parts: Iterable[Named], wanted: str) -> Named:
    for part in parts:
        if part.id == wanted:
            return part
    raise KeyError(wanted)
