"""A move as a card: what it changes and costs, who notices, and whether it is legal now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Effect:
    """What a move would change.

    Attributes:
        quantity: the indicator's id; "" for how sides stand to each other and are believed.
        amount: the change, at what this role sees now.
        after: in how many turns; 0 is now.
        chance: how likely, for branches; None for what always follows.
        branch: the branch's label.
    """

    quantity: str
    label: str
    unit: str
    amount: float
    after: int
    chance: float | None
    branch: str


@dataclass(frozen=True)
class Pledge:
    """A commitment: a public demand with a deadline and a threatened deed.

    Attributes:
        due: the turn of its deadline; left: turns until then. On a card, as if it were made now.
        threat: the label of the threatened deed; audience: of the quantity that pays.
        price: what backing down costs the audience now, in units of `audience`; on a card that
            takes it back with a reason, what that costs.
        price_due: what backing down costs at the deadline.
        sources: the claims that it rests on.
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
    sources: tuple[str, ...]


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
