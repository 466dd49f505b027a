"""A Dask cluster of two workers on this machine beside two processes of our own.

    python benchmarks/cluster_speed.py [--rounds N] [--worlds N]

The same batch of the flagship, in turn, round by round, so that a busy machine slows both alike.
What is compared is the time in which worlds are played and written; that of whole commands, in
which a cluster is started and ended, stands beside it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sim.batch.store import Batch

SCENARIO = "banjska-2023"
STANDOFF = [sys.executable, "-c", "from sim.cli import main; main()"]
WANTED = 0.9
WAYS = {"two processes": ["--workers", "2"], "Dask": ["--workers", "2", "--cluster", "local"]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often both are measured")
    parser.add_argument("--worlds", type=int, default=64 * 16_384, help="how many each time")
    choices = parser.parse_args()

    playing, whole = [], []
    for number in range(choices.rounds):
        order = list(WAYS.items())[:: -1 if number % 2 else 1]
        seconds = {name: seconds_of(options, choices.worlds) for name, options in order}
        ours, theirs = (seconds[name] for name in WAYS)
        playing.append(ours[0] / theirs[0])
        whole.append(ours[1] / theirs[1])
        print(f"round {number + 1}: playing {ours[0]:.1f} and {theirs[0]:.1f} s", end=", ")
        print(f"whole commands {ours[1]:.1f} and {theirs[1]:.1f} s", flush=True)
    reached = "reached" if median(playing) >= WANTED else "MISSED"
    print(f"Dask against two processes: {median(playing):.2f} times (at least {WANTED}), {reached}")
    print(f"with starting and ending the cluster, and the summary: {median(whole):.2f} times")


def seconds_of(options: list[str], worlds: int) -> tuple[float, float]:
    """How long playing takes, and the whole command."""
    with TemporaryDirectory() as folder:
        out = Path(folder, "results")
        command = [*STANDOFF, "batch", SCENARIO, "-n", str(worlds), *options, "-o", str(out)]
        start = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return Batch(out).manifest["timings"]["seconds"], perf_counter() - start


if __name__ == "__main__":
    main()
