"""What happened, as one role lived through it; and, when all is over, what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ReportKind = Literal[
    "event", "incident", "deed", "word", "pledge", "pact", "arrival", "drift", "unknown"
]
StepPhase = Literal["events", "moves", "commitments", "incidents", "drift"]


@dataclass(frozen=True)
class Report:
    """A piece of news, as this role heard it.

    Attributes:
        actor: who did or said it; None for events, incidents and drift.
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
    """A quantity before and after a step, as far as this role sees it exactly.

    Attributes:
        quantity: the indicator's id; "" for how far a side is believed, in percent.
    """

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

    phase: StepPhase
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
        by_policy: nobody decided; the program chose for this role.
    """

    turn: int
    moment: datetime
    deed: str
    word: str
    rung: int
    expected: float | None
    by_policy: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class End:
    """Why the crisis is over."""

    id: str
    label: str
    text: str
    violent: bool
    history: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Prompt:
    """A question for the debrief; `phase` is where in it it belongs."""

    phase: str
    ask: str


@dataclass(frozen=True)
class Recorded:
    """What was really done, for the end: `turn` is the one that its date falls in."""

    turn: int
    moment: datetime
    actor: str
    label: str
    note: str
    sources: tuple[str, ...]
    assumption: str | None
