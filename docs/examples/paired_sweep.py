"""A sweep from Python: what one number changes, with the same luck at every point.

    python docs/examples/paired_sweep.py [SCENARIO SWEEP OUTCOME]
    python docs/examples/paired_sweep.py banjska-2023 policy.us=default,dove,hawk deaths

World 17 has the same luck at each point, so worlds are compared in pairs; that takes away most of
the noise that two samples of their own would have.
"""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory

import numpy as np

from sim import run_batch
from sim.batch.design import Sweep, grid

WORLDS = 1000


def main(
    scenario: str = "banjska-2023",
    sweep: str = "indicators.tension.start=50:70:3",
    outcome: str = "peak rung",
) -> None:
    """Print the mean at each point and how much it differs from that at the first."""
    with TemporaryDirectory() as folder:
        batch = run_batch(scenario, WORLDS, seed=7, out=folder, design=grid([Sweep(sweep)]))
        rows = batch.worlds.to_table().sort_by([("point", "ascending"), ("world", "ascending")])
    found = rows[outcome].to_numpy().astype(float).reshape(-1, WORLDS)
    values = rows[sweep.partition("=")[0]].to_pylist()[::WORLDS]
    for value, at_point in zip(values, found, strict=True):
        pairs = at_point - found[0]
        paired = 1.96 * pairs.std() / np.sqrt(WORLDS)
        alone = 1.96 * np.hypot(at_point.std(), found[0].std()) / np.sqrt(WORLDS)
        print(
            f"{value}: {at_point.mean():.3f}, difference {pairs.mean():+.3f} ± {paired:.3f} "
            f"(± {alone:.3f} if the worlds were not the same)"
        )


if __name__ == "__main__":
    main(*sys.argv[1:4])
