"""Saves of tests lie in a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program keeps its things."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    return tmp_path
