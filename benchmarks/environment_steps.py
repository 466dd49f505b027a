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
GAMES_ALONE = 20  # of one world, for each measure


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=4096, help="how many side by side")
    parser.add_argument("--rounds", type=int, default=3, help="how often all worlds are played")
    choices = parser.parse_args()
    every = list(ManyWorlds(SCENARIO, 1).scenario.actors)
    print(f"{SCENARIO}, actor-steps of learners a second of processor time")
    for roles, worlds in ((every, choices.worlds), (every[:1], choices.worlds), (every, 1)):
        inside, whole = min(measure(roles, worlds) for _ in range(choices.rounds))
        print(
            f"{len(roles)} learners in {worlds:>5,} worlds: {1 / inside:>10,.0f} in the "
            f"environment, {1 / whole:>10,.0f} with their random choice"
        )
    print(f"wanted with learners in every role: {TARGET:,}")


def measure(roles: list[str], worlds: int) -> tuple[float, float]:
    """Seconds for one actor-step: of the environment alone, and with the choice of the learners."""
    rng = np.random.default_rng(1)
    table = ManyWorlds(SCENARIO, worlds, roles)
    play(table, rng)  # so that everything is compiled
    began, choosing, steps = process_time(), 0.0, 0
    for _game in range(1 if worlds > 1 else GAMES_ALONE):
        chose, played = play(table, rng)
        choosing, steps = choosing + chose, steps + played
    taken = process_time() - began
    return (taken - choosing) / steps, taken / steps


def play(table: ManyWorlds, rng: np.random.Generator) -> tuple[float, int]:
    """To the end of all worlds: seconds that the learners took to choose, and actor-steps."""
    choosing, steps = 0.0, 0
    observations, _ = table.reset()
    while table.crisis.running:
        paused = process_time()
        actions = {role: legal(rng, observations[role]["action_mask"]) for role in table.roles}
        choosing += process_time() - paused
        observations, _, _, _, infos = table.step(actions)
        steps += int(infos["played"].sum()) * len(table.roles)
    return choosing, steps


def legal(rng: np.random.Generator, mask: NDArray[np.int8]) -> NDArray[np.intp]:
    """(W,): one of the legal actions of each world, all as likely."""
    wanted = (rng.random(len(mask)) * mask.sum(1)).astype(np.int16)
    passed = mask.cumsum(1, dtype=np.int16) <= wanted[:, None]
    chosen: NDArray[np.intp] = passed.sum(1)
    return chosen


if __name__ == "__main__":
    main()
