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

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.engine.compiled import compiled
from sim.engine.phases.decide import Outlook
from sim.engine.rows import REAL, Figures, Places, Rows, total, widened
from sim.scenario.schema import PolicyChoice

if TYPE_CHECKING:
    from sim.engine.rules import Rules

TILE = 256  # worlds whose sights the nearer caches hold

# A sum depends on the order in which it is added up. Of multiples of these grids every sum is
# exact, so that the order can't matter.
FINE, COARSE = 2.0**20, REAL(2.0**12)
ZERO, ONE = REAL(0.0), REAL(1.0)


class _Goals(NamedTuple):
    """The sides of goals, and what measures a loss: at every point, (sides, points) each."""

    rows: Places
    best: Rows
    scale: Rows
    straight: Rows
    curved: Rows
    steps: Rows


class _Asked(NamedTuple):
    """Changes that are worked out each turn, and the sides that they are measured by."""

    answers: Places
    sides: Places
    scale: Rows


class _Views(NamedTuple):
    """What is seen beside the rates: some of them as far as one is believed, and attitudes."""

    believed: Places
    credibility: Places
    attitudes: Places


class _Terms(NamedTuple):
    """What is not zero in the matrix, move by move; the factors are (terms, points)."""

    starts: Places
    sights: Places
    factors: Figures


class Worth:
    """The worth of all moves, in stakes of their actors."""

    def __init__(self, rules: Rules) -> None:
        self.book = rules.book
        self.rules = rules
        self.prospects = rules.prospects
        self._tilts = cache(self._tilts_of)
        self._lay_out_sights()
        self.terms = self._terms()
        costs = [move.move.cost if move.move else 0.0 for move in self.book.moves]
        self.cost = self.book.columns([*costs, 0.0])

    # -- each turn ---------------------------------------------------------------------------

    def __call__(self, outlook: Outlook) -> Rows:
        """The worth of each move, (moves + 1, W); the last row belongs to none."""
        table, answers = outlook.worlds.table, outlook.answers
        worth = np.empty((len(self.cost), table.shape[1]), dtype=REAL)
        _weigh(table, answers, self.goals, self.asked, self.views, self.terms, self.cost, worth)
        return worth

    # -- setting up --------------------------------------------------------------------------

    def _lay_out_sights(self) -> None:
        """What is seen, in order: rates, rates as far as one is believed, asked, attitudes."""
        losses, layout = self.prospects.losses, self.book.layout
        usual = self.prospects.steps[1]
        measures = losses.best, losses.scale, losses.straight, losses.curved, usual
        self.goals = _Goals(losses.rows, *(widened(each, self.book.points) for each in measures))
        asked = self.prospects.asked
        self.asked = _Asked(
            np.array([part.answer for part in asked], dtype=np.intp),
            np.array([part.side for part in asked], dtype=np.intp),
            self.book.columns(part.scale for part in asked),
        )
        # For the worse and for the better: each side has two rates.
        believed = np.flatnonzero(_by_rate(self.prospects.believed).any(axis=(0, 2)))
        speakers = np.array([side.actor for side in losses.sides] * 2, dtype=np.intp)[believed]
        attitudes = layout.groups["attitude"]
        self.views = _Views(
            believed,
            layout.first("credibility") + speakers,
            np.arange(attitudes.start, attitudes.stop, dtype=np.intp),
        )

    def _terms(self) -> _Terms:
        """The row of every move in the matrix, and an empty one that belongs to none."""
        rows = [(np.empty(0, np.intp), np.empty((0, self.book.points)))] * (
            len(self.book.moves) + 1
        )
        for actor in range(len(self.book.actors)):
            own = self.book.moves_of(actor)
            for place, row in zip(own, self._matrix(own), strict=True):
                sights = np.flatnonzero(row.any(axis=1))
                rows[place] = sights, row[sights]
        starts = np.cumsum([0, *(len(sights) for sights, _ in rows)])
        sights, factors = (np.concatenate(parts) for parts in zip(*rows, strict=True))
        return _Terms(starts, sights, factors)

    def _matrix(self, own: list[int]) -> Figures:
        """(own moves, sights, points): what one unit of each sight makes a move worth."""
        plain, replies = self.prospects.plain[own], self._replies(own)
        believed = _by_rate(self.prospects.believed[own])[:, self.views.believed]
        asked = np.zeros((len(own), len(self.prospects.asked), 1))
        for number, part in enumerate(self.prospects.asked):
            if part.move in own:
                asked[own.index(part.move), number] = -1.0
        parts = [_by_rate(plain + replies), believed, asked, self._reciprocity(own)]
        wide = [np.broadcast_to(part, (*part.shape[:2], self.book.points)) for part in parts]
        matrix: Figures = np.rint(np.hstack(wide) * FINE) / FINE / float(COARSE)
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


