"""References: every name that a part mentions is the name of something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sim.scenario.checks.ids import CONSTANTS, misowned
from sim.scenario.document import Document
from sim.scenario.expressions import (
    ExpressionError,
    Name,
    Node,
    Query,
    names,
    parse,
    queries,
)
from sim.scenario.faults import Fault, did_you_mean, quoted
from sim.scenario.fields import Part
from sim.scenario.goldstein import goldstein_scale
from sim.scenario.moves import REST
from sim.scenario.parts import Path, parts_of
from sim.scenario.policies import policy_modules
from sim.scenario.schema import (
    Attitudes,
    Band,
    Commitment,
    Consequence,
    DoneMove,
    Expectation,
    Force,
    Goal,
    History,
    Indicator,
    KnownFigure,
    Later,
    Move,
    PactPrice,
    Pacts,
    PolicyChoice,
    Scenario,
)

Kinds = Mapping[str, Collection[str]]

# The fields that name something, or several things, and of what kind it is.
FIELDS = {
    Goal: {"indicator": "indicator"},
    PolicyChoice: {"name": "policy"},
    Move: {
        "toward": "actor",
        "cameo": "CAMEO code",
        "pledges": "commitment",
        "drops": "commitment",
    },
    Commitment: {"maker": "actor", "to": "actor", "audience": "indicator"},
    PactPrice: {"audience": "indicator"},
    DoneMove: {"actor": "actor"},
    KnownFigure: {"indicator": "indicator"},
    Force: {"indicator": "indicator"},
    History: {"ending": "ending"},
    Band: {"of": "outcome of an ending"},
    Expectation: {"chance_of": "ending or outcome", "policy": "policy"},
}
# The fields whose keys do.
KEYS = {
    Scenario: {"moves": "actor"},
    Indicator: {"seen_by": 'actor or "default"'},
    Attitudes: {"start": "actor"},
    Pacts: {"prices": "actor"},
    Expectation: {"policy": 'actor or "all"'},
}
# What the queries of expressions are about.
QUERIED = {
    "attitude": "actor",
    "credibility": "actor",
    "open": "commitment",
    "happened": "event or incident",
    **dict.fromkeys(("count", "made", "since"), "move, event or incident"),
}
ITSELF = "an attitude is that of one actor to another; here both are the same"


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Every name of nothing, in fields, in keys and in expressions."""
    kinds = kinds_of(scenario)
    for path, part in parts_of(document, scenario):
        if isinstance(part, Part):
            yield from _in_fields(document, path, part, kinds)
            yield from _in_keys(document, path, part, kinds)
            yield from _own_moves(document, path, part, scenario)
        if isinstance(part, Consequence | Later):
            for key in part.effects:
                yield from _target(document, (*path, "effects", key), kinds)
        if isinstance(part, Move):
            for key in part.believed:
                yield from _target(document, (*path, "believed", key), kinds)
        if isinstance(part, Node):
            yield from _in_expression(document, path, part, kinds)
    for actor, others in scenario.dynamics.attitudes.start.items():
        for other in others:
            path = ("dynamics", "attitudes", "start", actor, other)
            yield from _unknown_key(document, path, "actor", kinds)
            if other == actor:
                yield document.fault_of_key(path, ITSELF)


def kinds_of(scenario: Scenario) -> Kinds:
    """All names that there are, by the word for what they name."""
    happenings = [*scenario.events, *scenario.incidents]
    outcomes = {o: None for ending in scenario.endings.values() for o in ending.counts_as}
    moves = [
        f"{actor}.{move}"
        for actor in scenario.actors
        for move in (*scenario.moves.get(actor, ()), *REST.values())
    ]
    return {
        "actor": scenario.actors,
        'actor or "all"': [*scenario.actors, "all"],
        'actor or "default"': [*scenario.actors, "default"],
        "CAMEO code": goldstein_scale(scenario.dynamics.goldstein),
        "commitment": scenario.commitments,
        "ending": scenario.endings,
        "ending or outcome": dict.fromkeys([*scenario.endings, *outcomes]),
        "event or incident": happenings,
        # Where the definition is misspelt, that is the fault, not each place that spells it well.
        "indicator": dict.fromkeys([*scenario.indicators, *misowned(scenario).values()]),
        "move, event or incident": [*moves, *happenings],
        "outcome of an ending": outcomes,
        "policy": policy_modules(),
    }


