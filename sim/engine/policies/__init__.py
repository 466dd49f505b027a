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

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from sim.scenario.faults import did_you_mean
from sim.scenario.policies import policy_modules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sim.engine.phases.decide import Outlook
    from sim.engine.rules import Rules


class Policy(Protocol):
    """What a policy must offer."""

    def __init__(self, rules: Rules) -> None:
        """Prepare to play the scenario of these rules."""

    def weigh(self, outlook: Outlook) -> NDArray[np.float32]:
        """How likely each move is, in whole numbers, (moves + 1, W)."""


def find_policy(name: str) -> type[Policy]:
    """The class of a policy; ValueError names the nearest if there is none of that name."""
    modules = policy_modules()
    if name not in modules:
        raise ValueError(did_you_mean(name, "policy", list(modules)))
    found: type[Policy] = import_module(modules[name]).Policy
    return found
