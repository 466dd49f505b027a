"""How fast very many worlds are played, and the most memory that all processes take together.

    python benchmarks/ten_million.py [--worlds N] [--workers N]

It runs `standoff batch` from its start to its end, the summary included, and looks ten times a
second at the command's processes (Linux). What they share counts once: workers are copies that
share most of what was imported.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep

SCENARIO = "banjska-2023"
STANDOFF = [sys.executable, "-c", "from sim.cli import main; main()"]
MOST = 1000  # megabytes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=10_000_000)
    parser.add_argument("--workers", type=int, default=2)
    choices = parser.parse_args()
    seconds, megabytes = batch(choices.worlds, choices.workers, watched=True)
    verdict = "reached" if megabytes <= MOST else "MISSED"
    print(f"{choices.worlds:,} worlds by {choices.workers}, summary included: {seconds:,.0f} s")
    print(f"worlds a second: {choices.worlds / seconds:,.0f}")
    print(f"peak memory: {megabytes:,.0f} MB, at most {MOST:,}: {verdict}")


def batch(worlds: int, workers: int, *, watched: bool = False) -> tuple[float, float]:
    """Seconds and peak megabytes of a batch of the flagship; watched: tell how it goes."""
    peak = 0.0
    with TemporaryDirectory() as folder:
        out = Path(folder) / "results"
        args = ["batch", SCENARIO, "-n", str(worlds), "--workers", str(workers), "-o", str(out)]
        start = perf_counter()
        process = subprocess.Popen([*STANDOFF, *args], stdout=subprocess.DEVNULL)

        def watch() -> None:
            nonlocal peak
            told = start
            while process.poll() is None:
                now = megabytes_of(process.pid)
                peak = max(peak, now)
                if watched and perf_counter() - told > 10:
                    told = perf_counter()
                    parts = sum(1 for _ in out.glob("worlds/part-*.parquet"))
                    print(f"{told - start:5.0f} s  {parts:4} parts  {now:4.0f} MB", file=sys.stderr)
                sleep(0.1)

        watcher = Thread(target=watch)
        watcher.start()
        code = process.wait()
        seconds = perf_counter() - start
        watcher.join()
        assert code == 0, f"the batch ended with {code}"
    return seconds, peak


def megabytes_of(pid: int) -> float:
    """Memory in use by a process and all below it; a page of several counts in part for each."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has just ended
        return 0.0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e3
    return own + sum(megabytes_of(int(child)) for child in children)


if __name__ == "__main__":
    main()
