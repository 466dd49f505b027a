"""Expressions over all worlds: the trees of a scenario, worked out a level at a time.

Equal parts of different expressions are computed once. All parts of one level that do the same
(`<` with a number, say) are one NumPy call over a block of rows, so that a hundred conditions
cost a dozen calls. What they read from the table is gathered first, in the order in which the
blocks want it. Elementwise arithmetic gives the same bits at any width; over one world alone, a
`Script` of plain Python gives them sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np

from sim.engine.rows import REAL, Rows, as_column, widened
from sim.engine.script import Script, Value
from sim.scenario.expressions import Binary, Call, Choose, Name, Node, Number, Query, Unary

Resolve = Callable[[Name | Query], Node | int]


def _divide(left: Rows, right: Rows, out: Rows) -> None:
    """By zero gives zero, so that no world ever becomes NaN."""
    out[:] = 0.0
    np.divide(left, right, out=out, where=right != 0)


def _not(value: Rows, out: Rows) -> None:
    np.equal(value, 0.0, out=out)


def _choose(condition: Rows, yes: Rows, no: Rows, out: Rows) -> None:
    out[:] = np.where(condition != 0, yes, no)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divide,
    "/ by a number": np.divide,
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
# Operands that may change places, and what the operation is then called.
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="} | {
    name: name for name in ("+", "*", "==", "!=", "and", "or", "min", "max")
}


def _beside(numbers: Rows, table: Rows) -> Rows:
    """Columns of numbers as they go beside the worlds of a table."""
    return widened(numbers, table.shape[1] // numbers.shape[1])


ROWS, NUMBERS, SCATTERED = range(3)  # where an operand comes from: neighbours, a column, anywhere


@dataclass(frozen=True)
class _Step:
    """One operation on a block of rows of the scratch: whence it reads and where it writes."""

    apply: Callable[..., Any]
    operands: tuple[tuple[int, Any], ...]
    out: slice


class Program:
    """Several expressions, computed together in scratch rows.

    Args:
        expressions: trees; `run` gives their values in this order.
        resolve: gives the row of a leaf in the table, or a tree that stands for it.
    """

    def __init__(self, expressions: Sequence[Node], resolve: Resolve) -> None:
        self._resolve = resolve
        self._levels: list[dict[str, list[Value]]] = []
        self._level_of: dict[Value, int] = {}
        self._values = [self._value(node) for node in expressions]
        self._gathered: list[int] = []  # rows of the table, in the order of the scratch
        self._place: dict[Value, int] = {}
        self._gather(self._values)
        self.height = len(self._gathered)
        self.steps = [self._step(block) for level in self._levels for block in level.values()]
        self._numbers = as_column([v[1] for v in self._values if v[0] == "number"])
        self._number_rows = slice(self.height, self.height + len(self._numbers))
        self.height += len(self._numbers)
        numbers = iter(range(self._number_rows.start, self._number_rows.stop))
        places = [next(numbers) if v[0] == "number" else self._place[v] for v in self._values]
        self._leaves = np.array(self._gathered, dtype=np.intp)
        self._outputs = np.array(places, dtype=np.intp)

    def bind(self, table: Rows, scratch: Rows) -> Callable[[], Rows]:
        """A function that works the expressions out on this table, whenever it is called.

        It gives the values of all expressions, (expressions, W); conditions are 1 or 0. Which rows
        every step reads and writes is settled here, once.

        scratch: (self.height or more, W), overwritten by every call.
        """
        if table.shape[1] == 1:
            return partial(self._script, table)
        gathered = scratch[: len(self._leaves)]
        calls: list[Callable[[], object]]
        calls = [partial(table.take, self._leaves, 0, gathered, "clip")]
        if len(self._numbers):
            calls.append(
                partial(np.copyto, scratch[self._number_rows], _beside(self._numbers, table))
            )
        for step in self.steps:
            operands = []
            for kind, source in step.operands:
                if kind == SCATTERED:
                    operands.append(np.empty((len(source), scratch.shape[1]), dtype=scratch.dtype))
                    calls.append(partial(scratch.take, source, 0, operands[-1], "clip"))
                else:
                    operands.append(scratch[source] if kind == ROWS else _beside(source, table))
            calls.append(partial(step.apply, *operands, out=scratch[step.out]))

        def answer() -> Rows:
            for call in calls:
                call()
            return scratch.take(self._outputs, 0)

        return answer

    @cached_property
    def _script(self) -> Script:
        """The same for one world alone."""
        parts = (part for level in self._levels for block in level.values() for part in block)
        return Script(parts, self._values)

    # -- trees to values -----------------------------------------------------------------------

    def _value(self, node: Node) -> Value:
        match node:
            case Number(value):
                return ("number", value)
            case Name() | Query():
                found = self._resolve(node)
                return ("row", found) if isinstance(found, int) else self._value(found)
            case Call("clamp", (value, low, high)):
                return self._value(Call("min", (Call("max", (value, low)), high)))
            case Call(name, (first, second, third, *rest)):
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

    def _operation(self, name: str, arguments: Sequence[Node]) -> Value:
        operands = [self._value(argument) for argument in arguments]
        # A number goes second, so that more parts are alike.
        if operands[0][0] == "number" and name in TURNED:
            name, operands = TURNED[name], operands[::-1]
        if name == "/" and operands[1][0] == "number" and REAL(operands[1][1]):
            name = "/ by a number"
        value = (name, *operands)
        if value not in self._level_of:
            level = max(self._level_of.get(operand, -1) for operand in operands) + 1
            self._level_of[value] = level
            if level == len(self._levels):
                self._levels.append({})
            kinds = "".join(_kind(operand) for operand in operands)
            self._levels[level].setdefault(f"{name} {kinds}", []).append(value)
        return value

    # -- values to places ----------------------------------------------------------------------

    def _gather(self, values: list[Value]) -> None:
        """Copies of rows of the table: a block in its order where a step reads only such rows."""
        single: set[Value] = {value for value in values if value[0] == "row"}
        self._blocks: dict[tuple[Value, ...], slice] = {}
        for level in self._levels:
            for block in level.values():
                for column in zip(*(value[1:] for value in block), strict=True):
                    if all(operand[0] == "row" for operand in column):
                        self._blocks[column] = self._copy(column)
                    else:
                        single.update(operand for operand in column if operand[0] == "row")
        self._copy(tuple(sorted(single - self._place.keys())))

    def _copy(self, rows: tuple[Value, ...]) -> slice:
        first = len(self._gathered)
        for offset, row in enumerate(rows):
            self._gathered.append(row[1])
            self._place.setdefault(row, first + offset)
        return slice(first, len(self._gathered))

    def _step(self, block: list[Value]) -> _Step:
        out = slice(self.height, self.height + len(block))
        columns = zip(*(value[1:] for value in block), strict=True)
        operands = tuple(self._operand(column) for column in columns)
        self._place |= {value: out.start + offset for offset, value in enumerate(block)}
        self.height = out.stop
        return _Step(OPERATIONS[block[0][0]], operands, out)

    def _operand(self, column: tuple[Value, ...]) -> tuple[int, Any]:
        if column[0][0] == "number":
            return NUMBERS, as_column([value[1] for value in column])
        if column in self._blocks:
            return ROWS, self._blocks[column]
        places = [self._place[value] for value in column]
        if places == list(range(places[0], places[0] + len(places))):
            return ROWS, slice(places[0], places[0] + len(places))
        return SCATTERED, np.array(places, dtype=np.intp)


def _kind(operand: Value) -> str:
    """What sets steps apart: a row, a number, or one for each point, which takes more room."""
    if operand[0] != "number":
        return "r"
    return "p" if isinstance(operand[1], np.ndarray) else "n"
