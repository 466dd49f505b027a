"""A file that lists the points of a design: CSV with a column a path; YAML or JSON with `points`.

Beside the points it says where each name and each value stands, for faults that show later.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sim.batch.design import Design, Settings, not_too_many
from sim.batch.place import file_here
from sim.scenario.document import Document
from sim.scenario.faults import AND_MORE, MOST_FAULTS, Fault, ScenarioError, quoted
from sim.scenario.read import plain_value, read_document

TYPED = "--sweep"  # stands for the file of a design that was typed
LISTED = "`points:` and below it, for each point, a line such as `- {PATH: VALUE, PATH: VALUE}`"
A_POINT = "a point is written as {PATH: VALUE, …}"
SEPARATORS = {";": "semicolons", "\t": "tabs"}


class Places(Protocol):
    """Where the settings of a design are written."""

    def fault_of_name(self, point: int, path: str, message: str) -> Fault:
        """A fault of a path that a point names."""

    def fault_of_value(self, point: int, path: str, message: str) -> Fault:
        """A fault of the value that a point has for a path."""


@dataclass(frozen=True)
class Nowhere:
    """Of a design that was typed, or whose file tells no places."""

    name: str = TYPED
    numbered: bool = False

    def fault_of_name(self, point: int, path: str, message: str) -> Fault:
        """As of its value."""
        return self.fault_of_value(point, path, message)

    def fault_of_value(self, point: int, path: str, message: str) -> Fault:
        """A fault that has to do without a place."""
        where = f"points.{point}.{path}" if self.numbered else path
        return Fault(self.name, 1, 1, where, message)


@dataclass(frozen=True)
class Listing:
    """Of points in a file of YAML."""

    document: Document

    def fault_of_name(self, point: int, path: str, message: str) -> Fault:
        """Where the key stands."""
        return self.document.fault_of_key(("points", point, path), message)

    def fault_of_value(self, point: int, path: str, message: str) -> Fault:
        """Where the value stands."""
        return self.document.fault(("points", point, path), message)


@dataclass(frozen=True)
class Table:
    """Of points in a file of CSV.

    Attributes:
        header: the paths. rows: the line of each point, from 1.
    """

    name: str
    lines: Sequence[str]
    header: Sequence[str]
    rows: Sequence[int]

    def fault_of_name(self, point: int, path: str, message: str) -> Fault:
        """In the first line, where the column has its name."""
        return self.fault(1, self.header.index(path), path, message)

    def fault_of_value(self, point: int, path: str, message: str) -> Fault:
        """In the line of the point, at the cell of the column."""
        return self.fault(self.rows[point], self.header.index(path), path, message)

    def fault(self, line: int, cell: int, path: str, message: str) -> Fault:
        """At a cell of a line, both as they are counted here: lines from 1, cells from 0."""
        starts = starts_of_cells(self.lines[line - 1]) if self.lines else [1]
        return Fault(self.name, line, starts[min(cell, len(starts) - 1)], path, message)


def starts_of_cells(line: str) -> list[int]:
    """The column, from 1, at which what stands in each cell of a line of CSV begins."""
    commas = [at for at, sign in enumerate(line) if sign == "," and line.count('"', 0, at) % 2 == 0]
    cells = [0, *(comma + 1 for comma in commas)]
    return [at + len(line[at:]) - len(line[at:].lstrip(" ")) + 1 for at in cells]


@dataclass(frozen=True)
class Listed:
    """The points of a file, and where their settings stand in it."""

    points: Design
    places: Places


def read_design(file: str | Path) -> Design:
    """The points that a file lists; see `read_listed`."""
    return read_listed(file).points


def read_listed(file: str | Path) -> Listed:
    """The points that a file lists: CSV with a column a path; YAML or JSON with `points`, a list.

    file: its path, or the URI of a file elsewhere. An empty cell leaves the scenario's value.

    Raises:
        ScenarioError: the file can't be read, or rows are not of that form: all of them.
        ValueError: there are too many points.
    """
    with file_here(file) as path:
        try:
            found = READERS.get(path.suffix.lower(), _of_yaml)(path, str(file))
        except csv.Error as problem:
            raise _wrong(str(file), 1, f"it is no CSV: {problem}") from None
    if not found.points:
        raise _wrong(str(file), 1, "it lists no point; give a line for each")
    not_too_many(found.points)
    return found


def _of_csv(path: Path, name: str) -> Listed:
    lines = _text(path, name).splitlines()
    header = _cells("".join(lines[:1]))
    table = Table(name, lines, header, ())
    faults = list(_faults_of_header(table))
    points: list[Settings] = []
    rows: list[int] = []
    for number, line in enumerate(lines[1:], 2):
        cells = _cells(line)
        if cells and len(cells) != len(header):
            found = f"{len(cells)} values stand under {len(header)} paths"
            faults.append(table.fault(number, len(header), "", f"{found}; give one for each"))
        elif cells:
            values = zip(header, map(plain_value, cells), strict=True)
            points.append({path: value for path, value in values if value not in (None, "")})
            rows.append(number)
    refuse(faults)
    return Listed(tuple(points), Table(name, lines, header, rows))


def _cells(line: str) -> list[str]:
    """What stands between the commas of a line; nothing in an empty one."""
    return [cell.strip() for cell in next(csv.reader([line]), [])]


def _faults_of_header(table: Table) -> Iterator[Fault]:
    """Columns without a name, or with one that another has; and what may be meant instead."""
    named = "the first line names the paths, each once"
    if not table.header:
        yield table.fault(1, 0, "", f"{named}; this one is empty")
    for number, path in enumerate(table.header):
        if not path:
            yield table.fault(1, number, "", f"{named}; this column has no name")
        elif path in table.header[:number]:
            yield table.fault(1, number, path, f"{named}; this column is here a second time")
        for sign, word in SEPARATORS.items():
            if sign in path:
                yield table.fault(1, number, "", f"put commas between columns, not {word}")


def _of_yaml(path: Path, name: str) -> Listed:
    document: Document = read_document(path, begin=f"write {LISTED}")
    points = document.data.get("points")
    if not isinstance(points, list):
        raise ScenarioError([document.fault((), f"write {LISTED}")])
    refuse(
        [
            document.fault(("points", number), A_POINT)
            for number, point in enumerate(points)
            if not isinstance(point, dict)
        ]
    )
    return Listed(tuple(points), Listing(document))


def _of_json(path: Path, name: str) -> Listed:
    """As a batch keeps its own points, which may be more than a file of YAML has room for."""
    try:
        data: Any = json.loads(_text(path, name))
    except ValueError as problem:
        line = getattr(problem, "lineno", 1)
        column = getattr(problem, "colno", 1)
        raise _wrong(name, line, f"it is no JSON: {problem}", column) from None
    points = data.get("points") if isinstance(data, dict) else None
    if not isinstance(points, list):
        raise _wrong(name, 1, f"write {LISTED}")
    refuse(
        [
            Fault(name, 1, 1, f"points.{number}", f"{A_POINT}, not as {quoted(str(point))}")
            for number, point in enumerate(points)
            if not isinstance(point, dict)
        ]
    )
    return Listed(tuple(points), Nowhere(name, numbered=True))


READERS = {".csv": _of_csv, ".json": _of_json}


def refuse(faults: Sequence[Fault]) -> None:
    """ScenarioError with these faults, of very many with the first; nothing if there are none."""
    if len(faults) > MOST_FAULTS:
        last = faults[MOST_FAULTS]
        faults = [*faults[:MOST_FAULTS], Fault(last.file, last.line, last.column, "", AND_MORE)]
    if faults:
        raise ScenarioError(faults)


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong(name, 1, "it is no text in UTF-8; save it as such") from None
    except OSError as problem:
        raise _wrong(name, 1, f"it cannot be read: {problem.strerror}") from None


def _wrong(name: str, line: int, message: str, column: int = 1) -> ScenarioError:
    return ScenarioError([Fault(name, line, column, "", message)])
