"""Sense that is seen without playing: what an author would be sorry about, one kind a file.

An advice goes over a sound scenario and yields its remarks: faults at the level of a warning or a
note. Each says what is wrong and how to mend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.scenario.advice import (
    balance,
    covered,
    harm,
    narrator,
    readiness,
    reading,
    reasons,
    roles,
    signs,
    unprompted,
    unreachable,
    uses,
)
from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.schema import Scenario

Advice = Callable[[Document, Scenario], Iterator[Fault]]

ADVICE: tuple[Advice, ...] = tuple(
    module.remarks
    for module in (
        uses,
        unreachable,
        unprompted,
        covered,
        roles,
        harm,
        balance,
        narrator,
        reading,
        signs,
        reasons,
        readiness,
    )
)
