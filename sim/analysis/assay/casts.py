"""Casts: who plays whom when a scenario is tried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.engine.crisis import Crisis
from sim.scenario.policies import policy_modules
from sim.scenario.schema import Scenario

ALL = "all"


@dataclass(frozen=True)
class Cast:
    """A policy for one role or for all, in place of the scenario's own; without one, as usual.

    others: the policy of everybody else, where these are recast too.
    """

    role: str = ALL
    policy: str | None = None
    others: str | None = None

    @property
    def policies(self) -> dict[str, str]:
        """As `Crisis` takes them."""
        found = {ALL: self.others} if self.others else {}
        return found | ({self.role: self.policy} if self.policy else {})

    def crisis(self, scenario: Scenario, worlds: int, seed: int, first_world: int = 0) -> Crisis:
        """Worlds of the scenario with this cast, before their first turn."""
        return Crisis(scenario, worlds, first_world, seed, self.policies)


USUAL = Cast()


def policies_for(scenario: Scenario) -> list[str]:
    """Every policy there is that can play it: `historical` needs a history to follow."""
    return [name for name in policy_modules() if scenario.history or name != "historical"]


def alike(scenario: Scenario) -> list[Cast]:
    """The usual cast, and every policy played by all; none that would be the usual one again."""
    own = {actor.policy.name for actor in scenario.actors.values()}
    return [USUAL, *(Cast(ALL, name) for name in policies_for(scenario) if own != {name})]


def recast(scenario: Scenario) -> list[Cast]:
    """Each role played by each other policy, against the usual others."""
    return [
        Cast(role, name)
        for role, actor in scenario.actors.items()
        for name in policies_for(scenario)
        if name != actor.policy.name
    ]


def corners(scenario: Scenario) -> Iterator[Cast]:
    """Casts that go where the usual one hardly comes: chance, and a role against all others."""
    yield Cast(ALL, "random")
    yield USUAL
    for role in scenario.actors:
        yield Cast(role, "hawk", others="dove")
        yield Cast(role, "dove", others="hawk")
    yield Cast(ALL, "tit-for-tat")
