"""Reasons that are none: an assumption that only fills its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault, quoted
from sim.scenario.fields import Grounded
from sim.scenario.parts import parts_of
from sim.scenario.schema import Scenario

FEWEST_WORDS = 3
PLACEHOLDER = re.compile(
    r"\b(to[ -]?do|tbd|tba|fixme|xxx|to be (done|determined|decided|written)|placeholder"
    r"|lorem ipsum|some (reason|assumption)|why\b.*\bchosen)\b|\?\?",
    re.I,
)


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Assumptions of a word or two, and those that were to be written later."""
    for path, part in parts_of(document, scenario):
        if isinstance(part, Grounded) and part.assumption and _is_empty(part.assumption):
            message = (
                f"{quoted(part.assumption)} is no reason; say in a sentence why the figures are "
                "as they are, or name `sources`"
            )
            yield document.fault((*path, "assumption"), message).at_level("warning")


def _is_empty(assumption: str) -> bool:
    return len(assumption.split()) < FEWEST_WORDS or bool(PLACEHOLDER.search(assumption))
