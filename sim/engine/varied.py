"""Numbers that differ between points, so that all points are compiled and played together.

Setting rules up is arithmetic with the numbers of a scenario. NumPy does the same arithmetic with
the same bits for a whole array of them. So the points of a design are not compiled one by one: in
place of a number, the scenario gets an array with that number at every point, and the rules that
come of it have a column for each point wherever that makes a difference.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sim.engine.rows import Figures
from sim.scenario.document import dotted
from sim.scenario.expressions import Binary, Node, Number
from sim.scenario.faults import nearest, quoted
from sim.scenario.fields import LARGEST, Part
from sim.scenario.overrides import places_of
from sim.scenario.parts import Path
from sim.scenario.readings_chosen import CLAIMS
from sim.scenario.schema import Scenario
from sim.scenario.variables import Variable, variable_paths

# Worlds that are played side by side: twice the `BLOCK` of `sim.batch.run`. Half as many would take
# as long, since what the caches gain is lost by compiling twice as often.
SIDE_BY_SIDE = 8_208
COMPILED = 512  # points that are compiled together; more take more memory and no less time
ROUNDING = 1e-9  # by so much more than 1 may chances add up to, as in a scenario


class PerPoint(np.ndarray[Any, np.dtype[np.float64]]):
    """A number of a scenario that is another at each point, (points,).

    Two are equal only if they are one, so that the trees of expressions in which they stand can
    be told apart as those of plain numbers can. And like a number, none is changed in place.
    """

    __iadd__ = np.ndarray.__add__  # type: ignore[assignment]  # which is in place
    __imul__ = np.ndarray.__mul__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:  # type: ignore[override]  # arrays have none
        return id(self)


class Varied:
    """Values for some numbers of a scenario at each of several points.

    Args:
        values: path: a value for each point, put in place of what the scenario says, as
            `--set PATH=VALUE` does; a start value also in place of a spread.
        times: path: a factor for each point, by which each number there is multiplied. Of a
            formula it is the result that is multiplied, of a spread of start values the mean.

    A path may have `*`, and then stands for all numbers that it fits. `variable_paths` has what
    can be varied and between what.

    Attributes:
        points: how many points.

    Raises:
        ValueError: there is nothing to vary, a value is no number, or lengths differ.
    """

    def __init__(
        self, values: Mapping[str, ArrayLike], times: Mapping[str, ArrayLike] | None = None
    ) -> None:
        self.values = {path: _numbers(path, given) for path, given in values.items()}
        self.times = {path: _numbers(path, given) for path, given in (times or {}).items()}
        lengths = {path: len(given) for path, given in (*self.values.items(), *self.times.items())}
        if not lengths:
            raise ValueError("varied: nothing is varied; give at least one path with its values")
        self.points = next(iter(lengths.values()))
        for path, length in lengths.items():
            if length != self.points:
                raise ValueError(
                    f"varied: {quoted(path)} has {length:,} values, {quoted(next(iter(lengths)))} "
                    f"has {self.points:,}; each path needs one value for every point"
                )

    def __getitem__(self, points: slice) -> Varied:
        """The same at some of the points."""
        values = {path: given[points] for path, given in self.values.items()}
        return Varied(values, {path: given[points] for path, given in self.times.items()})

    def blocks(self, copies: int) -> Iterator[Varied]:
        """All points, in portions that are played fastest with so many worlds of each."""
        size = max(1, min(COMPILED, SIDE_BY_SIDE // copies))
        for first in range(0, self.points, size):
            yield self[first : first + size]

    def into(self, scenario: Scenario) -> Scenario:
        """The scenario with arrays in place of these numbers; of a single point, with numbers.

        It costs little, so that all points can be tried before the first block is played.

        Raises:
            ScenarioError: a path leads nowhere.
            ValueError: what stands there can't be varied so, or is given twice; or a value is out
                of its range.
        """
        changed, changes = scenario, self._changes(scenario)
        for change in changes:
            changed = _replaced(changed, change.variable.loc, change.put)
        branches = (change.variable.loc[:-2] for change in changes if change.of_branch)
        for loc in dict.fromkeys(branches):
            _refuse_more_than_all(changed, loc)
        return changed

    def settings(self, scenario: Scenario, point: int) -> dict[str, float | str]:
        """The numbers of one point, as `--set` or a point of a sweep would have them."""
        return {change.variable.path: change.at(point) for change in self._changes(scenario)}

    def _changes(self, scenario: Scenario) -> list[_Change]:
        """What is put in place of each number, no place twice."""
        data, variables = json.loads(scenario.model_dump_json()), _by_place(scenario)
        changes: dict[Path, _Change] = {}
        for path, given, times in self._given():
            if path.split(".")[0] == CLAIMS:
                raise ValueError(_not_a_number(path, path, variables))
            for loc in places_of(data, path):
                if loc not in variables:
                    raise ValueError(_not_a_number(path, dotted(loc), variables))
                if loc in changes:
                    name = quoted(variables[loc].path)
                    raise ValueError(f"varied: {name} is varied twice, the second time by {path}")
                changes[loc] = _change(variables[loc], given, times)
        return list(changes.values())

    def _given(self) -> Iterator[tuple[str, Figures, bool]]:
        """Every path with its figures, and whether these are factors."""
        yield from ((path, given, False) for path, given in self.values.items())
        yield from ((path, given, True) for path, given in self.times.items())


@dataclass(frozen=True)
class _Change:
    """What one number of a scenario is at each point, or by what its formula is multiplied."""

    variable: Variable
    figures: Figures
    of_formula: bool

    @property
    def of_branch(self) -> bool:
        """Is it the chance of one of several branches?"""
        return self.variable.kind == "chance"

    def put(self, leaf: Any) -> Any:
        """What stands in the scenario in place of `leaf`."""
        several = len(self.figures) > 1
        number: Any = self.figures.view(PerPoint) if several else float(self.figures[0])
        if self.of_formula:
            return Binary("*", Number(number), leaf)
        is_amount = self.variable.kind == "hazard" or isinstance(leaf, Node)
        return Number(number) if is_amount else number

    def at(self, point: int) -> float | str:
        """The setting of one point."""
        figure = float(self.figures[point])
        return f"{figure!r} * ({self.variable.formula})" if self.of_formula else figure


def _numbers(path: str, given: ArrayLike) -> Figures:
    numbers = np.asarray(given)
    if numbers.ndim != 1 or not len(numbers) or numbers.dtype.kind not in "iuf":
        raise ValueError(f"varied: {quoted(path)} needs a list of numbers, one for each point")
    figures = numbers.astype(np.float64)
    for point in np.flatnonzero(~(np.abs(figures) <= LARGEST)):  # put so that it finds NaN as well
        message = f"is not a number between {-LARGEST:,.0f} and {LARGEST:,.0f}"
        raise ValueError(f"varied: {quoted(path)}: {figures[point]} at point {point} {message}")
    return figures


def _by_place(scenario: Scenario) -> dict[Path, Variable]:
    return {variable.loc: variable for variable in variable_paths(scenario).values()}


def _not_a_number(path: str, place: str, variables: Mapping[Path, Variable]) -> str:
    near = nearest(place, [variable.path for variable in variables.values()])
    hint = f" Did you mean {quoted(near)}?" if near else ""
    return (
        f"varied: {quoted(path)} is not one of the numbers that may differ between worlds played "
        f"side by side; structure, texts and lists are none.{hint} To vary it all the same, play "
        "the points one by one: standoff batch --sweep"
    )


def _change(variable: Variable, given: Figures, times: bool) -> _Change:
    now = variable.value
    if times and now is None:
        return _Change(variable, given, of_formula=True)
    figures = given * now if times and now is not None else given
    low, high = variable.low, variable.high
    wrong = (figures < low) | (figures > high) | ((figures == low) & variable.above)
    for point in np.flatnonzero(wrong):
        between = f"{'above ' if variable.above else ''}{low:,.15g} to {high:,.15g}"
        raise ValueError(
            f"varied: {quoted(variable.path)}: {figures[point]:.15g} at point {point} is outside "
            f"its range, {between}"
        )
    return _Change(variable, figures, of_formula=False)


def _refuse_more_than_all(scenario: Scenario, loc: Path) -> None:
    """The chances of branches, which stand at `loc`, add up to 1 or less at every point."""
    chances = [branch.chance for branch in _at(scenario, loc)]
    added = np.atleast_1d(reduce(add, chances))
    for point in np.flatnonzero(added > 1 + ROUNDING):
        raise ValueError(
            f"varied: {quoted(dotted(loc))}: the chances add up to {added[point]:.4%} at point "
            f"{point}, more than 100%"
        )


def _at(part: Any, loc: Path) -> Any:
    for key in loc:
        part = getattr(part, str(key)) if isinstance(part, Part) else part[key]
    return part


def _replaced(part: Any, loc: Path, put: Callable[[Any], Any]) -> Any:
    """The part with something else in place of what stands at `loc`."""
    if not loc:
        return put(part)
    key, rest = loc[0], loc[1:]
    inner = _replaced(_at(part, (key,)), rest, put)
    if isinstance(part, Part):
        return part.model_copy(update={str(key): inner})
    if isinstance(part, tuple):
        return tuple(inner if place == key else each for place, each in enumerate(part))
    return {**part, key: inner}
