"""Weights by kind of move, for policies that look at nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.engine.book import Book
from sim.engine.rows import REAL, Rows


def by_kind(book: Book, worth: Mapping[str, int]) -> Rows:
    """(moves + 1, 1): the worth of each move's kind, 0 for kinds that are not named."""
    weights = [worth.get(move.kind, 0) for move in book.moves]
    return np.array([*weights, 0], dtype=REAL).reshape(-1, 1)