def _by_rate(changes: Figures) -> Figures:
    """(moves, 2 × sides): the worth of changes at rates for the worse, then for the better."""
    return np.hstack([-np.maximum(changes, 0), -np.minimum(changes, 0)])


@compiled
def _weigh(
    table: Rows,
    answers: Rows,
    goals: _Goals,
    asked: _Asked,
    views: _Views,
    terms: _Terms,
    cost: Rows,
    worth: Rows,
) -> None:
    """What is seen, on its grid, and the sums of what it makes each move worth."""
    sides, believed = len(goals.rows), len(views.believed)
    plain = np.empty((2 * sides, TILE), REAL)
    seen = 2 * sides + believed + len(asked.answers) + len(views.attitudes)
    sights = np.empty((seen, TILE), REAL)
    added = np.empty(TILE, np.float64)
    points = cost.shape[1]
    copies = table.shape[1] // points
    for point in range(points):
        for first in range(point * copies, (point + 1) * copies, TILE):
            end = min(first + TILE, (point + 1) * copies)
            count = end - first
            for side in range(sides):
                values = table[goals.rows[side], first:end]
                _rate(values, goals, side, point, plain[side], plain[sides + side])
            for rate in range(2 * sides):
                for w in range(count):
                    sights[rate, w] = np.rint(plain[rate, w] * COARSE)
            at = 2 * sides
            for place in range(believed):
                rate = plain[views.believed[place]]
                credibility = table[views.credibility[place], first:end]
                for w in range(count):
                    sights[at, w] = np.rint(rate[w] * credibility[w] * COARSE)
                at += 1
            for place in range(len(asked.answers)):
                answer = answers[asked.answers[place], first:end]
                scale = asked.scale[place, point]
                worse, better = plain[asked.sides[place]], plain[sides + asked.sides[place]]
                for w in range(count):
                    change = answer[w] * scale
                    change *= worse[w] if change > 0 else better[w]
                    sights[at, w] = np.rint(change * COARSE)
                at += 1
            for place in range(len(views.attitudes)):
                attitude = table[views.attitudes[place], first:end]
                for w in range(count):
                    sights[at, w] = np.rint(attitude[w] * COARSE)
                at += 1
            for move in range(len(cost)):
                added[:] = 0.0
                for term in range(terms.starts[move], terms.starts[move + 1]):
                    sight, factor = sights[terms.sights[term]], terms.factors[term, point]
                    for w in range(count):
                        added[w] += np.float64(sight[w]) * factor
                out = worth[move, first:end]
                for w in range(count):
                    out[w] = REAL(added[w]) - cost[move, point]


@compiled
def _rate(values: Rows, goals: _Goals, side: int, point: int, worse: Rows, better: Rows) -> None:
    """What a distance of 1 costs for the worse, and spares for the better, at usual steps."""
    best, scale = goals.best[side, point], goals.scale[side, point]
    straight, curved = goals.straight[side, point], goals.curved[side, point]
    step = goals.steps[side, point]
    for w in range(len(values)):
        distance = (values[w] - best) * scale
        here = min(max(distance, ZERO), ONE)
        up = min(max(distance + step, ZERO), ONE)
        down = min(max(distance - step, ZERO), ONE)
        loss = (here * curved + straight) * here
        worse[w] = ((up * curved + straight) * up - loss) / step
        better[w] = ((down * curved + straight) * down - loss) / -step
