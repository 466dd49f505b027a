"""A plan: everything that decides what a batch computes, and how it falls into parts."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from sim.engine.crisis import Crisis
from sim.engine.dice import LARGEST_WORLD, Dice
from sim.engine.rules import RULES_VERSION
from sim.scenario.check import load_scenario
from sim.scenario.library import scenario_path
from sim.scenario.schema import Scenario

PART_WORLDS = 16_384  # a few seconds' work, so that workers share evenly and files stay few
LIBRARIES = ("standoff", "mesa", "numpy", "pyarrow")


@dataclass(frozen=True)
class Part:
    """Neighbouring worlds that go into one file."""

    number: int
    first_world: int
    worlds: int

    def blocks(self, size: int) -> Iterator[tuple[int, int]]:
        """(first world, worlds) of each block of at most `size` worlds."""
        last = self.first_world + self.worlds
        for first in range(self.first_world, last, size):
            yield first, min(size, last - first)


@dataclass(frozen=True)
class Plan:
    """What a batch computes; plain data, so that it can be sent to other processes.

    Attributes:
        name: the id or path that was asked for.
        file: where it was read; None if the scenario was given itself.
        text: the scenario as JSON, overrides included.
        worlds, first_world, seed: which worlds.
        policies: actor: policy, in place of those of the scenario.
        overrides: path: value, as they were put into the scenario; `text` has them already.
        trace: whether every turn is written too.
        part_worlds: how many worlds go into one file.
    """

    name: str
    text: str
    worlds: int
    file: Path | None = None
    first_world: int = 0
    seed: int = 0
    policies: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, Any] = field(default_factory=dict)
    trace: bool = False
    part_worlds: int = PART_WORLDS

    def __post_init__(self) -> None:
        """Refuse what cannot be played, before anything is begun.

        Raises:
            ValueError: a number is out of its range, or an actor or policy has no such name.
        """
        for name in ("worlds", "part_worlds"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name}: {getattr(self, name)} is not 1 or more")
        if self.first_world + self.worlds > LARGEST_WORLD:
            raise ValueError(f"worlds: there are no more than {LARGEST_WORLD:,} of them")
        Dice(self.seed, self.first_world, 1)  # says more plainly what is wrong than Mesa does
        self.crisis(self.first_world, 1)

    @property
    def scenario(self) -> Scenario:
        """The scenario, read once a process."""
        return _scenario(self.text)

    @property
    def parts(self) -> list[Part]:
        """Every file's worlds. They depend on nothing but the plan, least of all on workers."""
        size = self.part_worlds
        return [
            Part(number, self.first_world + start, min(size, self.worlds - start))
            for number, start in enumerate(range(0, self.worlds, size))
        ]

    def crisis(self, first_world: int, worlds: int) -> Crisis:
        """Some of the worlds, before their first turn."""
        return Crisis(self.scenario, worlds, first_world, self.seed, self.policies)

    @cached_property
    def identity(self) -> dict[str, Any]:
        """What two batches must have in common for their files to be the same, byte for byte."""
        return {
            "scenario": {"id": self.scenario.id, "digest": sha256(self.text.encode()).hexdigest()},
            "seed": self.seed,
            "first_world": self.first_world,
            "worlds": self.worlds,
            "policies": dict(self.policies),
            "overrides": json.loads(json.dumps(dict(self.overrides))),
            "trace": self.trace,
            "part_worlds": self.part_worlds,
            "rules_version": RULES_VERSION,
            "software": {"python": python_version(), **{lib: version(lib) for lib in LIBRARIES}},
        }

    def command(self, out: str) -> str:
        """The command line that computes this batch."""
        words = ["standoff", "batch", self.name, "-n", str(self.worlds), "--seed", str(self.seed)]
        for path, value in self.overrides.items():
            words += ["--set", f"{path}={value if isinstance(value, str) else json.dumps(value)}"]
        for actor, policy in self.policies.items():
            words += ["--policy", f"{actor}={policy}"]
        words += ["--trace"] * self.trace
        return shlex.join([*words, "-o", out])


def plan_of(
    scenario: Scenario | str | Path, overrides: Mapping[str, object] | None = None, **choices: Any
) -> Plan:
    """The plan for a scenario, or for the scenario of that id or path.

    overrides: path: value, put in place of what the file says.
    choices: the other attributes of a plan.

    Raises:
        ScenarioError: the scenario is not sound, with its overrides.
        ValueError: a choice can't be played.
    """
    if isinstance(scenario, Scenario):
        if overrides:
            raise ValueError("overrides belong to a file; give them to load_scenario instead")
        return Plan(scenario.id, scenario.model_dump_json(), **choices)
    file = scenario_path(scenario)
    text = load_scenario(scenario, overrides).model_dump_json()
    return Plan(str(scenario), text, file=file, overrides=dict(overrides or {}), **choices)


@lru_cache(maxsize=4)
def _scenario(text: str) -> Scenario:
    return Scenario.model_validate_json(text)
