"""Many worlds side by side, in which learners take some roles and policies the others.

table = ManyWorlds("banjska-2023", worlds=4096, roles=["serbia", "kosovo"], seed=7)
observations, infos = table.reset()
observations, rewards, terminated, truncated, infos = table.step({"serbia": ..., "kosovo": ...})
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.crisis import Crisis
from sim.engine.phases.decide import Outlook
from sim.engine.rows import Figures, Mask, Places, Rows
from sim.engine.rules import rules_of
from sim.environments.eyes import Eyes
from sim.environments.hands import Actions, Hands
from sim.scenario.faults import did_you_mean
from sim.scenario.schema import Scenario

Observation = dict[str, NDArray[Any]]
"""`observation`, what a role knows, (W, numbers); `action_mask`, 1 where it may, (W, actions)."""

Made = tuple[Scenario, int, Collection[str], Mapping[str, str], int]
State = tuple[Made, int, int, Rows, int]
"""What made it, the numbers of the first world and of the next to begin, all rows, and the turn."""

Result = tuple[dict[str, Observation], dict[str, Figures], Mask, Mask, dict[str, Any]]


class ManyWorlds:
    """W worlds of one scenario; all are in the same turn, as those of a `Crisis`.

    A world that is over stands still, terminated and without rewards, until all are over. The step
    after that takes no actions: it begins the next W worlds. World 17 of a seed is that of every
    batch with this seed.

    Args:
        scenario: a scenario, or the id or path of one.
        worlds: how many.
        roles: the actors that learners take; without them, those that people may play.
        policies: actor: policy, in place of those of the scenario, for all other actors.
        seed: chooses the luck of all worlds.

    Attributes:
        crisis: the worlds, from the first reset on.
        eyes, hands: what each role sees and can do.

    Raises:
        ScenarioError: the scenario can't be read or is not sound.
        ValueError: a number is out of its range, or an actor or policy has no such name.
    """

    def __init__(
        self,
        scenario: Scenario | str,
        worlds: int = 4096,
        roles: Collection[str] | None = None,
        policies: Mapping[str, str] | None = None,
        seed: int = 0,
    ) -> None:
        rules = rules_of(scenario)
        self.scenario = rules.book.scenario
        self.roles = _chosen_roles(self.scenario, roles)
        self.worlds, self.policies, self.seed = worlds, dict(policies or {}), seed
        self.eyes = {role: Eyes(rules, role) for role in self.roles}
        self.hands = {role: Hands(rules.book, role) for role in self.roles}
        self._numbers = {role: rules.book.actors.index(role) for role in self.roles}
        self._first_world = 0
        self._begin()

    def reset(self, seed: int | None = None) -> tuple[dict[str, Observation], dict[str, Any]]:
        """Begin worlds: the first W of a seed, or without one the next W."""
        if seed is not None:
            self.seed, self._first_world = seed, 0
        self._begin()
        self._first_world += self.worlds
        return self.observe(), {"played": np.zeros(self.worlds, dtype=np.bool_)}

    def step(self, actions: Mapping[str, Actions]) -> Result:
        """One turn in every world that is not over.

        actions: by role, (W,), see `Hands`; what is not legal rests instead.

        Returns:
            observations and rewards by role; where the world is over; nowhere, as every world comes
            to an end by itself; and infos: `played`, the worlds that took this turn, and `legal`,
            by role, where its action was legal.

        Raises:
            ValueError: a role has no action, or one that is none of its own.
        """
        nowhere = np.zeros(self.worlds, dtype=np.bool_)
        if not self.crisis.running:
            observations, infos = self.reset()
            return observations, self._rewards(nowhere), nowhere, nowhere, infos
        read, played = self._read(actions), ~self.crisis.worlds.over
        legal = self._close_turn(read)
        over = self.crisis.worlds.over
        if self.crisis.running:
            self._outlook = self.crisis.open_turn()
        infos = {"played": played, "legal": legal}
        return self.observe(), self._rewards(played & over), over, nowhere, infos

    def observe(self) -> dict[str, Observation]:
        """What every role knows now, and what it may do; in worlds that are over, only rest."""
        worlds, seen = self.crisis.worlds, dict[str, Observation]()
        over = worlds.over
        for role in self.roles:
            mask = self.hands[role].mask(self._outlook.legal)
            mask[1:, over], mask[0, over] = False, True
            observation = self.eyes[role].see(worlds).T
            seen[role] = {"observation": observation, "action_mask": mask.T.view(np.int8)}
        return seen

    def __getstate__(self) -> State:
        crisis = self.crisis
        made = (self.scenario, self.worlds, self.roles, self.policies, self.seed)
        first = crisis.worlds.dice.first_world
        return made, first, self._first_world, crisis.worlds.table, crisis.turn

    def __setstate__(self, state: State) -> None:
        made, first, following, table, turn = state
        self.__init__(*made)  # type: ignore[misc]  # what is compiled is not handed on
        self._first_world = first
        self._begin()
        self._first_world = following
        crisis = self.crisis
        crisis.worlds.go_back(table, turn)
        crisis.running = not crisis.worlds.all_over
        answers = crisis.rules.decision.answer(crisis.worlds)
        legal = crisis.rules.legality(crisis.worlds, answers)
        self._outlook = Outlook(crisis.worlds, answers, legal)

    def __deepcopy__(self, memo: dict[int, Any]) -> ManyWorlds:
        return copy(self)  # the scenario is shared: nobody changes it, and it is compiled once

    def _begin(self) -> None:
        self.crisis = Crisis(
            self.scenario, self.worlds, self._first_world, self.seed, self.policies
        )
        self._outlook = self.crisis.open_turn()

    def _read(self, actions: Mapping[str, Actions]) -> dict[str, Actions]:
        for role in actions:
            if role not in self.roles:
                raise ValueError(did_you_mean(role, "role that a learner takes", self.roles))
        read = {}
        for role in self.roles:
            count = len(self.hands[role].names)
            if role not in actions:
                raise ValueError(f"{role}: no action is given")
            own = np.asarray(actions[role])
            if own.shape != (self.worlds,) or own.dtype.kind not in "iu":
                found = f"{own.dtype} of shape {own.shape}"
                raise ValueError(f"{role}: {self.worlds} whole numbers are wanted, not {found}")
            if own.min() < 0 or own.max() >= count:
                raise ValueError(f"{role}: an action is not between 0 and {count - 1}")
            read[role] = own
        return read

    def _close_turn(self, actions: Mapping[str, Actions]) -> dict[str, Mask]:
        chosen, legal = self._policies_choice(), self._outlook.legal
        allowed = {
            role: self.hands[role].choose(own, legal, chosen) for role, own in actions.items()
        }
        self.crisis.close_turn(self._outlook, chosen)
        return allowed

    def _policies_choice(self) -> Places:
        """(seats, W): what the policies choose for all; what learners choose comes over it."""
        crisis = self.crisis
        if len(self.roles) == len(crisis.actors):
            return np.repeat(crisis.rules.book.seat_starts[:, None], self.worlds, 1)
        chosen: Places = crisis.rules.draw(crisis.worlds, crisis.weigh(self._outlook))
        return chosen

    def _rewards(self, ended: Mask) -> dict[str, Figures]:
        """How far the role's goals are reached, 0 to 1, once the world is over; before, nothing.

        Scores are worked out from the truth, so one that was told earlier would tell secrets.
        """
        if not ended.any():
            return {role: np.zeros(self.worlds) for role in self.roles}
        scores = self.crisis.scores() / 100
        return {role: np.where(ended, scores[self._numbers[role]], 0.0) for role in self.roles}


def _chosen_roles(scenario: Scenario, roles: Collection[str] | None) -> tuple[str, ...]:
    if roles is None:
        roles = [name for name, actor in scenario.actors.items() if actor.playable]
    for role in roles:
        if role not in scenario.actors:
            raise ValueError(did_you_mean(role, "actor", list(scenario.actors)))
    if not roles:
        raise ValueError("no roles to take: name some of " + ", ".join(scenario.actors))
    return tuple(dict.fromkeys(roles))
