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

import numpy as np
from numpy.typing import NDArray

from sim.engine.rows import REAL, Rows

WORDS = 4  # of 64 bits, that Philox makes from one value of its counter
BLOCK = 2 * WORDS  # draws of 32 bits each
SPARE = np.uint32(8)  # bits of a draw that single precision has no room for
UNIT = REAL(2.0**-24)
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
        self._streams: dict[Purpose, _Stream] = {}

    def uniforms(self, purpose: Purpose, turn: int, draws: int) -> Rows:
        """Uniform numbers in [0, 1), in steps of 2 ** -24: all that single precision holds there.

        Returns:
            (draws, worlds); row i is draw i of every world.
        """
        blocks = -(-draws // BLOCK)
        if purpose not in self._streams:
            self._streams[purpose] = _Stream(self.seed, purpose, self.stream)
        stream = self._streams[purpose]
        bits = stream.bits(self.first_world * blocks, turn, self.worlds * blocks)
        rows = bits.reshape(self.worlds, blocks * BLOCK).T[:draws]
        luck = np.right_shift(rows, SPARE, order="C").astype(REAL)
        luck *= UNIT
        return luck


class _Stream:
    """Philox at any place of its stream; setting its counter is cheaper than making it anew."""

    def __init__(self, seed: int, purpose: int, stream: int) -> None:
        key = np.array([seed, stream * len(Purpose) + purpose], dtype=np.uint64)
        self.philox = np.random.Philox(key=key)
        self.place = self.philox.state

    def bits(self, block: int, turn: int, blocks: int) -> NDArray[np.uint32]:
        """(blocks × BLOCK,): 32 random bits each."""
        counter = self.place["state"]["counter"]
        counter[0], counter[1] = block, turn
        self.place["buffer_pos"] = WORDS  # nothing is left over from an earlier block
        self.philox.state = self.place
        return self.philox.random_raw(blocks * WORDS).astype("<u8", copy=False).view("<u4")
