"""Logit quantal response: better moves are likelier, in proportion to exp(λ × utility).

McKelvey and Palfrey 1995. At foresight 0 an actor looks at what its own move should bring. At
foresight 1 it also expects others to answer in kind: a move shifts the attitude of those that it
is directed at, which tilts what they will choose, and that reply is worth something too.
"""

from __future__ import annotations

import numpy as np

from sim.engine.foresight import Foresight
from sim.engine.phases.decide import Outlook
from sim.engine.program import Rows
from sim.engine.rules import Rules

STEPS = 256  # steps of the table for each factor e
REACH = 24  # factors of e until a move is never chosen
WHOLE = 2**30  # the weight of the best move


def _weights() -> Rows:
    """exp(-i / STEPS) as whole numbers, made by multiplication.

    `exp` differs in its last bit between processors; multiplication does not.
    """
    factors = np.full(REACH * STEPS, 0.9961013694701175)  # exp(-1 / 256)
    factors[0] = 1.0
    steps = np.rint(np.multiply.accumulate(factors) * WHOLE)
    return np.append(steps, 0.0)


WEIGHTS = _weights()


class Policy:
    """Mostly sensible, sometimes not."""

    def __init__(self, rules: Rules, actors: list[int]) -> None:
        """Take over the actors' rationality and foresight."""
        book = rules.book
        self.prospects = rules.prospects
        self.everybody = len(actors) == len(book.actors)
        self.places = [i for i, move in enumerate(book.moves) if move.actor in set(actors)]
        choices = [actor.policy for actor in book.scenario.actors.values()]
        self.foresight = Foresight(rules) if any(c.foresight for c in choices) else None
        self.starts = book.seat_starts
        self.seats = np.array([move.seat for move in book.moves])
        rationality = [choices[move.actor].rationality for move in book.moves]
        self.steepness = np.array(rationality).reshape(-1, 1) * STEPS

    def weigh(self, outlook: Outlook) -> Rows:
        """All actors' moves are weighed together; that costs less than picking some of them."""
        weights = self.weigh_utility(self.utility(outlook), outlook.legal)
        return weights if self.everybody else weights[self.places]

    def utility(self, outlook: Outlook) -> Rows:
        """(all moves, W): what each promises, in stakes of its actor."""
        table = outlook.worlds.table
        distance = self.prospects.losses.distance(table)
        utility = self.prospects.utility(table, outlook.answers, distance)
        if self.foresight:
            self.foresight.add_to(utility, distance)
        return utility

    def weigh_utility(self, utility: Rows, legal: Rows) -> Rows:
        """Whole-number weights; the best legal move of each seat weighs WHOLE."""
        utility += (legal - 1) * 1e6
        best = np.maximum.reduceat(utility, self.starts, axis=0)
        behind = best.take(self.seats, axis=0)
        behind -= utility
        behind *= self.steepness
        np.minimum(behind, len(WEIGHTS) - 1, out=behind)
        return WEIGHTS.take(behind.astype(np.intp))
