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

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sim.engine.phases.decide import Outlook
from sim.engine.rows import REAL, Figures, Rows, cut, strips, total
from sim.scenario.schema import PolicyChoice

if TYPE_CHECKING:
    from sim.engine.rules import Rules

# A matrix product adds up in an order that depends on its size. Of multiples of these grids every
# sum is exact, so that the order can't matter.
FINE, COARSE = 2.0**20, 2.0**12
FEW = 16  # worlds, for which one product takes less time than one for each actor


class Worth:
    """The worth of all moves, in stakes of their actors."""

    def __init__(self, rules: Rules) -> None:
        self.book = rules.book
        self.rules = rules
        self.prospects = rules.prospects
        self.attitudes = self.book.layout.groups["attitude"]
        self._tilts = cache(self._tilts_of)
        self._lay_out_sights()
        self._lay_out_blocks()
        costs = [move.move.cost if move.move else 0.0 for move in self.book.moves]
        self.cost = self.book.columns([*costs, 0.0])

    # -- each turn ---------------------------------------------------------------------------

    def __call__(self, outlook: Outlook) -> Iterator[tuple[slice, Rows]]:
        """The worth of each move, a strip of worlds at a time.

        Yields:
            the strip, and (moves + 1, its worlds); the last row belongs to none.
        """
        table, answers = outlook.worlds.table, outlook.answers
        distance = self.prospects.losses.distance(table)
        for strip in strips(outlook.worlds.count, self.book.copies):
            sights = self._sights(strip, table[:, strip], distance[:, strip], answers[:, strip])
            worth = self._worth(strip, sights)
            worth -= cut(self.cost, strip)
            yield strip, worth

    def _worth(self, strip: slice, sights: Rows) -> Rows:
        if self.matrix is not None and sights.shape[1] <= FEW:
            few: Rows = self.matrix.dot(_exact(sights)).astype(REAL)
            return few
        worth: Rows = self._by_actor(strip, _exact(sights.take(self.seen, 0))).astype(REAL)
        return worth.take(self.places, 0)

    def _by_actor(self, strip: slice, exact: Figures) -> Figures:
        """Many small products, that leave out what an actor does not see."""
        product = np.empty((len(self.places) - 1, exact.shape[1]))
        for moves, matrix, seen in self.blocks:
            if len(matrix) == 1:
                np.matmul(matrix[0], exact[seen], out=product[moves])
            else:
                copies = self.book.copies
                here = matrix[strip.start // copies : strip.stop // copies]
                by_point = _by_point(exact[seen], copies), _by_point(product[moves], copies)
                np.matmul(here, by_point[0], out=by_point[1])
        return product

    def _sights(self, strip: slice, table: Rows, distance: Rows, answers: Rows) -> Rows:
        """Going rates, plain and as far as one is believed; asked changes; attitudes."""
        rates = self.prospects.rates(distance, strip)
        worse, better = rates
        plain = rates.reshape(-1, distance.shape[1])
        believed = plain.take(self.believed, 0)
        # Not by `take`, which would first copy the whole of a strip.
        believed *= table[self.credibility]
        change = answers[self.answers]
        change *= cut(self.scale, strip)
        for_the_better = np.minimum(change, 0.0)
        for_the_better *= better.take(self.asked_sides, 0)
        np.maximum(change, 0.0, out=change)
        change *= worse.take(self.asked_sides, 0)
        change += for_the_better
        return np.concatenate([plain, believed, change, table[self.attitudes]])

    # -- setting up --------------------------------------------------------------------------

    def _lay_out_sights(self) -> None:
        """What is seen, in order: rates, rates as far as one is believed, asked, attitudes."""
        sides = [side.actor for side in self.prospects.losses.sides]
        asked = self.prospects.asked
        names, pairs = self.book.actors, self.book.layout.names("attitude")
        # For the worse and for the better: each side has two rates.
        words = _by_rate(self.prospects.believed)
        self.believed = np.flatnonzero(words.any(axis=(0, 2)))
        speakers = [(sides * 2)[rate] for rate in self.believed]
        self.credibility = self.book.layout.first("credibility") + np.array(speakers, np.intp)
        self.answers = np.array([part.answer for part in asked], dtype=np.intp)
        self.asked_sides = np.array([part.side for part in asked], dtype=np.intp)
        self.scale = self.book.columns(part.scale for part in asked)
        of_asked = [sides[part.side] for part in asked]
        of_pairs = [names.index(pair.split("/")[0]) for pair in pairs]
        self.owners = np.array([*sides * 2, *speakers, *of_asked, *of_pairs])

    def _lay_out_blocks(self) -> None:
        """A block of the matrix for each actor: (points, its moves, what it sees).

        `matrix` is the whole, (moves + 1, sights): what one unit of each sight makes each move
        worth. There is none where that differs between points.
        """
        self.blocks: list[tuple[slice, Figures, slice]] = []
        seen: list[int] = []
        whole = np.zeros((len(self.book.moves) + 1, len(self.owners)))
        # The row that belongs to no move is any; no move is ever chosen from it.
        self.places = np.zeros(len(whole), dtype=np.intp)
        height = 0
        for actor in range(len(self.book.actors)):
            own = self.book.moves_of(actor)
            matrix = self._matrix(own)
            saw = np.flatnonzero((self.owners == actor) & matrix.any(axis=(0, 2)))
            rows, columns = slice(height, height + len(own)), slice(len(seen), len(seen) + len(saw))
            block = np.ascontiguousarray(np.moveaxis(matrix[:, saw], 2, 0))
            self.blocks.append((rows, block, columns))
            self.places[own] = np.arange(rows.start, rows.stop)
            whole[own] = matrix[:, :, 0]
            seen += saw.tolist()
            height = rows.stop
        self.seen = np.array(seen, dtype=np.intp)
        same = all(len(block) == 1 for _, block, _ in self.blocks)
        self.matrix = whole if same else None

    def _matrix(self, own: list[int]) -> Figures:
        """(own moves, sights, points): what one unit of each sight makes a move worth."""
        plain, replies = self.prospects.plain[own], self._replies(own)
        believed = _by_rate(self.prospects.believed[own])[:, self.believed]
        asked = np.zeros((len(own), len(self.prospects.asked), 1))
        for number, part in enumerate(self.prospects.asked):
            if part.move in own:
                asked[own.index(part.move), number] = -1.0
        parts = [_by_rate(plain + replies), believed, asked, self._reciprocity(own)]
        points = max(part.shape[2] for part in parts)
        wide = [np.broadcast_to(part, (*part.shape[:2], points)) for part in parts]
        matrix: Figures = np.rint(np.hstack(wide) * FINE) / FINE / COARSE
        return matrix

    def _reciprocity(self, own: list[int]) -> Figures:
        """(own moves, attitudes, points): worth of each move for each point of attitude."""
        names, moves = self.book.actors, self.book.moves
        pairs = self.book.layout.names("attitude")
        reciprocity = self._policy(moves[own[0]].actor).reciprocity
        worth = np.zeros((len(own), len(pairs), np.size(reciprocity)))
        for place, move in enumerate(moves[place] for place in own):
            for other in move.toward:
                pair = pairs.index(f"{names[move.actor]}/{names[other]}")
                # Attitudes and Goldstein values both run to 10, so the product is 1 at most.
                worth[place, pair] = reciprocity * move.goldstein / 100 / len(move.toward)
        return worth

    def _replies(self, own: list[int]) -> Figures:
        """(own moves, sides, points): the change that the expected replies would make."""
        moves, sides = self.book.moves, len(self.prospects.losses.sides)
        if not self._policy(moves[own[0]].actor).foresight:
            return np.zeros((len(own), sides, 1))
        changes = np.zeros((len(own), sides, self.book.points))
        per_point = self.book.scenario.dynamics.attitudes.per_point
        for place, move in enumerate(moves[place] for place in own):
            for other in move.toward:
                replier = self._policy(other)
                # The derivative of the logit: λ × reciprocity × shift × (friendliness / 100).
                shift = per_point * move.goldstein
                push = replier.rationality * replier.reciprocity * shift / 100
                changes[place] += push * self._tilts(move.actor, other)
        return changes

    def _tilts_of(self, actor: int, other: int) -> Figures:
        """(sides, points): what the other's tilt toward friendliness changes for the actor."""
        book, losses = self.book, self.prospects.losses
        # As in reciprocity, what is directed at several is felt in part by each.
        felt = [m.goldstein / len(m.toward) if actor in m.toward else 0.0 for m in book.moves]
        warmth = np.array(felt)[:, None]
        tilts = np.zeros((len(losses.sides), book.points))
        for seat in (other, other + len(book.actors)):
            own = [place for place, move in enumerate(book.moves) if move.seat == seat]
            chance = self.rules.typical_choice[own]
            away = warmth[own] - total(chance * warmth[own])
            for number, side in enumerate(losses.sides):
                if side.actor == actor:
                    change = self.rules.typical_changes[side.indicator][own]
                    covariance = total(chance * away * change)
                    tilts[number] += covariance * float(losses.scale[number, 0])
        return tilts

    def _policy(self, actor: int) -> PolicyChoice:
        return self.book.scenario.actors[self.book.actors[actor]].policy


def _exact(sights: Rows) -> Figures:
    """Rounded to multiples of a grid, counted in these; overwrites what it is given."""
    sights *= COARSE
    np.rint(sights, out=sights)
    return sights.astype(np.float64)


def _by_rate(changes: Figures) -> Figures:
    """(moves, 2 × sides, …): the worth of changes at rates for the worse, then for the better."""
    return np.hstack([-np.maximum(changes, 0), -np.minimum(changes, 0)])


def _by_point(rows: Figures, copies: int) -> Figures:
    """Rows over worlds as (points, rows, copies); a view."""
    return rows.reshape(len(rows), -1, copies).swapaxes(0, 1)
