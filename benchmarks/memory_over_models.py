"""Memory over 2,000 models: it stays flat, although Mesa 3.3.1 keeps every model that it is let.

python benchmarks/memory_over_models.py
"""

from __future__ import annotations

import gc
import os
from pathlib import Path

from sim import Crisis, load_scenario

MODELS, STEP = 2000, 250
MOST_GROWTH = 5.0  # megabytes; at 8 kB a model, the leak alone would be 16


def main() -> None:
    """Play one-world crises to their end, one after another, and look at the memory."""
    scenario = load_scenario("banjska-2023")
    for seed in range(2 * STEP):  # what is built up once is no leak
        Crisis(scenario, seed=seed).run()
    first = megabytes()
    print(f"{'models':>7}  {'memory':>9}  growth")
    for done in range(STEP, MODELS + 1, STEP):
        print(f"{done:>7}  {megabytes():>6.1f} MB  {megabytes() - first:+.1f} MB")
        for seed in range(STEP):
            Crisis(scenario, seed=done + seed).run()
    growth = megabytes() - first
    verdict = "reached" if growth <= MOST_GROWTH else "MISSED"
    print(f"growth over {MODELS:,} models: {growth:.1f} MB, at most {MOST_GROWTH:g}  {verdict}")


def megabytes() -> float:
    """Memory in use by this process once nothing lies around, from /proc (Linux)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
