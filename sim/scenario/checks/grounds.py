"""Grounds: every figure has a source that exists, or a reason."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault, did_you_mean
from sim.scenario.fields import Grounded, Sourced
from sim.scenario.parts import parts_of
from sim.scenario.schema import PolicyChoice, Scenario
from sim.scenario.sources import load_sources

MISSING = (
    'it needs "sources" (the claims that its figures rest on) or an "assumption" (why they were '
    "chosen)"
)


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Parts without grounds, and claims that no source makes."""
    claims = load_sources().claims if scenario.claims() else {}
    for path, part in parts_of(document, scenario):
        if not isinstance(part, Sourced):
            continue
        missing = isinstance(part, Grounded) and not (part.sources or part.assumption)
        # A policy without grounds of its own rests on those of its actor.
        if missing and not isinstance(part, PolicyChoice):
            yield document.fault_of_key(path, MISSING)
        for number, ref in enumerate(part.sources):
            if ref not in claims:
                message = did_you_mean(ref, "claim", claims)
                yield document.fault((*path, "sources", number), message)
