"""What one role may know of a crisis at one moment: all that any screen or terminal ever gets.

Plain data: texts are already in the reader's language, figures are plain numbers, and nothing in it
leads back to the world. Two worlds that differ only in what a role can't know give it equal views.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Certainty = Literal["exact", "estimate", "guess"]
Phase = Literal["decide", "wait", "over"]
ReportKind = Literal["event", "incident", "deed", "word", "pledge", "arrival"]


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
        deed, word: the labels of what it did and said last, where this role noticed it.
    """

    id: str
    name: str
    short: str
    look: Look
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
class Effect:
    """What a move would change.

    Attributes:
        quantity: the indicator's id; "" for how sides stand to each other and are believed.
        amount: the change; None where it depends on what happens.
        after: in how many turns; 0 is now.
        chance: how likely, for branches; None for what always follows.
        branch: the branch's label.
    """

    quantity: str
    label: str
    unit: str
    amount: float | None
    after: int
    chance: float | None
    branch: str


@dataclass(frozen=True)
class Pledge:
    """A commitment: a public demand with a deadline and a threatened deed.

    Attributes:
        due: the turn of its deadline; left: turns until then. On a card, as if it were made now.
        price: what backing down costs the audience now, in units of `audience`.
        price_due: the same at the deadline.
    """

    id: str
    label: str
    text: str
    maker: str
    to: str
    due: int
    left: int
    threat: str
    audience: str
    price: float
    price_due: float


@dataclass(frozen=True)
class Card:
    """A move that this role has, whether legal now or not.

    Attributes:
        why_not: why it is not legal now; empty when it is.
        cost: what it costs at home in effort or standing, 0 to 5; risk: what it adds to the
            chance of incidents, 0 to 1.
        toward: the actors at whom it is directed.
        notice: who will learn of it and how exactly, in a sentence.
        signal: what kind of signal it sends to whom it is directed at, from the event scale:
            below 0 hostile, above 0 friendly, -10 to 10.
    """

    id: str
    channel: Literal["deed", "word"]
    kind: Literal["escalate", "hold", "de-escalate"]
    label: str
    text: str
    legal: bool
    why_not: str
    cost: float
    risk: float
    toward: tuple[str, ...]
    notice: str
    signal: float
    effects: tuple[Effect, ...]
    pledge: Pledge | None
    drops: Pledge | None
    sources: tuple[str, ...]
    assumption: str | None


@dataclass(frozen=True)
class Report:
    """A piece of news, as this role heard it.

    Attributes:
        actor: who did or said it; None for events and incidents.
        headline: one line; text: a sentence or two more, or empty.
        branch: how it turned out, where chance decided.
        private: said where only some could hear it.
    """

    turn: int
    kind: ReportKind
    actor: str | None
    toward: tuple[str, ...]
    headline: str
    text: str
    branch: str
    private: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A quantity before and after a step, as far as this role sees it exactly."""

    quantity: str
    label: str
    unit: str
    before: float
    after: float


@dataclass(frozen=True)
class Step:
    """One thing that happened in a turn, in order, and what it changed.

    Attributes:
        phase: "events", "moves", "commitments", "incidents" or "drift".
        unseen: it may also have changed what this role can't see exactly: the labels of that.
        why: the rule that made it happen, in a sentence.
    """

    phase: str
    report: Report
    changes: tuple[Difference, ...]
    unseen: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Played:
    """A turn that is over, as this role lived through it.

    Attributes:
        deed, word: the labels of this role's own orders.
        rung: where the world stood afterwards, from 0, as far as this role could tell.
        expected: the role's own chance of a peaceful end, 0 to 1, when it gave its orders.
    """

    turn: int
    moment: datetime
    deed: str
    word: str
    rung: int
    expected: float | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Rung:
    """A level of the ladder; the first is the lowest."""

    id: str
    label: str
    example: str


@dataclass(frozen=True)
class Place:
    """A place on the map; `closed` only where a scenario says when it is."""

    name: str
    kind: str
    at: tuple[float, float]
    closed: bool | None


@dataclass(frozen=True)
class Force:
    """A quantity that stands somewhere on the map."""

    quantity: str
    actor: str
    at: tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A stretch of land: rings of (east, north) degrees, outer ones first."""

    id: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    home: bool


@dataclass(frozen=True)
class Line:
    """A line on the map, such as a boundary."""

    label: str
    paths: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class Chart:
    """The map: what is drawn and which part of the world it shows.

    Attributes:
        window: west, south, east, north, in degrees (or any plane units that the map is in).
    """

    window: tuple[float, float, float, float]
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    forces: tuple[Force, ...]


@dataclass(frozen=True)
class End:
    """Why the crisis is over."""

    id: str
    label: str
    text: str
    violent: bool
    history: bool


@dataclass(frozen=True)
class Day:
    """A turn on the timeline; `fixture` is what the role knows will happen then."""

    turn: int
    moment: datetime
    fixture: str


@dataclass(frozen=True)
class Dossier:
    """The role card of this role: what it knows of itself."""

    public: str
    private: str
    interests: tuple[str, ...]
    red_lines: tuple[str, ...]
    constraints: tuple[str, ...]
    audience: str
    concern: str
    mistake: str


@dataclass(frozen=True)
class View:
    """All that one role may know now.

    Attributes:
        phase: the role decides, waits for other people, or the crisis is over.
        turn: the turn to decide now, from 1; the last one played once it is over.
        rung: where the world stands on the ladder, from 0, as far as this role can tell.
        deed, word: what the role has put down as its orders for this turn, by id.
        committed: the role has given its orders; waiting_for: the people who have not.
        goals: how far this role's goals are reached, 0 to 100, as far as it can tell.
        played: the turns that are over, oldest first.
        scores: every role's goals, 0 to 100; truth: every indicator's true last value. Both are
            empty until the crisis is over.
    """

    scenario: str
    title: str
    role: str
    phase: Phase
    turn: int
    turns: int
    moment: datetime
    turn_length: str
    sides: tuple[Side, ...]
    dossier: Dossier
    quantities: tuple[Quantity, ...]
    ladder: tuple[Rung, ...]
    rung: int
    chart: Chart | None
    days: tuple[Day, ...]
    cards: tuple[Card, ...]
    deed: str
    word: str
    committed: bool
    waiting_for: tuple[str, ...]
    pledges: tuple[Pledge, ...]
    news: tuple[Report, ...]
    goals: float
    played: tuple[Played, ...]
    ending: End | None
    scores: dict[str, float]
    truth: dict[str, float]

    def side(self, actor: str) -> Side:
        """The side of that id; KeyError if there is none."""
        return {side.id: side for side in self.sides}[actor]

    def quantity(self, name: str) -> Quantity:
        """The indicator of that id; KeyError if there is none."""
        return {quantity.id: quantity for quantity in self.quantities}[name]

    def card(self, name: str) -> Card:
        """The move of that id; KeyError if this role has none such."""
        return {card.id: card for card in self.cards}[name]
