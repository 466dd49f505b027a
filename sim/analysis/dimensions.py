"""What a design varies: each path with its values, and which point is the scenario as it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from sim.engine.cast import DEFAULT, EVERYBODY, POLICY, is_policy
from sim.scenario.faults import ScenarioError
from sim.scenario.overrides import as_number, places_of
from sim.scenario.schema import Scenario

FEW_VALUES = 24  # more are a cloud rather than a line, even of one path

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Level:
    """A value of a path, and the points that have it.

    value: as it was asked for; where a point leaves the scenario's own, that.
    """

    value: Any
    points: list[int]


@dataclass(frozen=True)
class Dimension:
    """A path that is varied.

    Attributes:
        levels: its values; numbers in rising order, all else as it comes.
        usual: what the scenario has there; None if that is no single value.
        is_cloud: has it so many numbers that each is met about once, as in a sample of a range?
    """

    path: str
    levels: Sequence[Level]
    usual: Any
    is_cloud: bool

    @property
    def numbers(self) -> list[float]:
        """The values as numbers, per cent as shares; empty if one of them is none."""
        found = [as_number(level.value) for level in self.levels]
        return [number for number in found if number is not None] if None not in found else []

    @property
    def usual_level(self) -> int:
        """The place of the value that the scenario has, or else of the first."""
        for place, level in enumerate(self.levels):
            if is_same(level.value, self.usual):
                return place
        return 0


class Usual:
    """What a scenario has at the paths of settings."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.data = json.loads(scenario.model_dump_json())

    def value(self, path: str) -> Any:
        """What stands there; None if that is nothing, or not the same at all its places."""
        if is_policy(path):
            return DEFAULT
        try:
            found = [self._at(loc) for loc in places_of(self.data, path)]
        except ScenarioError:
            return None
        return found[0] if all(each == found[0] for each in found) else None

    def _at(self, loc: Sequence[str | int]) -> Any:
        here = self.data
        for part in loc:
            here = here.get(part) if isinstance(here, dict) else here[part]
        return here

    def has(self, settings: Settings) -> bool:
        """Does a point leave the scenario as it stands?"""
        return all(self._has(path, value) for path, value in settings.items())

    def _has(self, path: str, value: Any) -> bool:
        if not is_policy(path):
            return is_same(value, self.value(path))
        role = path[len(POLICY) :]
        cast = [part.policy.name for who, part in self.scenario.actors.items() if who == role]
        return value == DEFAULT or (role != EVERYBODY and [value] == cast)


def dimensions_of(
    scenario: Scenario, design: Sequence[Settings], points: Sequence[int]
) -> list[Dimension]:
    """What differs between these points of a design, path by path."""
    usual = Usual(scenario)
    varied = []
    for path in dict.fromkeys(path for number in points for path in design[number]):
        levels: dict[str, Level] = {}
        own = usual.value(path)
        for number in points:
            value = design[number].get(path, own)
            levels.setdefault(repr(value), Level(value, [])).points.append(number)
        if len(levels) > 1:
            varied.append((path, own, in_order([*levels.values()])))
    return [
        Dimension(path, levels, own, is_cloud=_is_cloud(levels, len(points), len(varied)))
        for path, own, levels in varied
    ]


def in_order(levels: list[Level]) -> list[Level]:
    """Rising, if all are numbers."""
    if any(as_number(level.value) is None for level in levels):
        return levels
    return sorted(levels, key=lambda level: as_number(level.value) or 0.0)


def is_same(value: Any, other: Any) -> bool:
    """Do both say the same? 3% and 0.03 do."""
    one, two = as_number(value), as_number(other)
    if one is None or two is None:
        return bool(value == other)
    return isclose(one, two, rel_tol=1e-9)


def _is_cloud(levels: Sequence[Level], points: int, paths: int) -> bool:
    numbers = all(as_number(level.value) is not None for level in levels)
    many = len(levels) > FEW_VALUES or (paths > 1 and 2 * len(levels) > points)
    return numbers and many
