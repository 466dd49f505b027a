"""Who plays at a point of a sweep: `policy.ROLE` among its settings, beside paths of the scenario.

    --sweep policy.us=default,dove,hawk

`default` is as if nothing had been said of that role.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.engine.crisis import Crisis
from sim.scenario.faults import did_you_mean
from sim.scenario.policies import policy_modules
from sim.scenario.schema import Scenario

POLICY = "policy."
DEFAULT = "default"
EVERYBODY = "all"


def is_policy(path: str) -> bool:
    """Does the setting say who plays a role, rather than what a scenario holds?"""
    return path.startswith(POLICY)


def values_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that stand in place of the scenario's values."""
    return {path: value for path, value in settings.items() if not is_policy(path)}


def cast_at(policies: Mapping[str, str], settings: Mapping[str, Any]) -> dict[str, str]:
    """Who plays whom with these settings, which go before the policies of all points."""
    chosen = {path[len(POLICY) :]: name for path, name in settings.items() if is_policy(path)}
    return {who: name for who, name in {**policies, **chosen}.items() if name != DEFAULT}


def wrong_role(scenario: Scenario, path: str) -> str:
    """What is wrong with the role that a path names, in words; empty if nothing is."""
    roles = [*scenario.actors, EVERYBODY]
    role = path[len(POLICY) :]
    return "" if role in roles else did_you_mean(role, "actor", roles)


def wrong_policy(scenario: Scenario, path: str, name: object) -> str:
    """Why a policy can't play a role, in words; empty if it can."""
    names = [DEFAULT, *policy_modules()]
    if name not in names:
        return did_you_mean(str(name), "policy", names)
    try:
        Crisis(scenario, policies=cast_at({}, {path: name}))
    except ValueError as refusal:  # such as a scenario without a history for one to follow
        return str(refusal)
    return ""
