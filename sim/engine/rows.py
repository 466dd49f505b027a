"""Rows over worlds: the kind of number that everything is computed in, and what is done to rows.

Single precision holds a count of troops to a thousandth, and halves what every turn has to read
and write. The same numbers come out at any width, since all that is done is elementwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

REAL = np.float32

F = TypeVar("F", bound="np.floating[Any]")
Rows = NDArray[np.float32]  # (rows, W), or (W,) for one row
Figures = NDArray[np.float64]  # what is worked out once, when rules are set up
Mask = NDArray[np.bool_]  # the worlds, or rows and worlds, that something applies to
Places = NDArray[np.intp]  # rows of a table, moves of the book, columns of worlds


def as_column(numbers: Iterable[float]) -> Rows:
    """Numbers as a column that goes beside any number of worlds, (n, 1).

    It has a column for each point, (n, points), where one of the numbers is `PerPoint`.
    """
    listed = list(numbers)
    if any(isinstance(number, np.ndarray) for number in listed):
        return np.array(np.broadcast_arrays(*listed), dtype=REAL)
    return np.array(listed, dtype=REAL).reshape(-1, 1)


def widened(columns: Rows, width: int) -> Rows:
    """Columns that go beside points, (…, points), beside the worlds of these, (…, width)."""
    return columns.repeat(width // columns.shape[-1], -1)


def total(rows: NDArray[F]) -> NDArray[F]:
    """The rows added up, one after the other: so the bits are the same at any width."""
    added: NDArray[F] = reduce(np.add, rows)
    return added


def bound(values: Rows, low: Rows | float, high: Rows | float) -> None:
    """Keep values in their range, in place."""
    # Not by `np.maximum` and `np.minimum`, which take five times as long beside numbers.
    values.clip(low, high, out=values)
