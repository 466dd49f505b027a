"""Expressions over all worlds: the trees of a scenario, worked out a level at a time.

Equal parts of different expressions are computed once. All parts of one level that do the same
(`<`, say) are one NumPy call over a block of rows, so that a hundred conditions cost a dozen
calls, for one world as for thousands. Elementwise arithmetic gives the same bits at any width.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario.expressions import Binary, Call, Choose, Name, Node, Number, Query, Unary

Rows = NDArray[np.float64]
Leaf = Name | Query
Resolve = Callable[[Leaf], Node | int]


def _divide(left: Rows, right: Rows, out: Rows) -> None:
    """By zero gives zero, so that no world ever becomes NaN."""
    nonzero = right != 0
    out[:] = 0.0
    np.divide(left, right, out=out, where=nonzero)


def _not(value: Rows, out: Rows) -> None:
    np.equal(value, 0.0, out=out)


def _choose(condition: Rows, yes: Rows, no: Rows, out: Rows) -> None:
    out[:] = np.where(condition != 0, yes, no)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divide,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
    "and": np.minimum,
    "or": np.maximum,
    "min": np.minimum,
    "max": np.maximum,
    "abs": np.abs,
    "negative": np.negative,
    "not": _not,
    "choose": _choose,
}


@dataclass(frozen=True)
class _Step:
    """One operation on a block of rows: where its operands come from and where it writes."""

    apply: Callable[..., Any]
    operands: tuple[NDArray[np.intp] | slice | Rows, ...]
    out: slice

    def run(self, table: Rows) -> None:
        self.apply(*(_fetch(table, source) for source in self.operands), out=table[self.out])


def _fetch(table: Rows, source: NDArray[np.intp] | slice | Rows) -> Rows:
    if isinstance(source, slice):
        return table[source]
    if source.dtype == np.float64:
        return source  # a column of constants
    return table.take(source, axis=0)


Key = tuple[str, tuple[int | float, ...]]


class Program:
    """Several expressions, computed together into scratch rows of the table.

    Args:
        expressions: trees; their values stand in `outputs` after `run`.
        resolve: gives the row of a leaf, or a tree that stands for it.
        scratch: the first row that may be written.
    """

    def __init__(self, expressions: Sequence[Node], resolve: Resolve, scratch: int) -> None:
        self._resolve = resolve
        self._levels: list[dict[str, list[tuple[Any, ...]]]] = []
        self._known: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        values = [self._value(node) for node in expressions]
        self.steps: list[_Step] = []
        self._places: dict[tuple[Any, ...], int] = {}
        self.height = scratch
        self._lay_out()
        constants = sorted({v[1] for v in values if v[0] == "number"})
        self._constants = as_column(constants)
        self._constant_rows = slice(self.height, self.height + len(constants))
        self.height += len(constants)
        self.outputs = np.array(
            [
                self._constant_rows.start + constants.index(v[1])
                if v[0] == "number"
                else self._place(v)
                for v in values
            ],
            dtype=np.intp,
        )

    def run(self, table: Rows) -> Rows:
        """The values of all expressions, (expressions, worlds)."""
        if self._constants.size:
            table[self._constant_rows] = self._constants
        for step in self.steps:
            step.run(table)
        return table.take(self.outputs, axis=0)

    def _value(self, node: Node) -> tuple[Any, ...]:
        """("row", index), ("number", value) or (operation, level, operands…), each known once."""
        match node:
            case Number(value):
                return ("number", value)
            case Name() | Query():
                found = self._resolve(node)
                return ("row", found) if isinstance(found, int | np.integer) else self._value(found)
            case Call("clamp", (value, low, high)):
                return self._value(Call("min", (Call("max", (value, low)), high)))
            case Call(name, (first, second, third, *rest)) if name in ("min", "max"):
                return self._value(Call(name, (Call(name, (first, second)), third, *rest)))
            case Call(name, arguments):
                return self._operation(name, arguments)
            case Unary("-", operand):
                return self._operation("negative", (operand,))
            case Unary(op, operand):
                return self._operation(op, (operand,))
            case Binary(op, left, right):
                return self._operation(op, (left, right))
            case Choose(condition, yes, no):
                return self._operation("choose", (condition, yes, no))
        raise AssertionError(f"no such node: {node}")

    def _operation(self, name: str, arguments: Sequence[Node]) -> tuple[Any, ...]:
        operands = tuple(self._value(argument) for argument in arguments)
        level = max((v[1] + 1 for v in operands if v[0] not in ("number", "row")), default=0)
        value = (name, level, *operands)
        if value not in self._known:
            self._known[value] = value
            while len(self._levels) <= level:
                self._levels.append({})
            # Blocks of one call: the same operation on the same kinds of operand.
            kinds = name + "".join("c" if v[0] == "number" else "r" for v in operands)
            self._levels[level].setdefault(kinds, []).append(value)
        return self._known[value]

    def _lay_out(self) -> None:
        for level in self._levels:
            for values in level.values():
                out = slice(self.height, self.height + len(values))
                for offset, value in enumerate(values):
                    self._places[value] = out.start + offset
                self.height = out.stop
                columns = zip(*(value[2:] for value in values), strict=True)
                operands = tuple(self._operand(column) for column in columns)
                self.steps.append(_Step(OPERATIONS[values[0][0]], operands, out))

    def _operand(self, column: tuple[tuple[Any, ...], ...]) -> NDArray[np.intp] | slice | Rows:
        if column[0][0] == "number":
            return as_column([v[1] for v in column])
        places = [self._place(v) for v in column]
        if places == list(range(places[0], places[0] + len(places))):
            return slice(places[0], places[0] + len(places))
        return np.array(places, dtype=np.intp)

    def _place(self, value: tuple[Any, ...]) -> int:
        return int(value[1]) if value[0] == "row" else self._places[value]


def as_column(column: Sequence[float]) -> Rows:
    """Constants as a column that goes beside any number of worlds, (n, 1)."""
    return np.array(column, dtype=np.float64).reshape(-1, 1)
