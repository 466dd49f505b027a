"""`standoff validate SCENARIO`: held against history, the record, theory and its assumptions."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.analysis.validity.validity import Validity

ROOM = 120  # columns of a terminal, from which on a table has room for reasons


@click.command(short_help="How far a scenario can be believed.")
@click.argument("scenario")
@click.option(
    "-n",
    "--worlds",
    type=click.IntRange(min=100, max=1_000_000),
    help="How many worlds for each play.  [default: 10,000; with --quick 2,000]",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Chooses the luck."
)
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write validation.html, .csv and .json there.",
)
@click.option("--quick", is_flag=True, help="Fewer worlds, and no experiments made twice.")
@click.option("--strict", is_flag=True, help="Exit with 1 if a check falls short.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def command(
    scenario: str,
    worlds: int | None,
    seed: int,
    workers: int,
    out: Path | None,
    quick: bool,
    strict: bool,
    as_json: bool,
) -> int:
    """Hold SCENARIO, an id or a path, against all that there is to hold it against.

    Against what was really done, recorded crises, what theory predicts and the equilibria of
    single turns; and would a verdict be another if what was assumed were a fifth more or less?
    Exits with 0 whatever was found, unless --strict is given.
    """
    from sim.batch.crew import ONE_THREAD
    from sim.cli.debrief import check_pages

    if out:
        check_pages()
        make(out)
    # Before NumPy is loaded: its products are too small here to be worth threads.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    found = validated(scenario, worlds, seed, workers, quick)
    if as_json:
        print_json(found)
    else:
        print_words(found)
        if not out:
            click.echo("\nFor a page with a picture of every check: -o DIR")
    if out:
        write(out, found, told=not as_json)
    return 1 if strict and found.falls_short else 0


def validated(scenario: str, worlds: int | None, seed: int, workers: int, quick: bool) -> Validity:
    """The validity, with progress on a terminal."""
    from sim.analysis.validity.validity import validate_scenario
    from sim.cli.debrief import progress_bar

    with progress_bar() as progress:
        try:
            return validate_scenario(
                scenario, worlds=worlds, seed=seed, workers=workers, quick=quick, progress=progress
            )
        except ValueError as refusal:
            raise click.UsageError(str(refusal)) from refusal


def make(folder: Path) -> None:
    """Make the folder before the work, not after it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"can't write into {folder}: {error.strerror}") from error


def write(folder: Path, found: Validity, told: bool) -> None:
    """Write the files, and say where they are unless a script is listening."""
    from sim.report.validity.files import write_files

    files = write_files(folder, found)
    if told:
        click.echo()
        for file in files:
            click.echo(file)


def print_words(found: Validity) -> None:
    """What comes first in sentences, then every check in a table, by section."""
    from sim.analysis.validity.finding import SECTIONS
    from sim.cli.tables import print_table
    from sim.report.validity.words import (
        flip_text,
        found_text,
        in_short,
        sample_text,
        section_name,
        verdict_name,
        wanted_text,
    )

    click.echo(f"{found.scenario.title}: {found.worlds:,} worlds of each play, seed {found.seed}")
    click.echo("\nIn short")
    for sentence in in_short(found):
        click.echo(f"- {sentence}")
    columns = ("check", "found", "wanted", "verdict", "of", "why")
    told = len(columns) - is_narrow()  # of all columns, reasons take most room
    for section in SECTIONS:
        click.echo(f"\n{section_name(section)}")
        rows = [
            (
                each.title,
                found_text(each),
                wanted_text(each),
                verdict_name(each.verdict),
                sample_text(each),
                each.why,
            )
            for each in found.of(section)
        ]
        print_table(columns[:told], [row[:told] for row in rows])
    if found.flips:
        click.echo("\nWhat hangs on assumptions")
        for flip in found.flips:
            click.echo(f"- {flip.point.label}: {flip_text(flip)}")
    if is_narrow():
        click.echo(f"\nIn a terminal of {ROOM} columns every check says why, and so does --json.")


def is_narrow() -> bool:
    """Is it a terminal without room for reasons?"""
    return sys.stdout.isatty() and get_terminal_size().columns < ROOM


def print_json(found: Validity) -> None:
    """Everything as plain data."""
    import json

    click.echo(json.dumps(found.plain(), indent=2, ensure_ascii=False, allow_nan=False))
