"""Foresight 1: the reply that an actor expects to a move directed at somebody.

The move shifts the other's attitude by its Goldstein value; by reciprocity that tilts the other's
choice between friendly and hostile moves; and each of these would bring the actor nearer to, or
further from, what it wants. To first order, the expected worth of the tilt is a covariance, over
the other's likely moves, between how friendly they are and what they change.

What is taken as known of the other is its character only: how it would choose at a typical start.
What it really sees or plans stays its own.
"""

from __future__ import annotations

import numpy as np

from sim.engine.program import Rows
from sim.engine.rules import Rules


class Foresight:
    """Worth of expected replies, added to the utilities of the actors that look ahead."""

    def __init__(self, rules: Rules) -> None:
        self.book = rules.book
        self.losses = rules.prospects.losses
        self.rules = rules
        pairs = [(a, b) for a in range(len(self.book.actors)) for b in range(len(self.book.actors))]
        self.pairs = [pair for pair in pairs if pair[0] != pair[1]]
        self.tilts = self._tilts()
        self.moves, self.of_pair, self.push = self._pushes()

    def _tilts(self) -> list[tuple[np.ndarray, np.ndarray, Rows]]:
        """What each pair's reply changes, a side of the actor's goals at a time.

        Layers of (pair, side, change in distance per unit of push), no pair twice in a layer.
        """
        layers: dict[int, list[tuple[int, int, float]]] = {}
        for number, (actor, other) in enumerate(self.pairs):
            sides = [i for i, side in enumerate(self.losses.sides) if side.actor == actor]
            tilts = [(side, self._tilt(actor, other, side)) for side in sides]
            for layer, (side, tilt) in enumerate(pair for pair in tilts if pair[1]):
                layers.setdefault(layer, []).append((number, side, tilt))
        return [
            (
                np.array([number for number, _, _ in rows], np.intp),
                np.array([side for _, side, _ in rows], np.intp),
                np.array([[tilt] for _, _, tilt in rows]),
            )
            for rows in layers.values()
        ]

    def _tilt(self, actor: int, other: int, side: int) -> float:
        """Covariance of friendliness toward the actor and change of one of its distances."""
        book, total = self.book, 0.0
        scale = float(self.losses.scale[side, 0])
        changes = self.rules.typical_changes[self.losses.sides[side].indicator]
        for seat in (other, other + len(book.actors)):
            own = [i for i, move in enumerate(book.moves) if move.seat == seat]
            chance = self.rules.typical_choice[own]
            warmth = np.array(
                [book.moves[i].goldstein if actor in book.moves[i].toward else 0.0 for i in own]
            )
            change = changes[own] * scale
            mean = float((chance * warmth).sum())
            total += float((chance * (warmth - mean) * change).sum())
        return total

    def _pushes(self) -> tuple[np.ndarray, np.ndarray, Rows]:
        """How far each directed move tilts the choice of those it is directed at."""
        book, found = self.book, []
        actors = list(book.scenario.actors.values())
        per_point = book.scenario.dynamics.attitudes.per_point
        for place, move in enumerate(book.moves):
            if not actors[move.actor].policy.foresight:
                continue
            for other in move.toward:
                replier = actors[other].policy
                shift = per_point * move.goldstein
                # The derivative of the logit: λ × reciprocity × shift × (friendliness / 100).
                push = replier.rationality * replier.reciprocity * shift / 100
                found.append((place, self.pairs.index((move.actor, other)), push))
        found.sort(key=lambda row: row[1])
        return (
            np.array([place for place, _, _ in found], np.intp),
            np.array([pair for _, pair, _ in found], np.intp),
            np.array([[push] for _, _, push in found]),
        )

    def add_to(self, utility: Rows, distance: Rows) -> None:
        """Add the worth of the expected reply to each directed move.

        utility: (moves, W). distance: (sides, W), as the actors see it.
        """
        slope = self.losses.slope(distance)
        worth = np.zeros((len(self.pairs), utility.shape[1]))
        for pairs, sides, tilt in self.tilts:
            worth[pairs] -= tilt * slope[sides]
        replies = worth[self.of_pair]
        replies *= self.push
        for first in self._once_each():
            utility[self.moves[first]] += replies[first]

    def _once_each(self) -> list[np.ndarray]:
        """The pushes in groups in which no move comes twice."""
        if not hasattr(self, "_groups"):
            seen: dict[int, int] = {}
            groups: dict[int, list[int]] = {}
            for number, move in enumerate(self.moves.tolist()):
                groups.setdefault(seen.get(move, 0), []).append(number)
                seen[move] = seen.get(move, 0) + 1
            self._groups = [np.array(group, np.intp) for group in groups.values()]
        return self._groups
