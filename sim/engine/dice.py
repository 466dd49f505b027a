"""Luck by address: the same world gets the same number, whoever asks and however many worlds run.

A number is found by (seed, purpose, turn, world, draw). Philox counts its way through a stream
of blocks; the seed and the purpose choose the stream, the turn a far-off place in it, and each
world owns the next few blocks there. So neighbouring worlds are drawn with one call, and any slice
of them gets the numbers that the whole would have given it.

Only bits are drawn, and made uniform numbers here: NumPy's other distributions reject and draw
again, which would shift the luck of every world behind.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.rows import REAL, Rows

WORDS = 4  # of 64 bits, that Philox makes from one value of its counter
BLOCK = 2 * WORDS  # draws of 32 bits each
SPARE = np.uint32(8)  # bits of a draw that single precision has no room for
UNIT = REAL(2.0**-24)
ANY = np.random.SeedSequence(0)  # for a Philox whose key and counter are set before each use
NOTHING = (0, np.empty((0, 0, 0), dtype=REAL))
WORLDS_AHEAD = 16  # worlds × turns that are drawn with one call, if there are few worlds
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
        self._ahead = max(1, WORLDS_AHEAD // worlds)
        self._drawn: dict[tuple[Purpose, int], tuple[int, Rows]] = {}
        self._philox = np.random.Philox(ANY)
        # Philox takes over plain lists of whole numbers fastest.
        self._counter, self._key = [0, 0, 0, 0], [0, 0]
        self._place: Any = {
            **self._philox.state,
            "state": {"counter": self._counter, "key": self._key},
            "buffer": [0] * WORDS,
            "buffer_pos": WORDS,  # nothing is left over from an earlier block
        }

    def uniforms(self, purpose: Purpose, turn: int, draws: int) -> Rows:
        """Uniform numbers in [0, 1), in steps of 2 ** -24: all that single precision holds there.

        Returns:
            (draws, worlds), not to be written to; row i is draw i of every world.
        """
        first, luck = self._drawn.get((purpose, draws), NOTHING)
        if not 0 <= turn - first < len(luck):
            first, luck = turn, self._draw(purpose, turn, draws)
            if len(luck) > 1:
                self._drawn[purpose, draws] = first, luck
        drawn: Rows = luck[turn - first]
        return drawn

    def _draw(self, purpose: Purpose, turn: int, draws: int) -> Rows:
        """(turns, draws, worlds), from this turn on: several turns if the worlds are few."""
        turns = self._ahead if turn else 1  # start values are drawn once only
        blocks = -(-draws // BLOCK)
        self._key[:] = self.seed, self.stream * len(Purpose) + purpose
        bits = [self._bits(self.first_world * blocks, turn + i, blocks) for i in range(turns)]
        all_bits = np.concatenate(bits) if turns > 1 else bits[0]
        columns = all_bits.view("<u4").reshape(turns, self.worlds, blocks * BLOCK)
        rows = columns.transpose(0, 2, 1)[:, :draws]
        luck: Rows = np.right_shift(rows, SPARE, order="C").astype(REAL)
        luck *= UNIT
        return luck

    def _bits(self, block: int, turn: int, blocks: int) -> NDArray[np.uint64]:
        """(worlds × blocks × WORDS,): 64 random bits each; setting the counter is cheap."""
        self._counter[:2] = block, turn
        self._philox.state = self._place
        bits: NDArray[np.uint64] = self._philox.random_raw(self.worlds * blocks * WORDS)
        return bits.astype("<u8", copy=False)


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
