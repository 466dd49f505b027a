"""Logit quantal response: better moves are likelier, in proportion to exp(λ × worth).

McKelvey and Palfrey 1995. At foresight 0 an actor looks at what its own move should bring; at
foresight 1 also at the reply in kind that it expects (see `worth`).
"""

from __future__ import annotations

import numpy as np

from sim.engine.phases.decide import Grid, Outlook
from sim.engine.rows import REAL, Rows
from sim.engine.rules import Rules
from sim.engine.worth import Worth

STEPS = 256  # steps of the table for each factor e
REACH = 20  # a move so many factors of e worse than the best is never chosen
MOST = 2**23  # the weights of a seat add up to less than twice this
OUT_OF_REACH = 1e6  # how much less an illegal move is worth than a legal one


def weight_table(moves: int) -> Rows:
    """exp(-i / STEPS) as whole numbers for i = 0, 1, …, ending in 0.

    Made by multiplication: `exp` differs in its last bit between processors.

    moves: of one seat; the more there are, the smaller their weights must be.
    """
    factors = np.full(REACH * STEPS, 0.9961013694701175)  # exp(-1 / 256)
    factors[0] = MOST // moves
    return np.append(np.rint(np.multiply.accumulate(factors)), 0.0).astype(REAL)


class Policy:
    """Mostly sensible, sometimes not."""

    def __init__(self, rules: Rules) -> None:
        """Take over the actors' rationality."""
        book = rules.book
        self.worth = Worth(rules)
        self.grid = Grid(book)
        self.weights = weight_table(self.grid.shape[0])
        self.seats = np.array([*(move.seat for move in book.moves), 0], dtype=np.intp)
        actors = list(book.scenario.actors.values())
        rationality = [actors[move.actor].policy.rationality for move in book.moves]
        self.steepness = np.array([*rationality, 0], dtype=REAL).reshape(-1, 1) * STEPS

    def weigh(self, outlook: Outlook) -> Rows:
        """What is far behind the best legal move of its seat is unlikely."""
        worth = self.worth(outlook)
        forbidden = outlook.legal.astype(REAL)
        forbidden -= 1
        forbidden *= OUT_OF_REACH
        worth += forbidden
        best = np.maximum.reduce(self.grid.lay(worth), 0)
        behind = best.take(self.seats, 0)
        behind -= worth
        behind *= self.steepness
        np.minimum(behind, len(self.weights) - 1, out=behind)
        return self.weights.take(behind.astype(np.intp), mode="clip")
