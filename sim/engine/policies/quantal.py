"""Logit quantal response: better moves are likelier, in proportion to exp(λ × worth).

McKelvey and Palfrey 1995. At foresight 0 an actor looks at what its own move should bring; at
foresight 1 also at the reply in kind that it expects (see `worth`).
"""

from __future__ import annotations

import numpy as np

from sim.engine.compiled import compiled
from sim.engine.logit import STEPS, weight_table
from sim.engine.phases.decide import Outlook
from sim.engine.rows import REAL, Mask, Places, Rows
from sim.engine.rules import Rules
from sim.engine.worth import Worth

TILE = 128  # worlds
OUT_OF_REACH = REAL(-1e6)  # worth less than any move


class Policy:
    """Mostly sensible, sometimes not."""

    def __init__(self, rules: Rules) -> None:
        """Take over the actors' rationality."""
        book = rules.book
        self.worth = Worth(rules)
        self.seats = book.seat_bounds
        self.curve = weight_table(int(max(np.diff(self.seats))))
        actors = list(book.scenario.actors.values())
        rationality = [actors[move.actor].policy.rationality for move in book.moves]
        self.steepness = book.columns(rationality) * STEPS

    def weigh(self, outlook: Outlook) -> Rows:
        """What is far behind the best legal move of its seat is unlikely."""
        weights = self.worth(outlook)
        _weigh(weights, outlook.legal, self.seats, self.steepness, self.curve)
        return weights


@compiled
def _weigh(worth: Rows, legal: Mask, seats: Places, steepness: Rows, curve: Rows) -> None:
    """Put weights in place of what moves are worth; 0 where one is not legal."""
    end_of_curve = REAL(len(curve) - 1)  # where it is 0
    worth[-1] = 0
    best, steps = np.empty(TILE, REAL), np.empty(TILE, np.uint32)
    points = steepness.shape[1]
    copies = worth.shape[1] // points
    for point in range(points):
        for first in range(point * copies, (point + 1) * copies, TILE):
            end = min(first + TILE, (point + 1) * copies)
            for seat in range(len(seats) - 1):
                best[:] = OUT_OF_REACH
                for move in range(seats[seat], seats[seat + 1]):
                    own, may = worth[move, first:end], legal[move, first:end]
                    for w in range(len(own)):
                        best[w] = max(best[w], own[w] if may[w] else OUT_OF_REACH)
                for move in range(seats[seat], seats[seat + 1]):
                    own, may = worth[move, first:end], legal[move, first:end]
                    steep = steepness[move, point]
                    # Apart from looking them up, which keeps processors from doing several at once.
                    for w in range(len(own)):
                        behind = min((best[w] - own[w]) * steep, end_of_curve)
                        steps[w] = np.int32(behind if may[w] else end_of_curve)
                    for w in range(len(own)):
                        own[w] = curve[steps[w]]
