"""Between what an expression can lie in any world, worked out from ranges alone.

Nothing is played: a span may be wider than what ever comes up, and is never narrower. So what is
said to be impossible is impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from math import inf, isnan
from typing import TypeAlias

from sim.scenario.expressions import (
    MEANING,
    Binary,
    Call,
    Choose,
    Name,
    Node,
    Number,
    Query,
    Unary,
    parse,
)
from sim.scenario.indicators import Indicator, OneOf, Triangular, Uniform
from sim.scenario.moves import Consequence, Consequences
from sim.scenario.schema import Scenario

Span: TypeAlias = tuple[float, float]
Reach: TypeAlias = Callable[[Name | Query], Span]

MAYBE: Span = (0.0, 1.0)
LONG_AGO = 2000.0  # `since` of what never happened: more turns than any clock has
ALL: Span = (-inf, inf)


def span_of(node: Node, reach: Reach) -> Span:
    """The least and the most that an expression can be; a condition is 0 or 1."""
    match node:
        case Number(value):
            return value, value
        case Name() | Query():
            return reach(node)
        case Unary("-", operand):
            low, high = span_of(operand, reach)
            return -high, -low
        case Unary(_, operand):
            low, high = span_of(operand, reach)
            return 1 - high, 1 - low
        case Choose(condition, yes, no):
            least, most = span_of(condition, reach)
            chosen = [part for part, may in ((yes, most > 0), (no, least < 1)) if may]
            return _around([end for part in chosen for end in span_of(part, reach)])
        case Call(op, parts):
            return _of_operation(op, [span_of(part, reach) for part in parts])
        case Binary(op, left, right):
            return _of_operation(op, [span_of(left, reach), span_of(right, reach)])


def _of_operation(op: str, spans: list[Span]) -> Span:
    if op in ("max", "min"):  # of any number of values, whose corners would be too many
        lows, highs = zip(*spans, strict=True)
        return MEANING[op](*lows), MEANING[op](*highs)
    if op in ("==", "!="):
        return _of_equality(op, *spans)
    if op == "/" and spans[1][0] <= 0 <= spans[1][1]:
        return ALL
    ends = _around([_number(MEANING[op](*corner)) for corner in product(*spans)])
    return (0.0, ends[1]) if op == "abs" and spans[0][0] < 0 < spans[0][1] else ends


def _of_equality(op: str, left: Span, right: Span) -> Span:
    apart = left[1] < right[0] or right[1] < left[0]
    same = left == right and left[0] == left[1]
    if not (apart or same):
        return MAYBE
    holds = float(same == (op == "=="))
    return holds, holds


def _around(values: list[float]) -> Span:
    return min(values), max(values)


def _number(value: float) -> float:
    """Infinity times zero, which is no number, lies between the other corners."""
    return 0.0 if isnan(value) else float(value)


def reach_of(scenario: Scenario) -> Reach:
    """What each name and query can be."""
    moved = changed(scenario)
    last = float(scenario.clock.turns)
    limits = dict(_limits(scenario))

    def reach(leaf: Name | Query) -> Span:
        match leaf:
            case Name("turn"):
                return 1.0, last
            case Name("turns"):
                return last, last
            case Name("risk"):
                return 0.0, inf
            case Name(name):
                indicator = scenario.indicators[name]
                return indicator.range if name in moved else starts_between(indicator)
            case Query("attitude"):
                return -10.0, 10.0
            case Query("since"):
                return 0.0, LONG_AGO
            case Query("count", (name,)):
                return 0.0, min(last, limits.get(name, last))
            case Query("happened" | "made", (name,)):
                return 0.0, min(1.0, limits.get(name, 1.0))
        return MAYBE  # credibility, open

    return reach


def _limits(scenario: Scenario) -> Iterator[tuple[str, float]]:
    """How often each move, event and incident may happen, where it has a limit."""
    for name, event in scenario.events.items():
        yield name, float(event.limit)
    for name, incident in scenario.incidents.items():
        yield name, float(incident.limit)
    for actor, moves in scenario.moves.items():
        for name, move in moves.items():
            if move.limit is not None:
                yield f"{actor}.{name}", float(move.limit)


def starts_between(indicator: Indicator) -> Span:
    """The least and the most that an indicator may start at."""
    match indicator.start:
        case Uniform(uniform=figures) | Triangular(triangular=figures) | OneOf(one_of=figures):
            return min(figures), max(figures)
        case figure:
            return figure, figure


def changed(scenario: Scenario) -> set[str]:
    """The indicators that anything changes: effects, drift, and backing down before an audience."""
    found = {name for part in consequences(scenario) for name, _ in amounts(part)}
    found |= {commitment.audience for commitment in scenario.commitments.values()}
    found |= {price.audience for price in scenario.dynamics.pacts.prices.values()}
    found |= {name for name, each in scenario.indicators.items() if each.drift and each.drift.rate}
    return found


def consequences(scenario: Scenario) -> Iterator[Consequences]:
    """Everything that may be done or happen."""
    for moves in scenario.moves.values():
        yield from moves.values()
    yield from scenario.events.values()
    yield from scenario.incidents.values()


def amounts(part: Consequences) -> Iterator[tuple[str, Node]]:
    """What it may change and by how much: now, later, by chance, or as far as it is believed."""
    for each in (part, *part.chances):
        yield from _of_one(each)
    for name, figure in getattr(part, "believed", {}).items():
        yield name, parse(figure)


def _of_one(part: Consequence) -> Iterator[tuple[str, Node]]:
    yield from part.effects.items()
    for later in part.later:
        yield from later.effects.items()
