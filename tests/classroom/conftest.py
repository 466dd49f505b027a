"""Classes of tests lie in folders of their own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from game.classroom import classroom
from sim import load_scenario

read_once = lru_cache(load_scenario)  # so that its rules are made once, too


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program keeps its things."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    monkeypatch.setattr(classroom, "load_scenario", read_once)
    return tmp_path
