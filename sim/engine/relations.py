"""Relations between actors: what answering in kind is worth, and what answer to expect.

Reciprocity: a friendly act toward a friend, a hostile one toward a foe, is worth something in
itself. Foresight: a move shifts the attitude of those that it is directed at by its Goldstein
value; by their reciprocity that tilts their choice between friendly and hostile moves; and each of
these would bring the actor nearer to, or further from, what it wants. To first order, the expected
worth of that tilt is a covariance, over the other's likely moves, between how friendly they are
and what they change. What is taken as known of the other is its character only: how it would
choose at a typical start. What it really sees or plans stays its own.

Both are linear in what the actor sees: so a matrix, made once, does all the work of a turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.engine.phases.decide import Small
from sim.engine.program import Rows
from sim.engine.worlds import Worlds
from sim.scenario.schema import PolicyChoice

if TYPE_CHECKING:
    from sim.engine.rules import Rules

# A matrix product adds up in an order that depends on its size. Of multiples of these grids every
# sum is exact, so that the order can't matter.
FINE, COARSE = 2.0**20, 2.0**12


class Relations:
    """The worth of moves toward others, added to the utilities of all actors at once."""

    def __init__(self, rules: Rules) -> None:
        self.book = rules.book
        self.rules = rules
        self.losses = rules.prospects.losses
        self.attitudes = self.book.layout.groups["attitude"]
        self.places = np.array(
            [place for place, move in enumerate(self.book.moves) if move.toward], dtype=np.intp
        )
        worth = np.hstack([self._replies(), self._reciprocity()])[self.places]
        self.worth = np.rint(worth * FINE) / FINE

    def add_to(self, utility: Small, worlds: Worlds, distance: Rows) -> None:
        """Add what each move is worth for the sake of others.

        utility: (moves + 1, W), changed in place. distance: (sides, W), as the actors see it.
        """
        seen = np.concatenate([self.losses.slope(distance), worlds.table[self.attitudes]])
        seen *= COARSE
        np.rint(seen, seen)
        seen /= COARSE
        utility[self.places] += self.worth @ seen

    def _reciprocity(self) -> Rows:
        """(moves, attitudes): worth of each move for each point of attitude."""
        names, moves = self.book.actors, self.book.moves
        pairs = self.book.layout.names("attitude")
        worth = np.zeros((len(moves), len(pairs)))
        for place, move in enumerate(moves):
            reciprocity = self._policy(move.actor).reciprocity
            for other in move.toward:
                pair = pairs.index(f"{names[move.actor]}/{names[other]}")
                # Attitudes and Goldstein values both run to 10, so the product is 1 at most.
                worth[place, pair] = reciprocity * move.goldstein / 100 / len(move.toward)
        return worth

    def _replies(self) -> Rows:
        """(moves, sides): worth of the expected replies for each unit of slope of the losses."""
        sides = self.losses.sides
        worth = np.zeros((len(self.book.moves), len(sides)))
        per_point = self.book.scenario.dynamics.attitudes.per_point
        for place, move in enumerate(self.book.moves):
            if not self._policy(move.actor).foresight:
                continue
            for other in move.toward:
                replier = self._policy(other)
                # The derivative of the logit: λ × reciprocity × shift × (friendliness / 100).
                shift = per_point * move.goldstein
                push = replier.rationality * replier.reciprocity * shift / 100
                worth[place] -= push * self._tilts(move.actor, other)
        return worth

    def _tilts(self, actor: int, other: int) -> NDArray[np.float64]:
        """(sides,): what a tilt of the other's choice toward friendliness changes for the actor."""
        book = self.book
        warmth = np.array([m.goldstein if actor in m.toward else 0.0 for m in book.moves])
        tilts = np.zeros(len(self.losses.sides))
        for seat in (other, other + len(book.actors)):
            own = [place for place, move in enumerate(book.moves) if move.seat == seat]
            chance = self.rules.typical_choice[own]
            away = warmth[own] - sum((chance * warmth[own]).tolist())
            for number, side in enumerate(self.losses.sides):
                if side.actor == actor:
                    change = self.rules.typical_changes[side.indicator][own]
                    covariance = sum((chance * away * change).tolist())
                    tilts[number] += covariance * float(self.losses.scale[number, 0])
        return tilts

    def _policy(self, actor: int) -> PolicyChoice:
        return self.book.scenario.actors[self.book.actors[actor]].policy
