"""Dials: the numbers that a scenario's author chose, each to be turned a fifth up or down.

Start values, what moves, events and incidents change, hazards, prices, weights of goals, how
actors choose, drifts, and the numbers of the dynamics. Not conditions, which say what words such
as "war" mean here, nor ranges, clocks and limits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, get_args

from sim.scenario.document import Document, dotted
from sim.scenario.expressions import Node, Number, describe
from sim.scenario.fields import Part
from sim.scenario.indicators import OneOf, Triangular, Uniform
from sim.scenario.parts import Path, parts_of
from sim.scenario.schema import Scenario

TURN = 0.2
UP, DOWN = 1 + TURN, 1 - TURN
SECTIONS = ("indicators", "moves", "events", "incidents", "commitments", "actors", "dynamics")
DIALLED = (
    *("start", "toward", "rate", "chance", "risk", "cost", "loudness", "weight", "rationality"),
    *("reciprocity", "per_point", "kept", "broken", "gap", "growth", "excuse"),
)
AMOUNTS = ("effects", "believed")  # every entry of which is a dial
FEELINGS = ("dynamics", "attitudes", "start")  # the same
Reach = tuple[float, float]
ANYTHING: Reach = (-float("inf"), float("inf"))


@dataclass(frozen=True)
class Dial:
    """A number, a distribution or an expression of the file, and what it becomes when turned."""

    path: Path
    low: Any = field(compare=False)
    high: Any = field(compare=False)

    def __str__(self) -> str:
        """The path as `--set` takes it."""
        return dotted(self.path)


def dials_of(document: Document) -> list[Dial]:
    """All dials of a sound scenario that can be turned: a fifth of nothing is nothing."""
    parts = dict(parts_of(document, turned(document, {})))
    dials = [
        Dial(path, *(_times(value, factor, _reach(parts, path)) for factor in (DOWN, UP)))
        for path, value in parts.items()
        if _is_dial(path) and isinstance(value, DIALS)
    ]
    return [dial for dial in dials if dial.low != dial.high]


DIALS = (int, float, Uniform, Triangular, OneOf, *get_args(Node))


def turned(document: Document, up: Mapping[Dial, bool]) -> Scenario:
    """The scenario with these dials turned up or down, and the others as they stand."""
    data = deepcopy(document.data)
    for dial, is_up in up.items():
        *way, last = dial.path
        here: Any = data
        for part in way:
            here = here[part]
        here[last] = dial.high if is_up else dial.low
    return Scenario.model_validate_json(json.dumps(data))


def _is_dial(path: Path) -> bool:
    if len(path) < 2 or path[0] not in SECTIONS:
        return False
    return path[-1] in DIALLED or path[-2] in AMOUNTS or path[:3] == FEELINGS


def _reach(parts: Mapping[Path, Any], path: Path) -> Reach:
    """The least and the most that may stand there."""
    if path[:3] == FEELINGS:
        return -10, 10
    match path:
        case ("indicators", name, *_, "start" | "toward"):
            low, high = parts[("indicators", name)].range
            return low, high
        case (*branches, int(), "chance"):
            # All branches of one thing may be turned up at once, and must not pass certainty.
            whole = sum(branch.chance for branch in parts[tuple(branches[:-1])].chances)
            return 0, parts[path] / whole
    parent = parts[path[:-1]]
    if not isinstance(parent, Part):
        return ANYTHING
    low, high = ANYTHING
    for limit in type(parent).model_fields[str(path[-1])].metadata:
        low = float(getattr(limit, "ge", low))
        high = float(getattr(limit, "le", high))
    return low, high


def _times(value: Any, factor: float, reach: Reach) -> Any:
    """The value times a factor, as it could stand in the file."""
    match value:
        case Number(figure):
            return round(figure * factor, 9)
        case int() | float():
            return round(min(max(value * factor, reach[0]), reach[1]), 9)
        case Uniform(uniform=figures):
            return {"uniform": [_times(figure, factor, reach) for figure in figures]}
        case Triangular(triangular=figures):
            return {"triangular": [_times(figure, factor, reach) for figure in figures]}
        case OneOf(one_of=figures):
            return {"one_of": [_times(figure, factor, reach) for figure in figures]}
    return f"({describe(value)}) * {factor:g}"
