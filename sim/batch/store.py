"""The folder of a batch: a manifest, the scenario, and Parquet files that appear when finished.

    manifest.json                  what was computed, with what, and whether it is complete
    scenario.yaml                  the scenario as it was given
    worlds/part-00000.parquet …    a row a world
    trace/part-00000.parquet …     a row a world and turn, if wanted

A file is written under another name and renamed, so whatever can be seen is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from sim.batch.plan import Part

MANIFEST = "manifest.json"
SCENARIO = "scenario.yaml"
WORLDS, TRACE = "worlds", "trace"
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
        """
        found: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        return found

    @property
    def worlds(self) -> ds.Dataset:
        """A row a world, in order; read only as far as is asked for."""
        return self._dataset(WORLDS)

    @property
    def trace(self) -> ds.Dataset:
        """A row a world and turn, in order."""
        return self._dataset(TRACE)

    def _dataset(self, kind: str) -> ds.Dataset:
        files = sorted((self.folder / kind).glob("part-*.parquet"))
        return ds.dataset([str(file) for file in files], format="parquet")

    def has(self, part: Part) -> bool:
        """Is the part finished? Its worlds are written last."""
        return self.file(WORLDS, part).is_file()

    def file(self, kind: str, part: Part) -> Path:
        """Where a part's table of that kind is, or will be."""
        return self.folder / kind / f"part-{part.number:05}.parquet"

    def write_manifest(self, manifest: dict[str, Any]) -> None:
        """Write the manifest, or replace it."""
        with finished(self.folder / MANIFEST) as path:
            path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")

    def write(self, kind: str, part: Part, tables: Iterable[pa.Table]) -> None:
        """Write a part's tables of one kind as one file, a row group each."""
        target = self.file(kind, part)
        target.parent.mkdir(exist_ok=True)
        with finished(target) as path:
            writer = None
            try:
                for table in tables:
                    writer = writer or _writer(path, table.schema)
                    writer.write_table(table)
            finally:
                if writer is not None:
                    writer.close()

    def sweep(self) -> None:
        """Take away what an interrupted run has left unfinished."""
        for left in self.folder.rglob(f"*{UNFINISHED}"):
            left.unlink(missing_ok=True)


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    # Texts come from short lists; figures hardly repeat, and a dictionary of them takes time.
    texts = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(
        path, schema, compression="zstd", compression_level=1, use_dictionary=texts
    )


@contextmanager
def finished(target: Path) -> Iterator[Path]:
    """A path to write to, which becomes `target` once all is written."""
    # Its own for each process: one that was left behind may still be at the same part.
    path = target.with_name(f"{target.name}.{os.getpid()}{UNFINISHED}")
    yield path
    path.replace(target)
