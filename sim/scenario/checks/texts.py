"""Texts: what a person reads is not left empty, in any language."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.parts import parts_of
from sim.scenario.schema import Scenario


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Texts without words; that there are English ones is seen to when they are read."""
    for path, value in parts_of(document, scenario):
        if isinstance(value, str) and not value.strip():
            yield document.fault(path, "there are no words in this text; fill it or leave it out")
