"""Signs that mean something else in a file than in print: curly quotes, and # behind a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.fields import Text
from sim.scenario.parts import parts_of
from sim.scenario.schema import Scenario

CURLY = re.compile(r"[“”„].*[“”„]")
CUT = re.compile(r" #\S")  # a comment has a space behind its #

NO_QUOTES = (
    'these quotes are shown as part of the text; where they only enclose it, write " or none'
)
COMMENT = 'from " #" on this is a comment, which nobody is shown; put the whole text in quotes'


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """A warning for every text that is shown otherwise than it seems to be written."""
    for path, part in parts_of(document, scenario):
        if isinstance(part, Text) and isinstance(text := document.value(path), str):
            line, column = document.place(path)
            behind = document.lines[line - 1][column - 1 :].removeprefix(text)
            if CURLY.fullmatch(text):
                yield document.fault(path, NO_QUOTES).at_level("warning")
            if CUT.match(behind):
                yield document.fault(path, COMMENT).at_level("warning")
