"""Endings and rungs that another one takes for itself, whenever they could come about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice

from sim.scenario.advice.logic import implies
from sim.scenario.document import Document
from sim.scenario.faults import Fault, quoted
from sim.scenario.schema import Scenario

MOST_PAIRS = 500  # of a hundred endings nobody reads the last; the time must not run away


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Endings are looked at from the first, and of the rungs the highest counts."""
    for first, later in _pairs(scenario.endings):
        one, other = scenario.endings[first], scenario.endings[later]
        waits = one.last and not other.last  # the later one comes before the last turn is over
        if one.when and other.when and not waits and implies(other.when, one.when):
            message = (
                f"whenever this holds, {quoted(first)} above it holds as well and is taken, so it "
                f"never comes to this; put it before {quoted(first)}, or narrow that one"
            )
            yield document.fault(("endings", later, "when"), message).at_level("warning")
    for low, high in _pairs(scenario.ladder):
        lower, higher = scenario.ladder[low].when, scenario.ladder[high].when
        if lower and higher and implies(lower, higher):
            message = (
                f"whenever this holds, the higher rung {quoted(high)} holds as well, so no world "
                f"stands here; let {quoted(high)} ask for more"
            )
            yield document.fault(("ladder", low, "when"), message).at_level("warning")


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return islice(combinations(names, 2), MOST_PAIRS)
