"""Outcomes whose sensitivity is asked for: how likely each end is, how high, how well, who died.

Human cost is one of them, as a quantity: it is shown, and counts for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.analysis.calibration import OUTCOMES
from sim.analysis.summary import endings_as
from sim.engine.crisis import Crisis
from sim.engine.rows import Figures, Rows
from sim.scenario.schema import Scenario

Kind = Literal["chance", "rung", "score", "harm"]
VIOLENCE, PEAK_RUNG = "violence", "peak rung"
WORST_FIRST = ("clashes_or_war", "war", "agreement")
MILDER = ("pull-back", "standoff")  # what endings may count as beside


@dataclass(frozen=True)
class Outcome:
    """Something that a world comes to, as a number.

    Attributes:
        name: its column in the results. kind: a chance is 1 in a world where it came, else 0.
        of: the endings, the actor or the indicator that it is about.
    """

    name: str
    kind: Kind
    of: tuple[str, ...] = ()

    def values(self, crisis: Crisis) -> Rows | Figures:
        """The number of each world of a crisis that is over, (W,)."""
        worlds, scenario = crisis.worlds, crisis.rules.book.scenario
        match self.kind:
            case "chance":
                places = [list(scenario.endings).index(name) for name in self.of]
                return np.isin(worlds.row("ending", "ending"), places).astype(np.float64)
            case "rung":
                return worlds.row("peak", "rung")
            case "score":
                scores: Figures = crisis.scores()[list(scenario.actors).index(self.of[0])]
                return scores
            case "harm":
                return worlds.row("indicator", self.of[0])


def outcomes_of(scenario: Scenario) -> list[Outcome]:
    """All of a scenario: classes of ends, each ending, the peak, goals reached, human cost."""
    harm = [name for name, part in scenario.indicators.items() if part.harm]
    return [
        *_chances(scenario),
        Outcome(PEAK_RUNG, "rung"),
        *(Outcome(f"{name} score", "score", (name,)) for name in scenario.actors),
        *(Outcome(name, "harm", (name,)) for name in harm),
    ]


def _chances(scenario: Scenario) -> Iterator[Outcome]:
    """Of two with the same endings the first; none that has no ending, or every one."""
    recorded = {name: endings_as(scenario, OUTCOMES[name][1]) for name in WORST_FIRST}
    violent = [name for name, ending in scenario.endings.items() if ending.violent]
    milder = {name: endings_as(scenario, [name]) for name in MILDER}
    single = {f"ending {name}": [name] for name in scenario.endings}
    seen: list[list[str]] = [[], list(scenario.endings)]
    for name, endings in {**recorded, VIOLENCE: violent, **milder, **single}.items():
        if endings not in seen:
            seen.append(endings)
            yield Outcome(name, "chance", tuple(endings))


def measure(crisis: Crisis, outcomes: Sequence[Outcome]) -> Figures:
    """Every outcome of every world, (outcomes, W)."""
    return np.array([outcome.values(crisis) for outcome in outcomes], dtype=np.float64)
