"""Running a batch: blocks of worlds on this process or on several, written as they are finished.

A part is a pure function of the plan, and nothing in its files depends on when, where and beside
what it was computed. So any number of workers, and any restart, gives the same bytes.
"""

from __future__ import annotations

import gc
import os
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

import pyarrow as pa

from sim.batch.crew import Crew, Report, may_copy
from sim.batch.design import with_point
from sim.batch.folder import prepare
from sim.batch.place import place_of
from sim.batch.plan import Part, Plan, fitting_part, plan_of
from sim.batch.store import FAILED, TRACE, WORLDS, Batch, failure_note, packed, part_file
from sim.engine.crisis import Crisis
from sim.engine.machine import keep_freed_memory
from sim.engine.results import trace_table
from sim.scenario.faults import ScenarioError
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from distributed import Client

    from sim.batch.cluster import Cluster

Files: TypeAlias = dict[str, "pa.Buffer | bytes"]

# Worlds side by side: enough that calls cost little beside them, few enough for the caches. Rows of
# a whole number of pages, as of 4,096 worlds, would push each other out of these.
BLOCK = 4_112
PARTS_FOR_A_WORKER = 5  # fewer don't make up for the seconds that a new process takes to start


def run_batch(
    scenario: Scenario | str | Path,
    worlds: int = 10_000,
    seed: int = 0,
    *,
    out: str | Path,
    workers: int | None = 1,
    cluster: str | Client | None = None,
    policies: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
    design: Sequence[Mapping[str, object]] = (),
    trace: bool = False,
    resume: bool = False,
    first_world: int = 0,
    block: int = BLOCK,
    part_worlds: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Batch:
    """Play very many worlds and write a row for each into a folder.

    Args:
        scenario: a scenario, or the id or path of one.
        worlds: how many.
        seed: chooses the luck of all worlds.
        out: the folder; new, empty, or one to go on in. Or its URI, on any file system that
            pyarrow or fsspec reaches.
        workers: processes; 1 is this one alone, None as many as pay for their start.
        cluster: a Dask cluster to play on: the address of its scheduler, a client of it, or
            `local` for one that is started here, with so many workers.
        policies: actor: policy, in place of those of the scenario; `all` stands for every actor.
        overrides: path: value, put in place of what the scenario's file says.
        design: the points of a sweep, each path: value; `worlds` are played at each, by the same
            luck. `sim.batch.design` makes grids, Latin hypercubes, and reads files.
        trace: write every turn of every world too.
        resume: go on with the same batch, of which some parts are there.
        first_world: the number of the first world.
        block: how many worlds are played side by side; makes no difference to the results.
        part_worlds: how many worlds go into one file; if not given, as many as suit.
        progress: called with the number of worlds that are done so far.

    Raises:
        ScenarioError: the scenario is not sound, with its overrides.
        ValueError: another argument can't be used, the folder is in use, or there is no such
            cluster.
        ChildProcessError: workers keep dying, or can't do it.
        OSError: the results can't be written. Parts that are finished stay, as with Ctrl-C.

    A part in which a world can't be played is among the batch's `failures`, and stops no other.
    """
    plan = plan_of(
        scenario,
        overrides,
        worlds=worlds,
        seed=seed,
        policies=dict(policies or {}),
        design=tuple(dict(settings) for settings in design),
        trace=trace,
        first_world=first_world,
        part_worlds=part_worlds or fitting_part(worlds, len(design)),
    )
    with hands(cluster, workers) as found:
        batch = prepare(plan, place_of(out), resume)
        play(plan, batch, workers, block, progress, found)
    return batch


@contextmanager
def hands(cluster: str | Client | None, workers: int | None) -> Iterator[Cluster | None]:
    """The cluster that is asked for, if one is.

    Raises:
        ValueError: there is no such cluster.
    """
    if cluster is None:
        yield None
        return
    from sim.batch.cluster import connected

    with connected(cluster, workers) as found:
        yield found


def play(
    plan: Plan,
    batch: Batch,
    workers: int | None = 1,
    block: int = BLOCK,
    progress: Callable[[int], None] | None = None,
    cluster: Cluster | None = None,
) -> None:
    """Play the parts of a plan that are not there yet; see `run_batch`."""
    batch.forget_failures()
    finished = set(batch.finished(plan))
    missing = [part for part in plan.parts if part not in finished]
    before = sum(part.worlds for part in finished)
    tally = Tally(before, progress)
    crew = min(workers or worthwhile_workers(plan), len(missing))
    start = perf_counter()
    try:
        if cluster:
            cluster.do(plan, batch, block, missing, tally.note)
        elif crew > 1:
            # The clients of object stores have threads, which a copy of this process would lack.
            copies = may_copy() and not batch.place.is_shared
            work = partial(play_part, plan, batch, block)
            Crew(work, crew, copies=copies, takes_part=not copies).do(missing, tally.note)
        else:
            for part in missing:
                play_part(plan, batch, block, part, partial(tally.note, part))
    finally:
        batch.sweep()
        seconds = round(perf_counter() - start, 3)
        hands = cluster.workers if cluster else crew
        timings = {"workers": hands, "worlds": tally.worlds - before, "seconds": seconds}
        batch.write_manifest(plan, timings=timings)


class Tally:
    """How many worlds are done, which somebody may want to be told."""

    def __init__(self, worlds: int, progress: Callable[[int], None] | None) -> None:
        self.worlds = worlds
        self.progress = progress
        self.begun: dict[Part, int] = {}

    def note(self, part: Part, worlds: int) -> None:
        """So many worlds of a part are done; none, if it has to be begun again."""
        self.worlds += worlds - self.begun.get(part, 0)
        self.begun[part] = worlds
        if self.progress:
            self.progress(self.worlds)


def worthwhile_workers(plan: Plan) -> int:
    """As many workers as there are processors, but none that would not pay for its start."""
    parts = len(plan.parts) // (1 if may_copy() else PARTS_FOR_A_WORKER)
    return max(1, min(processors(), parts))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def silently(worlds: int) -> None:
    """Tell nobody how much is done."""


def play_part(plan: Plan, batch: Batch, block: int, part: Part, report: Report) -> None:
    """Play the worlds of one part and write its files."""
    batch.write(part_files(plan, block, part, report))


def part_files(plan: Plan, block: int, part: Part, report: Report = silently) -> Files:
    """The files of one part, of which those with its worlds come last; or what went wrong."""
    keep_freed_memory()
    try:
        tables = play_blocks(plan, block, part, report)
    except Unplayable as problem:
        return {part_file(FAILED, part, ".json"): failure_note(plan, part, str(problem))}
    return {
        part_file(kind, part): packed(pa.concat_tables(blocks).combine_chunks())
        for kind, blocks in tables.items()
    }


def play_blocks(plan: Plan, block: int, part: Part, report: Report) -> dict[str, list[pa.Table]]:
    """The tables of each kind, block by block.

    Raises:
        Unplayable: a world could not be played.
    """
    tables: dict[str, list[pa.Table]] = {}
    for first_world, worlds in part.blocks(block):
        with telling_what_failed():
            played = play_block(plan, first_world, worlds, part.point)
        for kind, table in played.items():
            tables.setdefault(kind, []).append(table)
        # Model and agents refer to each other, so only the collector frees a block's arrays, and
        # it would wait for many blocks. Looking at what is young takes 2 ms, at everything 80.
        gc.collect(1)
        report(first_world + worlds - part.first_world)
    return tables


class Unplayable(Exception):
    """Worlds that can't be played to the end; of many parts one does not stop the others."""


@contextmanager
def telling_what_failed() -> Iterator[None]:
    """Make what goes wrong in worlds Unplayable; they may be played by other people's policies."""
    try:
        yield
    except (ScenarioError, ValueError, ArithmeticError) as problem:
        raise Unplayable(str(problem)) from problem
    except (OSError, MemoryError):
        raise  # it is this machine that can't go on
    except Exception as problem:
        last = traceback.extract_tb(problem.__traceback__)[-1]
        where = f"{Path(last.filename).name}, line {last.lineno}"
        raise Unplayable(f"{type(problem).__name__}: {problem} ({where})") from problem


def play_block(plan: Plan, first_world: int, worlds: int, point: int = 0) -> dict[str, pa.Table]:
    """The tables of some worlds that are played side by side; the worlds themselves come last."""
    crisis = plan.crisis(first_world, worlds, point)
    tables = {TRACE: traced(crisis)} if plan.trace else {}
    tables[WORLDS] = crisis.run().results()
    if not plan.design:
        return tables
    return {kind: with_point(table, plan.design, point) for kind, table in tables.items()}


def traced(crisis: Crisis) -> pa.Table:
    """Play to the end and keep every turn: the first world's, then the second's."""
    turns = []
    while crisis.running:
        crisis.step()
        turns.append(trace_table(crisis))
    return pa.concat_tables(turns).sort_by([("world", "ascending"), ("turn", "ascending")])
