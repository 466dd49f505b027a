"""The logit curve in whole numbers: how likely a move is by how far it lies behind the best.

`exp` differs in its last bit between processors, and sums of fractions with the order in which
they are added. A table made by multiplication does not, nor do sums of whole numbers.
"""

from __future__ import annotations

import numpy as np

from sim.engine.rows import REAL, Rows

STEPS = 256  # steps of the table for each factor e
REACH = 20  # a move so many factors of e behind the best is never chosen
MOST = 2**23  # the weights of a seat add up to no more than twice this


def weight_table(moves: int) -> Rows:
    """exp(-i / STEPS) as whole numbers for i = 0, 1, …, ending in 0.

    moves: of one seat; the more there are, the smaller their weights must be.
    """
    factors = np.full(REACH * STEPS, 0.9961013694701175)  # exp(-1 / 256)
    factors[0] = MOST // moves
    return np.append(np.rint(np.multiply.accumulate(factors)), 0.0).astype(REAL)
