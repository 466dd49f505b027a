"""A thousand worlds at once: how a role fares that always rests, beside one that does anything.

    python docs/examples/many_worlds.py [SCENARIO ROLE]

The same seed means the same worlds, so that the difference is that of the two ways to play.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.environments.many import ManyWorlds

Choose = Callable[[NDArray[np.int8]], NDArray[np.integer]]


def main(scenario: str = "banjska-2023", role: str = "kosovo") -> None:
    """Play both and print the mean rewards."""
    rng = np.random.default_rng(7)
    rested = played(scenario, role, lambda mask: np.zeros(len(mask), dtype=int))
    at_random = played(scenario, role, lambda mask: (rng.random(mask.shape) * mask).argmax(1))
    print(f"{role} resting: {rested.mean():.3f}, at random: {at_random.mean():.3f}")
    print(f"the difference, over {len(rested):,} pairs: {(at_random - rested).mean():+.3f}")


def played(scenario: str, role: str, choose: Choose) -> NDArray[np.float64]:
    """(W,): what the role got in each world."""
    table = ManyWorlds(scenario, 1000, [role], seed=7)
    observations, _infos = table.reset()
    total = np.zeros(table.worlds)
    over = np.zeros(table.worlds, dtype=bool)
    while not over.all():
        action = choose(observations[role]["action_mask"])
        observations, rewards, over, _truncated, _infos = table.step({role: action})
        total += rewards[role]
    return total


if __name__ == "__main__":
    main(*sys.argv[1:3])
