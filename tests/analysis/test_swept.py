"""What the points of a sweep came to, outcome by outcome: worked out by hand from a few rows."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from sim.analysis.dimensions import dimensions_of
from sim.analysis.intervals import Frequency, Z, line_among
from sim.analysis.swept import Sweep
from tests.support.tiny import WHY, tiny

ENDINGS = {
    "bad": {"label": "B", "text": "B", "when": "x > 90", "violent": True, "counts_as": ["war"]},
    "good": {"label": "G", "text": "G", "last": True, "counts_as": ["agreement"]},
}
DESIGN = [{"p": 1, "q": 1}, {"p": 1, "q": 2}, {"p": 2, "q": 1}, {"p": 2, "q": 2}]


@pytest.fixture(scope="module")
def scenario():
    return tiny(endings={name: part | WHY for name, part in ENDINGS.items()})


def worlds(*points):
    """Rows with the end and the score of each world at each point; None where it was not played."""
    rows = [
        (number, world, "bad" if score < 50 else "good", float(score))
        for number, scores in enumerate(points)
        for world, score in reversed([*enumerate(scores)])
        if score is not None
    ]
    point, world, ending, score = zip(*rows, strict=True)
    columns = {"point": pa.array(point, pa.int32()), "world": world, "a score": score}
    columns |= {"ending": pa.array(ending).dictionary_encode(), "peak rung": [0.0] * len(rows)}
    columns |= {"b score": [0.0] * len(rows)}
    return ds.dataset(pa.table(columns))


def found_of(scenario, design, *points):
    sweep = Sweep(scenario, worlds(*points))
    dimensions = dimensions_of(scenario, design, sweep.numbers.tolist())
    return {each.outcome.name: each for each in sweep.outcomes(dimensions, 0)}


def test_means_and_paired_differences_of_points(scenario):
    found = found_of(scenario, [{"p": 1}, {"p": 2}], [10, 60, 20, 90], [20, 80, 30, 100])
    first, second = found["a score"].points
    assert (first.mean.value, first.difference) == (45, None)
    differences = np.array([10, 20, 10, 10])
    reach = Z * differences.std() / 2
    assert second.difference.value == 12.5
    assert second.difference.low == pytest.approx(12.5 - reach)
    assert found["clashes_or_war"].points[0].mean.low == Frequency(2, 4).interval[0]
    assert found["clashes_or_war"].points[1].difference.value == 0
    assert found["a score"].differs
    assert not found["peak rung"].differs


def test_only_worlds_of_both_points_are_compared(scenario):
    found = found_of(scenario, [{"p": 1}, {"p": 2}], [10, 60, None], [None, 80, 30])
    assert found["a score"].points[1].difference.value == 20
    alone = found_of(scenario, [{"p": 1}, {"p": 2}], [10, None], [None, 80])
    assert alone["a score"].points[1].difference is None


def test_a_value_is_the_mean_of_its_points_world_by_world(scenario):
    """Each world is one case, however many points it was met at."""
    found = found_of(scenario, DESIGN, [0, 0], [10, 30], [20, 20], [40, 60])
    first, second = found["a score"].levels["p"]
    assert (first.mean.value, second.mean.value) == (10, 35)
    assert first.mean.high - 10 == pytest.approx(Z * np.std([5, 15]) / np.sqrt(2))
    assert second.difference.value == 25
    assert first.difference is None


def test_what_is_sure_alone_need_not_be_among_many(scenario):
    found = found_of(scenario, [{"p": 1}, {"p": 2}], [50] * 8, [50, 51, 50, 52, 51, 50, 51, 50])
    second = found["a score"].points[1]
    assert second.is_sure()
    assert not second.is_sure(among=10_000)
    assert line_among(1) == pytest.approx(Z)
