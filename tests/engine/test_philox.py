"""Our Philox is NumPy's, bit for bit."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.philox import DRAWS, TILE, draw, round_keys

halves = st.integers(0, 2**64 - 1)


def numbers_of_numpy(key, first, turn, draws, worlds):
    """Every world's next values of the counter, and of each draw the 24 upper bits."""
    blocks = -(-draws // DRAWS)
    key, counter = np.array(key, np.uint64), np.array([first * blocks, turn, 0, 0], np.uint64)
    source = np.random.Philox(key=key, counter=counter)
    bits = source.random_raw(worlds * blocks * DRAWS // 2).astype("<u8").view("<u4")
    return (bits.reshape(worlds, -1)[:, :draws].T >> 8) / np.float64(2**24)


@settings(max_examples=100, deadline=None)
@given(
    key=st.tuples(halves, halves),
    first=st.integers(0, 2**40),
    turn=st.integers(0, 2**31),
    draws=st.integers(1, 3 * DRAWS),
    worlds=st.sampled_from([1, 2, TILE - 1, TILE, TILE + 1, 3 * TILE]),
)
def test_the_numbers_are_those_that_numpy_makes(key, first, turn, draws, worlds):
    """Of any key, anywhere in its stream, whether or not tiles are full."""
    luck = np.empty((draws, worlds), dtype=np.float32)
    draw(round_keys(*key), first, turn, luck)
    assert np.array_equal(luck, numbers_of_numpy(key, first, turn, draws, worlds))


def test_a_key_that_overflows_starts_again_from_zero():
    """Known answer: the second round of the largest key, modulo 2 ** 64."""
    raised = round_keys(2**64 - 1, 2**64 - 1)[1]
    assert [hex(half) for half in raised.tolist()] == ["0x9e3779b97f4a7c14", "0xbb67ae8584caa73a"]
