"""Phase 2. Each actor sees its own and public indicators exactly, the others' as estimates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.engine.book import Book
from sim.engine.dice import Purpose
from sim.engine.worlds import Worlds, bound

WIDEST = 6**0.5  # a triangle on [-√6, √6] has a standard deviation of 1


class Perceive:
    """Estimates with the error that the scenario declares, drawn anew each turn."""

    def __init__(self, book: Book) -> None:
        pairs = [(a, k, error) for a, k, error in book.estimated() if error is not None]
        layout = book.layout
        self.estimates = np.array([layout.row("estimate", f"{a}/{k}") for a, k, _ in pairs], np.intp)
        self.truths = np.array(layout.rows("indicator", (k for _, k, _ in pairs)), np.intp)
        self.errors = np.array([[error] for _, _, error in pairs])
        self.low, self.high = book.low[self.truths, None], book.high[self.truths, None]

    def __call__(self, worlds: Worlds) -> None:
        """What is hidden keeps its first guess; what is estimated is looked at again."""
        if not len(self.estimates):
            return
        luck = worlds.dice.uniforms(Purpose.PERCEPTION, worlds.turn, len(self.estimates))
        seen = worlds.table.take(self.truths, axis=0)
        seen *= 1 + self.errors * deviation(luck)
        bound(seen, self.low, self.high)
        if not worlds.alive.all():
            seen = np.where(worlds.alive, seen, worlds.table[self.estimates])
        worlds.table[self.estimates] = seen


def deviation(luck: NDArray[np.float64]) -> NDArray[np.float64]:
    """Triangular errors with mean 0 and standard deviation 1, from uniform draws.

    A square root is the same on every processor, which the tails of a normal curve are not.
    """
    side = luck - 0.5
    size = WIDEST * (1 - np.sqrt(1 - 2 * np.abs(side)))
    return np.copysign(size, side)
