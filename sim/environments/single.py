"""Gymnasium's interface: one learner in one world, everybody else played by policies.

gymnasium.make("sim.environments.single:Standoff-v1", scenario="banjska-2023", role="kosovo")
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.environments.libraries import gymnasium
from sim.environments.many import ManyWorlds
from sim.environments.scene import ending_of, scene
from sim.environments.spaces import Seen, action_space, observation_space, of_one_world
from sim.scenario.schema import Scenario


class SingleRole(gymnasium.Env[Seen, np.int64]):
    """One world of a scenario, seen by one role.

    Args:
        scenario: a scenario, or the id or path of one.
        role: the actor that the learner takes.
        policies: actor: policy, in place of those of the scenario, for all other actors.
        seed: of the luck, until a reset gives another.
        render_mode: "ansi" for text, of which every actor's secrets are a part.

    Raises:
        ScenarioError, ValueError: as `ManyWorlds`.
    """

    metadata: dict[str, Any] = {"render_modes": ["ansi"], "render_fps": 1}  # noqa: RUF012

    def __init__(
        self,
        scenario: Scenario | str,
        role: str,
        policies: Mapping[str, str] | None = None,
        seed: int = 0,
        render_mode: str | None = None,
    ) -> None:
        self.table = table = ManyWorlds(scenario, 1, [role], policies, seed)
        self.role, self.render_mode = role, render_mode
        self.observation_space = observation_space(table.eyes[role], table.hands[role])
        self.action_space = action_space(table.hands[role])

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Seen, dict[str, Any]]:
        """Begin world 0 of a seed, or without one the next world; there are no options."""
        super().reset(seed=seed)
        observations, _ = self.table.reset(seed)
        return of_one_world(observations[self.role]), {}

    def step(self, action: np.int64) -> tuple[Seen, float, bool, bool, dict[str, Any]]:
        """One turn; what is not legal rests instead, and `info["legal"]` says so.

        Raises:
            ResetNeeded: the world is over.
            ValueError: the action is none of the role's.
        """
        if not self.table.crisis.running:
            raise gymnasium.error.ResetNeeded("the world is over: begin the next with reset()")
        given = {self.role: np.array([action])}
        observations, rewards, over, _, infos = self.table.step(given)
        ending = ending_of(self.table.crisis)
        info = {"legal": bool(infos["legal"][self.role][0])} | (
            {"ending": ending} if ending else {}
        )
        seen, reward = of_one_world(observations[self.role]), float(rewards[self.role][0])
        return seen, reward, bool(over[0]), False, info

    def render(self) -> str | None:
        """The world as text, in the mode "ansi"."""
        return scene(self.table.crisis) if self.render_mode == "ansi" else None


gymnasium.register(
    id="Standoff-v1",
    entry_point="sim.environments.single:SingleRole",
    vector_entry_point="sim.environments.vector:RoleInManyWorlds",
)
