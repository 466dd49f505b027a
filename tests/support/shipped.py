"""Every shipped scenario, found by a folder scan: a new one is tested without a new test."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sim.scenario.check import load_scenario
from sim.scenario.policies import policy_modules
from sim.scenario.schema import Scenario

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = sorted((ROOT / "scenarios").glob("*.yaml"))

each_scenario = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def shipped(path: Path) -> Scenario:
    """The scenario of a file, read once, so that its rules are compiled once."""
    return load_scenario(path)


def policies_for(scenario: Scenario) -> list[str]:
    """Every policy that can play it: `historical` needs a history to follow."""
    return [name for name in policy_modules() if scenario.history or name != "historical"]
