"""Expressions over all worlds: the trees of a scenario as a list of instructions.

Equal parts of different expressions are computed once. An instruction is one operation on rows: of
the table, of the numbers that stand in the expressions, or of what was worked out before. A
compiled loop follows the list, a tile of worlds at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sim.engine.compiled import compiled
from sim.engine.rows import Places, Rows, as_column
from sim.scenario.expressions import Binary, Call, Choose, Name, Node, Number, Query, Unary

TILE = 256  # worlds whose rows the nearer caches hold, and enough that an instruction costs nothing

Resolve = Callable[[Name | Query], Node | int]
Value = tuple[Any, ...]  # ("row", place), ("number", figure) or (operation, operand, …)

# In the order of the branches of `_follow`.
OPERATIONS = ("+", "-", "*", "/", "<", "<=", "==", "!=", "min", "max", "abs", "not", "choose")
TURNED = {">": "<", ">=": "<="}
OF_CONDITIONS = {"and": "min", "or": "max"}  # which are 1 or 0


class Program:
    """Several expressions, computed together.

    Args:
        expressions: trees; a call gives their values in this order.
        resolve: gives the row of a leaf in the table, or a tree that stands for it.
    """

    def __init__(self, expressions: Sequence[Node], resolve: Resolve) -> None:
        self._resolve = resolve
        self._numbers: dict[Value, int] = {}
        self._steps: dict[Value, int] = {}
        wanted = [self._value(node) for node in expressions]
        self.numbers = as_column(figure for _, figure in self._numbers)
        steps = [self._instruction(*step) for step in self._steps]
        self.instructions = np.array(steps, dtype=np.intp).reshape(-1, 4)
        self.wanted = np.array([self._place(value) for value in wanted], dtype=np.intp)

    def __call__(self, table: Rows) -> Rows:
        """The values of all expressions, (expressions, W); conditions are 1 or 0."""
        answers = np.empty((len(self.wanted), table.shape[1]), dtype=table.dtype)
        _follow(table, self.numbers, self.instructions, self.wanted, answers)
        return answers

    # -- trees to values -----------------------------------------------------------------------

    def _value(self, node: Node) -> Value:
        match node:
            case Number(value):
                return self._number(value)
            case Name() | Query():
                found = self._resolve(node)
                return ("row", found) if isinstance(found, int) else self._value(found)
            case Call("clamp", (value, low, high)):
                return self._value(Call("min", (Call("max", (value, low)), high)))
            case Call(name, (first, second, third, *rest)):
                return self._value(Call(name, (Call(name, (first, second)), third, *rest)))
            case Call(name, arguments):
                return self._step(name, arguments)
            case Unary("-", operand):
                return self._step("*", (operand, Number(-1.0)))
            case Unary(op, operand):
                return self._step(op, (operand,))
            case Binary(op, left, right) if op in TURNED:
                return self._step(TURNED[op], (right, left))
            case Binary(op, left, right):
                return self._step(OF_CONDITIONS.get(op, op), (left, right))
            case Choose(condition, yes, no):
                return self._step("choose", (condition, yes, no))

    def _number(self, figure: float) -> Value:
        value = ("number", figure)
        self._numbers.setdefault(value, len(self._numbers))
        return value

    def _step(self, name: str, arguments: Sequence[Node]) -> Value:
        value = (name, *(self._value(argument) for argument in arguments))
        self._steps.setdefault(value, len(self._steps))
        return value

    # -- values to places ----------------------------------------------------------------------

    def _instruction(self, name: str, *operands: Value) -> list[int]:
        """The operation and three operands; those that it does not have are never read."""
        places = [self._place(operand) for operand in operands]
        return [OPERATIONS.index(name), *places, *[places[0]] * (3 - len(places))]

    def _place(self, value: Value) -> int:
        """A row of the table as it is; a row of the scratch, below zero, as ~row."""
        if value[0] == "row":
            return int(value[1])
        if value[0] == "number":
            return ~self._numbers[value]
        return ~(len(self._numbers) + self._steps[value])


@compiled
def _follow(
    table: Rows, numbers: Rows, instructions: Places, wanted: Places, answers: Rows
) -> None:
    """Work out all instructions, and give the rows that are wanted."""
    zero = table.dtype.type(0)
    scratch = np.empty((len(numbers) + len(instructions), TILE), table.dtype)
    copies = table.shape[1] // numbers.shape[1]
    for point in range(numbers.shape[1]):
        for place in range(len(numbers)):
            scratch[place] = numbers[place, point]
        for first in range(point * copies, (point + 1) * copies, TILE):
            end = min(first + TILE, (point + 1) * copies)
            count = end - first
            for step in range(len(instructions)):
                operation, a, b, c = instructions[step]
                left = table[a, first:end] if a >= 0 else scratch[~a, :count]
                right = table[b, first:end] if b >= 0 else scratch[~b, :count]
                out = scratch[len(numbers) + step, :count]
                if operation == 0:
                    for w in range(count):
                        out[w] = left[w] + right[w]
                elif operation == 1:
                    for w in range(count):
                        out[w] = left[w] - right[w]
                elif operation == 2:
                    for w in range(count):
                        out[w] = left[w] * right[w]
                elif operation == 3:  # by zero gives zero, so that no world ever becomes NaN
                    for w in range(count):
                        out[w] = left[w] / right[w] if right[w] != 0 else zero
                elif operation == 4:
                    for w in range(count):
                        out[w] = left[w] < right[w]
                elif operation == 5:
                    for w in range(count):
                        out[w] = left[w] <= right[w]
                elif operation == 6:
                    for w in range(count):
                        out[w] = left[w] == right[w]
                elif operation == 7:
                    for w in range(count):
                        out[w] = left[w] != right[w]
                elif operation == 8:
                    for w in range(count):
                        out[w] = left[w] if left[w] < right[w] or left[w] != left[w] else right[w]
                elif operation == 9:
                    for w in range(count):
                        out[w] = left[w] if left[w] > right[w] or left[w] != left[w] else right[w]
                elif operation == 10:
                    for w in range(count):
                        out[w] = abs(left[w])
                elif operation == 11:
                    for w in range(count):
                        out[w] = left[w] == 0
                else:
                    other = table[c, first:end] if c >= 0 else scratch[~c, :count]
                    for w in range(count):
                        out[w] = right[w] if left[w] != 0 else other[w]
            for place in range(len(wanted)):
                row = wanted[place]
                found = table[row, first:end] if row >= 0 else scratch[~row, :count]
                answer = answers[place, first:end]
                for w in range(count):  # `answer[:] = found` would take longer
                    answer[w] = found[w]
