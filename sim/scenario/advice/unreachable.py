"""What can never come about, as its own condition, chance, limit or date already says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sim.scenario.advice.logic import is_certain, is_impossible
from sim.scenario.advice.spans import Reach, reach_of, span_of
from sim.scenario.document import Document
from sim.scenario.expressions import Name, Node
from sim.scenario.faults import Fault
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario

NEVER = "this holds in no world, so {it}; widen it, or look at the ranges of what it reads"
NO_CHANCE = "this is never above 0, so it never happens; raise it, or leave the whole out"
LIMIT = "with a limit of 0 nobody may ever do this; raise the limit, or leave the move out"
ALWAYS = "this holds in every world, so every crisis is over in its first turn; narrow it"


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Conditions that never hold, chances that are never above 0, and endings that always are."""
    reach = reach_of(scenario)
    found = [*_moves(scenario, reach), *_happenings(scenario, reach), *_course(scenario, reach)]
    for path, message in found:
        yield document.fault(path, message).at_level("warning")


def _moves(scenario: Scenario, reach: Reach) -> Iterator[tuple[Path, str]]:
    for actor, moves in scenario.moves.items():
        for name, move in moves.items():
            path = ("moves", actor, name)
            yield from _never((*path, "when"), move.when, reach, "it is never legal")
            if move.limit == 0:
                yield (*path, "limit"), LIMIT


def _happenings(scenario: Scenario, usual: Reach) -> Iterator[tuple[Path, str]]:
    for name, event in scenario.events.items():
        path = ("events", name)
        reach = _on_the_day(event.on, scenario, usual) if event.on else usual
        yield from _never((*path, "when"), event.when, reach, "it never happens")
        if event.chance is not None and span_of(event.chance, reach)[1] <= 0:
            yield (*path, "chance"), NO_CHANCE
    for name, incident in scenario.incidents.items():
        if span_of(incident.chance, usual)[1] <= 0:
            yield ("incidents", name, "chance"), NO_CHANCE


def _on_the_day(day: date, scenario: Scenario, usual: Reach) -> Reach:
    """What each name and query can be in the turns of a day, which the clock has."""
    turns = scenario.clock.turns_on(day)
    span = float(turns[0]), float(turns[-1])
    return lambda leaf: span if leaf == Name("turn") else usual(leaf)


def _course(scenario: Scenario, reach: Reach) -> Iterator[tuple[Path, str]]:
    for name, rung in scenario.ladder.items():
        yield from _never(("ladder", name, "when"), rung.when, reach, "no world stands here")
    for name, ending in scenario.endings.items():
        path = ("endings", name, "when")
        yield from _never(path, ending.when, reach, "no world ends so")
        if ending.when is not None and not ending.last and is_certain(ending.when, reach):
            yield path, ALWAYS


def _never(path: Path, when: Node | None, reach: Reach, it: str) -> Iterator[tuple[Path, str]]:
    if when is not None and is_impossible(when, reach):
        yield path, NEVER.format(it=it)
