"""How fast the flagship is, beside what it must reach: one table from one run.

    python benchmarks/worlds_per_second.py [--rounds N] [--million]

What is compared is measured in turn, round by round, so that a busy machine slows all alike; the
table shows medians. Parquet is written in every batch.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import ten_million

import sim
from sim.batch.crew import ONE_THREAD
from sim.scenario.schema import Scenario

SCENARIO = "banjska-2023"
FORESIGHT = "actors.*.policy.foresight"
PART = 16_384  # worlds in a file
BATCH, SHARED, ALONE, MESA = 2 * PART, 32 * PART, 150, 40  # worlds for each measure


@dataclass(frozen=True)
class Line:
    """A figure beside its target."""

    what: str
    found: float
    unit: str
    target: float
    more_is_better: bool = True

    def __str__(self) -> str:
        reached = self.found >= self.target if self.more_is_better else self.found <= self.target
        bound = "at least" if self.more_is_better else "at most"
        found = f"{self.found:,.0f}" if self.found >= 100 else f"{self.found:.2f}"
        verdict = "reached" if reached else "MISSED"
        return f"{self.what:<58}{found:>9} {self.unit:<9}{bound} {self.target:>7,g}  {verdict}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often all is measured")
    parser.add_argument("--million", action="store_true", help="play 1,000,000 worlds too")
    choices = parser.parse_args()

    found = {name: median(times) for name, times in rounds(choices.rounds).items()}
    near, far = BATCH / found["foresight 0"], BATCH / found["foresight 1"]
    usual = BATCH / found["as it is"]
    against_mesa = usual / (MESA / found["mesa.batch_run"])
    both = SHARED / found["two workers"]
    shared = found["one worker"] / found["two workers"]
    lines = [
        Line("worlds a second, one core, foresight 0, Parquet written", near, "worlds/s", 20_000),
        Line("worlds a second, one core, foresight 1, Parquet written", far, "worlds/s", 5_000),
        Line("worlds a second, two workers, Parquet written", both, "worlds/s", 60_000),
        Line("against mesa.batch_run, one world each", against_mesa, "times", 100),
        Line("one world alone", ALONE / found["alone"], "worlds/s", 150),
        Line(f"two workers against one, {SHARED:,} worlds, start included", shared, "times", 1.8),
        Line("standoff --help", found["help"], "s", 0.3, more_is_better=False),
        Line("standoff batch -n 100", found["batch -n 100"], "s", 3, more_is_better=False),
    ]
    if choices.million:
        seconds, megabytes = ten_million.batch(1_000_000, workers=2)
        lines += [
            Line("1,000,000 worlds, two workers, with the summary", seconds, "s", 60, False),
            Line("peak memory of all its processes", megabytes, "MB", 1000, False),
        ]
    print(*lines, sep="\n")


def rounds(count: int) -> dict[str, list[float]]:
    """Seconds that each thing takes, one figure a round."""
    scenarios = {f"foresight {f}": sim.load_scenario(SCENARIO, {FORESIGHT: f}) for f in (0, 1)}
    scenarios["as it is"] = sim.load_scenario(SCENARIO)
    things: dict[str, Callable[[Path], object]] = {
        name: partial(batch, scenario, BATCH) for name, scenario in scenarios.items()
    }
    usual = scenarios["as it is"]
    things |= {
        "mesa.batch_run": lambda out: play_in_mesa(),
        "alone": lambda out: [sim.Crisis(usual, seed=seed).run() for seed in range(ALONE)],
        "one worker": partial(batch, usual, SHARED),
        "two workers": partial(batch, usual, SHARED, workers=2),
        "help": lambda out: standoff("--help"),
        "batch -n 100": lambda out: standoff("batch", SCENARIO, "-n", "100", "-o", str(out)),
    }
    sim.Crisis(SCENARIO).run()  # compiled once, before the clock starts
    for scenario in scenarios.values():
        sim.Crisis(scenario).run()
    taken: dict[str, list[float]] = {name: [] for name in things}
    for number in range(count):
        for name, thing in things.items():
            print(f"round {number + 1} of {count}: {name}", file=sys.stderr)
            taken[name].append(seconds_of(thing))
    return taken


def batch(scenario: Scenario, worlds: int, out: Path, workers: int = 1) -> None:
    """Play worlds and write them."""
    sim.run_batch(scenario, worlds, out=out, workers=workers)


def seconds_of(thing: Callable[[Path], object]) -> float:
    """How long a thing takes; it is given a folder that does not exist yet."""
    with TemporaryDirectory() as folder:
        start = perf_counter()
        thing(Path(folder) / "results")
        return perf_counter() - start


def play_in_mesa() -> None:
    """The same model under Mesa's own tool, one world each."""
    from mesa import batch_run

    given = {"scenario": [SCENARIO], "first_world": range(MESA)}
    batch_run(sim.Crisis, given, display_progress=False)


def standoff(*args: str) -> None:
    """Run a command from its start to its end."""
    subprocess.run([*ten_million.STANDOFF, *args], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    os.environ |= ONE_THREAD | os.environ  # before NumPy is loaded: one core is one core
    main()
