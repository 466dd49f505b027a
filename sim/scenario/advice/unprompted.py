"""Events that come by themselves: without a date, a condition or a chance, in the first turn."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.schema import Scenario

MESSAGE = (
    "nothing says when it comes, so it happens in the first turn, whatever anybody does; give it "
    "`on` with a date, `when`, `chance`, or `inject: true` to put it in by hand"
)


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """An event that is meant to open the crisis says so with `when: turn == 1`."""
    for name, event in scenario.events.items():
        prompted = event.on or event.when is not None or event.chance is not None or event.inject
        if not prompted:
            yield document.fault_of_key(("events", name), MESSAGE).at_level("warning")
