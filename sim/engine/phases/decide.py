"""Phase 3. Simultaneously, on the same snapshot, each actor does one thing and says one thing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import floor

import numpy as np

from sim.engine.book import Book, BookMove
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.rows import REAL, Mask, Places, Rows, as_column
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Node, Query, Unary


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
        self.conditional = np.array(list(asked), dtype=np.intp)
        self.answers = np.array(list(asked.values()), dtype=np.intp)
        moves = [book_move.move for book_move in book.moves]
        # The turn of last time is always past, and no count reaches infinity.
        limits = [np.inf if m is None or m.limit is None else m.limit for m in moves]
        self.cooldowns = as_column(move.cooldown if move else 0 for move in moves)
        self.limits = as_column(limits)
        self.lasts, self.counts = rows_of_moves(book, "last"), rows_of_moves(book, "count")

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
        moves = len(self.limits)
        legal = np.empty((moves + 1, worlds.count), dtype=np.bool_)
        np.less(worlds.table[self.lasts], worlds.turn - self.cooldowns, out=legal[:moves])
        legal[:moves] &= worlds.table[self.counts] < self.limits
        legal[self.conditional] &= answers.take(self.answers, 0) != 0
        legal[moves] = False
        return legal


def rows_of_moves(book: Book, group: str) -> slice:
    """The rows of all moves in a group that other things follow."""
    first = book.layout.first(group)
    return slice(first, first + len(book.moves))


class Grid:
    """The moves of the book in columns, a seat each, so that one call serves all seats.

    Seats have different numbers of moves; places that no move fills hold a move that does not
    exist, of weight 0.
    """

    def __init__(self, book: Book) -> None:
        sizes = np.diff([*book.seat_starts, len(book.moves)])
        self.shape = (int(max(sizes)), len(sizes))
        steps = np.arange(self.shape[0])[:, None]
        places = np.where(steps < sizes, book.seat_starts + steps, len(book.moves))
        self.places = places.ravel().astype(np.intp)

    def lay(self, rows: Rows) -> Rows:
        """(moves + 1, W) in the order of the book, as (steps, seats, W)."""
        return rows.take(self.places, 0).reshape(*self.shape, rows.shape[1])


class Draw:
    """One move for each seat, with chances in proportion to whole-number weights.

    Sums of whole numbers are exact, so a world's choice can't depend on how it is worked out nor
    on how many worlds are computed beside it.
    """

    def __init__(self, book: Book) -> None:
        self.grid = Grid(book)
        self.starts = book.seat_starts[:, None]
        self.seats = list(pairwise([*book.seat_starts.tolist(), len(book.moves)]))

    def __call__(self, worlds: Worlds, weights: Rows) -> Places:
        """(seats, W): the place in the book of the chosen move.

        weights: (moves + 1, W) whole numbers, 0 where illegal, and a last row of 0. A seat whose
            weights are all 0 rests. The weights of a seat must add up to less than 2 ** 24.
        """
        luck = worlds.dice.uniforms(Purpose.CHOICE, worlds.turn, len(self.starts))
        if worlds.count == 1:
            return self._alone(weights[:, 0].tolist(), luck[:, 0].tolist())
        sums = self.grid.lay(weights)
        for before, here in pairwise(sums):
            here += before
        # In double precision the product is exact, so it stays below the sum.
        reached = np.floor(luck.astype(np.float64) * sums[-1]).astype(REAL)
        passed = sums <= reached
        chosen = np.add.reduce(passed.view(np.int8), 0, np.int16)
        chosen *= sums[-1] > 0
        places: Places = self.starts + chosen
        return places

    def _alone(self, weights: list[float], luck: list[float]) -> Places:
        """The same for one world, seat by seat."""
        chosen = []
        for (first, end), drawn in zip(self.seats, luck, strict=True):
            sums = list(accumulate(weights[first:end]))
            passed = bisect_right(sums, floor(drawn * sums[-1])) if sums[-1] else 0
            chosen.append([first + passed])
        return np.array(chosen, dtype=np.intp)
