"""Loading a scenario, and every fault that only shows when the whole of it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from sim.scenario.checks import CHECKS
from sim.scenario.document import Document
from sim.scenario.faults import AND_MORE, MOST_FAULTS, Fault, ScenarioError
from sim.scenario.land import with_land
from sim.scenario.library import scenario_path
from sim.scenario.overrides import with_overrides
from sim.scenario.read import read_document, validate
from sim.scenario.schema import Scenario


def load_scenario(
    name_or_path: str | Path, overrides: Mapping[str, object] | None = None
) -> Scenario:
    """The scenario of this id or path, sound in every respect.

    overrides: path: value, put in place of what the file says; see `overrides`.

    Raises:
        ScenarioError: all faults of the first pass that finds any: reading, then the form of each
            part, then the whole. What a misspelt part would set off elsewhere is no fault.
    """
    document = read_document(scenario_path(name_or_path))
    if overrides:
        document = with_overrides(document, overrides)
    scenario = validate(document, Scenario)
    faults = check_scenario(document, scenario)
    if faults:
        raise ScenarioError(faults)
    return with_land(document, scenario)


def check_scenario(document: Document, scenario: Scenario) -> list[Fault]:
    """The faults of a scenario whose parts are each well formed, sorted by place."""
    found = (fault for check in CHECKS for fault in check(document, scenario))
    faults = sorted(set(islice(found, MOST_FAULTS + 1)))
    if len(faults) > MOST_FAULTS:
        return [*faults[:MOST_FAULTS], document.fault((), AND_MORE)]
    return faults
