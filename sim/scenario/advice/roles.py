"""Roles: each has something to choose, and a way up and down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.moves import REST
from sim.scenario.schema import Move, Scenario

FEWEST = 2
WAYS = {"escalate": "make things worse", "de-escalate": "calm things down"}


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Playable roles with hardly a choice, or with only one direction to go."""
    for name, actor in scenario.actors.items():
        if actor.playable:
            for message in _poor(name, list(scenario.moves.get(name, {}).values())):
                yield document.fault_of_key(("moves", name), message).at_level("warning")


def _poor(name: str, moves: list[Move]) -> Iterator[str]:
    channels = Counter(move.channel for move in moves)
    for channel, rest in REST.items():
        if channels[channel] < FEWEST:
            beside = f"{channels[channel]} beside {rest}"
            yield (
                f"{name} has too few {channel}s to choose from ({beside}); "
                f"write at least {FEWEST} with `channel: {channel}`"
            )
    for kind, words in WAYS.items():
        if not any(move.kind == kind for move in moves):
            yield f"{name} has no way to {words}; give it a move with `kind: {kind}`"
