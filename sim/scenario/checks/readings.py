"""Readings: each is of a conflict that there is, rests on claims in it, and fits the scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from sim.scenario.checks import course, figures, references
from sim.scenario.document import Document
from sim.scenario.faults import Fault, ScenarioError, did_you_mean, quoted
from sim.scenario.overrides import with_overrides
from sim.scenario.parts import Path
from sim.scenario.read import validate
from sim.scenario.schema import Reading, Readings, Scenario
from sim.scenario.sources import Conflict, load_sources

Asked = Mapping[str, str]


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Readings of nothing, of somebody else's claims, or with values that can't be put in place."""
    if not scenario.readings:
        return
    conflicts = load_sources().conflicts
    for name, readings in scenario.readings.items():
        path: Path = ("readings", name)
        if name in conflicts:
            yield from _claims(document, path, readings, conflicts[name])
        else:
            yield document.fault_of_key(path, did_you_mean(name, "conflict of seeds/", conflicts))
        yield from _taken(document, path, readings)
    yield from _twice(document, scenario)
    for asked in _together(scenario):
        yield from _values(document, asked)


def _claims(
    document: Document, path: Path, readings: Readings, conflict: Conflict
) -> Iterator[Fault]:
    """The claims of a reading are those of its source, and part of the conflict."""
    yield from _outside(document, (*path, "sources"), readings, conflict)
    for source, other in readings.others.items():
        here = (*path, "others", source)
        yield from _outside(document, (*here, "sources"), other, conflict)
        for number, ref in enumerate(other.sources):
            if not ref.startswith(f"{source}/"):
                message = (
                    f"{quoted(ref)} is no claim of {source}; a reading stands under the source"
                )
                yield document.fault((*here, "sources", number), f"{message} that it is of")


def _outside(
    document: Document, path: Path, part: Reading | Readings, conflict: Conflict
) -> Iterator[Fault]:
    for number, ref in enumerate(part.sources):
        if ref not in conflict.claims:
            message = did_you_mean(ref, "claim in this conflict", conflict.claims)
            yield document.fault((*path, number), message)


def _taken(document: Document, path: Path, readings: Readings) -> Iterator[Fault]:
    """What is said to be in place is one of the readings, and something of it stands there."""
    taken = readings.taken
    if taken and taken not in readings.others:
        message = did_you_mean(taken, "source of another reading", readings.others)
        yield document.fault((*path, "taken"), message)
    elif taken and not any(_stands(document, *one) for one in readings.others[taken].set.items()):
        ask = f"leave it out, and ask for it by --set claims.{path[1]}={taken}"
        message = f"no value of this reading stands in the file; {ask}"
        yield document.fault((*path, "taken"), message)


def _stands(document: Document, path: str, value: object) -> bool:
    """Does it change nothing to put the value there?"""
    try:
        return with_overrides(document, {path: value}).data == document.data
    except ScenarioError:
        return True  # told as a fault of the value


def _twice(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """`claims=SOURCE` takes all readings of a source, so none may undo what another one does."""
    first: dict[tuple[str, str], str] = {}
    for name, readings in scenario.readings.items():
        for source, other in readings.others.items():
            for path in other.set:
                conflict = first.setdefault((source, path), name)
                if conflict != name:
                    message = f"the reading of {conflict} by this source puts a value there too"
                    where = ("readings", name, "others", source, "set", path)
                    yield document.fault(where, message)


def _together(scenario: Scenario) -> Iterator[Asked]:
    """One reading of every conflict at a time, so that few passes try all of them."""
    named = ([(name, source) for source in r.others] for name, r in scenario.readings.items())
    for pairs in zip_longest(*named):
        yield {f"claims.{pair[0]}": pair[1] for pair in pairs if pair}


def _values(document: Document, asked: Asked) -> Iterator[Fault]:
    """What `--set` would refuse, by the reading that it is in; or else of all together."""
    found = _refused(document, asked)
    if not found:
        return
    alone = [fault for one in asked.items() for fault in _placed(document, *one)]
    yield from alone
    if not alone:
        names = ", ".join(f"{path}={source}" for path, source in asked.items())
        for fault in found:
            yield document.fault(("readings",), f"with {names}: {fault.where}: {fault.message}")


def _placed(document: Document, path: str, source: str) -> Iterator[Fault]:
    here = ("readings", path.partition(".")[2], "others", source, "set")
    for fault in _refused(document, {path: source}):
        given = [key for key in document.value(here) if f"{fault.where}.".startswith(f"{key}.")]
        inside = "" if fault.where in given else f"{fault.where}: "
        yield document.fault((*here, *given[:1]), f"{inside}{fault.message}")


def _refused(document: Document, asked: Asked) -> list[Fault]:
    """The faults that there are with these readings and not without them."""
    try:
        changed = with_overrides(document, asked)
        found = _looked_over(changed, validate(changed, Scenario))
    except ScenarioError as refusal:
        return list(refusal.faults)
    usual = _looked_over(document, validate(document, Scenario)) if found else []
    return [fault for fault in found if fault not in usual]


def _looked_over(document: Document, scenario: Scenario) -> list[Fault]:
    checks = (references, figures, course)
    return [fault for check in checks for fault in check.faults(document, scenario)]
