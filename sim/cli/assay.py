"""`standoff assay SCENARIO`: how a scenario behaves when it is played by everybody in every way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.analysis.assay.assay import Assay


@click.command(short_help="How a scenario behaves when it is played.")
@click.argument("scenario")
@click.option(
    "-n",
    "--worlds",
    type=click.IntRange(min=100, max=100_000),
    default=2_000,
    show_default=True,
    help="How many worlds for each cast.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Chooses the luck."
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a page with pictures instead.",
)
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def command(
    scenario: str, worlds: int, seed: int, html: Path | None, workers: int, as_json: bool
) -> None:
    """Play SCENARIO, an id or a path, with every policy, move and number, and say how it behaves.

    How it ends, whose choices matter, which numbers decide, whether a move is always best, and
    whether all of it is ever met.
    """
    from sim.batch.crew import ONE_THREAD
    from sim.cli.debrief import check_pages

    if html:
        check_pages()
    # Before NumPy is loaded: its products are too small here to be worth threads.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    found = assayed(scenario, worlds, seed, workers)
    if html:
        write_html(html, found, told=not as_json)
    if as_json:
        print_json(found)
    elif not html:
        print_words(found)


def assayed(scenario: str, worlds: int, seed: int, workers: int) -> Assay:
    """The assay, with progress on a terminal."""
    from sim.analysis.assay.assay import assay
    from sim.cli.debrief import progress_bar

    with progress_bar() as progress:
        try:
            return assay(scenario, worlds=worlds, seed=seed, workers=workers, progress=progress)
        except ValueError as refusal:
            raise click.UsageError(str(refusal)) from refusal


def write_html(path: Path, found: Assay, told: bool) -> None:
    """Write the page, and say where it is unless a script is listening."""
    from sim.report.assay_page import assay_page
    from sim.report.page import write_page

    write_page(path, assay_page(found))
    if told:
        click.echo(path)


def print_words(found: Assay) -> None:
    """What comes first in sentences, then what they rest on in tables."""
    from sim.cli.tables import print_table
    from sim.report.assay_tables import tables
    from sim.report.assay_words import in_short

    casts = len(found.outcomes)
    title, worlds = found.scenario.title, f"{found.worlds:,}"
    click.echo(f"{title}: {worlds} worlds of each of {casts} casts, seed {found.seed}")
    click.echo("\nIn short")
    for sentence in in_short(found):
        click.echo(f"- {sentence}")
    for table in tables(found):
        click.echo(f"\n{table.title}")
        print_table(table.columns, table.rows)
        for line in table.below:
            click.echo(line)


def print_json(found: Assay) -> None:
    """Everything as plain data."""
    import json

    from sim.report.assay_words import in_short

    plain = {"in_short": list(in_short(found)), **found.plain()}
    click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
