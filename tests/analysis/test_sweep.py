"""What a sweep came to: worked out by hand from a few rows."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from sim.analysis.sweep import PEACEFUL, compare_points
from tests.support.tiny import WHY, tiny

ENDINGS = {
    "bad": {"label": "B", "text": "B", "when": "x > 90", "violent": True, "counts_as": ["war"]},
    "good": {"label": "G", "text": "G", "last": True, "counts_as": ["agreement"]},
}


def results(rows):
    """A dataset of (point, world, ending)."""
    point, world, ending = zip(*rows, strict=True)
    columns = {"point": pa.array(point, pa.int32()), "world": world, "ending": ending}
    return ds.dataset(pa.table(columns))


@pytest.fixture(scope="module")
def scenario():
    parts = {name: part | WHY for name, part in ENDINGS.items()}
    return tiny(endings=parts)


def test_shares_and_paired_differences(scenario):
    """Three of four worlds at the first point end badly, and one of them at the second."""
    rows = [(0, w, "bad" if w < 3 else "good") for w in range(4)]
    rows += [(1, w, "bad" if w == 0 else "good") for w in reversed(range(4))]
    found = compare_points(scenario, results(rows), [{"a": 1}, {"a": 2}])
    first, second = found.points
    assert first.outcomes[PEACEFUL].share == 0.25
    assert second.outcomes["war"].share == 0.25
    assert second.endings["bad"].count == 1
    assert first.differences == {}
    # Better in two of four worlds, worse in none.
    assert second.differences[PEACEFUL].mean == 0.5
    assert found.ranks == {}


def test_only_worlds_that_both_points_have_are_paired(scenario):
    rows = [(0, 0, "bad"), (0, 1, "good"), (2, 1, "bad"), (2, 2, "good")]
    _first, second = compare_points(scenario, results(rows), [{}, {}, {}]).points
    assert second.point == 2
    assert second.differences[PEACEFUL].mean == -1


def test_what_rises_with_a_number_has_rank_correlation_1(scenario):
    """Of ten points, the higher the number the more good ends; the other number never varies."""
    rows = [
        (point, world, "good" if world <= point else "bad")
        for point in range(10)
        for world in range(10)
    ]
    design = [{"up": f"{point}%", "same": 5, "word": "x"} for point in range(10)]
    found = compare_points(scenario, results(rows), design)
    assert set(found.ranks) == {"up"}
    assert found.ranks["up"][PEACEFUL] == pytest.approx(1)
    assert found.ranks["up"]["war"] == pytest.approx(-1)
