"""Philox 4×64 in 10 rounds: random bits that have an address (Salmon and others 2011).

NumPy's is the same to the bit, but makes one value after the other. Here a round is done for a tile
of worlds at a time, by products of 32 bits, several of which a processor works out at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiled import compiled
from sim.engine.rows import REAL, Rows

Bits = NDArray[np.uint64]

ROUNDS = 10
DRAWS = 8  # of 32 bits each, that one value of the counter makes
TILE = 128  # worlds

BITS = np.uint64
HALF, LOWER = BITS(32), BITS(0xFFFFFFFF)
# The two multipliers, in halves.
HIGH_0, LOW_0, HIGH_1, LOW_1 = map(BITS, (0xD2E7470E, 0xE14C6C93, 0xCA5A8263, 0x95121157))
RAISE = np.array([0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B], dtype=BITS)  # a key, round by round

SPARE, MOST = BITS(8), BITS(0xFFFFFF)  # single precision has room for 24 of a draw's bits
UNIT = REAL(2.0**-24)


def round_keys(key: int, other: int) -> Bits:
    """(rounds, 2): both halves of a key, as they are in each round."""
    return np.arange(ROUNDS, dtype=BITS)[:, None] * RAISE + np.array([key, other], dtype=BITS)


@compiled
def draw(keys: Bits, first: int, turn: int, luck: Rows) -> None:
    """Fill in uniform numbers in [0, 1), in steps of 2 ** -24.

    first: the number of the first world. luck: (draws, worlds).
    """
    draws, worlds = luck.shape
    blocks = (draws + DRAWS - 1) // DRAWS  # values of the counter for each world, side by side
    words = np.empty((4, TILE), BITS)
    for block in range(blocks):
        for start in range(0, worlds, TILE):
            end = min(start + TILE, worlds)
            for w in range(end - start):
                words[0, w] = BITS((first + start + w) * blocks + block + 1)
            words[1], words[2], words[3] = BITS(turn), BITS(0), BITS(0)
            _mix(words[0], words[1], words[2], words[3], end - start, keys)
            for number in range(block * DRAWS, min(block * DRAWS + DRAWS, draws)):
                drawn, word = luck[number, start:end], words[number % DRAWS // 2]
                unneeded = SPARE + HALF if number % 2 else SPARE
                for w in range(len(drawn)):
                    drawn[w] = REAL(np.int32((word[w] >> unneeded) & MOST)) * UNIT


@compiled
def _mix(a: Bits, b: Bits, c: Bits, d: Bits, worlds: int, keys: Bits) -> None:
    """All rounds: in each two of the four words are multiplied, and their halves change places."""
    for number in range(len(keys)):
        key, other = keys[number]
        for w in range(worlds):
            high, low = _product(HIGH_0, LOW_0, a[w])
            above, below = _product(HIGH_1, LOW_1, c[w])
            a[w], b[w] = above ^ b[w] ^ key, below
            c[w], d[w] = high ^ d[w] ^ other, low


@compiled
def _product(high: np.uint64, low: np.uint64, word: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Both halves of the 128 bits of a multiplier, itself given in halves, times a word."""
    upper, lower = word >> HALF, word & LOWER
    least, across = low * lower, high * lower
    middle = low * upper + (least >> HALF) + (across & LOWER)
    return high * upper + (across >> HALF) + (middle >> HALF), middle << HALF | least & LOWER
