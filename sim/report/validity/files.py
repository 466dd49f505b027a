"""A validity as files: the page to read, a table to sort, and everything as plain data."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

from sim.analysis.validity.validity import Validity
from sim.analysis.whole_file import write_whole
from sim.report.page import write_page
from sim.report.validity.page import validity_page
from sim.report.validity.words import found_text, wanted_text

COLUMNS = (
    "section",
    "key",
    "check",
    "case",
    "value",
    "low",
    "high",
    "unit",
    "least",
    "most",
    "worlds",
    "sample",
)
TOLD = ("found", "wanted", "verdict", "why")


def write_files(folder: Path, validity: Validity) -> list[Path]:
    """Write validation.html, validation.csv and validation.json into a folder.

    Raises:
        MissingLibrary: what makes pages is not installed.
        OSError: they can't be written.
    """
    page, table, data = (folder / f"validation.{kind}" for kind in ("html", "csv", "json"))
    write_page(page, validity_page(validity))
    write_whole(table, csv_of(validity))
    plain = json.dumps(validity.plain(), indent=2, ensure_ascii=False, allow_nan=False)
    write_whole(data, plain + "\n")
    return [page, table, data]


def csv_of(validity: Validity) -> str:
    """A row for each check; figures in full, and as the page tells them."""
    text = StringIO()
    writer = csv.DictWriter(text, [*COLUMNS, *TOLD], lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for found in validity.findings:
        plain = found.plain()
        measured = plain.pop("found") or {}
        told = {"found": found_text(found), "wanted": wanted_text(found)}
        writer.writerow({**plain, **measured, **told})
    return text.getvalue()
