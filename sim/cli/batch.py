"""`standoff batch SCENARIO -o DIR`: very many worlds, and what they came to."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sim.batch.cluster import Cluster
    from sim.batch.design import Design
    from sim.batch.design_file import Places
    from sim.batch.plan import Plan
    from sim.batch.store import Batch

LOCAL = "local"
GONE = ("memory://", "mock://")  # places that are only of use to programs


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
    "--sweep",
    "sweeps",
    multiple=True,
    metavar="PATH=V,V|LO:HI:N",
    help="Play every value, and every combination with those of other sweeps; also "
    "policy.ROLE=NAME,NAME, where default is the scenario's own.",
)
@click.option(
    "--sample",
    type=click.IntRange(min=2),
    metavar="N",
    help="Instead of every combination, N points spread over the ranges of the sweeps (LO:HI).",
)
@click.option(
    "--design",
    "design_file",
    metavar="FILE",
    help="Play the points of a file: CSV with a column a path, or YAML: `points:`, a list.",
)
@click.option(
    "--policy", "choices", multiple=True, metavar="ROLE=NAME", help="Who plays a role, or all."
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="How many processes; if not given, what pays."
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Play on a Dask cluster: tcp://HOST:8786, a scheduler's file, or local to start one here.",
)
@click.option("--trace", is_flag=True, help="Write every turn of every world too.")
@click.option("--resume", is_flag=True, help="Go on with a batch that was interrupted.")
@click.option("--digest", is_flag=True, help="Say in one text what all bytes of the rows are.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@click.option(
    "-o", "--out", metavar="DIR", help="The folder for the results, or its URI; has to be named."
)
def command(
    scenario: str,
    worlds: int,
    seed: int,
    settings: Sequence[str],
    sweeps: Sequence[str],
    sample: int | None,
    design_file: str | None,
    choices: Sequence[str],
    workers: int | None,
    cluster: str | None,
    trace: bool,
    resume: bool,
    digest: bool,
    as_json: bool,
    out: str | None,
) -> int:
    """Play SCENARIO, an id or a path, in very many worlds, and say what they came to.

    DIR gets manifest.json, the scenario, and Parquet files with a row a world (with --trace also a
    row a world and turn). The same seed gives the same bytes with any number of workers, here or
    on a cluster. DIR may be a URI, such as s3://bucket/run; docs/cluster.md says more of both.

    With --sweep or --design all of it happens at every point, with the same worlds by the same
    luck: `--sweep policy.us=default,dove,hawk --sweep indicators.tension.start=55:70:4`.
    """
    if out is None:
        raise click.UsageError("say where the results go, such as: -o results")
    if out.startswith(GONE):
        raise click.UsageError(f"{out} is memory of this command and ends with it; name a folder")
    from sim.batch.crew import ONE_THREAD

    # Before NumPy is loaded: its products are too small here to be worth threads.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)

    if cluster not in (None, LOCAL) and workers:
        raise click.UsageError("--workers: a cluster at an address has workers of its own")
    if cluster == LOCAL:
        from sim.batch.standby import stand_by

        stand_by()  # and load what workers need, while this process imports and plans
    numbers = {"worlds": worlds, "seed": seed, "trace": trace}
    design, places = designed(sweeps, sample, design_file, seed)
    plan = planned(scenario, settings, choices, numbers | {"design": design, "places": places})
    batch = played(plan, out, resume, workers, cluster)
    told = told_sweep if design else told_batch
    return told(plan, batch, out, batch.digest() if digest else None, as_json)


def told_batch(plan: Plan, batch: Batch, out: str, digest: str | None, as_json: bool) -> int:
    """Say what the worlds came to; 1 if some could not be played."""
    import json

    from sim.analysis.findings import find
    from sim.analysis.worth_opening import rows_worth_opening
    from sim.cli.batch_words import print_failures, print_findings, print_rows

    failures = batch.failures
    if not batch.worlds.files:
        print_failures(failures, batch.manifest["command"])
        return 1
    findings = find(plan.scenario, batch.worlds)
    rows = rows_worth_opening(plan.scenario, batch.worlds, plan.policies)
    batch.write_rows([row.plain() for row in rows])
    if as_json:
        plain = {"batch": batch.manifest, **findings.plain(), "failures": failures}
        plain |= {"rows": [row.plain() for row in rows], "digest": digest}
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        print_findings(findings, batch.manifest, out)
        print_rows(plan.scenario, rows, out)
        print_failures(failures, batch.manifest["command"])
        print_digest(digest)
    return 1 if failures else 0


def told_sweep(plan: Plan, batch: Batch, out: str, digest: str | None, as_json: bool) -> int:
    """Say what came out at each point; 1 if some could not be played."""
    import json

    from sim.analysis.sweep import compare_points
    from sim.cli.batch_words import print_failures
    from sim.cli.sweep_words import print_sweep

    failures = batch.failures
    if not batch.worlds.files:
        print_failures(failures, batch.manifest["command"])
        return 1
    found = compare_points(plan.scenario, batch.worlds, plan.design)
    if as_json:
        plain = {"batch": batch.manifest, "digest": digest, "sweep": found.plain()}
        click.echo(json.dumps(plain | {"failures": failures}, indent=2, ensure_ascii=False))
    else:
        print_sweep(plan.scenario, found, batch.manifest, out)
        print_failures(failures, batch.manifest["command"])
        print_digest(digest)
    return 1 if failures else 0


def print_digest(digest: str | None) -> None:
    """Print it, if it was asked for."""
    if digest:
        click.echo(f"\nDigest of all rows: {digest}")


def designed(
    sweeps: Sequence[str], sample: int | None, file: str | None, seed: int
) -> tuple[Design, Places | None]:
    """The points that are asked for, none if nothing is varied; and where a file lists them."""
    if file and (sweeps or sample):
        raise click.UsageError("--design lists every point; leave --sweep and --sample out")
    if sample and not sweeps:
        raise click.UsageError("--sample spreads points over ranges; give --sweep PATH=LO:HI")
    if not (file or sweeps):
        return (), None
    from sim.batch.design import Sweep, grid, latin_hypercube
    from sim.batch.design_file import read_listed

    try:
        if file:
            listed = read_listed(file)
            return listed.points, listed.places
        asked = [Sweep(text) for text in sweeps]
        return (latin_hypercube(asked, sample, seed) if sample else grid(asked)), None
    except ValueError as refusal:
        raise click.UsageError(str(refusal)) from refusal


def planned(
    scenario: str, settings: Sequence[str], choices: Sequence[str], numbers: Mapping[str, Any]
) -> Plan:
    """What is to be played, or a usage error in words."""
    from sim.scenario.overrides import parse_override

    overrides = dict(map(parse_override, settings))
    policies = dict(map(parse_choice, choices))

    from sim.batch.plan import fitting_part, plan_of

    part_worlds = fitting_part(numbers["worlds"], len(numbers["design"]))
    try:
        return plan_of(scenario, overrides, policies=policies, part_worlds=part_worlds, **numbers)
    except ValueError as refusal:
        raise click.UsageError(str(refusal)) from refusal


def parse_choice(text: str) -> tuple[str, str]:
    """`serbia=hawk` as the role and the policy that plays it."""
    role, equals, policy = (part.strip() for part in text.partition("="))
    if not (role and equals and policy):
        raise click.UsageError(f'--policy: "{text}" is not of the form ROLE=NAME')
    return role, policy


def played(plan: Plan, out: str, resume: bool, workers: int | None, cluster: str | None) -> Batch:
    """Play what is missing; if that is cut short, say what is there and how to go on."""
    from sim.batch.folder import prepare
    from sim.batch.place import place_of
    from sim.batch.run import hands, play

    with ExitStack() as stack:
        try:
            found = stack.enter_context(hands(cluster, workers))
            batch = prepare(plan, place_of(out), resume)
        except ValueError as refusal:
            raise click.UsageError(str(refusal)) from refusal
        if found:
            introduce(found)
        try:
            with progress_bar(plan.all_worlds) as progress:
                play(plan, batch, workers, progress=progress, cluster=found)
        except (KeyboardInterrupt, OSError):
            on = f" --cluster {shlex.quote(cluster)}" if cluster else ""
            click.echo(
                f"{batch.manifest['finished_worlds']:,} of {plan.all_worlds:,} worlds are "
                f"finished and can be read in {out}. To go on:\n"
                f"  {plan.command(batch.place)}{on} --resume",
                err=True,
            )
            raise
    return batch


def introduce(cluster: Cluster) -> None:
    """Say what one may have to wait for and, on a terminal, where one can look on."""
    import logging

    for name in ("distributed", "distributed.client"):  # what goes wrong is said in words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if not cluster.workers:
        click.echo("standoff: the cluster has no worker yet; waiting for the first", err=True)
    if sys.stderr.isatty():
        click.echo(f"Dask's dashboard: {cluster.dashboard}", err=True)


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
    # Without a thread that keeps it fresh, so that workers can be copies of this process.
    bar = progress.Progress(
        *columns, console=Console(stderr=True), transient=True, auto_refresh=False
    )
    with bar:
        task = bar.add_task("", total=worlds, speed="")

        def advance(done: int) -> None:
            speed = bar.tasks[task].speed
            bar.update(
                task, completed=done, speed=f"{speed:,.0f} a second" if speed else "", refresh=True
            )

        yield advance
