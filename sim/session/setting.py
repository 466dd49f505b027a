"""What a session is played with: put together at its beginning, and read from its file."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sim.engine.rules import RULES_VERSION
from sim.scenario.check import check_scenario
from sim.scenario.document import Document
from sim.scenario.faults import ScenarioError, did_you_mean
from sim.scenario.read import BANNED_IN_VALUE
from sim.scenario.schema import Scenario
from sim.scenario.validate import validate
from sim.session.inputs import About, now
from sim.session.refusals import SaveBroken, SessionRefused
from sim.session.words import _


def seated(scenario: Scenario, people: Collection[str]) -> tuple[str, ...]:
    """The people who sit down, in the order of the sides; SessionRefused if one can't."""
    playable = [name for name, actor in scenario.actors.items() if actor.playable]
    for name in people:
        if name not in playable:
            kind = _("role that a person may take")
            raise SessionRefused(did_you_mean(name, kind, playable))
    if not people:
        raise SessionRefused(_("A session needs a person who plays."))
    return tuple(name for name in scenario.actors if name in people)


def about_session(
    scenario: Scenario,
    people: tuple[str, ...],
    policies: Mapping[str, str],
    seed: int | None,
    world: int = 0,
) -> About:
    """What a session begins with."""
    text = scenario.model_dump_json()
    return About(
        scenario=text,
        digest=_digest(text),
        seed=secrets.randbits(32) if seed is None else seed,
        people=people,
        policies=dict(policies),
        rules=RULES_VERSION,
        program=version("standoff"),
        begun=str(now()),
        title=str(scenario.title),
        roles=names_of(scenario, people),
        turns=scenario.clock.turns,
        world=world,
    )


def names_of(scenario: Scenario, people: Collection[str]) -> tuple[str, ...]:
    """What the sides that people play are called."""
    return tuple(str(scenario.actors[name].name) for name in people)


def scenario_of(about: About, path: Path) -> Scenario:
    """The scenario in a file, as sound as one that was loaded; SaveBroken if it can't be played."""
    if about.rules != RULES_VERSION:
        words = _("{path} was played under other rules; play it on with Standoff {version}.")
        raise SaveBroken(words.format(path=path, version=about.program))
    try:
        if _digest(about.scenario) != about.digest:
            raise ValueError(_("its scenario was changed"))
        scenario = _sound(about.scenario)
        seated(scenario, about.people)
    except ScenarioError as problem:
        fault = problem.faults[0]
        raise _broken(path, f"{fault.where}: {fault.message}") from None
    except ValueError as problem:
        raise _broken(path, str(problem)) from None
    return scenario


@lru_cache(maxsize=2)
def _sound(text: str) -> Scenario:
    """The scenario in a text; the same object for many files, so that its rules are made once."""
    document = Document(Path(), _data(text), [], {(): (1, 1)}, {})
    scenario = validate(document, Scenario)
    faults = check_scenario(document, scenario)
    if faults:
        raise ScenarioError(faults)
    return scenario


def _broken(path: Path, problem: str) -> SaveBroken:
    words = _("{path} can't be played ({problem}); go on from another save.")
    return SaveBroken(words.format(path=path, problem=problem.rstrip(".")))


def _data(text: str) -> dict[str, Any]:
    """What stands in the text of a scenario, of which nobody knows who wrote it."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise ValueError(_("its scenario can't be read"))
    if any(BANNED_IN_VALUE.search(found) for found in _texts(data)):
        raise ValueError(_("there are signs in it that no text may have"))
    return data


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _texts(data: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for part in data.items() if isinstance(data, dict) else data:
            yield from _texts(part)
