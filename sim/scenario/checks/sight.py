"""Sight: what a move asks and changes may depend only on what its actor knows."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.expressions import Name, Node, Query, names, queries
from sim.scenario.faults import Fault, quoted
from sim.scenario.indicators import sight_of
from sim.scenario.moves import REST
from sim.scenario.parts import parts_of
from sim.scenario.schema import Estimate, Move, Scenario


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Moves that would tell their actor what it cannot see.

    The buttons of a player and the forecast of its moves show whether `when` holds and what the
    amounts are; so these must not read what the role does not know.
    """
    for actor, moves in scenario.moves.items():
        for move, part in moves.items():
            for path, value in parts_of(document, part, ("moves", actor, move)):
                if isinstance(value, Node):
                    for reason, at in _unknown(scenario, actor, value):
                        yield document.fault(path, reason, at)


def _unknown(scenario: Scenario, actor: str, node: Node) -> Iterator[tuple[str, int]]:
    """What an actor cannot know of an expression, each with its offset in the text."""
    leaves: list[Name | Query] = [*names(node), *queries(node)]
    for leaf in leaves:
        reason = _unseen(scenario, actor, leaf)
        if reason:
            yield reason, leaf.at


def _unseen(scenario: Scenario, actor: str, leaf: Name | Query) -> str | None:
    """Why an actor cannot know this, or None if it can."""
    match leaf:
        case Name("risk"):
            return f'{actor} cannot know "risk" when it chooses a move; incidents may read it'
        case Name(name) if name in scenario.indicators:
            return _unseen_indicator(scenario, actor, name)
        case Query("attitude", (whose, _)) if whose != actor and whose in scenario.actors:
            return f"{actor} cannot know an attitude of {whose}; a move may read its own actor's"
        case Query("since" | "count" | "made", (name,)):
            return _unheard(scenario, actor, name)
    return None


def _unseen_indicator(scenario: Scenario, actor: str, name: str) -> str | None:
    sight = sight_of(scenario.indicators[name], name, actor)
    if sight == "exact":
        return None
    how = "sees only an estimate of" if isinstance(sight, Estimate) else "does not see"
    allowed = "a move may read what its actor sees exactly"
    return f"{actor} {how} {quoted(name)}; {allowed}"


def _unheard(scenario: Scenario, actor: str, name: str) -> str | None:
    whose, _, move = name.partition(".")
    moves = scenario.moves.get(whose, {})
    if move in moves and not _hears(actor, whose, moves[move]):
        return f"{actor} does not hear of {quoted(name)}, which is private"
    secrets = (part.channel for part in moves.values() if not _hears(actor, whose, part))
    if move in (REST[channel] for channel in secrets):
        return f"{actor} does not hear of private moves of {whose}, so not of {quoted(name)} either"
    return None


def _hears(actor: str, whose: str, move: Move) -> bool:
    return not move.private or actor == whose or actor in move.toward
