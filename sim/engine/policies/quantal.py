"""Logit quantal response: better moves are likelier, in proportion to exp(λ × worth).

McKelvey and Palfrey 1995. At foresight 0 an actor looks at what its own move should bring; at
foresight 1 also at the reply in kind that it expects (see `worth`).
"""

from __future__ import annotations

import numpy as np

from sim.engine.logit import STEPS, weight_table
from sim.engine.machine import small_buffers
from sim.engine.phases.decide import Grid, Outlook
from sim.engine.rows import REAL, Mask, Rows, cut
from sim.engine.rules import Rules
from sim.engine.worth import Worth

OUT_OF_REACH = 1e6  # how much less an illegal move is worth than a legal one


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
        self.steepness = book.columns([*rationality, 0]) * STEPS

    def weigh(self, outlook: Outlook) -> Rows:
        """What is far behind the best legal move of its seat is unlikely."""
        weights = np.empty(outlook.legal.shape, dtype=REAL)
        with small_buffers(outlook.worlds.count):
            for strip, worth in self.worth(outlook):
                steepness = cut(self.steepness, strip)
                weights[:, strip] = self._weights(worth, outlook.legal[:, strip], steepness)
        return weights

    def _weights(self, worth: Rows, legal: Mask, steepness: Rows) -> Rows:
        forbidden = legal.astype(REAL)
        forbidden -= 1
        forbidden *= OUT_OF_REACH
        worth += forbidden
        best = np.maximum.reduce(self.grid.lay(worth), 0)
        behind = best.take(self.seats, 0)
        behind -= worth
        behind *= steepness
        # Beyond its end, the table stays at 0.
        weights: Rows = self.weights.take(behind.astype(np.intp), mode="clip")
        return weights
