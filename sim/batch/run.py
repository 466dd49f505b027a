"""Running a batch: blocks of worlds on this process or on several, written as they are finished.

A part is a pure function of the plan, and nothing in its files depends on when, where and beside
what it was computed. So any number of workers, and any restart, gives the same bytes.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

import pyarrow as pa

from sim.batch.crew import Crew, Report, may_copy
from sim.batch.design import with_point
from sim.batch.folder import prepare
from sim.batch.plan import Part, Plan, fitting_part, plan_of
from sim.batch.store import TRACE, WORLDS, Batch
from sim.engine.crisis import Crisis
from sim.engine.machine import keep_freed_memory
from sim.engine.results import trace_table
from sim.scenario.faults import ScenarioError
from sim.scenario.schema import Scenario

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
        out: the folder; new, empty, or one to go on in.
        workers: processes; 1 is this one alone, None as many as pay for their start.
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
        ValueError: another argument can't be used, or the folder is in use.
        ChildProcessError: workers keep dying.
        OSError: the results can't be written. Parts that are finished stay, as with Ctrl-C.
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
    batch = prepare(plan, Path(out), resume)
    play(plan, batch, workers, block, progress)
    return batch


def play(
    plan: Plan,
    batch: Batch,
    workers: int | None = 1,
    block: int = BLOCK,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Play the parts of a plan that are not there yet; see `run_batch`."""
    batch.forget_failures()
    done = {part: part.worlds for part in plan.parts if batch.has(part)}
    missing = [part for part in plan.parts if part not in done]
    before, start = sum(done.values()), perf_counter()

    def note(part: Part, worlds: int) -> None:
        done[part] = worlds
        if progress:
            progress(sum(done.values()))

    work = partial(play_part, plan, batch, block)
    crew = min(workers or worthwhile_workers(plan), len(missing))
    try:
        if crew > 1:
            Crew(work, crew, takes_part=not may_copy()).do(missing, note)
        else:
            for part in missing:
                work(part, partial(note, part))
    finally:
        batch.sweep()
        played, seconds = sum(done.values()) - before, perf_counter() - start
        timings = {"workers": crew, "worlds": played, "seconds": round(seconds, 3)}
        batch.write_manifest(plan, timings=timings)


def worthwhile_workers(plan: Plan) -> int:
    """As many workers as there are processors, but none that would not pay for its start."""
    parts = len(plan.parts) // (1 if may_copy() else PARTS_FOR_A_WORKER)
    return max(1, min(processors(), parts))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def play_part(plan: Plan, batch: Batch, block: int, part: Part, report: Report) -> None:
    """Play the worlds of one part and write its files."""
    keep_freed_memory()
    try:
        tables = play_blocks(plan, block, part, report)
    except (ScenarioError, ValueError, ArithmeticError) as problem:
        if not plan.design:
            raise
        batch.note_failure(plan, part, str(problem))  # of many points one does not stop the others
        return
    for kind, blocks in tables.items():
        batch.write(kind, part, pa.concat_tables(blocks).combine_chunks())


def play_blocks(plan: Plan, block: int, part: Part, report: Report) -> dict[str, list[pa.Table]]:
    """The tables of each kind, block by block."""
    tables: dict[str, list[pa.Table]] = {}
    for first_world, worlds in part.blocks(block):
        for kind, table in play_block(plan, first_world, worlds, part.point).items():
            tables.setdefault(kind, []).append(table)
        # Model and agents refer to each other, so only the collector frees a block's arrays, and
        # it would wait for many blocks. Looking at what is young takes 2 ms, at everything 80.
        gc.collect(1)
        report(first_world + worlds - part.first_world)
    return tables


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
