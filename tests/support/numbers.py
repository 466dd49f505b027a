"""P5: is any number of a scenario dead? Change each, and look whether any world notices.

Two ways to notice: worlds that play as the scenario says, and worlds that are scattered over all
that could be the case and in which every move is tried, so that rare content is reached too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from pydantic import ValidationError

from sim.engine.crisis import Crisis
from sim.engine.dice import Dice, Purpose
from sim.engine.varied import Varied
from sim.scenario.checks import figures
from sim.scenario.document import Document
from sim.scenario.expressions import Binary, Number
from sim.scenario.read import read_document
from sim.scenario.schema import Scenario
from sim.scenario.variables import Variable, variable_paths

Data = dict[str, Any]

# Numbers that by their nature change no world, and why.
NOT_ABOUT_WORLDS = {
    ("format",): "the version of the file format",
    ("minutes",): "how long it takes to play",
    ("map",): "what is drawn",
    ("history",): "what worlds are compared with, and what one policy follows",
    ("calibration",): "what the default run is held against",
    ("expect",): "tests of the scenario itself",
    ("readings",): "what other sources say, tried out only when asked for",
    ("clock", "start"): "a date",
    ("clock", "turn"): "a length in words, one of five",
}
# What people read, where a number is a word like others.
TEXTS = {
    "title", "summary", "note", "reviewed", "level", "learning", "term", "name", "short", "card",
    "label", "text", "unit", "assumption", "sources", "example", "debrief", "says", "cameo",
    "toward", "date", "on",
}  # fmt: skip
TOGETHER = 64  # numbers that are changed in one ensemble
NUMBER = re.compile(r"(?<![\w.-])[0-9]+(?:\.[0-9]+)?(?![\w.])")


class Place(NamedTuple):
    """Where a number stands: the way through the data, and its span where it is part of a text."""

    path: tuple[str | int, ...]
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        return ".".join(map(str, self.path)) + (f" [{self.span[0]}]" if self.span else "")


def places_of(data: Data) -> list[Place]:
    """Every number of a scenario that is about its worlds, those inside expressions included.

    Left out is what `NOT_ABOUT_WORLDS` names, and what `_is_left_out` does.
    """
    return [place for place in _places(data, ()) if not _is_left_out(data, place.path)]


def _is_left_out(data: Data, path: tuple[str | int, ...]) -> bool:
    """Events that wait for a teacher; that a flag is 0 or 1; and that nothing is less than none."""
    match path:
        case ("events", name, *_):
            return bool(data["events"][name].get("inject"))
        case ("indicators", name, "range", end):
            indicator = data["indicators"][name]
            return indicator["unit"] == "flag" or (end == 0 and indicator["range"][0] == 0)
    return any(path[: len(prefix)] == prefix for prefix in NOT_ABOUT_WORLDS)


def _places(value: Any, path: tuple[str | int, ...]) -> Iterator[Place]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in TEXTS or isinstance(part, int | float | dict):
                yield from _places(part, (*path, key)) if key != "card" else ()
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _places(part, (*path, number))
    elif isinstance(value, str):
        yield from (Place(path, found.span()) for found in NUMBER.finditer(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield Place(path)


def changed(document: Document, place: Place) -> Iterator[Scenario]:
    """The scenario with another number there, one after the other, where that is sound.

    A little more and less, then much; whole numbers stay whole.
    """
    written = _written(document.data, place)
    value = float(written)
    steps = [
        value * 1.25,
        value * 0.75,
        value + 1,
        value - 1,
        value * 3,
        value / 3,
        value + 10,
        -value,
    ]
    if "." not in str(written):
        steps = [round(step) for step in steps]
    for step in dict.fromkeys([*steps, *_start_of(document.data, place)]):
        if step != value:
            data = _put(document.data, place, step)
            try:
                scenario = _scenario(data)
            except ValidationError:
                continue
            if not any(figures.faults(replace(document, data=data), scenario)):
                yield scenario


def _start_of(data: Data, place: Place) -> list[float]:
    """For the end of a range: where the indicator starts, since a range may be far from it."""
    match place.path:
        case ("indicators", name, "range", end):
            start = data["indicators"][name]["start"]
            while isinstance(start, dict):
                start = next(iter(start.values()))
            return [start] if isinstance(start, int | float) else [start[-int(end)]]
    return []


def _written(data: Data, place: Place) -> Any:
    found: Any = data
    for key in place.path:
        found = found[key]
    return found[slice(*place.span)] if place.span else found


def _put(data: Any, place: Place, step: float) -> Any:
    """The data with another number at the place; what lies beside the way there is shared."""
    if place.path:
        key, *rest = place.path
        result = data.copy()
        result[key] = _put(data[key], Place(tuple(rest), place.span), step)
        return result
    if not place.span:
        return step
    first, last = place.span
    written = f"{abs(step):.9f}".rstrip("0").rstrip(".")
    return data[:first] + (f"(-{written})" if step < 0 else written) + data[last:]


def _scenario(data: Data) -> Scenario:
    return Scenario.model_validate_json(json.dumps(data))


# -- what worlds notice --------------------------------------------------------------------------

GROUPS = (
    "turn", "ending", "indicator", "attitude", "credibility", "risk", "estimate", "last", "count",
    "open", "kept", "broken", "met", "dropped", "gap", "choice", "rung", "peak", "peak_turn",
)  # fmt: skip


def footprint(crisis: Crisis) -> bytes:
    """All that can be told of worlds and scores; not how the engine keeps it."""
    parts = [np.ascontiguousarray(crisis.worlds.group(group)).tobytes() for group in GROUPS]
    return b"".join([*parts, crisis.scores().tobytes()])


def worlds_for(base: Scenario) -> int:
    """So many that most moves are made in some; few moves leave room for many worlds."""
    return 3000 // len(base_moves(base))


def as_played(scenario: Scenario, base: Scenario) -> bytes:
    """Some worlds as they would go."""
    return footprint(Crisis(scenario, worlds_for(base), seed=31).run())


def at_random(scenario: Scenario, base: Scenario) -> bytes:
    """Some worlds in which everybody tries everything."""
    return footprint(Crisis(scenario, worlds_for(base), seed=32, policies={"all": "random"}).run())


def scattered(scenario: Scenario, base: Scenario, most: int = 16) -> bytes:
    """Worlds anywhere in the ranges of `base`, each with a favourite move."""
    crisis = Crisis(scenario, 2 * len(base_moves(base)), seed=33, policies={"all": "random"})
    scatter(crisis, base)
    favourites = np.arange(crisis.worlds.count) % len(crisis.rules.book.moves)
    everyone = np.arange(crisis.worlds.count)
    for _ in range(most):
        outlook = crisis.open_turn()
        weights = crisis.weigh(outlook)
        weights[favourites, everyone] *= 1000
        crisis.close_turn(outlook, crisis.rules.draw(crisis.worlds, weights))
    return footprint(crisis)


def base_moves(base: Scenario) -> list[str]:
    """All moves, those of resting included."""
    rest = [f"{actor}.{name}" for actor in base.actors for name in ("hold", "silence")]
    return rest + [f"{actor}.{name}" for actor, moves in base.moves.items() for name in moves]


def scatter(crisis: Crisis, base: Scenario) -> None:
    """Put every quantity anywhere in its range, whatever the scenario says of its start."""
    worlds = crisis.worlds
    luck = Dice(34, 0, worlds.count)
    attitudes = crisis.rules.book.layout.names("attitude")
    draws = luck.uniforms(
        Purpose.START, 1, len(base.indicators) + len(attitudes) + len(base.actors)
    )
    rows = iter(draws)
    for name, indicator in base.indicators.items():
        low, high = indicator.range
        # One in ten at either end, where a range shows; whole, as counts and flags are.
        part = np.clip(1.25 * next(rows) - 0.125, 0, 1)
        worlds.row("indicator", name)[:] = np.rint(low + (high - low) * part)
    for name in attitudes:
        worlds.row("attitude", name)[:] = 20 * next(rows) - 10
    for name in base.actors:
        worlds.row("credibility", name)[:] = next(rows)


def jinxed(scenario: Scenario, base: Scenario) -> bytes:
    """The same where all that may happen nearly always does, so that it does so more than once."""

    def certain(happening: Any) -> Any:
        chance = happening.chance
        more = chance and Binary("*", Number(1000.0), chance)
        return happening.model_copy(update={"chance": more})

    groups = {
        group: {name: certain(part) for name, part in getattr(scenario, group).items()}
        for group in ("events", "incidents")
    }
    return scattered(scenario.model_copy(update=groups), base)


def crowded(scenario: Scenario, base: Scenario) -> bytes:
    """Very many worlds as they would go, for what is as rare as that."""
    return footprint(Crisis(scenario, 2000, seed=35).run())


Probe = Callable[[Scenario, Scenario], bytes]
PROBES: tuple[Probe, ...] = (as_played, at_random, scattered, jinxed)
LAST_PROBE: Probe = crowded


class Search:
    """Looks for dead numbers in one scenario; what the probes tell of it as it stands is kept."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.base = _scenario(document.data)
        self.usual = {probe: probe(self.base, self.base) for probe in (*PROBES, LAST_PROBE)}

    def is_dead(self, place: Place) -> bool:
        """Does no change of the number show in any probe?"""
        # What is in nobody's head shows soonest where nobody thinks.
        first = as_played if place.path[0] in ("actors", "indicators") else at_random
        probes = sorted(PROBES, key=lambda probe: probe is not first)
        return not (self._shows(place, probes) or self._shows(place, [LAST_PROBE]))

    def _shows(self, place: Place, probes: list[Probe]) -> bool:
        return any(
            probe(scenario, self.base) != self.usual[probe]
            for scenario in changed(self.document, place)
            for probe in probes
        )


