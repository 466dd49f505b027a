"""What every move is worth to its actor, as a matrix over what the actor sees.

Four things make a move worth doing: what it should change, at the going rates (see `prospects`);
the same in proportion to how far the actor is believed, for words; reciprocity: a friendly act
toward a friend, a hostile one toward a foe, is worth something in itself; and, at foresight 1, the
reply to expect. A move shifts the attitude of those that it is directed at by its Goldstein value;
by their reciprocity that tilts their choice between friendly and hostile moves; and each of these
would bring the actor nearer to, or further from, what it wants. To first order, the tilt is a
covariance, over the other's likely moves, between how friendly they are and what they change.
What is taken as known of the other is its character only: how it would choose at a typical start.
What it really sees or plans stays its own.

All that is linear in the rates and attitudes of the moment: so one product of matrices weighs all
moves of all actors in all worlds, and foresight costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.engine.phases.decide import Outlook
from sim.engine.rows import REAL, Figures, Rows, as_column
from sim.scenario.schema import PolicyChoice

if TYPE_CHECKING:
    from sim.engine.rules import Rules

# A matrix product adds up in an order that depends on its size. Of multiples of these grids every
# sum is exact, so that the order can't matter.
FINE, COARSE = 2.0**20, 2.0**12


class Worth:
    """The worth of all moves, in stakes of their actors."""

    def __init__(self, rules: Rules) -> None:
        self.book = rules.book
        self.rules = rules
        self.prospects = rules.prospects
        self.attitudes = self.book.layout.groups["attitude"]
        self._lay_out_sights()
        self._divide(self._matrix())
        costs = [move.move.cost if move.move else 0.0 for move in self.book.moves]
        self.cost = np.array([*costs, 0.0], dtype=REAL).reshape(-1, 1)

    # -- each turn ---------------------------------------------------------------------------

    def __call__(self, outlook: Outlook) -> Rows:
        """(moves + 1, W): the worth of each move; the last row belongs to none."""
        sights = self._sights(outlook)
        worlds, (actors, height, width) = outlook.worlds, self.matrices.shape
        own = worlds.workspace("own sights", (actors, width, worlds.count), REAL)
        np.take(sights, self.seen, 0, own.reshape(actors * width, -1), "clip")
        own *= COARSE
        exact = worlds.workspace("exact sights", own.shape, np.float64)
        np.rint(own, out=exact)
        product = worlds.workspace("worth", (actors, height, worlds.count), np.float64)
        np.matmul(self.matrices, exact, out=product)
        worth = product.astype(REAL).reshape(actors * height, -1).take(self.places, 0)
        worth -= self.cost
        return worth

    def _sights(self, outlook: Outlook) -> Rows:
        """Going rates, plain and as far as one is believed; asked changes; attitudes; and a 0."""
        table, sides = outlook.worlds.table, len(self.prospects.losses.sides)
        shape = (self.height, outlook.worlds.count)
        sights = outlook.worlds.workspace("sights", shape, REAL)
        rates, believed = sights[: 2 * sides], sights[2 * sides : 4 * sides]
        worse, better = self.prospects.rates(self.prospects.losses.distance(table), rates)
        np.multiply(rates, table.take(self.credibility, 0), out=believed)
        change = outlook.answers.take(self.answers, 0)
        change *= self.scale
        for_the_better = np.minimum(change, 0.0)
        for_the_better *= better.take(self.asked_sides, 0)
        np.maximum(change, 0.0, out=change)
        change *= worse.take(self.asked_sides, 0)
        change += for_the_better
        asked = 4 * sides + len(change)
        sights[4 * sides : asked] = change
        sights[asked:-1] = table[self.attitudes]
        sights[-1] = 0.0
        return sights

    # -- setting up --------------------------------------------------------------------------

    def _lay_out_sights(self) -> None:
        """What is seen, in order: rates, rates as far as one is believed, asked, attitudes, 0."""
        sides = [side.actor for side in self.prospects.losses.sides]
        asked = self.prospects.asked
        names, pairs = self.book.actors, self.book.layout.names("attitude")
        # For the worse and for the better: each side has two rates.
        self.credibility = self.book.layout.first("credibility") + np.array(sides * 2, np.intp)
        self.answers = np.array([part.answer for part in asked], dtype=np.intp)
        self.asked_sides = np.array([part.side for part in asked], dtype=np.intp)
        self.scale = as_column(part.scale for part in asked)
        of_asked = [sides[part.side] for part in asked]
        self.owners = np.array(
            [*sides * 4, *of_asked, *(names.index(p.split("/")[0]) for p in pairs)]
        )
        self.height = len(self.owners) + 1

    def _matrix(self) -> Figures:
        """(moves, sights): what one unit of each sight makes each move worth."""
        plain = self.prospects.plain + self._replies()
        believed = self.prospects.believed
        asked = np.zeros((len(plain), len(self.prospects.asked)))
        for number, part in enumerate(self.prospects.asked):
            asked[part.move, number] = -1.0
        parts = [-np.maximum(plain, 0), -np.minimum(plain, 0)]
        parts += [-np.maximum(believed, 0), -np.minimum(believed, 0)]
        matrix = np.hstack([*parts, asked, self._reciprocity()])
        return np.rint(matrix * FINE) / FINE / COARSE

    def _divide(self, matrix: Figures) -> None:
        """One block an actor: its moves by what it sees. All blocks get the size of the largest."""
        actors = range(len(self.book.actors))
        moves = [self.book.moves_of(actor) for actor in actors]
        sights = [np.flatnonzero((self.owners == a) & matrix[moves[a]].any(axis=0)) for a in actors]
        height, width = max(map(len, moves)), max(map(len, sights))
        self.matrices = np.zeros((len(actors), height, width))
        nothing = matrix.shape[1]
        seen = np.full((len(actors), width), nothing)
        places = np.zeros(len(self.book.moves) + 1, dtype=np.intp)
        for actor in actors:
            own, saw = moves[actor], sights[actor]
            self.matrices[actor, : len(own), : len(saw)] = matrix[own][:, saw]
            seen[actor, : len(saw)] = saw
            places[own] = actor * height + np.arange(len(own))
        self.seen, self.places = seen.ravel(), places

    def _reciprocity(self) -> Figures:
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

    def _replies(self) -> Figures:
        """(moves, sides): the change that the expected replies to each move would make."""
        changes = np.zeros_like(self.prospects.plain)
        per_point = self.book.scenario.dynamics.attitudes.per_point
        for place, move in enumerate(self.book.moves):
            if not self._policy(move.actor).foresight:
                continue
            for other in move.toward:
                replier = self._policy(other)
                # The derivative of the logit: λ × reciprocity × shift × (friendliness / 100).
                shift = per_point * move.goldstein
                push = replier.rationality * replier.reciprocity * shift / 100
                changes[place] += push * self._tilts(move.actor, other)
        return changes

    def _tilts(self, actor: int, other: int) -> Figures:
        """(sides,): what a tilt of the other's choice toward friendliness changes for the actor."""
        book, losses = self.book, self.prospects.losses
        # As in reciprocity, what is directed at several is felt in part by each.
        warmth = np.array(
            [m.goldstein / len(m.toward) if actor in m.toward else 0.0 for m in book.moves]
        )
        tilts = np.zeros(len(losses.sides))
        for seat in (other, other + len(book.actors)):
            own = [place for place, move in enumerate(book.moves) if move.seat == seat]
            chance = self.rules.typical_choice[own]
            away = warmth[own] - sum((chance * warmth[own]).tolist())
            for number, side in enumerate(losses.sides):
                if side.actor == actor:
                    change = self.rules.typical_changes[side.indicator][own]
                    covariance = sum((chance * away * change).tolist())
                    tilts[number] += covariance * float(losses.scale[number, 0])
        return tilts

    def _policy(self, actor: int) -> PolicyChoice:
        return self.book.scenario.actors[self.book.actors[actor]].policy
