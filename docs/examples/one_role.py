"""One learner through Gymnasium: which of its deeds has served a role best, tried at random?

python docs/examples/one_role.py [SCENARIO ROLE]
"""

from __future__ import annotations

import sys
from collections import defaultdict

import gymnasium

GAMES = 30


def main(scenario: str = "banjska-2023", role: str = "kosovo") -> None:
    """Play against the usual policies; print deeds by the mean reward of the games they were in."""
    env = gymnasium.make(
        "sim.environments.single:Standoff-v1", scenario=scenario, role=role, seed=7
    )
    env.action_space.seed(7)
    names = env.unwrapped.table.hands[role].names
    earned = defaultdict[str, list[float]](list)
    for _ in range(GAMES):
        observation, _info = env.reset()
        tried, over = set[str](), False
        while not over:
            action = env.action_space.sample(mask=observation["action_mask"])
            tried.add(names[action][0])
            observation, reward, over, _truncated, _info = env.step(action)
        for deed in tried:
            earned[deed].append(float(reward))
    for deed, rewards in sorted(earned.items(), key=lambda row: -sum(row[1]) / len(row[1])):
        print(f"{sum(rewards) / len(rewards):.3f} in {len(rewards):>2} games  {deed}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
