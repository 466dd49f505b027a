"""A scenario with all that a page can tell, and a batch of it that several tests read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.batch.store import Batch
from sim.report.batch_page import batch_page
from sim.scenario.schema import Scenario
from tests.support.batches import small_batch
from tests.support.told import told

WORLDS = 400


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return told()


@pytest.fixture(scope="session")
def batch(tmp_path_factory: pytest.TempPathFactory, scenario: Scenario) -> Batch:
    return small_batch(tmp_path_factory.mktemp("batch") / "results", scenario, worlds=WORLDS)


@pytest.fixture(scope="session")
def page(batch: Batch) -> str:
    return batch_page(batch.folder)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program keeps its things."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    return tmp_path
