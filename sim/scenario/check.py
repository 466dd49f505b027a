"""Loading a scenario, and every fault that only shows when the whole of it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from sim.scenario.advice import ADVICE
from sim.scenario.checks import CHECKS
from sim.scenario.document import Document
from sim.scenario.faults import AND_MORE, MOST_FAULTS, Fault, ScenarioError
from sim.scenario.formats import read_current
from sim.scenario.land import with_land
from sim.scenario.library import scenario_path
from sim.scenario.overrides import with_overrides
from sim.scenario.read import validate
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
    return with_land(*open_scenario(name_or_path, overrides))


def open_scenario(
    name_or_path: str | Path, overrides: Mapping[str, object] | None = None
) -> tuple[Document, Scenario]:
    """The file and the sound scenario in it, for those who place what they say of it in the file.

    The map is as the file has it, without the land that lies beside it. Raises as `load_scenario`.
    """
    document = read_current(scenario_path(name_or_path))
    if overrides:
        document = with_overrides(document, overrides)
    scenario = validate(document, Scenario)
    faults = check_scenario(document, scenario)
    if faults:
        raise ScenarioError(faults)
    return document, scenario


def check_scenario(document: Document, scenario: Scenario) -> list[Fault]:
    """The faults of a scenario whose parts are each well formed, sorted by place."""
    return _first(document, (fault for check in CHECKS for fault in check(document, scenario)))


def advise(document: Document, scenario: Scenario) -> list[Fault]:
    """What a sound scenario could do better, as far as that is seen without playing it."""
    return _first(document, (each for advice in ADVICE for each in advice(document, scenario)))


def _first(document: Document, found: Iterator[Fault]) -> list[Fault]:
    """Not more than anybody reads, sorted by place."""
    told = sorted(set(islice(found, MOST_FAULTS + 1)))
    if len(told) > MOST_FAULTS:
        return [*told[:MOST_FAULTS], document.fault((), AND_MORE).at_level(told[0].level)]
    return told
