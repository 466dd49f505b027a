"""Phase 2. Each actor sees its own and public indicators exactly, the others' as estimates."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.engine.book import Book
from sim.engine.compiled import compiled
from sim.engine.dice import Purpose
from sim.engine.rows import REAL, Mask, Places, Rows
from sim.engine.worlds import Worlds

ONE = REAL(1.0)

# The sum of two uniform draws is spread over 2 with a standard deviation of 1 / √6.
UNIT = 6**0.5


class _Eyes(NamedTuple):
    """Who estimates what: rows, and errors, and the bounds of what can be."""

    estimates: Places
    truths: Places
    errors: Rows
    low: Rows
    high: Rows


class Perceive:
    """Estimates with the error that the scenario declares, drawn anew each turn.

    Errors have the shape of a triangle: about two in three are smaller than the declared error,
    and none is larger than two and a half times that. Two uniform draws make one, with nothing
    but sums, so that they are the same on every processor.
    """

    def __init__(self, book: Book) -> None:
        pairs = [(a, k, error) for a, k, error in book.estimated() if error is not None]
        layout = book.layout
        truths = np.array(layout.rows("indicator", (k for _, k, _ in pairs)), np.intp)
        self.eyes = _Eyes(
            estimates=np.array(layout.rows("estimate", (f"{a}/{k}" for a, k, _ in pairs)), np.intp),
            truths=truths,
            errors=book.columns(UNIT * error for _, _, error in pairs),
            low=book.low[truths],
            high=book.high[truths],
        )

    def __call__(self, worlds: Worlds) -> None:
        """What is hidden keeps its first guess; what is estimated is looked at again."""
        luck = worlds.dice.uniforms(Purpose.PERCEPTION, worlds.turn, 2 * len(self.eyes.errors))
        _look(worlds.table, worlds.alive, luck, self.eyes)


@compiled
def _look(table: Rows, alive: Mask, luck: Rows, eyes: _Eyes) -> None:
    points = eyes.errors.shape[1]
    copies = table.shape[1] // points
    for number in range(len(eyes.errors)):
        truth, estimate = table[eyes.truths[number]], table[eyes.estimates[number]]
        first, second = luck[number], luck[len(eyes.errors) + number]
        low, high = eyes.low[number], eyes.high[number]
        for point in range(points):
            error = eyes.errors[number, point]
            for w in range(point * copies, (point + 1) * copies):
                seen = ((first[w] + second[w] - ONE) * error + ONE) * truth[w]
                estimate[w] = min(max(seen, low), high) if alive[w] else estimate[w]
