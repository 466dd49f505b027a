"""Standoff: crises simulated, played and taught. This is the front door; everything else is inside.

    from sim import load_scenario, Crisis, run_batch, ScenarioError

What people play, and what each may know of it, is `sim.session`, a front door of its own.
Names are loaded when they are first used, because Mesa alone takes a second to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.batch.run import run_batch
    from sim.engine.crisis import Crisis
    from sim.scenario.check import load_scenario
    from sim.scenario.faults import ScenarioError
    from sim.scenario.library import list_scenarios
    from sim.scenario.sources import Claim, Conflict, Source, Sources, load_sources

_HOMES = {
    "Claim": "sim.scenario.sources",
    "Conflict": "sim.scenario.sources",
    "Crisis": "sim.engine.crisis",
    "ScenarioError": "sim.scenario.faults",
    "Source": "sim.scenario.sources",
    "Sources": "sim.scenario.sources",
    "list_scenarios": "sim.scenario.library",
    "load_scenario": "sim.scenario.check",
    "load_sources": "sim.scenario.sources",
    "run_batch": "sim.batch.run",
}

__all__ = [
    "Claim",
    "Conflict",
    "Crisis",
    "ScenarioError",
    "Source",
    "Sources",
    "list_scenarios",
    "load_scenario",
    "load_sources",
    "run_batch",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
