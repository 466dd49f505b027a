"""Classes of tests lie in folders of their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.classroom import records
from sim import load_scenario
from tests.support.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

read_once = lru_cache(load_scenario)  # so that its rules are made once, too


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program keeps its things."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    monkeypatch.setattr(records, "load_scenario", read_once)
    return tmp_path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that visits the pages."""
    with chromium() as found:
        yield found
