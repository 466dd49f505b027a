"""A learner in a thousand worlds at once: what it chooses by is moved toward what went well.

    python docs/examples/a_learner.py [SCENARIO ROLE GAMES]

It is REINFORCE (Williams 1992) with a linear policy, in NumPy alone. Worlds that are over wait for
the others; what is chosen for them there is left out.
"""

from __future__ import annotations

import sys

import gymnasium
import numpy as np
from numpy.typing import NDArray

from sim.environments.vector import RoleInManyWorlds

WORLDS, STEP = 512, 1.0
Rows = NDArray[np.float64]


def main(scenario: str = "banjska-2023", role: str = "kosovo", games: str = "30") -> None:
    """Play game after game, and print how far the role's goals are reached."""
    env = gymnasium.make_vec(
        "sim.environments.single:Standoff-v1", WORLDS, scenario=scenario, role=role, seed=7
    )
    assert isinstance(env, RoleInManyWorlds)
    weights = np.zeros((len(env.table.eyes[role].names), len(env.table.hands[role].names)))
    rng = np.random.default_rng(7)
    for game in range(int(games)):
        reached, choices = play(env, weights, rng)
        better = (reached - reached.mean()) / (reached.std() or 1)
        for saw, likelier in choices:
            weights += STEP / WORLDS * saw.T @ (likelier * better[:, None])
        print(f"game {game + 1}: {100 * reached.mean():.1f} of 100 points on average")


def play(
    env: RoleInManyWorlds, weights: Rows, rng: np.random.Generator
) -> tuple[Rows, list[tuple[Rows, Rows]]]:
    """What each world came to; and by turn what was seen, and what makes the choice likelier."""
    seen, _infos = env.reset()
    reached, choices, ended = np.zeros(WORLDS), [], np.zeros(WORLDS, dtype=bool)
    while not ended.all():
        saw = seen["observation"]
        chances = softmax(saw @ weights, seen["action_mask"])
        chosen = (chances.cumsum(axis=1) > rng.random((WORLDS, 1))).argmax(axis=1)
        seen, rewards, ended, _truncated, infos = env.step(chosen)
        reached += rewards
        likelier = np.eye(weights.shape[1])[chosen] - chances
        choices.append((saw, likelier * infos["played"][:, None]))
    return reached, choices


def softmax(worth: Rows, legal: NDArray[np.int8]) -> Rows:
    """The chances of actions; none where one is not legal."""
    worth = np.where(legal == 1, worth, -np.inf)
    weights = np.exp(worth - worth.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


if __name__ == "__main__":
    main(*sys.argv[1:4])
