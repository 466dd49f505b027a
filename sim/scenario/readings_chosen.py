"""`claims=SOURCE` among the overrides: the values that this source's readings put in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import Field

from sim.scenario.document import Document
from sim.scenario.faults import Fault, ScenarioError, did_you_mean, quoted
from sim.scenario.fields import Name, Part
from sim.scenario.readings import Readings
from sim.scenario.validate import validate

ORIGIN = "--set"  # stands for the file in faults of what is put in place
CLAIMS = "claims"


class _Section(Part):
    """The section of a scenario in which the readings stand."""

    readings: dict[Name, Readings] = Field(default_factory=dict)


def plain_overrides(document: Document, overrides: Mapping[str, object]) -> dict[str, object]:
    """The overrides with values where they ask for claims; a value of their own goes before.

    Raises:
        ScenarioError: the file's readings are not well formed, or none is what is asked for.
    """
    asked = {path: value for path, value in overrides.items() if path.split(".")[0] == CLAIMS}
    given = {path: value for path, value in overrides.items() if path not in asked}
    if not asked:
        return given
    readings = readings_in(document)
    chosen: dict[str, str] = {}
    for path in sorted(asked):  # `claims` comes first, so what is asked for one conflict wins
        chosen |= _chosen(readings, path, str(asked[path] or ""))
    values: dict[str, object] = {}
    for conflict, source in chosen.items():
        other = readings[conflict].others.get(source)
        if other and not other.set.keys() <= given.keys():
            values |= {**other.set, f"readings.{conflict}.taken": source}
    return values | given


def readings_in(document: Document) -> dict[str, Readings]:
    """The readings in a file, the rest of which need not be sound."""
    section = {key: part for key, part in document.data.items() if key == "readings"}
    return validate(replace(document, data=section), _Section).readings


def _chosen(readings: Mapping[str, Readings], path: str, asked: str) -> dict[str, str]:
    """The source, for each conflict that is meant and in which it has a reading."""
    conflict = path.partition(".")[2]
    if not readings:
        raise _refused(
            path, 'this scenario has no "readings", so there are no other claims to take'
        )
    if conflict and conflict not in readings:
        raise _refused(path, did_you_mean(conflict, "conflict with readings here", readings))
    meant = {conflict: readings[conflict]} if conflict else readings
    source = _source(path, asked, {name for each in meant.values() for name in each.names})
    return {name: source for name, each in meant.items() if source in each.names}


def _source(path: str, asked: str, names: set[str]) -> str:
    """The source of that name, or the only one that begins so."""
    fitting = sorted(name for name in names if name.startswith(asked))
    if asked in names:
        return asked
    if len(fitting) == 1 and asked:
        return fitting[0]
    if fitting and asked:
        choice = " or ".join(fitting)
        raise _refused(path, f"{quoted(asked)} may be {choice}; write more of it")
    raise _refused(path, did_you_mean(asked, "source with a reading here", sorted(names)))


def _refused(path: str, message: str) -> ScenarioError:
    return ScenarioError([Fault(ORIGIN, 1, 1, path, message)])
