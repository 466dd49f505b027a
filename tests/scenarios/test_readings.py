"""What other sources say in every shipped scenario: each reading changes some world or history."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from sim.scenario.check import load_scenario
from tests.support.numbers import as_played, at_random, footprint
from tests.support.shipped import FILES, each_scenario, shipped

READINGS = [
    pytest.param(path, conflict, source, id=f"{path.stem}-{conflict}-{source}")
    for path in FILES
    for conflict, readings in shipped(path).readings.items()
    for source in readings.others
]


def as_in_history(scenario, base):
    """Worlds in which everybody does what history says, if there is one."""
    if base.history is None:
        return b""
    return footprint(Crisis(scenario, 20, seed=36, policies={"all": "historical"}).run())


@cache
def usual(path, probe):
    return probe(shipped(path), shipped(path))


@pytest.mark.parametrize(("path", "conflict", "source"), READINGS)
def test_a_reading_makes_a_difference(path, conflict, source):
    """It loads without faults, says that it is in place, and some world goes another way."""
    scenario = load_scenario(path, {f"claims.{conflict}": source})
    assert list(scenario.switched()) == [conflict]
    probes = (as_in_history, as_played, at_random)
    assert any(probe(scenario, shipped(path)) != usual(path, probe) for probe in probes)


@each_scenario
def test_all_readings_of_a_source_fit_together(path):
    scenario = shipped(path)
    for source in {name for each in scenario.readings.values() for name in each.others}:
        taken = load_scenario(path, {"claims": source}).switched()
        assert list(taken) == [c for c, each in scenario.readings.items() if source in each.others]


def test_the_size_of_the_pull_back_shows_in_the_flagship():
    """With history's moves: 8,350 down to about 4,500, or by the president 7,500 to about 4,000."""
    (flagship,) = (path for path in FILES if path.stem == "banjska-2023")
    found = {}
    for source in ("dw-2023-10-02", "background"):
        scenario = load_scenario(flagship, {"claims.pullback-size": source})
        worlds = Crisis(scenario, 400, seed=5, policies={"all": "historical"}).run().worlds
        most, last = worlds.row("peak", "serbia.forces"), worlds.row("indicator", "serbia.forces")
        found[source] = np.median(most), np.median(last)
    assert found["dw-2023-10-02"] == pytest.approx((8350, 4500), rel=0.05)
    assert found["background"] == pytest.approx((7500, 4000), rel=0.05)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("banjska-2023", ["2023-10-01", "2023-10-02", "2023-10-05"]),
        ("build-up-2023", ["2023-10-01", "2023-10-01", "2023-10-02"]),
    ],
)
def test_a_later_start_of_the_pull_back_moves_the_steps_of_it_and_nothing_else(name, days):
    """Entries of history are told by their number, which must still be theirs."""
    usual, later = (
        load_scenario(name, {"claims.pullback-start": source}).history.moves
        for source in ("state-department-undated", "background")
    )
    moved = [after for before, after in zip(usual, later, strict=True) if before != after]
    assert [str(entry.date) for entry in moved] == days
    assert all(entry.move.startswith(("pull-back", "return-to-usual")) for entry in moved)
