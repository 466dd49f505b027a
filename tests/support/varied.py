"""Numbers varied together, and one point at a time as a sweep plays them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.batch.design import with_settings
from sim.engine.crisis import Crisis
from sim.engine.varied import Varied
from sim.scenario.schema import Scenario
from sim.scenario.variables import Variable, variable_paths


def all_varied(scenario: Scenario, points: int) -> Varied:
    """Every number of a scenario that can be varied, each by up to a fifth of itself."""
    values, times = {}, {}
    for number, (path, variable) in enumerate(variable_paths(scenario).items()):
        steps = (np.arange(points) * (number + 3) % 11 - 5) / 25
        if variable.value is None:
            times[path] = 1 + steps
        else:
            values[path] = moved(variable, steps)
    return Varied(values, times)


def moved(variable: Variable, steps: np.ndarray) -> np.ndarray:
    """A number that is larger or smaller by such shares of itself; a zero becomes a share."""
    assert variable.value is not None
    figures = variable.value * (1 + steps) if variable.value else np.abs(steps)
    # Chances of branches become no larger, as they might then add up to more than all.
    high = variable.value if variable.kind == "chance" else variable.high
    return np.clip(figures, variable.low, high)


def play(scenario: Scenario, varied: Varied | None, copies: int, **luck: int) -> Crisis:
    """To the end."""
    return Crisis(scenario, copies, varied=varied, **luck).run()


def one_by_one(scenario: Scenario, varied: Varied, copies: int, **luck: int) -> Iterator[Crisis]:
    """Every point compiled by itself."""
    text = scenario.model_dump_json()
    for point in range(varied.points):
        yield play(with_settings(text, varied.settings(scenario, point)), None, copies, **luck)


def states(crisis: Crisis) -> list[bytes]:
    """Every bit of every world."""
    return [column.tobytes() for column in crisis.worlds.table.T]


def states_one_by_one(scenario: Scenario, varied: Varied, copies: int, **luck: int) -> list[bytes]:
    """Every bit of every world, the points played one after the other."""
    points = one_by_one(scenario, varied, copies, **luck)
    return [state for crisis in points for state in states(crisis)]
