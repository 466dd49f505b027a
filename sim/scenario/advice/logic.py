"""What follows from a condition, as far as it can be seen without playing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import inf
from typing import TypeAlias

from sim.scenario.advice.spans import Reach, span_of
from sim.scenario.expressions import Binary, Name, Node, Number, Query, fold

# The ends of what a comparison allows; the second entry puts `> 5` behind `>= 5`, and `< 5` before
# `<= 5`, so that tuples compare as they should.
End: TypeAlias = tuple[float, int]
Limit: TypeAlias = tuple[End, End]
Limits: TypeAlias = dict[Node, Limit]

ANY: Limit = ((-inf, 0), (inf, 0))
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "=="}


def is_impossible(condition: Node, reach: Reach) -> bool:
    """Whether it holds in no world: by its ranges, or since its parts exclude each other."""
    if span_of(condition, reach)[1] <= 0:
        return True
    if _is(condition, "or"):
        return all(is_impossible(part, reach) for part in _operands(condition, "or"))
    return any(low > high for low, high in _limits(condition, reach).values())


def is_certain(condition: Node, reach: Reach) -> bool:
    """Whether it holds in every world."""
    return span_of(condition, reach)[0] >= 1


def implies(one: Node, other: Node) -> bool:
    """Whether the other holds wherever this one does. False may only mean that it is not seen."""
    if one == other:
        return True
    if _is(one, "or"):
        return all(implies(part, other) for part in _operands(one, "or"))
    if _is(other, "and"):
        return all(implies(one, part) for part in _operands(other, "and"))
    if _is(other, "or"):
        return any(implies(one, part) for part in _operands(other, "or"))
    return other in _operands(one, "and") or _is_narrower(_alone(one), _alone(other))


@lru_cache(maxsize=1024)
def _alone(condition: Node) -> Limits:
    """What its comparisons say by themselves; every pair of conditions asks for them again."""
    return _limits(condition)


def _is_narrower(one: Limits, other: Limits) -> bool:
    """Whether one comparison is among the limits of the other."""
    return bool(other) and all(
        one.get(part, ANY)[0] >= low and one.get(part, ANY)[1] <= high
        for part, (low, high) in other.items()
    )


def _is(node: Node, op: str) -> bool:
    return isinstance(node, Binary) and node.op == op


def _operands(node: Node, op: str) -> list[Node]:
    """The parts that are joined by `and`, or by `or`; else the node itself."""
    if isinstance(node, Binary) and node.op == op:
        return [*_operands(node.left, op), *_operands(node.right, op)]
    return [node]


def _limits(condition: Node, reach: Reach | None = None) -> Limits:
    """What the comparisons with a number, of those joined by `and`, leave of each expression."""
    found: Limits = {}
    for part in _operands(condition, "and"):
        for what, (low, high) in _limit(part):
            if what not in found and reach and isinstance(what, Name | Query):
                least, most = reach(what)
                found[what] = (least, 0), (most, 0)
            known = found.get(what, ANY)
            found[what] = max(known[0], low), min(known[1], high)
    return found


def _limit(node: Node) -> Iterator[tuple[Node, Limit]]:
    if not (isinstance(node, Binary) and node.op in TURNED):
        return
    op, left, right = node.op, fold(node.left), fold(node.right)
    if isinstance(left, Number):
        op, left, right = TURNED[op], right, left
    if isinstance(right, Number):
        end = right.value
        low = {">": (end, 1), ">=": (end, 0), "==": (end, 0)}.get(op, ANY[0])
        high = {"<": (end, -1), "<=": (end, 0), "==": (end, 0)}.get(op, ANY[1])
        yield left, (low, high)
