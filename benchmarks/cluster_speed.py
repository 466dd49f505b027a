"""A Dask cluster of two workers on this machine beside two processes of our own.

    python benchmarks/cluster_speed.py [--rounds N] [--worlds N]

The same batch of the flagship, in turn, round by round, so that a busy machine slows both alike.
Starting is included: whole commands are timed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

SCENARIO = "banjska-2023"
STANDOFF = [sys.executable, "-c", "from sim.cli import main; main()"]
WANTED = 0.9
WAYS = {"two processes": ["--workers", "2"], "Dask": ["--workers", "2", "--cluster", "local"]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often both are measured")
    parser.add_argument("--worlds", type=int, default=32 * 16_384, help="how many each time")
    choices = parser.parse_args()

    found = []
    for number in range(choices.rounds):
        order = list(WAYS.items())[:: -1 if number % 2 else 1]
        seconds = {name: seconds_of(options, choices.worlds) for name, options in order}
        found.append(seconds["two processes"] / seconds["Dask"])
        told = ", ".join(f"{name} {seconds[name]:.1f} s" for name in WAYS)
        print(f"round {number + 1}: {told}; {found[-1]:.2f} times as fast", flush=True)
    reached = "reached" if median(found) >= WANTED else "MISSED"
    print(f"Dask against two processes: {median(found):.2f} times (at least {WANTED}), {reached}")


def seconds_of(options: list[str], worlds: int) -> float:
    """How long the whole command takes."""
    with TemporaryDirectory() as folder:
        out = str(Path(folder, "results"))
        command = [*STANDOFF, "batch", SCENARIO, "-n", str(worlds), *options, "-o", out]
        start = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return perf_counter() - start


if __name__ == "__main__":
    main()
