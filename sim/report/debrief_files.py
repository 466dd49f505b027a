"""A debrief as files: the page to read and print, and the tables to count in."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sim.analysis.debrief import Review
from sim.analysis.tables import write_tables
from sim.report.debrief_page import debrief_page
from sim.report.page import write_page
from sim.session.session import replay
from sim.session.watch import Watch


def write_debrief_page(page: Path, save: Path, review: Review) -> None:
    """Write the page of a reviewed role.

    Raises:
        SaveBroken: the save can't be read.
        MissingLibrary: what makes pages is not installed.
        OSError: it can't be written.
    """
    *_earlier, session = replay(save)
    write_page(page, debrief_page(session, review))


def write_debrief_tables(
    folder: Path, save: Path, reviews: Collection[Review], bom: bool = False
) -> list[Path]:
    """Write the tables of a session, and what was found about the reviewed roles.

    Raises:
        SaveBroken: the save can't be read.
        OSError: they can't be written.
    """
    return write_tables(Watch.of_save(save), folder, bom, reviews)
