"""Which way an amount goes when one of its parts goes up, told from its form alone.

A condition counts as an amount that is 1 where it holds. The answer is never too narrow: where a
form leaves both ways open, both are told, even if no world ever shows one of them.
"""

from __future__ import annotations

from sim.scenario.expressions import Binary, Call, Choose, Name, Node, Number, Query, Unary
from sim.scenario.schema import Scenario

HUGE = 1e12
FLIPPED = str.maketrans("+−", "−+")
Bounds = tuple[float, float]
Directions = dict[Name | Query, set[str]]


def directions(scenario: Scenario, node: Node) -> Directions:
    """The names and queries in an expression, and which way it goes with each of them."""
    match node:
        case Number() | Name("turns"):  # how long a crisis may last is no more than a number
            return {}
        case Name() | Query():
            return {node: {"+"}}
        case Unary(_, operand):
            return _turned(directions(scenario, operand))
        case Binary("*" | "/" as op, left, right):
            ours = _scaled(directions(scenario, left), signs_of(scenario, right))
            theirs = _scaled(directions(scenario, right), signs_of(scenario, left))
            return merged(ours, _turned(theirs) if op == "/" else theirs)
        case Binary("-" | ">" | ">=", left, right):
            return merged(directions(scenario, left), _turned(directions(scenario, right)))
        case Binary("<" | "<=", left, right):
            return merged(_turned(directions(scenario, left)), directions(scenario, right))
        case Binary("==" | "!=", left, right):
            return _both(merged(directions(scenario, left), directions(scenario, right)))
        case Binary(_, left, right):
            return merged(directions(scenario, left), directions(scenario, right))
        case Call("abs", (value,)):
            return _both(directions(scenario, value))
        case Call(_, values):
            return merged(*(directions(scenario, value) for value in values))
        case Choose(condition, yes, no):
            either = _both(directions(scenario, condition))
            return merged(either, directions(scenario, yes), directions(scenario, no))


def merged(*parts: Directions) -> Directions:
    """All of them together."""
    found: Directions = {}
    for part in parts:
        for leaf, signs in part.items():
            found.setdefault(leaf, set()).update(signs)
    return found


def _turned(part: Directions) -> Directions:
    return {leaf: {sign.translate(FLIPPED) for sign in signs} for leaf, signs in part.items()}


def _both(part: Directions) -> Directions:
    return {leaf: {"+", "−"} for leaf in part}


def _scaled(part: Directions, signs: set[str]) -> Directions:
    """As in a product with something of these signs."""
    return merged(*([part] if "+" in signs else []), *([_turned(part)] if "−" in signs else []))


# -- between what ----------------------------------------------------------------------------


def signs_of(scenario: Scenario, node: Node) -> set[str]:
    """Whether an amount can be above and below zero."""
    low, high = bounds(scenario, node)
    return {sign for sign, can in (("+", high > 0), ("−", low < 0)) if can}


def bounds(scenario: Scenario, node: Node) -> Bounds:
    """Between what an amount must lie, when each of its parts is anything in its range."""
    match node:
        case Number(value):
            return value, value
        case Name(name) if name in scenario.indicators:
            return scenario.indicators[name].range
        case Query("attitude", _):
            return -10.0, 10.0
        case Query("since" | "count", _) | Name():
            return 0.0, float(scenario.clock.turns)
        case Unary("-", operand):
            low, high = bounds(scenario, operand)
            return -high, -low
        case Binary("+" | "-" | "*" as op, left, right):
            return _combined(op, bounds(scenario, left), bounds(scenario, right))
        case Binary("/", left, right):
            return _combined("*", bounds(scenario, left), _inverted(bounds(scenario, right)))
        case Call(function, values):
            return _called(function, [bounds(scenario, value) for value in values])
        case Choose(_, yes, no):
            (low, high), (least, most) = bounds(scenario, yes), bounds(scenario, no)
            return min(low, least), max(high, most)
    return 0.0, 1.0  # a condition, or a query that is one


def _combined(op: str, left: Bounds, right: Bounds) -> Bounds:
    if op == "*":
        ends = [ours * theirs for ours in left for theirs in right]
        return min(ends), max(ends)
    low, high = right if op == "+" else (-right[1], -right[0])
    return left[0] + low, left[1] + high


def _inverted(divisor: Bounds) -> Bounds:
    """Of 1 by an amount; by nearly zero it is huge."""
    low, high = divisor
    if low > 0 or high < 0:
        return 1 / high, 1 / low
    return (-HUGE if low < 0 else 0.0), (HUGE if high > 0 else 0.0)


def _called(function: str, values: list[Bounds]) -> Bounds:
    lows, highs = [low for low, _ in values], [high for _, high in values]
    match function:
        case "abs":
            low, high = values[0]
            return max(low, -high, 0.0), max(abs(low), abs(high))
        case "max":
            return max(lows), max(highs)
        case "min":
            return min(lows), min(highs)
    (low, high), (least, _), (_, most) = values  # clamp
    return min(max(low, least), most), min(max(high, least), most)
