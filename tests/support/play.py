"""Playing a crisis in tests: forced moves, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.engine.crisis import Crisis
from sim.scenario.schema import Scenario

RESTING = {"deed": "hold", "word": "silence"}


def resting(scenario: Scenario) -> dict[str, dict[str, str]]:
    """Orders by which nobody does or says anything."""
    return {name: dict(RESTING) for name in scenario.actors}


def force(crisis: Crisis, **does: str | tuple[str, str]) -> Crisis:
    """One turn in which each actor does (and says) what is given, and all others rest.

    does: actor="deed" or actor=("deed", "word").
    """
    orders = resting(crisis.rules.book.scenario)
    for name, what in does.items():
        deed, word = (what, "silence") if isinstance(what, str) else what
        orders[name] = {"deed": deed, "word": word}
    crisis.step(orders)
    return crisis


def value(crisis: Crisis, name: str, group: str = "indicator") -> float:
    """A quantity in the one world of a crisis."""
    return float(values(crisis, name, group)[0])


def values(crisis: Crisis, name: str, group: str = "indicator") -> np.ndarray:
    """A quantity in every world, (W,)."""
    return crisis.worlds.row(group, name).copy()


def endings(crisis: Crisis) -> Mapping[str, float]:
    """The share of worlds that came to each ending."""
    found = crisis.results().column("ending").to_pylist()
    return {name: found.count(name) / len(found) for name in crisis.rules.book.scenario.endings}


def hashes(crisis: Crisis) -> list[str]:
    """The state of every world, as texts."""
    first = crisis.worlds.dice.first_world
    return [crisis.state_hash(first + place) for place in range(crisis.worlds.count)]
