"""The course of a crisis: dates that the clock reaches, a ladder, an end for every world."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sim.scenario.document import Document
from sim.scenario.faults import Fault, quoted
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Dates outside the clock, two things at once, rungs and endings that cannot be reached."""
    for path, day in _dates(scenario):
        if not scenario.clock.turns_on(day):
            last = scenario.clock.date_of(scenario.clock.turns)
            turns = f"its first turn is on {scenario.clock.start}, its last on {last}"
            yield document.fault(path, f"{day} is outside the clock: {turns}")
    for name, event in scenario.events.items():
        for field in ("hour", "foreseen"):
            if getattr(event, field) and not event.on:
                message = f'only an event with a date ("on") has {quoted(field)}'
                yield document.fault(("events", name, field), message)
    yield from _at_once(document, scenario)
    yield from _nothing_to_follow(document, scenario)
    yield from _ladder(document, scenario)
    yield from _endings(document, scenario)


def _dates(scenario: Scenario) -> Iterator[tuple[Path, date]]:
    for name, event in scenario.events.items():
        if event.on:
            yield ("events", name, "on"), event.on
    if scenario.history:
        for number, done in enumerate(scenario.history.moves):
            yield ("history", "moves", number, "date"), done.date
        for number, known in enumerate(scenario.history.figures):
            yield ("history", "figures", number, "date"), known.date


def _at_once(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """History has room for one deed and one word of an actor in a turn."""
    done: set[tuple[str, str, int]] = set()
    for number, entry in enumerate(scenario.history.moves if scenario.history else ()):
        move = scenario.moves.get(entry.actor, {}).get(entry.move)
        turn = scenario.clock.turn_of(entry.date, entry.hour)
        if move is None or turn is None:
            continue
        seat = (entry.actor, move.channel, turn)
        if seat in done:
            message = f"this is a second {move.channel} of {entry.actor} on {entry.date}"
            yield document.fault(("history", "moves", number, "move"), f"{message}; a turn has one")
        done.add(seat)


def _nothing_to_follow(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """The policy `historical` does what history says, so there must be one."""
    if scenario.history:
        return
    chosen: list[tuple[Path, str]] = [
        (("actors", name, "policy", "name"), actor.policy.name)
        for name, actor in scenario.actors.items()
    ]
    for number, expectation in enumerate(scenario.expect):
        path = ("expect", number, "policy")
        chosen += [((*path, actor), policy) for actor, policy in expectation.policy.items()]
    for where, policy in chosen:
        if policy == "historical":
            yield document.fault(where, 'this scenario has no "history" to follow')


def _ladder(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """A world stands on the highest rung that holds, so only the lowest needs no condition."""
    for height, (name, rung) in enumerate(scenario.ladder.items()):
        if height == 0 and rung.when is not None:
            message = 'the lowest rung is where a world stands otherwise; it takes no "when"'
            yield document.fault_of_key(("ladder", name, "when"), message)
        if height > 0 and rung.when is None:
            message = 'without "when" every world stands here or higher; only the lowest has none'
            yield document.fault_of_key(("ladder", name), message)


def _endings(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Every world ends: the last ending holds whatever is the case, and none before it does."""
    *first, last = scenario.endings
    for name in first:
        if scenario.endings[name].when is None:
            hidden = f"so it comes to nothing that stands below it, such as {quoted(last)}"
            message = f'it has no "when", {hidden}; put it last'
            yield document.fault_of_key(("endings", name), message)
    if scenario.endings[last].when is not None:
        message = 'the last ending takes no "when": a world in which no other holds must end too'
        yield document.fault_of_key(("endings", last, "when"), message)
