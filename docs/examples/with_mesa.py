"""A crisis is a Mesa model: `mesa.batch_run` and Mesa's `DataCollector` work on it.

    python docs/examples/with_mesa.py [SCENARIO]

They play one world at a time, which is far slower than `run_batch`; they are for those who have
tools of their own around Mesa. Luck is never left to the clock: without a seed it is that of
seed 0, so `iterations` of `batch_run` would all be the same world. Vary `first_world` instead.
"""

from __future__ import annotations

import sys

import mesa

from sim import Crisis

WORLDS = 5


def main(scenario: str = "banjska-2023") -> None:
    """Print how tense each of some worlds was at its end, and what all sides did in one."""
    rows = mesa.batch_run(
        Crisis, {"scenario": [scenario], "first_world": range(WORLDS)}, display_progress=False
    )
    for row in rows:
        print(f"world {row['first_world']}: tension {row['tension']:.0f} after its last turn")

    crisis = Crisis(scenario, seed=0)
    collector = mesa.DataCollector(agent_reporters={"deed": lambda actor: actor.did("deed")})
    while crisis.running:
        crisis.step()
        collector.collect(crisis)
    deeds = collector.get_agent_vars_dataframe()["deed"].unstack()
    deeds.columns = list(crisis.actors)
    print(deeds.tail(3).to_string())


if __name__ == "__main__":
    main(*sys.argv[1:2])
