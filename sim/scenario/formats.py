"""Which version of the format a file has: today's is read, an older one is upgraded first."""

from __future__ import annotations

import shlex
from pathlib import Path

from sim.scenario.document import Document
from sim.scenario.faults import ScenarioError
from sim.scenario.fields import FORMAT
from sim.scenario.read import read_document


def read_current(path: Path) -> Document:
    """The scenario file at `path` as plain data, in today's format.

    Raises:
        ScenarioError: it can't be read, or one sentence that says how to come to today's format.
    """
    document = read_document(path)
    refuse_newer(document)
    found = format_of(document)
    if found < FORMAT:
        command = f"standoff upgrade {shlex.quote(str(path))}"
        message = f'this is format {found}, and format {FORMAT} is read; "{command}" upgrades it'
        if "format" not in document.data:
            message = f'"format" is missing; write "format: {FORMAT}" in the first line. '
            message += f'If the file is an old one, "{command}" shows what has to change'
        raise ScenarioError([document.fault(("format",), message)])
    return document


def refuse_newer(document: Document) -> None:
    """ScenarioError where the format is one of the future."""
    found = format_of(document)
    if found > FORMAT:
        message = f"this is format {found}, newer than this Standoff can read; update Standoff"
        raise ScenarioError([document.fault(("format",), message)])


def format_of(document: Document) -> int:
    """The version that the file names; 0 without one.

    What is no version at all counts as today's: the schema says what is wrong with it.
    """
    found = document.data.get("format", 0)
    is_version = isinstance(found, int) and not isinstance(found, bool) and found >= 0
    return found if is_version else FORMAT
