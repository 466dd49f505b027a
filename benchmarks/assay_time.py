"""How long `standoff assay` and `standoff check` take over the flagship, and what memory.

python benchmarks/assay_time.py

Each is run as a user does, in a process of its own. Prints what was wanted beside what was found;
processor time tells what a busy machine adds to the seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter

SCENARIO = "banjska-2023"
MEGABYTE = 2**10  # in the units of wait4 on Linux
COMMAND = [sys.executable, "-c", "from sim.cli import main; main()"]


@dataclass(frozen=True)
class Cost:
    """What a command took. work: processor time of all its processes. memory: of the largest."""

    seconds: float
    work: float
    memory: float


def main() -> None:
    """Run both and print."""
    options = _options()
    wanted = {
        ("check", options.scenario): 3,
        ("assay", options.scenario, "--workers", str(options.workers)): 60,
    }
    for command, most in wanted.items():
        best = min((cost(command) for _ in range(options.repeats)), key=lambda each: each.seconds)
        print(f"standoff {' '.join(command)}")
        print(f"  time           {best.seconds:7.1f} s    wanted below {most}")
        print(f"  processor time {best.work:7.1f} s")
        print(f"  memory         {best.memory:7.0f} MB   of its largest process")


def _options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--scenario", default=SCENARIO)
    reader.add_argument("--workers", type=int, default=2)
    reader.add_argument("--repeats", type=int, default=1)
    return reader.parse_args()


def cost(command: tuple[str, ...]) -> Cost:
    """Run a command to its end; what it prints is not looked at."""
    start = perf_counter()
    process = subprocess.Popen([*COMMAND, *command], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"standoff {' '.join(command)} failed with {process.returncode}")
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / MEGABYTE)


if __name__ == "__main__":
    main()
