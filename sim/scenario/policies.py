"""Which policies there are, found without loading any: files of a folder, and entry points."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from pkgutil import iter_modules

from sim.scenario.library import SIM

GROUP = "standoff.policies"
PACKAGE = "sim.engine.policies"


@cache
def policy_modules() -> dict[str, str]:
    """The module of each policy by the policy's name, sorted; no package may take one of ours."""
    folder = SIM.joinpath(*PACKAGE.split(".")[1:])
    own = {m.name.replace("_", "-"): f"{PACKAGE}.{m.name}" for m in iter_modules([str(folder)])}
    others = {entry.name: entry.value for entry in entry_points(group=GROUP)}
    return dict(sorted((others | own).items()))
