"""Trying the settings of a design before anything is played: every fault, at its place.

Checking a scenario takes a quarter of a second, so values of different paths are tried together,
and one by one only where that is refused. Of the numbers of a path the ends are tried, and what
lies further in only where an end is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sim.batch.design import Design
from sim.batch.design_file import Nowhere, Places, refuse
from sim.engine.cast import is_policy, wrong_policy, wrong_role
from sim.scenario.check import check_scenario
from sim.scenario.document import Document
from sim.scenario.faults import MOST_FAULTS, Fault, ScenarioError
from sim.scenario.formats import read_current
from sim.scenario.library import scenario_path
from sim.scenario.overrides import as_number, places_of, with_overrides
from sim.scenario.read import validate
from sim.scenario.readings_chosen import CLAIMS
from sim.scenario.schema import Scenario

CHECKED = 64  # values of a path that are tried one by one: some seconds' work


@dataclass(frozen=True)
class Use:
    """A value that a path has at some points."""

    path: str
    value: Any
    points: list[int]


def check_design(
    scenario: Scenario,
    file: str | Path,
    overrides: Mapping[str, object],
    design: Design,
    places: Places | None = None,
) -> None:
    """Refuse settings that the scenario can't take, before anything is played.

    What is wrong only with others shows when its point is played.

    Args:
        scenario: sound, with the overrides.
        file: its id or path.
        overrides: path: value, put in place of what the file says before any point's settings.
        design: the points.
        places: where their settings are written.

    Raises:
        ScenarioError: every fault.
    """
    if not design:
        return
    document = with_overrides(read_current(scenario_path(file)), overrides)
    faults: list[Fault] = []
    for use, messages, of_name in _refusals(scenario, document, _uses(design)):
        at = places or Nowhere()
        told = at.fault_of_name if of_name else at.fault_of_value
        where = use.points[:1] if of_name else use.points[: MOST_FAULTS + 1]
        faults += [told(point, use.path, message) for point in where for message in messages]
    refuse(faults)


Refusal = tuple[Use, list[str], bool]  # what is said against a use, and whether of its path


def _uses(design: Design) -> dict[str, list[Use]]:
    """Every value of every path, in the order of the points."""
    found: dict[str, dict[str, Use]] = {}
    for point, settings in enumerate(design):
        for path, value in settings.items():
            values = found.setdefault(path, {})
            values.setdefault(repr(value), Use(path, value, [])).points.append(point)
    return {path: [*values.values()] for path, values in found.items()}


def _refusals(
    scenario: Scenario, document: Document, uses: Mapping[str, Sequence[Use]]
) -> Iterator[Refusal]:
    sound: list[Sequence[Use]] = []
    for path, values in uses.items():
        message = _against_name(scenario, document, path)
        if message:
            yield values[0], [message], True
        elif is_policy(path):
            for use in values:
                against = wrong_policy(scenario, path, use.value)
                if against:
                    yield use, [against], False
        else:
            sound.append(values)
    yield from _against_values(document, sound)


def _against_name(scenario: Scenario, document: Document, path: str) -> str:
    """What is wrong with a path, whatever its value; empty if it leads somewhere."""
    if is_policy(path):
        return wrong_role(scenario, path)
    if path.split(".")[0] == CLAIMS:
        return ""
    try:
        list(places_of(document.data, path))
    except ScenarioError as refusal:
        return refusal.faults[0].message
    return ""


def _against_values(document: Document, paths: Sequence[Sequence[Use]]) -> Iterator[Refusal]:
    lines = [line for values in paths for line in _lines(values)]
    for layer in zip_longest(*(line.first for line in lines)):
        if _against(document, [use for use in layer if use]):
            for line, use in zip(lines, layer, strict=True):
                yield from line.inward(document, use) if use else ()


@dataclass(frozen=True)
class _Line:
    """Values of a path, in their order if they are numbers, or else as they come."""

    uses: Sequence[Use]
    in_order: bool

    @property
    def first(self) -> Sequence[Use]:
        """Those that are tried, whatever becomes of the others."""
        return [self.uses[0], *self.uses[1:][-1:]] if self.in_order else self.uses[:CHECKED]

    def inward(self, document: Document, use: Use) -> Iterator[Refusal]:
        """The faults of a value, and of those that follow it from its end until one is sound."""
        others = self.uses if use is self.uses[0] else self.uses[::-1]
        for each in others[:CHECKED] if self.in_order else [use]:
            messages = _against(document, [each])
            if not messages:
                return
            yield each, messages, False


def _lines(values: Sequence[Use]) -> Iterator[_Line]:
    """Numbers of each kind, since whole ones may be all that is allowed, and what is no number."""
    kinds: dict[str, list[Use]] = {}
    for use in values:
        is_number = as_number(use.value) is not None and not isinstance(use.value, bool)
        kinds.setdefault(type(use.value).__name__ if is_number else "", []).append(use)
    for kind, uses in kinds.items():
        in_order = sorted(uses, key=lambda use: as_number(use.value) or 0) if kind else uses
        yield _Line(in_order, bool(kind))


def _against(document: Document, uses: Sequence[Use]) -> list[str]:
    """What the scenario has against these settings, together."""
    try:
        changed = with_overrides(document, {use.path: use.value for use in uses})
        faults = check_scenario(changed, validate(changed, Scenario))
    except ScenarioError as refusal:
        faults = [*refusal.faults]
    own = {use.path for use in uses}
    return [
        each.message if each.where in own else f"{each.where}: {each.message}" for each in faults
    ]
