"""Gymnasium's interface to many worlds at once: one learner, the same role in all of them.

make_vec("sim.environments.single:Standoff-v1", 4096, scenario="banjska-2023", role="kosovo")
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.environments.libraries import gymnasium
from sim.environments.many import ManyWorlds
from sim.environments.spaces import Seen, action_space, observation_space
from sim.scenario.schema import Scenario


class RoleInManyWorlds(gymnasium.vector.VectorEnv[Seen, NDArray[np.int64], NDArray[Any]]):
    """W worlds of a scenario, seen by one role.

    Their episodes end together, as Gymnasium begins anew whatever has ended: a world that is over
    sooner has its reward at once, and waits. `infos["played"]` has the worlds whose step counts.

    Args:
        num_envs: how many worlds.
        scenario, role, policies, seed: as `SingleRole`.
        render_mode: None, as many worlds are not drawn.
    """

    metadata: dict[str, Any] = {  # noqa: RUF012  # as Gymnasium has it
        "render_modes": [],
        "autoreset_mode": gymnasium.vector.AutoresetMode.NEXT_STEP,
    }

    def __init__(
        self,
        num_envs: int,
        scenario: Scenario | str,
        role: str,
        policies: Mapping[str, str] | None = None,
        seed: int = 0,
        render_mode: str | None = None,
    ) -> None:
        self.table = table = ManyWorlds(scenario, num_envs, [role], policies, seed)
        self.num_envs, self.role, self.render_mode = num_envs, role, render_mode
        self.single_observation_space = observation_space(table.eyes[role], table.hands[role])
        self.single_action_space = action_space(table.hands[role])
        self.observation_space = gymnasium.vector.utils.batch_space(
            self.single_observation_space, num_envs
        )
        self.action_space = gymnasium.vector.utils.batch_space(self.single_action_space, num_envs)

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Seen, dict[str, Any]]:
        """Begin the first W worlds of a seed, or without one the next W; there are no options."""
        super().reset(seed=seed)
        observations, infos = self.table.reset(seed)
        return observations[self.role], infos

    def step(
        self, actions: NDArray[np.int64]
    ) -> tuple[Seen, NDArray[Any], NDArray[Any], NDArray[Any], dict[str, Any]]:
        """One turn in every world that is not over; what is not legal rests instead."""
        observations, rewards, over, nowhere, infos = self.table.step({self.role: actions})
        if "legal" in infos:
            infos["legal"] = infos["legal"][self.role]
        ended = np.full(self.num_envs, over.all())
        return observations[self.role], rewards[self.role], ended, nowhere, infos
