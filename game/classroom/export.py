"""What a class is taken home as: a zip of what happened, in which nobody is named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from heapq import merge
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from game.classroom.journal import Entry, Journal
from game.classroom.records import JOURNAL
from game.classroom.register import Register
from sim.session import replay

if TYPE_CHECKING:
    from sim import Review

Event = dict[str, Any]
EVENTS = "events.jsonl"
EVALUATION = "evaluation.csv"  # written when the debrief has been worked out
NAMES = "names.csv"  # who had which seat: stays with the class, and is never in the zip
PERSONAL = ("name", "token", "code")  # of entries in the journal
SAID = ("text", "says")  # what people wrote to each other, which a class has to agree to
BOM = "\ufeff".encode()  # by which some spreadsheets know that a file is UTF-8


def class_zip(folder: Path, with_messages: bool = False, bom: bool = False) -> bytes:
    """All files as one, from what is on disk; it may be made while the class goes on.

    Beside it, names.csv is left in the folder of the class.

    Raises:
        SaveBroken: the class or a table of it can't be read.
        OSError: names.csv can't be written.
    """
    packed = io.BytesIO()
    entries, register = read_class(folder)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        events = events_of(folder, entries, register, with_messages)
        lines = (json.dumps(event, ensure_ascii=False) + "\n" for event in events)
        file.writestr(EVENTS, "".join(lines))
        for table in tables_of(folder, register, with_messages):
            file.writestr(table.name, (BOM if bom else b"") + table.read_bytes())
    if register.paths:
        write_names(folder, register)
    return packed.getvalue()


def read_class(folder: Path) -> tuple[list[Entry], Register]:
    """What stands in the journal, and what it comes to.

    Raises:
        SaveBroken: it can't be read.
    """
    journal, entries = Journal.open(folder / JOURNAL)
    journal.close()
    register = Register()
    for entry in entries:
        register.apply(entry)
    return entries, register


def saves_of(folder: Path, register: Register) -> dict[int, Path]:
    """The file of each table as it is played now."""
    return {number: folder / path for number, path in register.paths.items()}


# -- tables --------------------------------------------------------------------------------------


def tables_of(folder: Path, register: Register, with_messages: bool) -> Iterator[Path]:
    """The tables for a spreadsheet, each as long as it is looked at."""
    from sim import write_class_tables

    saves = saves_of(folder, register)
    with TemporaryDirectory() as place:
        if saves:
            yield from write_class_tables(saves, Path(place), with_messages=with_messages)
    if (folder / EVALUATION).is_file():
        yield folder / EVALUATION


def keep_evaluation(folder: Path, reviews: Mapping[tuple[int, str], Review]) -> None:
    """Leave what was found about each decision in the folder of the class, for the zip."""
    from sim import write_evaluation

    _entries, register = read_class(folder)
    write_evaluation(saves_of(folder, register), folder / EVALUATION, reviews)


def write_names(folder: Path, register: Register) -> None:
    """Who had which seat, in a file that only its owner may read."""
    from sim import class_name, seat_number, write_rows

    saves, path = saves_of(folder, register), folder / NAMES
    name = class_name(saves)
    *_earlier, session = replay(next(iter(saves.values())))
    rows: list[dict[str, str | int]] = [
        {
            "seat_id": seat_number(name, student.table, session.people.index(student.role)),
            "table": student.table,
            "role": student.role,
            "student": student.id,
            "name": student.name,
        }
        for student in register.students.values()
        if student.table and student.role
    ]
    write_rows(path, rows, bom=False)  # into a folder that nobody else may look into
    path.chmod(0o600)


# -- events --------------------------------------------------------------------------------------


def events_of(
    folder: Path, entries: Iterable[Entry], register: Register, with_messages: bool
) -> Iterator[Event]:
    """What happened in the class and at its tables, by time.

    Of each file the order is as written, even where somebody set the clock back meanwhile.
    """
    tables = [
        of_table(folder, number, path, with_messages)
        for number, branches in register.branches.items()
        for path, _turn in branches
    ]
    return merge(of_class(entries, with_messages), *tables, key=itemgetter("time"))


def of_class(entries: Iterable[Entry], with_messages: bool) -> Iterator[Event]:
    """What happened in the class."""
    for entry in entries:
        content = {k: v for k, v in entry.content.items() if k not in PERSONAL}
        if "scenario" in content:  # its path may name a person
            content["scenario"] = Path(content["scenario"]).name
        yield {"time": entry.time, "kind": entry.kind} | without_talk(content, with_messages)


def of_table(folder: Path, number: int, path: str, with_messages: bool) -> Iterator[Event]:
    """What happened at a table, in one of its branches."""
    *_earlier, session = replay(folder / path)
    place = {"table": number, "file": Path(path).name}
    for done in session.entries:
        time = done.time.astimezone(UTC).isoformat(timespec="milliseconds")
        content = done.given.model_dump(mode="json")
        yield {"time": time} | place | without_talk(content, with_messages)


def without_talk(content: Event, with_messages: bool) -> Event:
    """The same, without what people wrote unless that was agreed to."""
    return content if with_messages else {k: v for k, v in content.items() if k not in SAID}
