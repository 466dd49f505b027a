"""What must hold in a scenario as a whole: one kind of fault a file.

A check goes over the scenario and yields its faults. It takes care that a fault of another kind,
such as a name that does not exist, is left to the check that is about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.scenario.checks import (
    course,
    expectations,
    figures,
    grounds,
    harm,
    ids,
    maps,
    promises,
    readings,
    references,
    roles,
    sight,
    texts,
)
from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.schema import Scenario

Check = Callable[[Document, Scenario], Iterator[Fault]]

CHECKS: tuple[Check, ...] = tuple(
    module.faults
    for module in (
        ids,
        references,
        figures,
        sight,
        promises,
        course,
        harm,
        roles,
        maps,
        grounds,
        texts,
        expectations,
        readings,
    )
)
