"""Batches in tests: written in small parts, and compared byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.batch.run import run_batch
from sim.batch.store import Batch
from sim.scenario.schema import Scenario
from tests.support.whole import whole

SMALL = {"worlds": 210, "part_worlds": 32, "seed": 7}


def small_batch(out: Path, scenario: Scenario | str | Path | None = None, **choices: Any) -> Batch:
    """210 worlds in 7 parts, of the scenario with a bit of everything unless another is given."""
    return run_batch(scenario or whole(), out=out, **{**SMALL, **choices})


def contents(batch: Batch) -> Mapping[str, bytes]:
    """What is in each Parquet file, by its place in the folder."""
    return {
        path.relative_to(batch.folder).as_posix(): path.read_bytes()
        for path in sorted(batch.folder.rglob("*.parquet"))
    }
