"""The folder of a study: what was played, in files that appear when they are whole.

    manifest.json                   what was computed, and whether it is complete
    points/part-00000.parquet …     a row a point: its numbers, and the mean of every outcome
    indices.csv, pairs.csv, boxes.csv    what was found
    sensitivity.html                the same as a page

A study that was cut short goes on from the parts that are there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from sim.analysis.sensitivity.study import Study
from sim.analysis.whole_file import write_whole
from sim.engine.rows import Figures

MANIFEST, POINTS = "manifest.json", "points"
FIRST_HALF = "{name}, first half"


class Folder:
    """Where a study is kept.

    Raises:
        ValueError: something else is there, or a part of the study and `resume` was not asked for.
        OSError: it can't be made or read.
    """

    def __init__(self, path: str | Path, study: Study, resume: bool = False) -> None:
        self.path, self.study = Path(path), study
        if self.path.exists() and not self.path.is_dir():
            raise ValueError(f'"{self.path}" is a file; choose the name of a folder')
        if self.path.exists() and any(self.path.iterdir()):
            self._check(resume)
        (self.path / POINTS).mkdir(parents=True, exist_ok=True)
        self.write_manifest()

    def _check(self, resume: bool) -> None:
        """Refuse a folder that holds anything else than this study, whole or wanted again."""
        try:
            manifest = json.loads((self.path / MANIFEST).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            raise ValueError(
                f'"{self.path}" is not empty and holds no study; choose another folder'
            ) from None
        # What a manifest of an earlier version does not name was not asked for.
        here = self.study.identity
        other = [key for key, value in here.items() if manifest.get(key, False) != value]
        if other:
            raise ValueError(
                f'"{self.path}" holds another study, with other {" and ".join(other)}; '
                "choose another folder"
            )
        if not resume and not manifest.get("complete"):
            raise ValueError(
                f'"{self.path}" holds a part of this very study; go on with --resume, '
                "or choose another folder"
            )

    def write_manifest(self, more: Mapping[str, Any] | None = None) -> None:
        """What was computed; `complete` says whether all of it."""
        plain = self.study.identity | {"complete": not self.missing} | dict(more or {})
        text = json.dumps(plain, indent=2, ensure_ascii=False)
        write_whole(self.path / MANIFEST, f"{text}\n")

    @property
    def missing(self) -> list[int]:
        """The parts that are still to be played."""
        return [part for part in range(len(self.study.parts)) if not self._file(part).exists()]

    def write(self, part: int, halves: Figures) -> None:
        """Keep what a part came to, (2, points, outcomes)."""
        study, points = self.study, self.study.parts[part]
        columns: dict[str, Any] = {
            "point": np.arange(points.start, points.stop, dtype=np.int32),
            "row": study.rows(points).astype(np.int32),
        }
        for parameter, values in zip(study.parameters, study.values(points).T, strict=True):
            columns[parameter.path] = values
        for number, outcome in enumerate(study.outcomes):
            columns[outcome.name] = halves[:, :, number].mean(axis=0)
            columns[FIRST_HALF.format(name=outcome.name)] = halves[0, :, number]
        file = self._file(part)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}.unfinished")
        pq.write_table(pa.table(columns), unfinished)
        unfinished.replace(file)

    def read(self) -> Figures:
        """What all points came to, (2, points, outcomes)."""
        files = [str(self._file(part)) for part in range(len(self.study.parts))]
        names = [outcome.name for outcome in self.study.outcomes]
        columns = names + [FIRST_HALF.format(name=name) for name in names]
        table = ds.dataset(files, format="parquet").to_table(columns=columns)
        figures = np.array([column.to_numpy() for column in table.columns])
        means, first = figures.reshape(2, len(names), -1)
        return np.array([first, 2 * means - first]).transpose(0, 2, 1)

    def _file(self, part: int) -> Path:
        return self.path / POINTS / f"part-{part:05}.parquet"
