"""A file's text, changed at the places that the reader knows; all else stays as it was written.

A round trip through a YAML library that keeps comments was tried: of 3,040 lines of the flagship it
changed 1,300, because it indents and wraps as it likes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import accumulate
from operator import itemgetter
from typing import Any

from sim.scenario.document import Document, Place
from sim.scenario.parts import Path
from sim.scenario.read import parse_document


class Manuscript:
    """The text of a file and what is to change in it."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.document: Document = parse_document(text, name)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        ends = accumulate(len(line) for line in text.splitlines(keepends=True))
        mark = len(text) - len(text.removeprefix("\ufeff"))  # the reader leaves it out
        self._starts = [mark, *ends]
        self._edits: list[tuple[int, int, str]] = []

    def source(self, path: Path) -> str:
        """The value at this path as it is written, quotation marks and all."""
        start, end = self._span(path)
        return self.text[start:end]

    def replace(self, path: Path, text: str) -> None:
        """Write something else in place of the value at this path."""
        self._edits.append((*self._span(path), text))

    def replace_entry(self, path: Path, entries: Mapping[str, str]) -> None:
        """Put a mapping in place of an entry of a list; its values are given as they are written.

        In a list with a line for each entry it gets a line for each key.
        """
        pairs = [f"{key}: {value}" for key, value in entries.items()]
        indent = self.newline + " " * (self.document.places[path][1] - 1)
        in_block = self.source(path[:-1]).startswith("-")
        self.replace(path, indent.join(pairs) if in_block else f"{{{', '.join(pairs)}}}")

    def put_first(self, key: str, value: str) -> None:
        """Begin the file with one more key, whose value is one line."""
        start = self._offset(self.document.places[()])
        if self.text.startswith("{", start):
            self._insert(start + 1, f"{key}: {value}, ")
        else:
            column = self.document.places[()][1]
            self._insert(start, f"{key}: {value}{self.newline}{' ' * (column - 1)}")

    def put_last(self, key: str, value: Mapping[str, Any], comment: str) -> None:
        """End the file with one more key, whose parts get a line each."""
        start, end = self._span(())
        if self.text.startswith("{", start):
            self._insert(start + 1, f"{key}: {_flow(value)}, ")
            return
        lines = [f"# {comment}", f"{key}:", *(f"  {k}: {_flow(v)}" for k, v in value.items())]
        margin = " " * (self.document.places[()][1] - 1)
        text = "".join(f"{self.newline}{margin}{line}" for line in lines)
        self._insert(end, self.newline + text)

    def changed(self) -> str:
        """The text with all changes in it."""
        pieces, past = [], 0
        for start, end, new in sorted(self._edits, key=itemgetter(0)):  # at one place: as called
            pieces += [self.text[past:start], new]
            past = end
        return "".join([*pieces, self.text[past:]])

    def _insert(self, offset: int, text: str) -> None:
        self._edits.append((offset, offset, text))

    def _span(self, path: Path) -> tuple[int, int]:
        start = self._offset(self.document.places[path])
        written = self.text[start : self._offset(self.document.ends[path])]
        return start, start + len(written.rstrip())

    def _offset(self, place: Place) -> int:
        line, column = place
        return self._starts[min(line, len(self._starts)) - 1] + column - 1


def _flow(value: Any) -> str:
    """Plain data on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)
