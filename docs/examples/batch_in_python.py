"""A batch from Python: play it, read its rows with pyarrow, and take one world apart.

    python docs/examples/batch_in_python.py [SCENARIO WORLDS]

`batch.worlds` is a pyarrow dataset over Parquet files. With pandas installed,
`batch.worlds.to_table().to_pandas()` makes a data frame of it; polars, DuckDB and R read the same
files.
"""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory

from sim import Crisis, find_row, run_batch


def main(scenario: str = "banjska-2023", worlds: str = "4000") -> None:
    """Print how the worlds ended and after how many turns; then follow the shortest again."""
    with TemporaryDirectory() as folder:
        batch = run_batch(scenario, int(worlds), seed=7, out=folder, workers=None)
        table = batch.worlds.to_table(columns=["world", "ending", "turns"])
        ended = table.group_by("ending").aggregate([("world", "count"), ("turns", "mean")])
        for row in ended.sort_by([("world_count", "descending")]).to_pylist():
            share = row["world_count"] / len(table)
            print(f"{share:6.1%} after {row['turns_mean']:4.1f} turns  {row['ending']}")
        by_length = table.sort_by([("turns", "ascending"), ("world", "ascending")])
        shortest = by_length["world"][0].as_py()
        row = find_row(folder, shortest)
    world = Crisis(row.scenario, first_world=row.world, seed=row.seed, policies=row.policies)
    print(f"\nWorld {shortest}, turn by turn:")
    while world.running:
        world.step()
        done = (f"{name}: {actor.did('deed')}" for name, actor in world.actors.items())
        print(f"{world.turn:>3}  " + ", ".join(done))


if __name__ == "__main__":
    main(*sys.argv[1:3])
