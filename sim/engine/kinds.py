"""Weights by kind of move, for policies that look at nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.engine.book import Book
from sim.engine.program import Rows


def by_kind(book: Book, actors: Sequence[int], worth: Mapping[str, int]) -> Rows:
    """(moves of the actors, 1): the worth of each move's kind, 0 for kinds that are not named."""
    own = [move for move in book.moves if move.actor in set(actors)]
    return np.array([[float(worth.get(move.kind, 0))] for move in own])
