"""Hundreds of variants of a scenario as one model: `Varied` puts a number at every point.

    python docs/examples/many_points.py [SCENARIO PATH]

A sweep sets the scenario up anew for each point; this does it for all of them at once.
`sim.variable_paths(scenario)` has every number that can be varied, and between what.
"""

from __future__ import annotations

import sys

import numpy as np

from sim import Crisis, Varied, load_scenario

POINTS, COPIES = 256, 16


def main(name: str = "banjska-2023", path: str = "indicators.tension.start") -> None:
    """Print how the highest rung goes with a factor on one number, in eight steps."""
    scenario = load_scenario(name)
    factors = np.linspace(0.8, 1.2, POINTS)
    varied = Varied({}, times={path: factors})
    highest = []
    for block in varied.blocks(COPIES):
        rows = Crisis(scenario, COPIES, seed=7, varied=block).run().results()
        highest.append(rows["peak rung"].to_numpy().reshape(-1, COPIES).mean(axis=1))
    means = np.concatenate(highest)
    for at, found in zip(np.split(factors, 8), np.split(means, 8), strict=True):
        print(f"{path} × {at[0]:.2f} to {at[-1]:.2f}: highest rung {found.mean():.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
