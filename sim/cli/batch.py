"""`standoff batch SCENARIO -o DIR`: very many worlds, and what they came to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.batch.plan import Plan
    from sim.batch.store import Batch


@click.command(short_help="Very many worlds, and what they came to.")
@click.argument("scenario")
@click.option(
    "-n",
    "--worlds",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    help="How many worlds.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Chooses the luck."
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="PATH=VALUE",
    help="Put a value in place of the file's; claims=SOURCE: those of a source that disagrees.",
)
@click.option(
    "--policy", "choices", multiple=True, metavar="ROLE=NAME", help="Who plays a role, or all."
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="How many processes; if not given, what pays."
)
@click.option("--trace", is_flag=True, help="Write every turn of every world too.")
@click.option("--resume", is_flag=True, help="Go on with a batch that was interrupted.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@click.option("-o", "--out", required=True, metavar="DIR", help="The folder for the results.")
def command(
    scenario: str,
    worlds: int,
    seed: int,
    settings: Sequence[str],
    choices: Sequence[str],
    workers: int | None,
    trace: bool,
    resume: bool,
    as_json: bool,
    out: str,
) -> None:
    """Play SCENARIO, an id or a path, in very many worlds, and say what they came to.

    DIR gets manifest.json, the scenario, and Parquet files with a row a world (with --trace also a
    row a world and turn). The same seed gives the same bytes with any number of workers.
    """
    import json

    from sim.batch.crew import ONE_THREAD

    # Before NumPy is loaded: its products are too small here to be worth threads.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)

    numbers = {"worlds": worlds, "seed": seed, "trace": trace}
    plan, batch = planned(scenario, settings, choices, numbers, out, resume)
    played(plan, batch, workers)

    from sim.analysis.findings import find
    from sim.analysis.worth_opening import rows_worth_opening
    from sim.cli.batch_words import print_findings, print_rows

    findings = find(plan.scenario, batch.worlds)
    rows = rows_worth_opening(plan.scenario, batch.worlds, plan.policies)
    batch.write_rows([row.plain() for row in rows])
    if as_json:
        plain = {"batch": batch.manifest, **findings.plain(), "rows": [row.plain() for row in rows]}
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        print_findings(findings, batch.manifest, out)
        print_rows(plan.scenario, rows, out)


def planned(
    scenario: str,
    settings: Sequence[str],
    choices: Sequence[str],
    numbers: Mapping[str, int],
    out: str,
    resume: bool,
) -> tuple[Plan, Batch]:
    """What is to be played and where it goes, or a usage error in words."""
    from pathlib import Path

    from sim.scenario.overrides import parse_override

    overrides = dict(map(parse_override, settings))
    policies = dict(map(parse_choice, choices))

    from sim.batch.folder import prepare
    from sim.batch.plan import plan_of

    try:
        plan = plan_of(scenario, overrides, policies=policies, **numbers)
        return plan, prepare(plan, Path(out), resume)
    except ValueError as refusal:
        raise click.UsageError(str(refusal)) from refusal


def parse_choice(text: str) -> tuple[str, str]:
    """`serbia=hawk` as the role and the policy that plays it."""
    role, equals, policy = (part.strip() for part in text.partition("="))
    if not (role and equals and policy):
        raise click.UsageError(f'--policy: "{text}" is not of the form ROLE=NAME')
    return role, policy


def played(plan: Plan, batch: Batch, workers: int | None) -> None:
    """Play what is missing; if that is cut short, say what is there and how to go on."""
    from sim.batch.run import play

    try:
        with progress_bar(plan.worlds) as progress:
            play(plan, batch, workers, progress=progress)
    except (KeyboardInterrupt, OSError):
        done = batch.manifest["finished_worlds"]
        click.echo(
            f"{done:,} of {plan.worlds:,} worlds are finished and can be read in {batch.folder}. "
            f"To go on:\n  {plan.command(str(batch.folder))} --resume",
            err=True,
        )
        raise


@contextmanager
def progress_bar(worlds: int) -> Iterator[Callable[[int], None] | None]:
    """A bar with worlds a second and the time left, on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.BarColumn(),
        progress.TextColumn("{task.completed:,} of {task.total:,} worlds"),
        progress.TextColumn("{task.fields[speed]}"),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=worlds, speed="")

        def advance(done: int) -> None:
            speed = bar.tasks[task].speed
            bar.update(task, completed=done, speed=f"{speed:,.0f} a second" if speed else "")

        yield advance
