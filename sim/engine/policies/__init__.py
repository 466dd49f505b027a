"""How actors choose: one policy a file, found by a folder scan.

A policy module defines a class `Policy` with
    __init__(rules, actors)     the compiled rules, and the numbers of the actors that it plays
    weigh(outlook)              (their moves, W) whole numbers: how likely each move is chosen
Illegal moves are struck out afterwards, so a policy may give them any weight. Installed packages
add policies by the entry point group `standoff.policies`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol

from sim.scenario.faults import did_you_mean

if TYPE_CHECKING:
    from sim.engine.phases.decide import Outlook
    from sim.engine.program import Rows
    from sim.engine.rules import Rules

GROUP = "standoff.policies"


class Policy(Protocol):
    """What a policy must offer."""

    def __init__(self, rules: Rules, actors: list[int]) -> None:
        """Prepare to play these actors."""

    def weigh(self, outlook: Outlook) -> Rows:
        """Whole-number weights of the actors' moves in the order of the book, (moves, W)."""


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
        raise ValueError(did_you_mean(name, "a policy", policy_names()))
    found: type[Policy] = import_module(_modules()[name]).Policy
    return found
