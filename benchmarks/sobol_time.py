"""How long Sobol' indices of ten numbers of the flagship take, beside compiling every point.

python -m benchmarks.sobol_time [--workers N] [--base N]

The command is run as a user does, in processes of its own, with its page and tables. What it would
take to compile every point by itself, as a sweep does, is measured on a few points. Processor time
tells what a busy machine adds to the seconds.
"""

from __future__ import annotations

import argparse
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.assay_time import Cost, cost
from sim.analysis.sensitivity.ranges import asked_for
from sim.analysis.sensitivity.study import COPIES, Study
from sim.batch.design import with_settings
from sim.engine.crisis import Crisis
from sim.scenario.check import load_scenario

SCENARIO = "banjska-2023"
VARIED = [
    "indicators.tension.start",
    "indicators.*.forces.start",
    "actors.*.policy.rationality",
    "incidents.patrol-clash.chance",
    "incidents.drone-shot-down.chance",
]
WANTED = 60
FEW = 40  # points that are compiled one by one


def main() -> None:
    """Run and print."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--workers", type=int, default=2)
    reader.add_argument("--base", type=int, default=1024)
    options = reader.parse_args()
    scenario = load_scenario(SCENARIO)
    study = Study(scenario, asked_for(scenario, VARIED), "sobol", options.base)
    used, alone = command(options.workers, options.base), seconds_alone(study)
    count = f"{study.count:,} points of {COPIES} worlds"
    print(
        f"Sobol' indices, {len(study.parameters)} numbers, {options.base:,} base samples: {count}"
    )
    print(f"  time           {used.seconds:7.1f} s    wanted below {WANTED}")
    print(f"  processor time {used.work:7.1f} s")
    print(f"  memory         {used.memory:7.0f} MB   of its largest process")
    print(f"  point by point {alone * study.count:7.1f} s    processor time, as a sweep compiles")


def command(workers: int, base: int) -> Cost:
    """What the whole command costs."""
    with TemporaryDirectory() as folder:
        ranges = [word for text in VARIED for word in ("--vary", text)]
        numbers = ["-n", str(base), "--workers", str(workers), "-o", f"{folder}/study"]
        return cost(("sensitivity", SCENARIO, *ranges, *numbers))


def seconds_alone(study: Study) -> float:
    """Processor time of a point that is compiled and played by itself."""
    text = study.scenario.model_dump_json()
    varied = study.varied(slice(0, FEW))
    points = [varied.settings(study.scenario, point) for point in range(FEW)]
    start = process_time()
    for settings in points:
        Crisis(with_settings(text, settings), study.copies, seed=study.seed).run()
    return (process_time() - start) / FEW


if __name__ == "__main__":
    main()
