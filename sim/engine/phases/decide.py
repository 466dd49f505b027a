"""Phase 3. Simultaneously, on the same snapshot, each actor does one thing and says one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.book import Book, BookMove
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.program import Rows
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Node, Query, Unary

Choice = NDArray[np.intp]


@dataclass(frozen=True)
class Outlook:
    """What stands before the actors when they choose.

    Attributes:
        worlds: the worlds; a policy reads only the rows that its actor may see.
        answers: what the inquiry of this moment found.
        legal: (moves, W), 1 where a move is legal and 0 where it is not.
    """

    worlds: Worlds
    answers: Rows
    legal: Rows


class Legality:
    """Which moves are legal: `when`, `cooldown`, `limit`, and commitments that stand or don't."""

    def __init__(self, book: Book, inquiry: Inquiry) -> None:
        self.count = len(book.moves)
        self.places, self.answers = [], []
        for place, move in enumerate(book.moves):
            condition = self._condition(move)
            if condition is not None:
                self.places.append(place)
                self.answers.append(inquiry.ask(condition))
        waits = {i: m.move.cooldown for i, m in enumerate(book.moves) if m.move and m.move.cooldown}
        self.waiting = np.array(list(waits), dtype=np.intp)
        self.cooldowns = np.array(list(waits.values())).reshape(-1, 1)
        caps = {
            i: m.move.limit for i, m in enumerate(book.moves) if m.move and m.move.limit is not None
        }
        self.capped = np.array(list(caps), dtype=np.intp)
        self.limits = np.array(list(caps.values())).reshape(-1, 1)
        self.last, self.counted = book.layout.first("last"), book.layout.first("count")

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

    def __call__(self, worlds: Worlds, answers: Rows) -> Rows:
        """(moves, W): 1 where legal, else 0. What everybody may always do stays 1."""
        table = worlds.table
        legal = np.ones((self.count, worlds.count))
        legal[self.places] = answers[self.answers]
        since = worlds.turn - table[self.last + self.waiting]
        legal[self.waiting] *= since > self.cooldowns
        legal[self.capped] *= table[self.counted + self.capped] < self.limits
        return legal


class Draw:
    """One move for each seat, with chances in proportion to whole-number weights.

    Sums of whole numbers are exact in any order, so a world's choice can't depend on how many
    worlds are computed beside it.
    """

    def __init__(self, book: Book) -> None:
        self.starts = book.seat_starts
        sizes = np.diff([*self.starts, len(book.moves)])
        self.columns: list[Choice] = [
            np.minimum(self.starts + step, len(book.moves) - 1) for step in range(max(sizes) - 1)
        ]
        self.within = [(sizes - 1 > step).reshape(-1, 1) for step in range(max(sizes) - 1)]

    def __call__(self, worlds: Worlds, weights: Rows) -> Choice:
        """(seats, W): the place in the book of the chosen move.

        weights: (moves, W) whole numbers, 0 where illegal. Nothing to choose from: rest.
        """
        total = np.add.reduceat(weights, self.starts, axis=0)
        nothing = total == 0
        weights[self.starts] += nothing
        total += nothing
        left = total * worlds.dice.uniforms(Purpose.CHOICE, worlds.turn, len(self.starts))
        chosen = np.broadcast_to(self.starts[:, None], left.shape).astype(np.intp)
        for column, within in zip(self.columns, self.within, strict=True):
            left -= weights[column]
            chosen += (left >= 0) & within
        return chosen


def as_order(
    book: Book, chosen: Choice, orders: dict[str, dict[str, str]], legal: Rows
) -> None:
    """Put the orders of people in place of what was drawn.

    orders: actor: {"deed": move, "word": move}; what is left out is left to the policy.

    Raises:
        ValueError: an order names no move of that actor and channel, or one that is not legal.
    """
    for actor, order in orders.items():
        for channel, name in order.items():
            place = book.move_index.get(f"{actor}.{name}")
            seat = book.seats.index(f"{actor}/{channel}")
            if place is None or book.moves[place].seat != seat:
                raise ValueError(f'"{name}" is not a {channel} of {actor}')
            if not legal[place].all():
                raise ValueError(f'"{name}" is not legal for {actor} in this turn')
            chosen[seat] = place


def seats_of(book: Book, actors: Sequence[int]) -> list[int]:
    """The places in the book of the moves of several actors, in the order of the book."""
    return [i for i, move in enumerate(book.moves) if move.actor in set(actors)]
