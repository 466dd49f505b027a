"""What a class is seen against: many worlds that nobody played, and what history recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.classes.findings import Fan, Lane, Spread
from sim.engine.crisis import Crisis
from sim.engine.rows import Rows
from sim.scenario.schema import Scenario
from sim.session.words import _

WORLDS = 4_000  # a 10 % quantile is then sure to about half a part in a hundred
FOLLOWING = 200  # worlds that follow history: its moves are fixed, only luck differs
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Simulated:
    """Worlds in which nobody but policies played.

    Attributes:
        came: in what share of them each event and incident came about, by id.
    """

    fan: Fan
    came: Mapping[str, float]


def simulate(scenario: Scenario, worlds: int = WORLDS) -> Simulated:
    """Play the crisis very often, with other luck than any class has."""
    crisis = Crisis(scenario, worlds, first_world=1)
    rungs = _rungs(crisis)
    quantiles = np.quantile(rungs, QUANTILES, axis=1, method="inverted_cdf").astype(int)
    says = _("{count} simulated worlds: half of them lie in the inner area, eight in ten in both.")
    fan = Fan(
        worlds=worlds,
        says=says.format(count=f"{worlds:,}"),
        bands=tuple(Spread(t, *ends) for t, ends in enumerate(quantiles.T.tolist(), 1)),
    )
    names = [*scenario.events, *scenario.incidents]
    counts = crisis.worlds.table[crisis.worlds.layout.rows("count", names)]
    return Simulated(fan, dict(zip(names, (counts > 0).mean(axis=1).tolist(), strict=True)))


def recorded(scenario: Scenario, language: str) -> Lane | None:
    """History's lane: its moves, as the scenario codes them; None where nothing is recorded."""
    if scenario.history is None:
        return None
    crisis = Crisis(scenario, FOLLOWING, policies={"all": "historical"})
    path = np.quantile(_rungs(crisis), 0.5, axis=1, method="inverted_cdf").astype(int).tolist()
    ending = scenario.endings[scenario.history.ending].label.spoken(language)
    return Lane(
        path=tuple(path),
        ending=ending,
        says=_("What was really done, in our coding, which is open to dispute."),
    )


def _rungs(crisis: Crisis) -> Rows:
    """(turns, W): the rung after each turn; a world that is over stays where it is."""
    rungs = []
    for _turn in range(crisis.rules.book.scenario.clock.turns):
        if crisis.running:
            crisis.step()
        rungs.append(crisis.worlds.row("rung", "rung").copy())
    return np.stack(rungs)
