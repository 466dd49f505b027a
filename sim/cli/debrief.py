"""`standoff debrief SAVE`: what the decisions of a session did, as a page, tables or some lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.analysis.debrief import Review
    from sim.session import Session

FILE = click.Path(path_type=Path)
FUTURES = 500


@click.command(short_help="What the decisions of a session did.")
@click.argument("save", type=FILE)
@click.option("--role", help="Whose decisions; needed if several people played.")
@click.option("--html", type=FILE, metavar="FILE", help="Write the whole debrief as a page.")
@click.option("--csv", "tables", type=FILE, metavar="DIR", help="Write tables for a spreadsheet.")
@click.option(
    "--futures",
    type=click.IntRange(min=20, max=20_000),
    default=FUTURES,
    show_default=True,
    help="How many futures are run for every move.",
)
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--bom", is_flag=True, help="Tables with the sign that some spreadsheets want.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def command(
    save: Path,
    role: str | None,
    html: Path | None,
    tables: Path | None,
    futures: int,
    workers: int,
    bom: bool,
    as_json: bool,
) -> None:
    """Look back on the session in SAVE: what each decision, and every other, would have led to.

    Without --html, --csv or --json, the most important is printed in a few lines.
    """
    from sim.session import SaveBroken, SessionRefused, replay

    if html:
        check_pages()
    try:
        *_earlier, session = replay(save)
        if tables:
            write_tables(tables, save, bom)
            if not (html or as_json):
                return
        found = reviewed(save, role or only_role(session), futures, workers)
    except (SaveBroken, SessionRefused) as refusal:
        raise click.UsageError(str(refusal)) from refusal
    if html:
        write_html(html, session, found)
    if as_json:
        print_json(found)
    elif not html:
        print_in_short(session, found)


def check_pages() -> None:
    """Say before the work, not after it, that pages can't be made."""
    from sim.report.page import MissingLibrary, environment

    try:
        environment()
    except MissingLibrary as missing:
        raise click.ClickException(str(missing)) from missing


def only_role(session: Session) -> str:
    """The one role that a person played; a usage error asks which, if there were several."""
    if len(session.people) == 1:
        return session.people[0]
    names = ", ".join(session.people)
    raise click.UsageError(f"several people played; choose one with --role: {names}")


def reviewed(save: Path, role: str, futures: int, workers: int) -> Review:
    """The whole review, with progress on a terminal."""
    from sim.analysis.review import reviewing

    with progress_bar() as progress:
        for found in reviewing(save, role, futures=futures, workers=workers):
            progress(found.done, found.total)
    return found


def write_html(path: Path, session: Session, found: Review) -> None:
    """Write the page and say where it is."""
    from sim.report.debrief_page import debrief_page
    from sim.report.page import write_page

    write_page(path, debrief_page(session, found))
    click.echo(path)


def write_tables(folder: Path, save: Path, bom: bool) -> None:
    """Write the tables and say where they are."""
    from sim.analysis import tables
    from sim.session.watch import Watch

    for path in tables.write_tables(Watch.of_save(save), folder, bom):
        click.echo(path)


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
