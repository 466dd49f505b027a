"""Harm: human cost is shown and told, and it is never a score."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault, quoted
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Goals and audiences that count people's suffering."""
    for path, name in _wanted(scenario):
        if name in scenario.indicators and scenario.indicators[name].harm:
            yield document.fault(path, f"{quoted(name)} is harm: human cost is never a score")


def _wanted(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for name, actor in scenario.actors.items():
        for number, goal in enumerate(actor.goals):
            yield ("actors", name, "goals", number, "indicator"), goal.indicator
    for name, commitment in scenario.commitments.items():
        yield ("commitments", name, "audience"), commitment.audience
    for name, price in scenario.dynamics.pacts.prices.items():
        yield ("dynamics", "pacts", "prices", name, "audience"), price.audience
