"""The validity of a small scenario with a bit of everything, which many tests read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.analysis.validity.validity import Validity, validate_scenario
from tests.support.assays import written
from tests.support.told import told_parts


@cache
def small_validity() -> Validity:
    """Found once, and quickly."""
    with TemporaryDirectory() as folder:
        path = written(Path(folder), **told_parts())
        return validate_scenario(path, worlds=200, workers=1, quick=True)
