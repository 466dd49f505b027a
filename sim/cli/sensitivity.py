"""`standoff sensitivity SCENARIO -o DIR`: which numbers matter, and which conditions lead where."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.analysis.sensitivity.findings import Findings
    from sim.analysis.sensitivity.folder import Folder
    from sim.analysis.sensitivity.study import Study
    from sim.engine.rows import Figures

PAGE = "sensitivity.html"


@click.command(short_help="Which numbers matter, and which conditions lead to conflict.")
@click.argument("scenario")
@click.option(
    "--vary",
    "ranges",
    multiple=True,
    metavar="PATH=LO:HI",
    help="What is varied; also PATH=±20% (or +-20%), and * in PATH. All by ±20% if not given.",
)
@click.option(
    "--method",
    type=click.Choice(["sobol", "morris", "discover"]),
    help="Parts of the variance; screening of many numbers; conditions that lead to an outcome. "
    "If not given: sobol with --vary, morris without.",
)
@click.option(
    "-n",
    "--base",
    type=click.IntRange(min=1),
    help="Base samples of sobol (1,024 if not given), paths of morris (32), points of discover "
    "(4,096).",
)
@click.option(
    "--copies",
    type=click.IntRange(min=2),
    default=16,
    show_default=True,
    help="Worlds at each point, an even number; the more, the less is luck.",
)
@click.option(
    "--second-order",
    is_flag=True,
    help="With sobol: what every two numbers bring together too; about twice the points.",
)
@click.option("--outcome", metavar="NAME", help="What is told first, such as war or agreement.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="PATH=VALUE",
    help="Put a value in place of the file's first.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**32 - 2),
    default=0,
    show_default=True,
    help="Chooses the points and the luck.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes; all processors' if not given."
)
@click.option("--resume", is_flag=True, help="Go on with a study that was interrupted.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@click.option("-o", "--out", metavar="DIR", help="The folder for the results; has to be named.")
def command(
    scenario: str,
    ranges: Sequence[str],
    method: str | None,
    base: int | None,
    copies: int,
    second_order: bool,
    outcome: str | None,
    settings: Sequence[str],
    seed: int,
    workers: int | None,
    resume: bool,
    as_json: bool,
    out: str | None,
) -> None:
    """Vary numbers of SCENARIO, an id or a path, and say which of them its outcomes hang on.

    sobol: which part of the variance of each outcome each number brings, alone and with others.
    morris: how far each outcome goes when a number crosses its range; for hundreds of numbers.
    discover: under which conditions an outcome comes more often.

    DIR gets every point with what it came to, the indices, and a page with pictures:
    `--vary 'indicators.*.start=±20%' --vary events.market.chance=1%:5%`. The same seed gives the
    same files with any number of workers.
    """
    if out is None:
        raise click.UsageError("say where the results go, such as: -o results")
    from sim.batch.crew import ONE_THREAD

    # Before NumPy is loaded: its products are too small here to be worth threads.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    from sim.cli.debrief import check_pages

    check_pages()
    study = studied(scenario, settings, ranges, method, base, copies, seed, second_order)
    if second_order:
        print_cost(study)
    findings = explored(study, out, outcome, workers or os.cpu_count() or 1, resume)
    if as_json:
        print_json(findings)
    else:
        print_words(findings, out)


def studied(
    scenario: str,
    settings: Sequence[str],
    ranges: Sequence[str],
    method: str | None,
    base: int | None,
    copies: int,
    seed: int,
    second_order: bool = False,
) -> Study:
    """What is to be played, or a usage error in words."""
    from sim.analysis.sensitivity.ranges import asked_for
    from sim.analysis.sensitivity.samples import METHODS, MissingLibrary, check_library
    from sim.analysis.sensitivity.study import USUAL_BASE, Study
    from sim.scenario.check import load_scenario
    from sim.scenario.overrides import parse_override

    loaded = load_scenario(scenario, dict(map(parse_override, settings)))
    wanted = method or ("sobol" if ranges or second_order else "morris")
    chosen = next(name for name in METHODS if name == wanted)
    try:
        check_library()
        parameters = asked_for(loaded, ranges)
        rows = base or USUAL_BASE[chosen]
        return Study(loaded, parameters, chosen, rows, copies, seed, second_order)
    except ValueError as refusal:
        raise click.UsageError(str(refusal)) from refusal
    except MissingLibrary as missing:
        raise click.ClickException(str(missing)) from missing


def print_cost(study: Study) -> None:
    """Say before the work how much of it there is, and what it is for."""
    numbers = len(study.parameters)
    click.echo(
        f"standoff: every two of {numbers} numbers take {study.count:,} points, "
        f"{study.worlds:,} worlds; without --second-order it would be "
        f"{study.base * (numbers + 2):,} points",
        err=True,
    )


def explored(study: Study, out: str, outcome: str | None, workers: int, resume: bool) -> Findings:
    """Play what is missing, look at it, and write down what was found."""
    from sim.analysis.sensitivity.findings import chosen_outcome, find
    from sim.analysis.sensitivity.folder import Folder
    from sim.analysis.sensitivity.written import write_tables
    from sim.report.page import write_page
    from sim.report.sensitivity_page import sensitivity_page

    try:
        chosen = chosen_outcome(study.outcomes, outcome)
        folder = Folder(out, study, resume)
    except ValueError as refusal:
        raise click.UsageError(str(refusal)) from refusal
    findings = find(study, played(folder, workers), chosen)
    write_tables(folder.path, findings)
    write_page(folder.path / PAGE, sensitivity_page(findings))
    return findings


def played(folder: Folder, workers: int) -> Figures:
    """Play what is missing; if that is cut short, say what is there and how to go on."""
    from sim.analysis.sensitivity.run import run
    from sim.cli.debrief import progress_bar

    try:
        with progress_bar() as progress:
            return run(folder, workers, progress)
    except (KeyboardInterrupt, OSError):
        left = len(folder.missing)
        parts = len(folder.study.parts)
        click.echo(
            f"{parts - left} of {parts} parts are finished and stay in {folder.path}. "
            "To go on, give the same command with --resume.",
            err=True,
        )
        raise


def print_words(findings: Findings, out: str) -> None:
    """What comes first in sentences, then what they rest on in tables."""
    from sim.cli.tables import print_table
    from sim.report.sensitivity_tables import tables
    from sim.report.sensitivity_words import in_short

    study = findings.study
    click.echo(
        f"{study.scenario.title}: {study.method}, {len(study.parameters)} numbers, "
        f"{study.count:,} points of {study.copies} worlds, seed {study.seed}"
    )
    click.echo("\nIn short")
    for sentence in in_short(findings):
        click.echo(f"- {sentence}")
    for table in tables(findings):
        click.echo(f"\n{table.title}")
        print_table(table.columns, table.rows)
        for line in table.below:
            click.echo(line)
    click.echo(f"\nPictures and all figures: {os.path.join(out, PAGE)}")


def print_json(findings: Findings) -> None:
    """Everything as plain data."""
    import json

    from sim.report.sensitivity_words import in_short

    plain = {"in_short": list(in_short(findings)), **findings.plain()}
    click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
