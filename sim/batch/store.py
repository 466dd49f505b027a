"""The folder of a batch: a manifest, the scenario, and Parquet files that appear when finished.

    manifest.json                  what was computed, with what, and whether it is complete
    scenario.yaml                  the scenario as it was given, with its map beside it
    worlds/part-00000.parquet …    a row a world
    trace/part-00000.parquet …     a row a world and turn, if wanted
    rows.json                      which rows are worth opening, and why
    design.json                    of a sweep: its points
    failed/part-00003.json …       what could not be played, and why

A file is seen once it is whole (`place.py`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from sim.batch.place import UNFINISHED, Folder, Place, place_of
from sim.batch.plan import DESIGN, Part, Plan
from sim.engine.cast import cast_at, values_of
from sim.scenario.check import load_scenario
from sim.scenario.schema import Scenario

MANIFEST = "manifest.json"
SCENARIO = "scenario.yaml"
ROWS = "rows.json"
WORLDS, TRACE = "worlds", "trace"
FAILED = "failed"
PARQUET = ".parquet"
LOOKS = 8  # at files side by side, as stores are slow to answer


class AStudy(ValueError):
    """The place holds what `standoff sensitivity` found, which is no batch."""


class Batch:
    """The results of a batch in their place, complete or not.

    where: a folder, or the URI of one.
    """

    def __init__(self, where: str | Path | Place) -> None:
        self.place = place_of(where)
        self._sound: set[str] = set()  # the kinds of files that were found whole

    @property
    def folder(self) -> Path:
        """The folder, if it is one of this machine.

        Raises:
            ValueError: it is elsewhere.
        """
        if isinstance(self.place, Folder):
            return self.place.folder
        raise ValueError(f'"{self.place}" is no folder of this machine')

    @property
    def manifest(self) -> dict[str, Any]:
        """What was computed.

        Raises:
            FileNotFoundError: the place holds no batch.
            ValueError: the manifest is not JSON.
            AStudy: nor is it a batch's.
        """
        found: dict[str, Any] = json.loads(self.place.read(MANIFEST).decode("utf-8"))
        if isinstance(found, dict) and "method" in found:
            raise AStudy(
                f'"{self.place}" holds a study of sensitivity, not a batch; its page is '
                f"{self.place.inside('sensitivity.html')}"
            )
        return found

    @property
    def scenario(self) -> Scenario:
        """The scenario that was played, with its overrides; of a sweep, before its settings."""
        with self.place.on_this_machine(without=(WORLDS, TRACE, FAILED)) as folder:
            return load_scenario(folder / SCENARIO, self.manifest["overrides"])

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
        files, names = self.place.files, self.place.names(kind, end=PARQUET)
        self._refuse_damaged(kind, names)
        schema = None
        if names and self.manifest.get("design"):
            # What is drawn at one point is fixed at another, and then has no column of its own.
            schema = pa.unify_schemas([pq.read_schema(name, filesystem=files) for name in names])
        return ds.dataset(names, schema=schema, filesystem=files, format="parquet")

    def _refuse_damaged(self, kind: str, names: Sequence[str]) -> None:
        """Say at once, and not while reading, what a broken copy or a disk has taken."""
        if kind in self._sound:
            return
        manifest = self.manifest
        if kind == WORLDS and not names and manifest["finished_worlds"]:
            raise ValueError(f'"{self.place}" has lost its folder "{kind}"{_again(manifest)}')
        broken = damaged(self.place, names)
        if broken:
            where = self.place.inside(broken[0])
            others = f" and {len(broken) - 1} more" if broken[1:] else ""
            raise ValueError(f'"{where}"{others} is damaged{_again(manifest)}')
        self._sound.add(kind)

    def refuse_damaged(self) -> None:
        """Raise a ValueError that says what can't be read, if anything can't."""
        for kind in (WORLDS, TRACE):
            self._refuse_damaged(kind, self.place.names(kind, end=PARQUET))

    def forget_damaged(self) -> None:
        """Take away the parts of which a file can't be read; they will be played again."""
        names = [name for kind in (WORLDS, TRACE) for name in self.place.names(kind, end=PARQUET)]
        parts = {name.partition("/")[2] for name in damaged(self.place, names)}
        for name in names:
            if name.partition("/")[2] in parts:
                self.place.delete(name)

    @property
    def failures(self) -> list[dict[str, Any]]:
        """What could not be played: part, point, settings, first_world, worlds, problem."""
        return [json.loads(self.place.read(name)) for name in self.place.names(FAILED)]

    def digest(self) -> str:
        """One text for all rows; two batches have the same if all their bytes are the same.

        `sha256sum */*.parquet | sha256sum` in the folder says the same.
        """
        lines = sha256()
        for name in self.place.names(end=PARQUET):
            lines.update(f"{sha256(self.place.read(name)).hexdigest()}  {name}\n".encode())
        return lines.hexdigest()

    def at(self, point: int | None) -> Batch:
        """What was played at one point of a sweep, as a batch of its own; without one, all of it.

        Raises:
            ValueError: the sweep has no such point, or it is no sweep, or it is and none is named.
        """
        points = len(self.manifest.get("design", ()))
        if point is None and points:
            raise ValueError(
                f'"{self.place}" is a sweep; name a point from 0 to {points - 1}, as --point 0'
            )
        if point is None:
            return self
        if not points:
            raise ValueError(f'"{self.place}" is no sweep; leave the point out')
        if not 0 <= point < points:
            raise ValueError(f'"{self.place}" has points 0 to {points - 1}, and no {point}')
        return PointOfSweep(self, point)

    def finished(self, plan: Plan) -> list[Part]:
        """The parts that are there. Their worlds are written last."""
        there = set(self.place.names(WORLDS))  # asked for once, as stores are slow to answer
        return [part for part in plan.parts if part_file(WORLDS, part) in there]

    def write(self, files: Mapping[str, bytes | pa.Buffer]) -> None:
        """Write files in their order."""
        for name, content in files.items():
            self.place.write(name, content)

    def forget_failures(self) -> None:
        """What failed once is tried again."""
        for name in self.place.names(FAILED):
            self.place.delete(name)

    def write_manifest(self, plan: Plan, **more: Any) -> None:
        """Write what is computed and how far it is; the rest of the results never tells when."""
        done = self.finished(plan)
        readings = {
            name: {"source": each.taken, "says": str(each.in_place), "instead_of": str(each.says)}
            for name, each in plan.scenario.switched().items()
        }
        worlds = sum(part.worlds for part in done)
        progress = {
            "readings": readings,
            "command": plan.command(self.place),
            "parts": len(plan.parts),
            "finished_parts": len(done),
            "finished_worlds": worlds,
            "failed_parts": len(self.place.names(FAILED)),
            "complete": worlds == plan.all_worlds,
        }
        self.place.write(MANIFEST, _json(plan.identity | progress | more))

    def keep_scenario(self, plan: Plan) -> None:
        """Copy the scenario's file and its map; JSON, where there is none, is YAML too."""
        if plan.file is None:
            return self.place.write(SCENARIO, plan.text.encode("utf-8"))
        self.place.write(SCENARIO, plan.file.read_bytes())
        drawn = plan.scenario.map and plan.scenario.map.file
        if drawn:
            self.place.write(drawn, (plan.file.parent / drawn).read_bytes())

    def keep_design(self, plan: Plan) -> None:
        """Write down the points of a sweep, in a form in which they can be given again."""
        if plan.design:
            self.place.write(DESIGN, _json({"points": plan.design}))

    def write_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write down which rows are worth opening, and why."""
        self.place.write(ROWS, _json(rows))

    def sweep(self) -> None:
        """Take away what an interrupted run has left unfinished."""
        for name in self.place.names(end=UNFINISHED):
            with suppress(FileNotFoundError):  # a worker of that run may just have finished it
                self.place.delete(name)


class PointOfSweep(Batch):
    """What was played at one point of a sweep."""

    def __init__(self, points: Batch, point: int) -> None:
        super().__init__(points.place)
        self.points = points
        self.point = point
        self.here = pc.field("point") == point

    @property
    def manifest(self) -> dict[str, Any]:
        """As of a batch in which the settings of the point were put in place."""
        found = self.points.manifest
        settings = found["design"][self.point]
        done = self.points.worlds.count_rows(filter=self.here) if found["finished_worlds"] else 0
        return found | {
            "overrides": found["overrides"] | values_of(settings),
            "policies": cast_at(found["policies"], settings),
            "finished_worlds": done,
            "complete": done == found["worlds"],
        }

    def _dataset(self, kind: str) -> ds.Dataset:
        return self.points._dataset(kind).filter(self.here)


def part_file(kind: str, part: Part, end: str = PARQUET) -> str:
    """What the file of a part is called."""
    return f"{kind}/part-{part.number:05}{end}"


def damaged(place: Place, names: Sequence[str]) -> list[str]:
    """The Parquet files that lack their end, which says what is in them, or are none."""
    with ThreadPoolExecutor(LOOKS) as looking:
        sound = looking.map(partial(_can_be_read, place), names)
        return [name for name, is_sound in zip(names, sound, strict=True) if not is_sound]


def _can_be_read(place: Place, name: str) -> bool:
    try:
        pq.read_metadata(name, filesystem=place.files)
    except pa.ArrowInvalid:
        return False
    return True


def _again(manifest: Mapping[str, Any]) -> str:
    return f"; what is lost is played again by: {manifest['command']} --resume"


def packed(table: pa.Table) -> pa.Buffer:
    """A part's table as the content of its file."""
    # Texts come from short lists; figures hardly repeat, and a dictionary of them takes time.
    texts = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", compression_level=1, use_dictionary=texts)
    return sink.getvalue()


def failure_note(plan: Plan, part: Part, problem: str) -> bytes:
    """That a part can't be played, and why, as the content of its file."""
    settings = plan.design[part.point] if plan.design else {}
    return _json(asdict(part) | {"settings": settings, "problem": problem})


def _json(data: object) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
