"""Learners in every role who choose at random, through PettingZoo.

python docs/examples/random_agents.py [SCENARIO]
"""

from __future__ import annotations

import sys

from sim.environments.parallel import ParallelCrisis


def main(scenario: str = "banjska-2023") -> None:
    """Play one world and print what each role got."""
    env = ParallelCrisis(scenario)
    observations, infos = env.reset(seed=7)
    for number, role in enumerate(env.agents):
        env.action_space(role).seed(number)
    rewards: dict[str, float] = {}
    while env.agents:
        actions = {
            role: env.action_space(role).sample(mask=observations[role]["action_mask"])
            for role in env.agents
        }
        observations, rewards, _terminated, _truncated, infos = env.step(actions)
    for role, reward in rewards.items():
        print(f"{role}: {100 * reward:.0f} of 100 points")
    print("ending:", next(iter(infos.values()))["ending"])


if __name__ == "__main__":
    main(*sys.argv[1:2])
