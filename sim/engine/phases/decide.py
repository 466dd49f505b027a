"""Phase 3. Simultaneously, on the same snapshot, each actor does one thing and says one thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.engine.book import Book, BookMove
from sim.engine.compiled import compiled
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.rows import REAL, Mask, Places, Rows
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Node, Query, Unary

TILE = 128  # worlds


@dataclass(frozen=True)
class Outlook:
    """What stands before the actors when they choose.

    Attributes:
        worlds: the worlds; a policy reads only the rows that its actor may see.
        answers: what the inquiry of this moment found.
        legal: (moves + 1, W), where each move is legal; the last row, for the places of a grid
            that no move fills, is never.
    """

    worlds: Worlds
    answers: Rows
    legal: Mask


class Legality:
    """Which moves are legal: `when`, `cooldown`, `limit`, and commitments that stand or don't."""

    def __init__(self, book: Book, inquiry: Inquiry) -> None:
        conditions = {i: self._condition(move) for i, move in enumerate(book.moves)}
        asked = {i: inquiry.ask(condition) for i, condition in conditions.items() if condition}
        self.conditions = np.array([asked.get(i, -1) for i in range(len(book.moves))], np.intp)
        moves = [book_move.move for book_move in book.moves]
        # The turn of last time is always past, and no count reaches infinity.
        limits = [np.inf if m is None or m.limit is None else m.limit for m in moves]
        cooldowns = [move.cooldown if move else 0 for move in moves]
        self.cooldowns, self.limits = np.array([cooldowns, limits], dtype=REAL)
        self.lasts, self.counts = book.layout.first("last"), book.layout.first("count")

    @staticmethod
    def _condition(book_move: BookMove) -> Node | None:
        """`when`, and: a commitment is made while it does not stand, dropped while it does."""
        move = book_move.move
        if move is None:
            return None
        condition = move.when
        for commitment, stands in ((move.pledges, False), (move.drops, True)):
            if commitment:
                is_open: Node = Query("open", (commitment,))
                wanted = is_open if stands else Unary("not", is_open)
                condition = Binary("and", condition, wanted) if condition else wanted
        return condition

    def __call__(self, worlds: Worlds, answers: Rows) -> Mask:
        """(moves + 1, W): is it legal? The last row is no move and never is."""
        legal = np.empty((len(self.limits) + 1, worlds.count), dtype=np.bool_)
        latest = REAL(worlds.turn) - self.cooldowns
        asked = answers, self.conditions
        _allow(worlds.table, self.lasts, latest, self.counts, self.limits, *asked, legal)
        return legal


@compiled
def _allow(
    table: Rows,
    lasts: int,
    latest: Rows,
    counts: int,
    limits: Rows,
    answers: Rows,
    conditions: Places,
    legal: Mask,
) -> None:
    """Long enough ago, not too often, and where there is a condition, it holds."""
    legal[-1] = False
    for move in range(len(conditions)):
        last, count, may = table[lasts + move], table[counts + move], legal[move]
        before, limit = latest[move], limits[move]
        for w in range(len(may)):
            may[w] = last[w] < before
        if limit < np.inf:
            for w in range(len(may)):
                may[w] &= count[w] < limit
        if conditions[move] >= 0:
            holds = answers[conditions[move]]
            for w in range(len(may)):
                may[w] &= holds[w] != 0


class Draw:
    """One move for each seat, with chances in proportion to whole-number weights.

    Sums of whole numbers are exact, so a world's choice can't depend on how it is worked out.
    """

    def __init__(self, book: Book) -> None:
        self.seats = book.seat_bounds

    def __call__(self, worlds: Worlds, weights: Rows) -> Places:
        """(seats, W): the place in the book of the chosen move.

        weights: (moves + 1, W) whole numbers, 0 where illegal, and a last row of 0. A seat whose
            weights are all 0 rests. The weights of a seat must add up to less than 2 ** 24.
        """
        seats = len(self.seats) - 1
        luck = worlds.dice.uniforms(Purpose.CHOICE, worlds.turn, seats)
        chosen = np.empty((seats, worlds.count), dtype=np.intp)
        _draw(weights, luck, self.seats, chosen)
        return chosen


@compiled
def _draw(weights: Rows, luck: Rows, seats: Places, chosen: Places) -> None:
    """Go through the moves of a seat until their weights add up to more than the draw says."""
    total, reached = np.empty(TILE, REAL), np.empty(TILE, REAL)
    passed = np.empty(TILE, np.int32)
    for first in range(0, weights.shape[1], TILE):
        end = min(first + TILE, weights.shape[1])
        for seat in range(len(luck)):
            drawn, out = luck[seat, first:end], chosen[seat, first:end]
            total[:] = 0
            for move in range(seats[seat], seats[seat + 1]):
                weight = weights[move, first:end]
                for w in range(len(weight)):
                    total[w] += weight[w]
            for w in range(len(drawn)):
                # In double precision the product is exact, so it stays below the total.
                reached[w] = np.floor(np.float64(drawn[w]) * np.float64(total[w]))
            total[:] = 0
            passed[:] = 0
            for move in range(seats[seat], seats[seat + 1]):
                weight = weights[move, first:end]
                for w in range(len(weight)):
                    total[w] += weight[w]
                    passed[w] += total[w] <= reached[w]
            for w in range(len(drawn)):
                out[w] = seats[seat] + (passed[w] if total[w] > 0 else 0)
