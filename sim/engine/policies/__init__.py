"""How actors choose: one policy a file, found by a folder scan.

A policy module defines a class `Policy` with
    __init__(rules)     the compiled rules of a scenario
    weigh(outlook)      (moves + 1, W) float32: whole numbers that say how likely each move is
All moves of the book are weighed, and the crisis takes those of the actors that the policy plays;
illegal moves are struck out afterwards. The weights of one actor's deeds, and of its words, must
add up to less than 2 ** 24. The last row belongs to no move and counts for nothing.
Installed packages add policies by the entry point group `standoff.policies`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol

from sim.scenario.faults import did_you_mean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sim.engine.phases.decide import Outlook
    from sim.engine.rules import Rules

GROUP = "standoff.policies"


class Policy(Protocol):
    """What a policy must offer."""

    def __init__(self, rules: Rules) -> None:
        """Prepare to play the scenario of these rules."""

    def weigh(self, outlook: Outlook) -> NDArray[np.float32]:
        """How likely each move is, in whole numbers, (moves + 1, W)."""


@cache
def _modules() -> dict[str, str]:
    """Policy name: module, of this folder and of installed packages."""
    own = {m.name.replace("_", "-"): f"{__name__}.{m.name}" for m in iter_modules(__path__)}
    return {entry.name: entry.value for entry in entry_points(group=GROUP)} | own


def policy_names() -> list[str]:
    """The names of all policies that are installed."""
    return sorted(_modules())


def find_policy(name: str) -> type[Policy]:
    """The class of a policy; ValueError names the nearest if there is none of that name."""
    if name not in _modules():
        raise ValueError(did_you_mean(name, "policy", policy_names()))
    found: type[Policy] = import_module(_modules()[name]).Policy
    return found
