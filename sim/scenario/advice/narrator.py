"""Words that take a side: a narrator leaves them to the people who say them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sim.scenario.document import Document
from sim.scenario.faults import Fault, quoted
from sim.scenario.fields import Text
from sim.scenario.parts import parts_of
from sim.scenario.schema import Scenario

TABLE = Path(__file__).with_suffix(".csv")
# What stands in quotation marks, of any language's kind, is somebody's own word; the ' of "can't"
# opens none.
QUOTATION = re.compile(
    r""" "[^"]*" | “[^”]*” | „[^“”]*[“”] | «[^»]*» | ‘[^’]*’ | (?<!\w)'[^']*'(?!\w) """, re.X
)


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """English texts with a word that judges, outside quotation marks."""
    for path, part in parts_of(document, scenario):
        if isinstance(part, Text):
            for found, reason, better in _judging(str(part)):
                message = (
                    f"{quoted(found)} is no word for a narrator, since {reason}; {better}, or "
                    "quote who says it"
                )
                at = _offset(document, path, found)
                yield document.fault(path, message, at).at_level("warning")


def _judging(text: str) -> Iterator[tuple[str, str, str]]:
    """Each judging word as it is written, why it judges, and what to write instead."""
    pattern, words = _judgements()
    narrated = QUOTATION.sub(lambda quote: " " * len(quote[0]), text)
    for found in pattern.finditer(narrated):
        row = words[found["word"].lower()]
        yield found[0], row["reason"], row["better"]


@cache
def _judgements() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    """One pattern for all judging words, and what is said of each."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        words = {row["word"]: row for row in csv.DictReader(file)}
    either = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?P<word>{either})(?:e?s)?\b", re.I), words


def _offset(document: Document, path: tuple[str | int, ...], word: str) -> int:
    """Where the word stands in its text, if that is a plain one."""
    written = document.value(path)
    return max(0, written.find(word)) if isinstance(written, str) else 0
