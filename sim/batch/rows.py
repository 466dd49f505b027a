"""A row of a batch: the one world that it came from, with all that is needed to play it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sim.batch.design import with_settings
from sim.batch.store import MANIFEST, SCENARIO, AStudy, Batch
from sim.engine.cast import values_of
from sim.engine.rules import RULES_VERSION
from sim.scenario.schema import Scenario

NEEDED = {"scenario", "seed", "first_world", "worlds", "policies", "overrides", "rules_version"}


@dataclass(frozen=True)
class Row:
    """A world of a batch. Whoever plays it so gets this very row, bit for bit.

    Attributes:
        scenario: with the overrides of the batch.
        policies: who played which side, where not as the scenario says.
    """

    scenario: Scenario
    seed: int
    world: int
    policies: Mapping[str, str]


def find_row(where: str | Path, world: int, point: int | None = None) -> Row:
    """The world of that number in the batch at a place.

    where: a folder, or the URI of one.
    point: where in a sweep; it has that world once at each point.

    Raises:
        ValueError: there is no such batch or row, or it can't be played again any more; the
            sentence says why.
        ScenarioError: the scenario in the folder is not sound.
    """
    batch = Batch(where)
    manifest = _manifest(batch)
    first, worlds = manifest["first_world"], manifest["worlds"]
    if not first <= world < first + worlds:
        last = first + worlds - 1
        raise ValueError(f'"{batch.place}" has no world {world}; it has worlds {first} to {last}')
    if manifest["rules_version"] != RULES_VERSION:
        raise ValueError(
            f'"{batch.place}" was played under other rules than those of this version of '
            "Standoff; play the batch again"
        )
    if point is None and manifest.get("design"):
        example = f"{batch.place}#0/{world}"
        raise ValueError(f'"{batch.place}" is a sweep, and each point has that world: "{example}"')
    policies = batch.at(point).manifest["policies"]  # refuses a point that is not there
    scenario = _scenario(batch, manifest)
    if point is not None:
        settings = values_of(manifest["design"][point])
        scenario = with_settings(scenario.model_dump_json(), settings)
    return Row(scenario, manifest["seed"], world, policies)


def _manifest(batch: Batch) -> dict[str, Any]:
    """What was computed, with all that a row needs in it."""
    try:
        manifest = batch.manifest
    except (FileNotFoundError, NotADirectoryError):
        raise ValueError(f'"{batch.place}" holds no batch: there is no {MANIFEST}') from None
    except AStudy:
        raise
    except ValueError:
        manifest = {}
    if not isinstance(manifest, dict) or not set(manifest) >= NEEDED:
        raise ValueError(f'"{batch.place.inside(MANIFEST)}" is damaged; play the batch again')
    return manifest


def _scenario(batch: Batch, manifest: Mapping[str, Any]) -> Scenario:
    """The scenario that was played, and no other."""
    if not batch.place.has(SCENARIO):
        raise ValueError(f'"{batch.place}" has lost its {SCENARIO}; play the batch again')
    scenario = batch.scenario
    if sha256(scenario.model_dump_json().encode()).hexdigest() != manifest["scenario"]["digest"]:
        raise ValueError(
            f'"{batch.place.inside(SCENARIO)}" was changed since the batch was played; '
            "play the batch again"
        )
    return scenario
