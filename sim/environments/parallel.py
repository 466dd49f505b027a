"""PettingZoo's parallel interface: several learners in one world, all choosing at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from sim.environments.libraries import pettingzoo
from sim.environments.many import ManyWorlds
from sim.environments.scene import ending_of, scene
from sim.environments.spaces import Seen, action_space, observation_space, of_one_world
from sim.scenario.schema import Scenario

Results = tuple[
    dict[str, Seen], dict[str, float], dict[str, bool], dict[str, bool], dict[str, dict[str, Any]]
]


class ParallelCrisis(pettingzoo.ParallelEnv):  # type: ignore[misc]  # PettingZoo gives no types
    """One world of a scenario; learners take some roles, policies the others.

    Args:
        scenario: a scenario, or the id or path of one.
        roles: the actors that learners take; without them, those that people may play.
        policies: actor: policy, in place of those of the scenario, for all other actors.
        seed: of the luck, until a reset gives another.
        render_mode: "ansi" for text, of which every actor's secrets are a part.

    Raises:
        ScenarioError, ValueError: as `ManyWorlds`.
    """

    metadata: dict[str, Any] = {  # noqa: RUF012  # as PettingZoo has it
        "name": "standoff_v1",
        "render_modes": ["ansi"],
        "render_fps": 1,
        "is_parallelizable": True,
    }

    def __init__(
        self,
        scenario: Scenario | str,
        roles: Collection[str] | None = None,
        policies: Mapping[str, str] | None = None,
        seed: int = 0,
        render_mode: str | None = None,
    ) -> None:
        self.table = table = ManyWorlds(scenario, 1, roles, policies, seed)
        self.render_mode = render_mode
        self.possible_agents = list(table.roles)
        self.agents: list[str] = []
        self.observation_spaces = {
            role: observation_space(table.eyes[role], table.hands[role]) for role in table.roles
        }
        self.action_spaces = {role: action_space(table.hands[role]) for role in table.roles}

    def observation_space(self, agent: str) -> Any:
        """What the role sees."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> Any:
        """What the role can do."""
        return self.action_spaces[agent]

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, Seen], dict[str, dict[str, Any]]]:
        """Begin world 0 of a seed, or without one the next world; there are no options."""
        observations, _ = self.table.reset(seed)
        self.agents = list(self.possible_agents)
        return self._each(observations), {role: {} for role in self.agents}

    def step(self, actions: Mapping[str, int]) -> Results:
        """One turn; what is not legal rests instead, and the role's `info["legal"]` says so."""
        if not self.agents:
            return {}, {}, {}, {}, {}
        given = {role: np.array([action]) for role, action in actions.items()}
        observations, rewards, over, _, infos = self.table.step(given)
        roles, is_over, ending = self.agents, bool(over[0]), ending_of(self.table.crisis)
        told = {"ending": ending} if ending else {}
        if is_over:
            self.agents = []
        return (
            self._each(observations),
            {role: float(rewards[role][0]) for role in roles},
            dict.fromkeys(roles, is_over),
            dict.fromkeys(roles, False),
            {role: {"legal": bool(infos["legal"][role][0]), **told} for role in roles},
        )

    def render(self) -> str | None:
        """The world as text, in the mode "ansi"."""
        return scene(self.table.crisis) if self.render_mode == "ansi" else None

    @staticmethod
    def _each(observations: Mapping[str, Seen]) -> dict[str, Seen]:
        return {role: of_one_world(seen) for role, seen in observations.items()}
