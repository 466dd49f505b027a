"""P9. The same seed gives the same bytes of results, however they were computed."""

from __future__ import annotations

import pyarrow as pa
import pytest

from sim.engine.crisis import Crisis
from tests.support.batches import SMALL, contents, small_batch
from tests.support.shipped import each_scenario, shipped
from tests.support.whole import whole


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The small batch with its trace, on this process alone."""
    return small_batch(tmp_path_factory.mktemp("alone"), trace=True)


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_writes_the_same_bytes(alone, tmp_path, workers):
    """7 parts by 1, 2 or 3 processes."""
    assert contents(small_batch(tmp_path, trace=True, workers=workers)) == contents(alone)
    assert len(contents(alone)) == 14


@pytest.mark.parametrize("block", [1, 5, 31, 1000])
def test_any_size_of_block_writes_the_same_bytes(alone, tmp_path, block):
    assert contents(small_batch(tmp_path, trace=True, block=block)) == contents(alone)


@pytest.mark.parametrize("part_worlds", [16, 210, 1000])
def test_any_size_of_part_holds_the_same_rows(alone, tmp_path, part_worlds):
    batch = small_batch(tmp_path, trace=True, part_worlds=part_worlds)
    assert batch.worlds.to_table().equals(alone.worlds.to_table())
    assert batch.trace.to_table().equals(alone.trace.to_table())


def test_another_seed_writes_other_bytes(alone, tmp_path):
    """So the tests above could fail."""
    other = contents(small_batch(tmp_path, trace=True, seed=8))
    assert other.keys() == contents(alone).keys()
    assert not set(other.values()) & set(contents(alone).values())


@pytest.mark.parametrize("world", [0, 31, 32, 209])
def test_any_world_of_a_batch_is_that_world_alone(alone, world):
    """At the ends of a part and of the batch."""
    single = Crisis(whole(), 1, first_world=world, seed=SMALL["seed"]).run().results()
    assert rows(alone.worlds.to_table().slice(world, 1)) == rows(single)


def test_a_batch_may_begin_at_any_world(alone, tmp_path):
    later = small_batch(tmp_path, first_world=100, worlds=50)
    assert rows(later.worlds.to_table()) == rows(alone.worlds.to_table().slice(100, 50))


@each_scenario
def test_a_shipped_scenario_is_the_same_in_blocks_of_any_size(path, tmp_path):
    """40 worlds in one block or in blocks of 7, with every turn."""
    scenario = shipped(path)
    one, other = (
        small_batch(tmp_path / str(block), scenario, worlds=40, trace=True, block=block)
        for block in (40, 7)
    )
    assert contents(one) == contents(other)


def test_a_trace_has_every_turn_of_every_world_in_order(alone):
    trace = alone.trace.to_table(columns=["world", "turn"]).to_pylist()
    turns = alone.worlds.to_table(columns=["turns"]).column("turns").to_pylist()
    assert trace == [
        {"world": world, "turn": turn}
        for world, last in enumerate(turns)
        for turn in range(1, last + 1)
    ]


def rows(table: pa.Table) -> list[dict[str, object]]:
    return table.to_pylist()
