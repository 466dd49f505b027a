"""Promises: what words can do and deeds cannot, and who may bind whom."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault, quoted
from sim.scenario.parts import Path
from sim.scenario.schema import Commitment, Move, Scenario


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Deeds that speak, threats that are words, and actors that bind others or nobody."""
    for actor, moves in scenario.moves.items():
        for name, move in moves.items():
            yield from _of_move(document, ("moves", actor, name), move, scenario)
    for name, commitment in scenario.commitments.items():
        yield from _of_commitment(document, ("commitments", name), commitment, scenario)
    yield from _without_moves(document, scenario)


def _of_move(document: Document, path: Path, move: Move, scenario: Scenario) -> Iterator[Fault]:
    actor = str(path[1])
    if actor in move.toward:
        yield document.fault((*path, "toward"), f"{actor} cannot direct a move at itself")
    for field in ("pledges", "drops", "believed"):
        if move.channel == "deed" and getattr(move, field):
            message = f"a deed cannot have {quoted(field)}; only words have"
            yield document.fault_of_key((*path, field), message)
    for field in ("pledges", "drops"):
        commitment = scenario.commitments.get(getattr(move, field) or "")
        if commitment is None or not {actor, commitment.maker} <= set(scenario.actors):
            continue
        if commitment.maker != actor:
            bound = f"this binds {commitment.maker}, which alone can make or drop it"
            yield document.fault((*path, field), bound)


def _of_commitment(
    document: Document, path: Path, commitment: Commitment, scenario: Scenario
) -> Iterator[Fault]:
    maker = commitment.maker
    if commitment.to == maker:
        yield document.fault((*path, "to"), "the demand is made of another actor")
    moves = scenario.moves.get(maker, {})
    threat = moves.get(commitment.threat)
    if threat and threat.channel == "word":
        message = f"{quoted(commitment.threat)} is a word; what is threatened is a deed"
        yield document.fault((*path, "threat"), message)
    pledged = {move.pledges for words in scenario.moves.values() for move in words.values()}
    # A pledge of nothing that exists may be meant for this one, and is a fault of its own.
    if path[-1] not in pledged and pledged <= {None, *scenario.commitments}:
        message = f"no word of {maker} makes it; a word does by `pledges: {path[-1]}`"
        yield document.fault_of_key(path, message)


def _without_moves(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Left out while moves stand under the name of no actor: they may be the missing ones."""
    if not set(scenario.moves) <= set(scenario.actors):
        return
    for name, actor in scenario.actors.items():
        if actor.playable and not scenario.moves.get(name):
            message = "a person may play this actor, but it has no moves"
            yield document.fault_of_key(("actors", name), message)
