"""Phase 2. Each actor sees its own and public indicators exactly, the others' as estimates."""

from __future__ import annotations

import numpy as np

from sim.engine.book import Book
from sim.engine.dice import Purpose
from sim.engine.rows import bound
from sim.engine.worlds import Worlds

# The sum of two uniform draws is spread over 2 with a standard deviation of 1 / √6.
UNIT = 6**0.5


class Perceive:
    """Estimates with the error that the scenario declares, drawn anew each turn.

    Errors have the shape of a triangle: about two in three are smaller than the declared error,
    and none is larger than two and a half times that. Two uniform draws make one, with nothing
    but sums, so that they are the same on every processor.
    """

    def __init__(self, book: Book) -> None:
        pairs = [(a, k, error) for a, k, error in book.estimated() if error is not None]
        layout = book.layout
        self.estimates = np.array(
            [layout.row("estimate", f"{a}/{k}") for a, k, _ in pairs], np.intp
        )
        self.truths = np.array(layout.rows("indicator", (k for _, k, _ in pairs)), np.intp)
        self.errors = book.columns(UNIT * error for _, _, error in pairs)
        self.low, self.high = book.low[self.truths, None], book.high[self.truths, None]

    def __call__(self, worlds: Worlds) -> None:
        """What is hidden keeps its first guess; what is estimated is looked at again."""
        if not len(self.estimates):
            return
        pairs = len(self.estimates)
        luck = worlds.dice.uniforms(Purpose.PERCEPTION, worlds.turn, 2 * pairs)
        factor = luck[:pairs] + luck[pairs:]
        factor -= 1
        factor *= self.errors
        factor += 1
        factor *= worlds.table.take(self.truths, 0)
        bound(factor, self.low, self.high)
        if not worlds.all_alive:
            factor = np.where(worlds.alive, factor, worlds.table[self.estimates])
        worlds.table[self.estimates] = factor
