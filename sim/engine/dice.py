"""Luck by address: the same world gets the same number, whoever asks and however many worlds run.

A number is found by (seed, purpose, turn, world, draw). Philox counts its way through a stream
of blocks; the seed and the purpose choose the stream, the turn a far-off place in it, and each
world owns the next few blocks there. So neighbouring worlds are drawn with one call, and any slice
of them gets the numbers that the whole would have given it.

Uniform numbers are all that is drawn: other distributions may reject and draw again, which would
shift the luck of every world behind.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from sim.engine.philox import Bits, draw, round_keys
from sim.engine.rows import REAL, Rows

LARGEST_SEED = 2**63 - 1
LARGEST_WORLD = 2**40


class Purpose(IntEnum):
    """What luck is needed for; one purpose never disturbs another's numbers."""

    START = 0
    PERCEPTION = 1
    CHOICE = 2
    CHANCE = 3
    EVENT = 4
    INCIDENT = 5
    INJECT = 6


class Dice:
    """The luck of `worlds` neighbouring worlds.

    Args:
        seed: chooses the luck of all worlds; 0 to LARGEST_SEED.
        first_world: the number of the first world; 0 to LARGEST_WORLD.
        worlds: how many worlds.
        stream: 0 for worlds as they are, another number for futures that branch off from them.

    Raises:
        ValueError: a number is out of its range.
    """

    def __init__(self, seed: int, first_world: int, worlds: int, stream: int = 0) -> None:
        if not 0 <= seed <= LARGEST_SEED:
            raise ValueError(f"seed: {seed} is not between 0 and {LARGEST_SEED}")
        if not 0 <= first_world <= LARGEST_WORLD:
            raise ValueError(f"first_world: {first_world} is not between 0 and {LARGEST_WORLD}")
        self.seed = seed
        self.first_world = first_world
        self.worlds = worlds
        self.stream = stream
        self._keys: dict[Purpose, Bits] = {}

    def uniforms(self, purpose: Purpose, turn: int, draws: int) -> Rows:
        """Uniform numbers in [0, 1), in steps of 2 ** -24: all that single precision holds there.

        Returns:
            (draws, worlds); row i is draw i of every world.
        """
        luck = np.empty((draws, self.worlds), dtype=REAL)
        draw(self._round_keys(purpose), self.first_world, turn, luck)
        return luck

    def _round_keys(self, purpose: Purpose) -> Bits:
        if purpose not in self._keys:
            stream = self.stream * len(Purpose) + purpose
            self._keys[purpose] = round_keys(self.seed, stream)
        return self._keys[purpose]


class PairedDice(Dice):
    """The luck of worlds that are played at several points, at each by the same luck.

    The worlds of a point stand side by side, and `worlds` is how many these are.
    """

    def __init__(
        self, seed: int, first_world: int, worlds: int, stream: int = 0, points: int = 1
    ) -> None:
        super().__init__(seed, first_world, worlds, stream)
        self.points = points

    def uniforms(self, purpose: Purpose, turn: int, draws: int) -> Rows:
        """As those of the worlds of one point, again for every other."""
        return np.tile(super().uniforms(purpose, turn, draws), self.points)