def shown_together(base: Scenario, places: list[Place]) -> set[Place]:
    """Those of the places whose numbers show when many are changed at once, each at its own point.

    A point plays what a scenario with its numbers would, so what differs there is as good a proof;
    and most numbers need no other.
    """
    variables = {variable.loc: variable for variable in variable_paths(base).values()}
    tried = [
        (place, variables[place.path])
        for place in places
        if not place.span and place.path in variables and variables[place.path].value
    ]
    shown: set[Place] = set()
    for first in range(0, len(tried), TOGETHER):
        block = tried[first : first + TOGETHER]
        differs = _differing(base, [variable for _place, variable in block])
        shown |= {place for (place, _), differ in zip(block, differs, strict=True) if differ}
    return shown


def _differing(base: Scenario, variables: list[Variable]) -> list[bool]:
    """Does the point at which only that number is another differ from one that is as written?"""
    values = {}
    for point, variable in enumerate(variables):
        assert variable.value
        values[variable.path] = np.full(len(variables) + 1, variable.value)
        values[variable.path][point] *= 0.75 if variable.low <= 0.75 * variable.value else 1.25
    shows = np.zeros(len(variables) + 1, bool)
    for policies in ({}, {"all": "random"}):
        crisis = Crisis(base, worlds_for(base), seed=31, policies=policies, varied=Varied(values))
        crisis.run()
        for group in (*(crisis.worlds.group(name) for name in GROUPS), crisis.scores()):
            figures = np.asarray(group).reshape(-1, len(shows), worlds_for(base))
            shows |= (figures != figures[:, -1:]).any((0, 2))
    return list(shows[:-1])


def dead_numbers(path: Path, processes: int = 2) -> list[str]:
    """The places of all dead numbers of a file."""
    document = read_document(path)
    places = places_of(document.data)
    shares = [places[first::processes] for first in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        dead = chain.from_iterable(pool.map(partial(dead_among, document), shares))
        return sorted(dead)


def dead_among(document: Document, places: list[Place]) -> list[str]:
    """Those of the places where a dead number stands."""
    search = Search(document)
    shown = shown_together(search.base, places)
    return [str(place) for place in places if place not in shown and search.is_dead(place)]
