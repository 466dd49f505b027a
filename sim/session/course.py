"""The course of a turn: what happened in it, in order, and what each thing changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sim.engine.rows import REAL, Mask, Places, Rows
from sim.session.spoken import Propose, Vow
from sim.session.story import ReportKind, StepPhase


@dataclass(frozen=True)
class Bond:
    """A pact, or the promise of one side in it.

    Attributes:
        side: 0 of its author, 1 of the other; None: both.
        price: what breaking it has cost the audience of whoever did.
    """

    pact: Propose
    side: int | None = None
    price: float = 0.0

    @property
    def maker(self) -> str:
        """Whose promise it is; its author's for the whole of it."""
        return self.pact.sides[self.side or 0]

    @property
    def other(self) -> str:
        """The other side."""
        return self.pact.sides[1 - (self.side or 0)]

    @property
    def vow(self) -> Vow:
        """What that side promised."""
        return self.pact.vows[self.side or 0]


@dataclass(frozen=True, eq=False)
class Beat:
    """One thing that happened.

    Attributes:
        what: the name of the move, event, incident or commitment; empty for drift and pacts.
        before, after: the world around it, a row of the engine's layout after the other.
        branch: which way chance turned it; None where it turned none.
        fate: of a commitment: "made", "dropped", "met", "kept" or "broken"; of a pact: "signed",
            and of the promises in it, "kept" or "broken".
        bond: that pact or promise.
        cause: of an arrival: the beat that announced it.
    """

    turn: int
    phase: StepPhase
    kind: ReportKind
    what: str
    before: Rows
    after: Rows
    branch: int | None = None
    fate: str = ""
    bond: Bond | None = None
    cause: Beat | None = None


@dataclass(frozen=True, eq=False)
class Hazards:
    """Which events, or which incidents, happened in a turn, and the luck that turned them.

    Attributes:
        luck: (draws, 1). here: (happenings, 1).
    """

    luck: Rows
    here: Mask


NO_HAZARDS = Hazards(np.zeros((0, 1), dtype=REAL), np.zeros((0, 1), dtype=np.bool_))


@dataclass(eq=False)
class Course:
    """A turn, as far as it has gone.

    Attributes:
        tables: the one world after each part of it, (rows,), in order: "arrived", "happened",
            "opened", "resolved", "committed", "struck", "drifted", "closed".
        chosen: the place in the book of each seat's move, (seats, 1).
    """

    turn: int
    beats: list[Beat] = field(default_factory=list)
    tables: dict[str, Rows] = field(default_factory=dict)
    events: Hazards = NO_HAZARDS
    injects: Hazards = NO_HAZARDS
    incidents: Hazards = NO_HAZARDS
    chosen: Places = field(default_factory=lambda: np.zeros((0, 1), dtype=np.intp))