def _in_fields(document: Document, path: Path, part: Part, kinds: Kinds) -> Iterator[Fault]:
    for field, kind in FIELDS.get(type(part), {}).items():
        if field not in part.model_fields_set:
            continue
        for place, name in parts_of(document, getattr(part, field), (*path, field)):
            if isinstance(name, str) and name not in kinds[kind]:
                yield document.fault(place, did_you_mean(name, kind, kinds[kind]))


def _in_keys(document: Document, path: Path, part: Part, kinds: Kinds) -> Iterator[Fault]:
    for field, kind in KEYS.get(type(part), {}).items():
        for key in getattr(part, field):
            yield from _unknown_key(document, (*path, field, key), kind, kinds)


def _unknown_key(document: Document, path: Path, kind: str, kinds: Kinds) -> Iterator[Fault]:
    if path[-1] not in kinds[kind]:
        yield document.fault_of_key(path, did_you_mean(str(path[-1]), kind, kinds[kind]))


def _own_moves(document: Document, path: Path, part: Part, scenario: Scenario) -> Iterator[Fault]:
    """Fields that name a move without its actor, which another field names."""
    match part:
        case DoneMove(actor=actor, move=name):
            field = "move"
        case Commitment(maker=actor, threat=name):
            field = "threat"
        case _:
            return
    moves = scenario.moves.get(actor, {})
    if actor in scenario.actors and name not in moves:
        yield document.fault((*path, field), did_you_mean(name, f"move of {actor}", moves))


def _target(document: Document, path: Path, kinds: Kinds) -> Iterator[Fault]:
    """What an effect changes: an indicator, `attitude(a, b)` or `credibility(a)`."""
    key = str(path[-1])
    if key in kinds["indicator"]:
        return
    try:
        node = parse(key)
    except ExpressionError as error:
        yield document.fault_of_key(path, str(error))
        return
    match node:
        case Name(name) if name == key:
            yield document.fault_of_key(path, did_you_mean(key, "indicator", kinds["indicator"]))
        case Query("attitude" | "credibility"):
            for message, _ in _in_query(node, key, kinds):
                yield document.fault_of_key(path, message)
        case _:
            allowed = "an effect changes an indicator, attitude(a, b) or credibility(a)"
            yield document.fault_of_key(path, f"{quoted(key)} cannot be changed; {allowed}")


def _in_expression(document: Document, path: Path, node: Node, kinds: Kinds) -> Iterator[Fault]:
    for name in names(node):
        if name.id not in (*CONSTANTS, *kinds["indicator"]):
            yield document.fault(path, _no_indicator(name.id, kinds), name.at)
    for query in queries(node):
        for message, at in _in_query(query, document.value(path), kinds):
            yield document.fault(path, message, at)


def _no_indicator(name: str, kinds: Kinds) -> str:
    if name in kinds["move, event or incident"]:
        asked = f"count({name}), since({name}) or made({name})"
        return f"{quoted(name)} is a move, an event or an incident; ask {asked}"
    head = name.split("-")[0]
    if head != name and head in kinds["indicator"]:
        return f"{quoted(name)} is read as one name; put spaces around a minus"
    return did_you_mean(name, "indicator", [*kinds["indicator"], *CONSTANTS])


def _in_query(query: Query, text: Any, kinds: Kinds) -> Iterator[tuple[str, int]]:
    """What is wrong with the names in a query, and at which offset of the text."""
    kind = QUERIED[query.function]
    for name in query.arguments:
        if name not in kinds[kind]:
            word = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])")
            found = word.search(str(text), query.at)
            yield did_you_mean(name, kind, kinds[kind]), found.start() if found else query.at
    if query.function == "attitude" and len(set(query.arguments)) < 2:
        yield ITSELF, query.at
