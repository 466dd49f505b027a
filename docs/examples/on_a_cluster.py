"""A batch on a Dask cluster, and the same on this machine: their bytes are the same.

    python docs/examples/on_a_cluster.py [SCENARIO ADDRESS]

ADDRESS is that of a scheduler, as `dask scheduler` prints it, such as tcp://10.0.0.5:8786. Without
one a cluster is started here and ended. `docs/cluster.md` says how to have one under SLURM or
Kubernetes. Workers are processes that import this file, so what it does stands under `__main__`.
"""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory

from sim import run_batch

WORLDS = 2000


def main(scenario: str = "banjska-2023", address: str = "local") -> None:
    """Play both and compare."""
    workers = 2 if address == "local" else None
    with TemporaryDirectory() as there, TemporaryDirectory() as here:
        far = run_batch(scenario, WORLDS, out=there, cluster=address, workers=workers).digest()
        near = run_batch(scenario, WORLDS, out=here).digest()
    print(f"on the cluster: {far}\non this machine: {near}")
    if far != near:
        sys.exit("They differ, which should never be: please report it.")


if __name__ == "__main__":
    main(*sys.argv[1:3])
