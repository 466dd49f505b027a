"""Expectations: each can fail, and what it changes is there to be changed."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.overrides import with_overrides
from sim.scenario.parts import Path
from sim.scenario.read import validate
from sim.scenario.schema import Expectation, Scenario


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Expectations that say nothing, and settings that the scenario could not take."""
    for number, expectation in enumerate(scenario.expect):
        path = ("expect", number)
        yield from _says_nothing(document, path, expectation)
        if expectation.set:
            yield from _settings(document, path, expectation)


def _says_nothing(document: Document, path: Path, expectation: Expectation) -> Iterator[Fault]:
    if expectation.between is None and expectation.compared is None:
        yield document.fault(path, 'it expects nothing; give "between" or "compared"')
    if expectation.compared and not (expectation.set or expectation.policy):
        message = 'the scenario is compared with itself; change something by "set" or "policy"'
        yield document.fault((*path, "compared"), message)


def _settings(document: Document, path: Path, expectation: Expectation) -> Iterator[Fault]:
    """What `--set` would refuse."""
    try:
        validate(with_overrides(document, expectation.set), Scenario)
    except ScenarioError as refusal:
        for fault in refusal.faults:
            yield document.fault((*path, "set"), f"{fault.where}: {fault.message}")
