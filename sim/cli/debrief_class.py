"""`standoff debrief FOLDER`: what a class did, all tables side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.analysis.classes.findings import ClassDebrief


def debrief_class(
    folder: Path,
    html: Path | None,
    tables: Path | None,
    futures: int,
    workers: int,
    bom: bool,
    as_json: bool,
) -> None:
    """Look back on the class in a folder; the options are those of the command."""
    from sim.analysis.classes.seating import tables_in
    from sim.session import SaveBroken, SessionRefused

    try:
        saves = tables_in(folder)
        found = looked_back(saves, futures, workers)
    except (SaveBroken, SessionRefused) as refusal:
        raise click.UsageError(str(refusal)) from refusal
    files = written(saves, found, html, tables, bom)
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(map(str, files) if files else in_short(found)))


def looked_back(saves: dict[int, Path], futures: int, workers: int) -> ClassDebrief:
    """All that is found, with progress on a terminal."""
    from sim.analysis.classes.debriefing import class_debriefing

    is_terminal = sys.stderr.isatty()
    for found in class_debriefing(saves, futures=futures, workers=workers):
        if is_terminal:
            click.echo(f"\r\033[K{found.progress}", nl=False, err=True)
    return found


def written(
    saves: dict[int, Path], found: ClassDebrief, html: Path | None, tables: Path | None, bom: bool
) -> list[Path]:
    """Write what is wanted; where it is."""
    from sim.analysis.classes.tables import write_class_tables
    from sim.report.class_page import write_class_page

    files = write_class_tables(saves, tables, bom=bom, reviews=found.reviews) if tables else []
    if html:
        write_class_page(html, next(iter(saves.values())), found)
        files.append(html)
    return files


def print_json(found: ClassDebrief) -> None:
    """What pages are sent, as plain data."""
    import json

    click.echo(json.dumps(found.plain(), indent=2, ensure_ascii=False))


def in_short(found: ClassDebrief) -> Iterator[str]:
    """What there is to talk about, for a terminal."""
    for table in found.tables:
        rungs = " ".join(str(rung + 1) for rung in table.path)
        yield f"Table {table.table}: {table.ending or 'not over'}  (rungs {rungs})"
    for point in found.points:
        yield ""
        yield f"{point.title}: {point.says}"
        for camp in point.split:
            yield f"  {camp.label}: {', '.join(map(str, camp.tables))}"
