"""Ids: each means one thing, and none is a word that means something already."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.expressions import KEYWORDS
from sim.scenario.faults import Fault, did_you_mean, nearest, quoted
from sim.scenario.library import is_shipped, list_scenarios, own_folder
from sim.scenario.moves import REST
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario

CONSTANTS = ("turn", "turns", "risk")  # names in expressions that are no indicators
COLUMNS = ("world", "seed", "ending", "rung")  # beside the indicators in tables of results
RESERVED = {*KEYWORDS, *CONSTANTS, *COLUMNS, "default", "all"}


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Reserved words, one id for two things, and names that do not fit what they stand for."""
    yield from _reserved(document, scenario)
    for name in scenario.incidents:
        if name in scenario.events:
            message = f"{quoted(name)} is also an event; conditions could not tell them apart"
            yield document.fault_of_key(("incidents", name), message)
    for name in misowned(scenario):
        message = did_you_mean(name.partition(".")[0], "actor", scenario.actors)
        yield document.fault_of_key(("indicators", name), message)
    yield from _file_name(document, scenario)


def misowned(scenario: Scenario) -> dict[str, str]:
    """The indicators of nobody, each with its name as it was probably meant."""
    owners = {name: name.partition(".") for name in scenario.indicators if "." in name}
    return {
        name: f"{nearest(owner, scenario.actors) or owner}.{rest}"
        for name, (owner, _, rest) in owners.items()
        if owner not in scenario.actors
    }


def _reserved(document: Document, scenario: Scenario) -> Iterator[Fault]:
    for path in _named(scenario):
        name = str(path[-1])
        if path[0] == "moves" and name in REST.values():
            message = f"{quoted(name)} is always there; it must not be written"
            yield document.fault_of_key(path, message)
        elif name in RESERVED:
            message = f"{quoted(name)} means something else already; choose another name"
            yield document.fault_of_key(path, message)


def _named(scenario: Scenario) -> Iterator[Path]:
    """The path of everything that conditions and effects may name."""
    for group in ("actors", "indicators", "events", "incidents", "commitments"):
        yield from ((group, name) for name in getattr(scenario, group))
    for actor, moves in scenario.moves.items():
        yield from (("moves", actor, name) for name in moves)


def _file_name(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Shipped scenarios and one's own are found by the name of their file, the shipped first."""
    name = document.path.stem
    folder = os.path.dirname(os.path.abspath(document.path))  # a link counts where it lies
    is_own = folder == os.path.abspath(own_folder())
    if scenario.id != name and (is_own or is_shipped(folder)):
        message = f"{quoted(scenario.id)} must be {quoted(name)}, as the file is called"
        yield document.fault(("id",), message)
    elif is_own and not is_shipped(folder) and name in (path.stem for path in list_scenarios()):
        message = f"{quoted(name)} is a shipped scenario; give yours and its file another name"
        yield document.fault(("id",), message)
