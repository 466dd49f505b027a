"""`standoff debrief SAVE`: what the decisions of a session did, or of a class, and where."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.analysis.debrief import Review
    from sim.session import Session

FILE = click.Path(path_type=Path)
FUTURES, FUTURES_OF_A_CLASS = 500, 400


@click.command(short_help="What the decisions of a session did.")
@click.argument("save", type=FILE)
@click.option("--role", help="Whose decisions; needed if several people played.")
@click.option("--html", type=FILE, metavar="FILE", help="Write the whole debrief as a page.")
@click.option("--csv", "tables", type=FILE, metavar="DIR", help="Write tables for a spreadsheet.")
@click.option(
    "--futures",
    type=click.IntRange(min=20, max=20_000),
    help=f"How many futures are run for every move: {FUTURES}; of a class {FUTURES_OF_A_CLASS}.",
)
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--bom", is_flag=True, help="Tables with the sign that some spreadsheets want.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def command(
    save: Path,
    role: str | None,
    html: Path | None,
    tables: Path | None,
    futures: int | None,
    workers: int,
    bom: bool,
    as_json: bool,
) -> None:
    """Look back on the session in SAVE: what each decision, and every other, would have led to.

    If SAVE is the folder of a class: on all its tables, side by side.

    Without --html, --csv or --json, the most important is printed in a few lines.
    """
    from sim.analysis.processes import prepare_helpers

    if workers > 1:  # they import what they need while this process does
        Thread(target=prepare_helpers, daemon=True).start()
    from sim.session import SaveBroken, SessionRefused, replay

    if html:
        check_pages()
    if save.is_dir():
        from sim.cli.debrief_class import debrief_class

        if role:
            raise click.UsageError("--role is for one session; of a class, all roles are looked at")
        count = futures or FUTURES_OF_A_CLASS
        return debrief_class(save, html, tables, count, workers, bom, as_json)
    try:
        *_earlier, session = replay(save)
        is_for_all = bool(tables) and not (html or as_json)
        roles = [role] if role else roles_of(session, is_for_all)
        reviews = [reviewed(save, each, futures or FUTURES, workers) for each in roles]
    except (SaveBroken, SessionRefused) as refusal:
        raise click.UsageError(str(refusal)) from refusal
    files = written(save, reviews, html, tables, bom)
    if as_json:
        print_json(reviews[0])
    elif files:
        click.echo("\n".join(map(str, files)))
    else:
        print_in_short(session, reviews[0])


def check_pages() -> None:
    """Say before the work, not after it, that pages can't be made."""
    from sim.report.page import MissingLibrary, environment

    try:
        environment()
    except MissingLibrary as missing:
        raise click.ClickException(str(missing)) from missing


def roles_of(session: Session, is_for_all: bool) -> list[str]:
    """The roles that persons played; a usage error asks which, where only one can be told of."""
    if is_for_all or len(session.people) == 1:
        return list(session.people)
    names = ", ".join(session.people)
    raise click.UsageError(f"several people played; choose one with --role: {names}")


def reviewed(save: Path, role: str, futures: int, workers: int) -> Review:
    """The whole review, with progress on a terminal."""
    from sim.analysis.review import reviewing

    with progress_bar() as progress:
        for found in reviewing(save, role, futures=futures, workers=workers):
            progress(found.done, found.total)
    return found


def written(
    save: Path, reviews: Sequence[Review], html: Path | None, tables: Path | None, bom: bool
) -> list[Path]:
    """Write what is wanted; where it is."""
    from sim.report.debrief_files import write_debrief_page, write_debrief_tables

    files = write_debrief_tables(tables, save, reviews, bom) if tables else []
    if html:
        write_debrief_page(html, save, reviews[0])
        files.append(html)
    return files


def print_json(found: Review) -> None:
    """Everything as plain data."""
    import json
    from dataclasses import asdict

    click.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False, default=str))


def print_in_short(session: Session, found: Review) -> None:
    """The most important, for a terminal."""
    from sim.report.in_short import in_short

    for line in in_short(found, session.view(found.role)):
        click.echo(line)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = BarColumn(), TextColumn("{task.percentage:.0f} %"), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, total: bar.update(task, completed=done, total=total)
