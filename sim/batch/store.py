"""The folder of a batch: a manifest, the scenario, and Parquet files that appear when finished.

    manifest.json                  what was computed, with what, and whether it is complete
    scenario.yaml                  the scenario as it was given, with its map beside it
    worlds/part-00000.parquet …    a row a world
    trace/part-00000.parquet …     a row a world and turn, if wanted
    rows.json                      which rows are worth opening, and why
    design.yaml                    of a sweep: its points
    failed/part-00003.json …       of a sweep: what could not be played, and why

A file is written under another name and renamed, so whatever can be seen is whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from sim.batch.plan import DESIGN, Part, Plan
from sim.scenario.check import load_scenario
from sim.scenario.schema import Scenario

MANIFEST = "manifest.json"
SCENARIO = "scenario.yaml"
ROWS = "rows.json"
WORLDS, TRACE = "worlds", "trace"
FAILED = "failed"
UNFINISHED = ".unfinished"


class Batch:
    """The results of a batch in their folder, complete or not."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    @property
    def manifest(self) -> dict[str, Any]:
        """What was computed.

        Raises:
            FileNotFoundError: the folder holds no batch.
            ValueError: the manifest is not JSON.
        """
        found: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        return found

    @property
    def scenario(self) -> Scenario:
        """The scenario that was played, with its overrides; of a sweep, before its settings."""
        return load_scenario(self.folder / SCENARIO, self.manifest["overrides"])

    @property
    def worlds(self) -> ds.Dataset:
        """A row a world, in order; nothing is read before it is asked for.

        Of a sweep: the first worlds of each point, then the next ones of each, and so on.
        """
        return self._dataset(WORLDS)

    @property
    def trace(self) -> ds.Dataset:
        """A row a world and turn, in order."""
        return self._dataset(TRACE)

    def _dataset(self, kind: str) -> ds.Dataset:
        files = [str(file) for file in sorted((self.folder / kind).glob("part-*.parquet"))]
        if not (files and self.manifest.get("design")):
            return ds.dataset(files, format="parquet")
        # What is drawn at one point is fixed at another, and then has no column of its own.
        schema = pa.unify_schemas([pq.read_schema(file) for file in files])
        return ds.dataset(files, schema=schema, format="parquet")

    @property
    def failures(self) -> list[dict[str, Any]]:
        """What could not be played: part, point, settings, first_world, worlds, problem."""
        found = sorted((self.folder / FAILED).glob("part-*.json"))
        return [json.loads(file.read_text("utf-8")) for file in found]

    def at(self, point: int | None) -> Batch:
        """What was played at one point of a sweep, as a batch of its own; without one, all of it.

        Raises:
            ValueError: the sweep has no such point, or it is no sweep, or it is and none is named.
        """
        points = len(self.manifest.get("design", ()))
        if point is None and points:
            raise ValueError(
                f'"{self.folder}" is a sweep; name a point from 0 to {points - 1}, as --point 0'
            )
        if point is None:
            return self
        if not points:
            raise ValueError(f'"{self.folder}" is no sweep; leave the point out')
        if not 0 <= point < points:
            raise ValueError(f'"{self.folder}" has points 0 to {points - 1}, and no {point}')
        return PointOfSweep(self, point)

    def has(self, part: Part) -> bool:
        """Is the part finished? Its worlds are written last."""
        return self.file(WORLDS, part).is_file()

    def file(self, kind: str, part: Part) -> Path:
        """Where a part's table of that kind is, or will be."""
        return self.folder / kind / f"part-{part.number:05}.parquet"

    def write(self, kind: str, part: Part, table: pa.Table) -> None:
        """Write a part's table of one kind."""
        # Texts come from short lists; figures hardly repeat, and a dictionary of them takes time.
        texts = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
        target = self.file(kind, part)
        target.parent.mkdir(exist_ok=True)
        with finished(target) as path:
            pq.write_table(
                table, path, compression="zstd", compression_level=1, use_dictionary=texts
            )

    def note_failure(self, plan: Plan, part: Part, problem: str) -> None:
        """Write down that a part can't be played, and why; it is tried again with --resume."""
        target = self.folder / FAILED / f"part-{part.number:05}.json"
        target.parent.mkdir(exist_ok=True)
        failure = {"settings": plan.design[part.point], "problem": problem}
        with finished(target) as path:
            path.write_text(_json(asdict(part) | failure), "utf-8")

    def forget_failures(self) -> None:
        """What failed once is tried again."""
        for file in (self.folder / FAILED).glob("part-*.json"):
            file.unlink()

    def write_manifest(self, plan: Plan, **more: Any) -> None:
        """Write what is computed and how far it is; the rest of the results never tells when."""
        done = [part.worlds for part in plan.parts if self.has(part)]
        readings = {
            name: {"source": each.taken, "says": str(each.in_place), "instead_of": str(each.says)}
            for name, each in plan.scenario.switched().items()
        }
        progress = {
            "readings": readings,
            "command": plan.command(str(self.folder)),
            "parts": len(plan.parts),
            "finished_parts": len(done),
            "finished_worlds": sum(done),
            "failed_parts": len(self.failures),
            "complete": sum(done) == plan.all_worlds,
        }
        with finished(self.folder / MANIFEST) as path:
            path.write_text(_json(plan.identity | progress | more), "utf-8")

    def keep_scenario(self, plan: Plan) -> None:
        """Copy the scenario's file and its map; JSON, where there is none, is YAML too."""
        with finished(self.folder / SCENARIO) as path:
            if plan.file:
                shutil.copyfile(plan.file, path)
            else:
                path.write_text(plan.text, "utf-8")
        drawn = plan.scenario.map and plan.scenario.map.file
        if plan.file and drawn:
            (self.folder / drawn).parent.mkdir(parents=True, exist_ok=True)
            with finished(self.folder / drawn) as path:
                shutil.copyfile(plan.file.parent / drawn, path)

    def keep_design(self, plan: Plan) -> None:
        """Write down the points of a sweep, in a form in which they can be given again."""
        if plan.design:
            with finished(self.folder / DESIGN) as path:
                path.write_text(_json({"points": plan.design}), "utf-8")

    def write_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write down which rows are worth opening, and why."""
        with finished(self.folder / ROWS) as path:
            path.write_text(_json(rows), "utf-8")

    def sweep(self) -> None:
        """Take away what an interrupted run has left unfinished."""
        for left in self.folder.rglob(f"*{UNFINISHED}"):
            left.unlink(missing_ok=True)


class PointOfSweep(Batch):
    """What was played at one point of a sweep."""

    def __init__(self, points: Batch, point: int) -> None:
        super().__init__(points.folder)
        self.points = points
        self.point = point
        self.here = pc.field("point") == point

    @property
    def manifest(self) -> dict[str, Any]:
        """As of a batch in which the settings of the point were put in place."""
        found = self.points.manifest
        done = self.points.worlds.count_rows(filter=self.here) if found["finished_worlds"] else 0
        return found | {
            "overrides": found["overrides"] | found["design"][self.point],
            "finished_worlds": done,
            "complete": done == found["worlds"],
        }

    def _dataset(self, kind: str) -> ds.Dataset:
        return self.points._dataset(kind).filter(self.here)


def _json(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


@contextmanager
def finished(target: Path) -> Iterator[Path]:
    """A path to write to, which becomes `target` once all is written."""
    # Each process has its own: one that was left behind may still be at the same part.
    path = target.with_name(f"{target.name}.{os.getpid()}{UNFINISHED}")
    yield path
    path.replace(target)
