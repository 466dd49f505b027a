"""A plan: everything that decides what a batch computes, and how it falls into parts."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from itertools import product
from pathlib import Path
from platform import python_version
from typing import Any

from sim.batch.design import Design, with_settings
from sim.batch.design_check import check_design
from sim.batch.design_file import Places
from sim.batch.place import Place
from sim.engine.cast import cast_at, values_of
from sim.engine.crisis import Crisis
from sim.engine.dice import LARGEST_WORLD, Dice
from sim.engine.rules import RULES_VERSION
from sim.scenario.check import load_scenario
from sim.scenario.library import scenario_path
from sim.scenario.schema import Scenario

PART_WORLDS = 16_384  # a few seconds' work, so that workers share evenly and files stay few
LEAST_PART, ROUNDS = 512, 4
DESIGN = "design.json"  # in the folder of a sweep: its points
LIBRARIES = ("standoff", "mesa", "numpy", "pyarrow")


@dataclass(frozen=True)
class Part:
    """Neighbouring worlds that go into one file."""

    number: int
    first_world: int
    worlds: int
    point: int = 0

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
        worlds, first_world, seed: which worlds; of a sweep, at each point.
        policies: actor: policy, in place of those of the scenario.
        overrides: path: value, as they were put into the scenario; `text` has them already.
        design: the points of a sweep, each path: value or policy.ACTOR: policy; empty: the
            scenario as it stands.
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
    design: Design = ()
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
    def points(self) -> int:
        """How many points there are; one if nothing is varied."""
        return max(1, len(self.design))

    @property
    def all_worlds(self) -> int:
        """How many rows there will be."""
        return self.worlds * self.points

    @cached_property
    def parts(self) -> list[Part]:
        """Every file's worlds. They depend on nothing but the plan, least of all on workers.

        All points have their first part before any has its second, so that what an interruption
        leaves is balanced.
        """
        size = self.part_worlds
        places = product(range(0, self.worlds, size), range(self.points))
        return [
            Part(number, self.first_world + start, min(size, self.worlds - start), point)
            for number, (start, point) in enumerate(places)
        ]

    def crisis(self, first_world: int, worlds: int, point: int = 0) -> Crisis:
        """Some of the worlds, before their first turn.

        Raises:
            ScenarioError: the scenario is not sound with the settings of the point.
        """
        scenario, policies = self.scenario_at(point), self.policies_at(point)
        return Crisis(scenario, worlds, first_world, self.seed, policies)

    def scenario_at(self, point: int) -> Scenario:
        """The scenario with the settings of a point."""
        settings = values_of(self.design[point]) if self.design else {}
        return _scenario(self.text, json.dumps(settings)) if settings else self.scenario

    def policies_at(self, point: int) -> Mapping[str, str]:
        """Who plays which actor at a point, where not as the scenario says."""
        return cast_at(self.policies, self.design[point]) if self.design else self.policies

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
            "design": json.loads(json.dumps(self.design)),
            "trace": self.trace,
            "part_worlds": self.part_worlds,
            **made_with(),
        }

    def command(self, out: Place) -> str:
        """The command line that computes this batch."""
        words = ["standoff", "batch", self.name, "-n", str(self.worlds), "--seed", str(self.seed)]
        for path, value in self.overrides.items():
            words += ["--set", f"{path}={value if isinstance(value, str) else json.dumps(value)}"]
        words += ["--design", out.inside(DESIGN)] * bool(self.design)
        for actor, policy in self.policies.items():
            words += ["--policy", f"{actor}={policy}"]
        words += ["--trace"] * self.trace
        return shlex.join([*words, "-o", str(out)])


def made_with() -> dict[str, Any]:
    """What else two processes must have in common for their bytes to be the same."""
    software = {"python": python_version(), **{lib: version(lib) for lib in LIBRARIES}}
    return {"rules_version": RULES_VERSION, "software": software}


def fitting_part(worlds: int, points: int) -> int:
    """How many worlds go into a file.

    A point of a sweep has several files, so that what an interruption leaves is balanced; but a
    scenario that is set up for few worlds costs more than they do.
    """
    if points < 2:
        return PART_WORLDS
    return min(PART_WORLDS, max(LEAST_PART, -(-worlds // ROUNDS)))


def plan_of(
    scenario: Scenario | str | Path,
    overrides: Mapping[str, object] | None = None,
    places: Places | None = None,
    **choices: Any,
) -> Plan:
    """The plan for a scenario, or for the scenario of that id or path.

    overrides: path: value, put in place of what the file says.
    places: where the settings of the design are written, for faults that they have.
    choices: the other attributes of a plan.

    Raises:
        ScenarioError: the scenario is not sound, with its overrides.
        ValueError: a choice can't be played.
    """
    if isinstance(scenario, Scenario):
        if overrides or choices.get("design"):
            raise ValueError("overrides and sweeps belong to a file; give its id or path instead")
        return Plan(scenario.id, scenario.model_dump_json(), **choices)
    file = scenario_path(scenario)
    loaded = load_scenario(scenario, overrides)
    check_design(loaded, scenario, overrides or {}, choices.get("design", ()), places)
    text = loaded.model_dump_json()
    return Plan(str(scenario), text, file=file, overrides=dict(overrides or {}), **choices)


@lru_cache(maxsize=4)
def _scenario(text: str, settings: str = "") -> Scenario:
    """The scenario, with the settings of a point (JSON) in place of what it says."""
    if not settings:
        return Scenario.model_validate_json(text)
    return with_settings(text, json.loads(settings))
