"""How long a sensitivity analysis of the flagship plays, beside compiling point by point.

    python -m benchmarks.varied_points [--points N] [--copies N] [--alone N]

Ten numbers vary, as in a Sobol analysis with 1,024 base samples. Times are those of this process
on one core, so that others on the machine make little difference.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from time import process_time

import numpy as np

import sim
from sim.batch.design import with_settings
from sim.engine.dice import Dice, Purpose
from sim.engine.machine import keep_freed_memory
from sim.engine.varied import Varied
from sim.scenario.schema import Scenario

SCENARIO = "banjska-2023"
POINTS = 1_024 * 12  # what Sobol's first-order and total indices of ten numbers take
TARGET = 45  # seconds
SPREAD = 0.2  # each number is varied by so much of itself
TEN = [
    "indicators.tension.start",
    "indicators.rumours.start",
    "actors.serbia.goals.0.weight",
    "actors.kosovo.goals.0.weight",
    "actors.serbia.policy.rationality",
    "actors.kosovo.policy.reciprocity",
    "moves.serbia.deploy-battalions.effects.tension",
    "events.residents-block-roads.chance",
    "incidents.patrol-clash.chance",
    "incidents.shots-at-roadblock.chance",
]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=POINTS)
    parser.add_argument("--copies", type=int, default=16, help="worlds at each point")
    parser.add_argument("--alone", type=int, default=50, help="points that are compiled one by one")
    choices = parser.parse_args()

    keep_freed_memory()
    scenario = sim.load_scenario(SCENARIO)
    varied = ten_numbers(choices.points)
    sim.Crisis(scenario, choices.copies).run()  # whatever is loaded late
    together = seconds_of(partial(play_together, scenario, varied, choices.copies))
    alone = seconds_of(partial(play_alone, scenario, varied[: choices.alone], choices.copies))
    alone *= choices.points / choices.alone
    verdict = "reached" if together <= TARGET else "MISSED"
    print(f"{choices.points:,} points of {choices.copies} worlds")
    print(f"together            {together:9.1f} s   at most {TARGET} s for {POINTS:,}: {verdict}")
    print(f"one by one          {alone:9.1f} s   from a sample of {choices.alone}")
    print(f"times faster        {alone / together:9.1f}")


def ten_numbers(points: int) -> Varied:
    """Ten numbers, each spread evenly around what the scenario says."""
    luck = Dice(0, 0, points).uniforms(Purpose.START, 0, len(TEN)).astype(np.float64)
    return Varied({}, times=dict(zip(TEN, 1 + SPREAD * (2 * luck - 1), strict=True)))


def play_together(scenario: Scenario, varied: Varied, copies: int) -> None:
    """In blocks of many points."""
    for block in varied.blocks(copies):
        sim.Crisis(scenario, copies, varied=block).run().results()


def play_alone(scenario: Scenario, varied: Varied, copies: int) -> None:
    """As a sweep does it."""
    text = scenario.model_dump_json()
    for point in range(varied.points):
        sim.Crisis(with_settings(text, varied.settings(scenario, point)), copies).run().results()


def seconds_of(thing: Callable[[], object]) -> float:
    """How long this process works on it."""
    start = process_time()
    thing()
    return process_time() - start


if __name__ == "__main__":
    main()
