"""A program over one world alone, as a script of Python's own arithmetic.

NumPy takes as long for one number as for a hundred; over one world Python is five times faster.
Python counts in double precision. Rounding every sum, product and quotient to single precision at
once gives the very bits that single precision gives: double has more than twice as many digits.

Nothing that an author wrote gets into the script: a quantity is called v0, v1, …, and figures are
printed floats.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from math import inf
from typing import Any

import numpy as np

from sim.engine.rows import REAL, Rows

Value = tuple[Any, ...]  # ("row", place), ("number", figure) or (operation, operand, …)

ROUNDED = {
    "+": "{} + {}",
    "-": "{} - {}",
    "*": "{} * {}",
    "/": "{0} / {1} if {1} else 0.0",
    "/ by a number": "{} / {}",
}
# Which of 0 and -0 NumPy takes depends on the processor; nothing but the sign of a zero follows.
EXACT = {
    "<": "{} < {}",
    "<=": "{} <= {}",
    ">": "{} > {}",
    ">=": "{} >= {}",
    "==": "{} == {}",
    "!=": "{} != {}",
    "and": "{0} if {0} < {1} else {1}",
    "or": "{0} if {0} > {1} else {1}",
    "min": "{0} if {0} < {1} or {0} != {0} else {1}",
    "max": "{0} if {0} > {1} or {0} != {0} else {1}",
    "abs": "abs({})",
    "negative": "-1.0 * {}",
    "not": "not {}",
    "choose": "{1} if {0} else {2}",
}


class Script:
    """Works out values for a table of one world.

    Args:
        parts: every operation that is needed, each behind its operands.
        wanted: the values to give, in this order.
    """

    def __init__(self, parts: Iterable[Value], wanted: Sequence[Value]) -> None:
        self._rows: list[int] = []
        self._names: dict[Value, str] = {}
        lines = [self._line(part) for part in parts]
        given = ", ".join(self._name(value) for value in wanted)
        # Rows are named as they are met, so this line comes first but is written last.
        read = ", ".join(self._name(("row", row)) for row in self._rows)
        body = "\n ".join([f"[{read}] = rows", *lines, f"return [{given}]"])
        scope: dict[str, Any] = {"inf": inf}
        exec(f"def script(rows, cell):\n {body}", scope)
        self._places = np.array(self._rows, dtype=np.intp)
        self._run: Callable[[list[float], array[float]], list[float]] = scope["script"]

    def _line(self, part: Value) -> str:
        operation, *operands = part
        names = [self._name(operand) for operand in operands]
        name = self._names[part] = f"v{len(self._names)}"
        if operation in ROUNDED:
            return f"cell[0] = {ROUNDED[operation].format(*names)}; {name} = cell[0]"
        return f"{name} = {EXACT[operation].format(*names)}"

    def _name(self, value: Value) -> str:
        if value not in self._names:
            kind, what = value
            if kind == "number":
                return f"({float(REAL(what))!r})"
            self._rows.append(what)
            self._names[value] = f"v{len(self._names)}"
        return self._names[value]

    def __call__(self, table: Rows) -> Rows:
        """The values, (values, 1)."""
        cell = array(table.dtype.char, [0.0])  # rounds what is put into it
        values = self._run(table.take(self._places).tolist(), cell)
        return np.fromiter(values, table.dtype, len(values)).reshape(-1, 1)
