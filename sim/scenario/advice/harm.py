"""Harm that pays: a move that may hurt people and brings its actor nearer to a goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.scenario.advice.spans import Reach, amounts, reach_of, span_of
from sim.scenario.document import Document
from sim.scenario.faults import Fault, quoted
from sim.scenario.schema import Goal, Move, Scenario

BETTER = {"more": 1, "above": 1, "less": -1, "below": -1}  # near a target either way may be


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """That a goal counts harm itself is a fault; that a harmful move serves one is worth a look."""
    reach = reach_of(scenario)
    harm = {name for name, indicator in scenario.indicators.items() if indicator.harm}
    for actor, moves in scenario.moves.items():
        goals = scenario.actors[actor].goals
        for name, move in moves.items():
            hurt = _pushed(move, reach, 1) & harm
            gained = _gained(goals, move, reach) if hurt else ""
            if gained:
                message = (
                    f"this may raise {quoted(min(hurt))}, which is harm, and serves the goal on "
                    f"{quoted(gained)} of its actor: see that hurting people does not pay, by "
                    "an effect that costs a goal more"
                )
                yield document.fault_of_key(("moves", actor, name), message).at_level("note")


def _gained(goals: Iterable[Goal], move: Move, reach: Reach) -> str:
    """What its actor may gain by a move, the first of several; empty if nothing."""
    pushed = {way: _pushed(move, reach, way) for way in (1, -1)}
    served = (g.indicator for g in goals if g.indicator in pushed.get(BETTER.get(g.shape, 0), ()))
    return min(served, default="")


def _pushed(move: Move, reach: Reach, way: int) -> set[str]:
    """The indicators that a move may push up (1) or down (-1)."""
    spans = [(name, span_of(amount, reach)) for name, amount in amounts(move)]
    return {name for name, (low, high) in spans if (high > 0 if way > 0 else low < 0)}
