"""How worlds end under a cast: in what, when, and how far each side's goals were reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.assay.bench import BLOCK, Bench, endings_of
from sim.analysis.assay.casts import Cast
from sim.analysis.intervals import Frequency
from sim.engine.rows import Figures, Mask, Places
from sim.scenario.schema import Scenario


@dataclass(frozen=True, eq=False)
class Outcome:
    """The same worlds under every cast, since luck has an address.

    Attributes:
        endings: the number of each world's ending, (W,). turns: how long it took, (W,).
        scores: how far each actor's goals were reached, 0 to 100, (actors, W).
    """

    scenario: Scenario
    endings: Places
    turns: Places
    scores: Figures

    @property
    def worlds(self) -> int:
        """How many."""
        return len(self.endings)

    @property
    def peaceful(self) -> Mask:
        """Where it did not end in violence, (W,)."""
        violent = [ending.violent for ending in self.scenario.endings.values()]
        return ~np.array(violent)[self.endings]

    @property
    def peace(self) -> Frequency:
        """How often that was."""
        return Frequency(int(self.peaceful.sum()), self.worlds)

    @property
    def violence(self) -> Frequency:
        """How often it did."""
        return Frequency(self.worlds - self.peace.count, self.worlds)

    def ended(self, name: str) -> Frequency:
        """How often it came to that ending."""
        number = list(self.scenario.endings).index(name)
        return Frequency(int(np.count_nonzero(self.endings == number)), self.worlds)

    def over_by(self, turn: int) -> Frequency:
        """How often it was over by then."""
        return Frequency(int(np.count_nonzero(self.turns <= turn)), self.worlds)

    def early_ending(self, turn: int) -> str:
        """What it mostly came to in the worlds that were over by then."""
        counts = np.bincount(self.endings[self.turns <= turn])
        return list(self.scenario.endings)[int(counts.argmax())]

    def score(self, role: str) -> float:
        """How far the goals of a role were reached, on average."""
        return float(self.scores[list(self.scenario.actors).index(role)].mean())

    def apart(self, other: Outcome) -> float:
        """The share of worlds that would have to end otherwise for it to be that other outcome."""
        return moved(self.endings, other.endings, len(self.scenario.endings))

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "endings": {name: self.ended(name).plain() for name in self.scenario.endings},
            "peaceful": self.peace.plain(),
            "turns": float(self.turns.mean()),
            "over_by_turn": [
                self.over_by(turn).share for turn in range(1, self.scenario.clock.turns + 1)
            ],
            "scores": {role: self.score(role) for role in self.scenario.actors},
        }


@dataclass(frozen=True)
class CastTrial:
    """Plays a cast to the end."""

    cast: Cast

    def on(self, bench: Bench) -> Outcome:
        """All worlds of the bench."""
        ended = []
        for first in range(0, bench.worlds, BLOCK):
            width = min(BLOCK, bench.worlds - first)
            ended.append(self.cast.crisis(bench.scenario, width, bench.seed, first).run())
        turns = [crisis.worlds.row("turn", "turn").astype(np.intp) for crisis in ended]
        return Outcome(
            scenario=bench.scenario,
            endings=np.concatenate([endings_of(crisis) for crisis in ended]),
            turns=np.concatenate(turns),
            scores=np.hstack([crisis.scores() for crisis in ended]),
        )


def moved(one: Places, other: Places, count: int) -> float:
    """How far two lots of as many endings lie apart: the share that would have to be others.

    count: how many endings there are.
    """
    gap = np.bincount(one, minlength=count) - np.bincount(other, minlength=count)
    return float(np.abs(gap).sum()) / (2 * len(one))
