"""Indicators that are only for show: nothing reads them, or nothing ever changes them."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.advice.spans import changed
from sim.scenario.document import Document
from sim.scenario.expressions import Node, names
from sim.scenario.faults import Fault
from sim.scenario.parts import parts_of
from sim.scenario.schema import Force, Goal, Scenario

UNREAD = (
    "nothing reads it, so it decides nothing: let a goal, a condition or an amount hang on it, or "
    "leave it out"
)
UNCHANGED = (
    "nothing changes it, so it stays where it starts: give it an effect or a drift, or write its "
    "figure where it is read"
)


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Human cost is told, and map signs are seen, without being read by a rule."""
    read = {name for part in _parts(document, scenario) for name in part}
    moved = changed(scenario)
    for name, indicator in scenario.indicators.items():
        if name not in read and not indicator.harm:
            yield document.fault_of_key(("indicators", name), UNREAD).at_level("warning")
        if name not in moved:
            yield document.fault_of_key(("indicators", name), UNCHANGED).at_level("warning")


def _parts(document: Document, scenario: Scenario) -> Iterator[list[str]]:
    """The indicators that each part of the scenario reads."""
    for _, part in parts_of(document, scenario):
        if isinstance(part, Goal | Force):
            yield [part.indicator]
        if isinstance(part, Node):
            yield [name.id for name in names(part)]
