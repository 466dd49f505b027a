"""What affects what: who moves which quantity, and on what it depends what happens and ends.

A sign says in which direction: "+" more of the one brings more of the other, or makes it likelier;
"−" less; "±" both, in different cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.report.directions import directions, merged, signs_of
from sim.scenario.expressions import Node, Number, describe
from sim.scenario.moves import Consequences, Move
from sim.scenario.schema import Scenario

EVENTS, INCIDENTS = "(events)", "(incidents)"  # no side can be called so


@dataclass(frozen=True)
class Influence:
    """That something moves a quantity, or that something depends on it.

    Attributes:
        signs: "+", "−" or both; count: by how many moves, events or incidents.
    """

    source: str
    target: str
    signs: frozenset[str]
    count: int = 1

    @property
    def sign(self) -> str:
        """The signs as one."""
        return "".join(self.signs) if len(self.signs) == 1 else "±"


def who_moves_what(scenario: Scenario) -> list[Influence]:
    """What steps of sides, events and incidents change, each with how many of theirs do.

    A side's moves are put together by their kind: the source is then `serbia/escalate`.
    """
    found: dict[tuple[str, str], list[frozenset[str]]] = {}
    for source, part in _parts(scenario):
        for target, signs in changes(scenario, part).items():
            if target in scenario.indicators:
                found.setdefault((source, target), []).append(signs)
    return [
        Influence(source, target, frozenset().union(*signs), len(signs))
        for (source, target), signs in found.items()
    ]


def _parts(scenario: Scenario) -> Iterator[tuple[str, Consequences]]:
    for actor, moves in scenario.moves.items():
        yield from ((f"{actor}/{move.kind}", move) for move in moves.values())
    yield from ((EVENTS, event) for event in scenario.events.values())
    yield from ((INCIDENTS, incident) for incident in scenario.incidents.values())


def changes(scenario: Scenario, part: Consequences) -> dict[str, frozenset[str]]:
    """The quantities that it changes, at once, later or by chance, and which way."""
    found: dict[str, set[str]] = {}
    for each in (part, *part.chances):
        for effects in (each.effects, *(later.effects for later in each.later)):
            for target, amount in effects.items():
                found.setdefault(target, set()).update(signs_of(scenario, amount))
    if isinstance(part, Move):
        for target, points in part.believed.items():
            found.setdefault(target, set()).update(signs_of(scenario, Number(points)))
    return {target: frozenset(signs) for target, signs in found.items()}


def what_depends(scenario: Scenario) -> list[Influence]:
    """On which quantities and facts events, incidents and endings depend."""
    wanted: dict[str, list[Node]] = {}
    for name, event in scenario.events.items():
        wanted[name] = [node for node in (event.when, event.chance) if node]
    for name, incident in scenario.incidents.items():
        wanted[name] = [incident.chance]
    for name, ending in scenario.endings.items():
        wanted[name] = [ending.when] if ending.when else []
    return [
        Influence(describe(leaf), name, frozenset(signs))
        for name, nodes in wanted.items()
        for leaf, signs in merged(*(directions(scenario, node) for node in nodes)).items()
    ]
