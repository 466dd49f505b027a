"""The numbers of a scenario that may differ between worlds played side by side.

Where a design varies nothing else, its points are compiled together and played as columns of one
ensemble (`sim.engine.varied`). What is structure, text or a list needs a scenario of its own for
each point, as a sweep gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from annotated_types import Ge, Gt, Le

from sim.scenario.actors import Goal, PolicyChoice
from sim.scenario.expressions import Node, Number, describe, fold
from sim.scenario.fields import LARGEST, Part
from sim.scenario.indicators import Drift, Estimate, Indicator, typical_start
from sim.scenario.moves import Branch, Commitment, Consequence, Event, Incident, Later, Move
from sim.scenario.parts import Path
from sim.scenario.schema import Attitudes, AudienceCosts, Credibility, Dynamics, Scenario

VariableKind = Literal[
    "start",
    "drift",
    "error",
    "weight",
    "rationality",
    "reciprocity",
    "hazard",
    "chance",
    "effect",
    "cost",
    "risk",
    "commitment",
    "dynamics",
]

SECTIONS = ("indicators", "actors", "dynamics", "moves", "events", "incidents", "commitments")
VARIABLE: dict[type, dict[str, VariableKind]] = {
    Indicator: {"start": "start"},
    Drift: {"toward": "drift", "rate": "drift"},
    Estimate: {"error": "error"},
    Goal: {"weight": "weight"},
    PolicyChoice: {"rationality": "rationality", "reciprocity": "reciprocity"},
    Attitudes: {"per_point": "dynamics", "rate": "dynamics", "start": "dynamics"},
    Credibility: {
        "start": "dynamics",
        "kept": "dynamics",
        "broken": "dynamics",
        "gap": "dynamics",
    },
    AudienceCosts: {"growth": "dynamics", "excuse": "dynamics"},
    Dynamics: {"violent_cap": "dynamics"},
    Consequence: {"effects": "effect"},
    Later: {"effects": "effect"},
    Branch: {"chance": "chance"},
    Move: {"believed": "effect", "cost": "cost", "risk": "risk"},
    Event: {"chance": "hazard"},
    Incident: {"chance": "hazard"},
    Commitment: {"cost": "commitment", "loudness": "commitment"},
}


@dataclass(frozen=True)
class Variable:
    """A number of a scenario, and between what it may be varied.

    Attributes:
        path: as in `--set PATH=VALUE`.
        loc: the same, key by key.
        kind: what part it has in the crisis.
        value: what it is now: of a spread of start values their mean, of an event that comes
            without a chance 1; None where a formula stands.
        formula: that formula, empty where a number stands.
        low, high: the least and the most that it may be.
        above: it must be more than `low`.
        unit: what it is counted in, if that is known.
    """

    path: str
    loc: Path
    kind: VariableKind
    value: float | None
    formula: str
    low: float
    high: float
    above: bool = False
    unit: str = ""


def variable_paths(scenario: Scenario) -> dict[str, Variable]:
    """Every number that may be varied, by its path, in the order of the scenario's sections."""
    return {
        variable.path: variable
        for section in SECTIONS
        for variable in _inside(scenario, (section,), getattr(scenario, section))
    }


def _inside(scenario: Scenario, loc: Path, part: object) -> Iterator[Variable]:
    """The numbers in a part that stands at `loc`."""
    kinds = _kinds(part)
    for key, value in _entries(part):
        if key in kinds:
            bounds = type(part).model_fields[key].metadata if isinstance(part, Part) else []
            for place, leaf in _leaves((*loc, key), value):
                yield _variable(scenario, place, kinds[key], leaf, bounds)
        else:
            yield from _inside(scenario, (*loc, key), value)


def _kinds(part: object) -> dict[Any, VariableKind]:
    """The fields of a part that hold numbers which may be varied."""
    found: dict[Any, VariableKind] = {}
    for base in type(part).__mro__:
        found |= VARIABLE.get(base, {})
    return found


def _entries(part: object) -> Iterable[tuple[Any, Any]]:
    match part:
        case Part():
            return part
        case dict():
            return part.items()
        case tuple():
            return enumerate(part)
    return ()


def _leaves(loc: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """The number in a field, or all in the dictionary there, which may hold others."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves((*loc, key), inner)
    else:
        yield loc, value


def _variable(
    scenario: Scenario, loc: Path, kind: VariableKind, leaf: Any, bounds: Iterable[object]
) -> Variable:
    value, formula = _present(scenario, loc, kind, leaf)
    low, high = _reach(scenario, loc, kind, bounds)
    above = any(isinstance(bound, Gt) for bound in bounds)
    path, unit = _path(scenario, loc), _unit(scenario, loc)
    return Variable(path, loc, kind, value, formula, low, high, above, unit)


def _present(
    scenario: Scenario, loc: Path, kind: VariableKind, leaf: Any
) -> tuple[float | None, str]:
    """The number that stands there now, or a formula."""
    if kind == "start":
        return typical_start(scenario.indicators[str(loc[1])]), ""
    if leaf is None:  # what happens whenever it can
        return 1.0, ""
    if isinstance(leaf, int | float):
        return float(leaf), ""
    folded = fold(cast(Node, leaf))
    return (folded.value, "") if isinstance(folded, Number) else (None, describe(leaf))


def _reach(
    scenario: Scenario, loc: Path, kind: VariableKind, bounds: Iterable[object]
) -> tuple[float, float]:
    """The least and the most that it may be; of most numbers the schema knows it."""
    if kind == "start" or loc[-1] == "toward":
        return scenario.indicators[str(loc[1])].range
    if kind == "effect":
        return -LARGEST, LARGEST
    if kind == "hazard":
        return 0.0, 1.0
    if loc[:3] == ("dynamics", "attitudes", "start"):
        return -10.0, 10.0
    low, high = -LARGEST, LARGEST
    for bound in bounds:
        match bound:
            case Ge(ge=least) | Gt(gt=least):
                low = float(cast(float, least))
            case Le(le=most):
                high = float(cast(float, most))
    return low, high


def _unit(scenario: Scenario, loc: Path) -> str:
    """That of the indicator which it is, or which it changes."""
    name = loc[1] if loc[0] == "indicators" and loc[-1] in ("start", "toward") else loc[-1]
    indicator = scenario.indicators.get(str(name))
    return indicator.unit if indicator else ""


def _path(scenario: Scenario, loc: Path) -> str:
    """As it is written. The number of an only entry is left out, as the list may be in a file."""
    here: Any = scenario
    parts: list[str] = []
    for key in loc:
        if not (isinstance(here, tuple) and len(here) == 1):
            parts.append(str(key))
        here = getattr(here, str(key)) if isinstance(here, Part) else here[key]
    return ".".join(parts)
