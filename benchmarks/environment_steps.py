"""How many actors a second and core choose in the vectorised environment, by random legal moves.

    python benchmarks/environment_steps.py [--worlds W] [--rounds N]

An actor-step is one actor of one world that is not over, choosing in one turn. Everything counts
that a learner would wait for: the turn, what all roles see, and their masks; what the random
learners need to choose is given beside it.
"""

from __future__ import annotations

import argparse
from time import process_time

import numpy as np
from numpy.typing import NDArray

from sim.environments.many import ManyWorlds

SCENARIO, TARGET = "banjska-2023", 300_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=4096, help="how many side by side")
    parser.add_argument("--rounds", type=int, default=3, help="how often all worlds are played")
    choices = parser.parse_args()
    every = list(ManyWorlds(SCENARIO, 1).scenario.actors)
    print(f"{SCENARIO}, {choices.worlds:,} worlds, actor-steps a second of processor time")
    for roles in (every, every[:1]):
        inside, whole = min(measure(roles, choices.worlds) for _ in range(choices.rounds))
        verdict = "reached" if 1 / inside >= TARGET or len(roles) == 1 else "MISSED"
        print(
            f"{len(roles)} learners: {1 / inside:>10,.0f} in the environment, {1 / whole:>10,.0f} "
            f"with the random choice (wanted with all: {TARGET:,}, {verdict})"
        )


def measure(roles: list[str], worlds: int) -> tuple[float, float]:
    """Seconds for one actor-step: of the environment alone, and with the choice of the learners."""
    rng = np.random.default_rng(1)
    table = ManyWorlds(SCENARIO, worlds, roles)
    began, choosing, steps = process_time(), 0.0, 0
    observations, _ = table.reset()
    while table.crisis.running:
        paused = process_time()
        actions = {role: legal(rng, observations[role]["action_mask"]) for role in roles}
        choosing += process_time() - paused
        observations, _, _, _, infos = table.step(actions)
        steps += int(infos["played"].sum()) * len(roles)
    taken = process_time() - began
    return (taken - choosing) / steps, taken / steps


def legal(rng: np.random.Generator, mask: NDArray[np.int8]) -> NDArray[np.intp]:
    """(W,): one of the legal actions of each world, all as likely."""
    wanted = (rng.random(len(mask)) * mask.sum(1)).astype(np.int16)
    passed = mask.cumsum(1, dtype=np.int16) <= wanted[:, None]
    return passed.sum(1)


if __name__ == "__main__":
    main()
