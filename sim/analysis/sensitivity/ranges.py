"""What is varied, and between what: `PATH=LO:HI`, `PATH=±20%`, or a path with wildcards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from math import isfinite
from typing import Any

from sim.scenario.faults import did_you_mean, quoted
from sim.scenario.overrides import as_number
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario
from sim.scenario.variables import Variable, variable_paths

USUAL_REACH = "±20%"
AROUND = re.compile(r"(?:±|\+-|\+/-)\s*(\d+(?:\.\d+)?)\s*%")
FORMS = "PATH, PATH=±20% or PATH=LO:HI with LO below HI"

Variables = Mapping[str, Variable]


@dataclass(frozen=True)
class Parameter:
    """A number of the scenario, and the ends between which it is varied.

    Attributes:
        loc: the path as the keys that lead to it.
        usual: what it is in the scenario.
        is_factor: a formula stands there, and what is varied is a factor before it.
    """

    path: str
    loc: Path
    usual: float
    low: float
    high: float
    is_factor: bool = False

    def at(self, share: float) -> float:
        """The value that lies so far, 0 to 1, between the ends."""
        return self.low + share * (self.high - self.low)

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "path": self.path,
            "usual": self.usual,
            "low": self.low,
            "high": self.high,
            "is_factor": self.is_factor,
        }


def asked_for(scenario: Scenario, texts: Sequence[str]) -> list[Parameter]:
    """The parameters that `--vary` names, in that order; of nothing, all, a fifth up and down.

    Where a path is meant twice, the last range stands, so that a wildcard can have exceptions.

    Raises:
        ValueError: a path or a range is not right; the message says what to do.
    """
    variables = variable_paths(scenario)
    found: dict[str, Parameter] = {}
    for text in texts or ["*"]:
        found |= {each.path: each for each in _meant(text, variables)}
    return list(found.values())


def _meant(text: str, variables: Variables) -> list[Parameter]:
    """What one `--vary` names."""
    path, equals, reach = (part.strip() for part in text.partition("="))
    if bool(equals) != bool(reach):
        raise ValueError(f"--vary: {quoted(text)} is not of the form {FORMS}")
    if "*" in path:
        fitting = [each for name, each in variables.items() if fnmatchcase(name, path)]
        # A fifth of nothing is nothing: under a wildcard, what is 0 is left out.
        meant = [_ranged(text, each, reach, variables) for each in fitting]
        wanted = [each for each in meant if each.low < each.high]
        if not wanted:
            usual = next(iter(variables))
            raise ValueError(
                f"--vary: {quoted(path)} fits nothing that can be varied; a path is such as {usual}"
            )
        return wanted
    if path not in variables:
        raise ValueError(
            f"--vary: {did_you_mean(path, 'number that can be varied', variables)} "
            "(Texts and structure can be swept: standoff batch --sweep)"
        )
    parameter = _ranged(text, variables[path], reach, variables)
    if not parameter.low < parameter.high:
        raise ValueError(
            f"--vary: {path} is {parameter.usual:g} now, and a part of that is no range; "
            f"give one, as in {path}=LO:HI"
        )
    return [parameter]


def _ranged(text: str, variable: Variable, reach: str, variables: Variables) -> Parameter:
    """The ends that a reach such as `±20%` or `1:3` means for a number."""
    if around := AROUND.fullmatch(reach or USUAL_REACH):
        return _around(variable, float(around[1]) / 100, variables)
    ends = [end for part in reach.split(":") if (end := _end(part.strip())) is not None]
    if len(ends) != 2 or reach.count(":") != 1 or not ends[0] < ends[1]:
        raise ValueError(f"--vary: {quoted(text)} is not of the form {FORMS}")
    low, high = ends
    if low < variable.low or high > variable.high or (variable.above and low == variable.low):
        bounds = f"{variable.low:g} and {variable.high:g}"
        raise ValueError(f"--vary: {variable.path} has to lie between {bounds}, not {reach}")
    usual = variable.value if variable.value is not None else (low + high) / 2
    return Parameter(variable.path, variable.loc, usual, low, high)


def _around(variable: Variable, part: float, variables: Variables) -> Parameter:
    """A part of its value up and down, as far as it may go."""
    path, loc, value = variable.path, variable.loc, variable.value
    if value is None:
        return Parameter(path, loc, 1.0, max(0.0, 1 - part), 1 + part, is_factor=True)
    most = variable.high
    if variable.kind == "chance":
        # All branches of one thing may go up at once, and must not pass certainty.
        branches = [each for each in variables.values() if each.loc[:-2] == loc[:-2]]
        most = value / sum(each.value or 0.0 for each in branches if each.kind == "chance")
    low, high = sorted((value * (1 - part), value * (1 + part)))
    return Parameter(path, loc, value, max(low, variable.low), max(value, min(high, most)))


def _end(text: str) -> float | None:
    """A number, per cent as a share; None if it is none."""
    try:
        found = as_number(text) if text.endswith("%") else float(text)
    except ValueError:
        return None
    return found if found is not None and isfinite(found) else None
