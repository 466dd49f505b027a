"""The tables of a study as files: CSV with a row for every outcome and number, or condition."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sim.analysis.sensitivity.findings import Findings, box_rows, index_rows, pair_rows
from sim.analysis.whole_file import write_whole

INDICES, PAIRS, BOXES = "indices.csv", "pairs.csv", "boxes.csv"


def write_tables(folder: Path, findings: Findings) -> None:
    """Write what was found into a folder."""
    if findings.study.method == "discover":
        write_whole(folder / BOXES, _as_csv(box_rows(findings)))
    else:
        write_whole(folder / INDICES, _as_csv(index_rows(findings)))
    if findings.study.second_order:
        write_whole(folder / PAIRS, _as_csv(pair_rows(findings)))


def _as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """A line for the names, and a line for each row; empty if there is none."""
    found = list(rows)
    file = io.StringIO()
    if found:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return file.getvalue()
