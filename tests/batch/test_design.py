"""Designs: grids and Latin hypercubes, and what is refused of them."""

from __future__ import annotations

import pytest

from sim.batch.design import Sweep, grid, latin_hypercube


def test_a_grid_has_every_combination_and_the_last_varies_fastest():
    design = grid([Sweep("a.b=1,2"), Sweep("c=x,3%")])
    assert design == (
        {"a.b": 1, "c": "x"},
        {"a.b": 1, "c": "3%"},
        {"a.b": 2, "c": "x"},
        {"a.b": 2, "c": "3%"},
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a=50:70:3", [50, 60, 70]),
        ("a=0:1:5", [0, 0.25, 0.5, 0.75, 1]),
        ("a=1%:4%:4", ["1%", "2%", "3%", "4%"]),
        ("a=-1:1:2", [-1, 1]),
        ("a=0:1:4", [0, 0.333333, 0.666667, 1]),
    ],
)
def test_a_range_has_its_ends_and_even_steps(text, values):
    assert Sweep(text).values == values


@pytest.mark.parametrize(
    "text", ["a", "=1", "a=", "a=1,,2", "a=2:1:3", "a=1:2:1", "a=1:2:x", "a=1:2:3:4", "a=x:2:3"]
)
def test_what_is_no_sweep_is_refused_with_the_form(text):
    with pytest.raises(ValueError, match="--sweep"):
        Sweep(text)


def test_a_path_is_swept_once():
    with pytest.raises(ValueError, match="twice"):
        grid([Sweep("a=1,2"), Sweep("a=3")])


def test_a_grid_needs_numbers_of_values_and_a_sample_ranges():
    with pytest.raises(ValueError, match="--sample N"):
        grid([Sweep("a=1:2")])
    with pytest.raises(ValueError, match="needs a range"):
        latin_hypercube([Sweep("a=1,2")], 4, 0)


def test_a_grid_that_nobody_wants_to_wait_for_is_refused():
    with pytest.raises(ValueError, match="too many"):
        grid([Sweep("a=1:2:1000"), Sweep("b=1:2:1000")])


@pytest.mark.parametrize("points", [2, 7, 40])
def test_a_latin_hypercube_meets_every_stratum_of_every_range_once(points):
    design = latin_hypercube([Sweep("a=0:1"), Sweep("b=10%:30%")], points, seed=3)
    shares = [point["a"] for point in design]
    others = [(float(point["b"][:-1]) - 10) / 20 for point in design]
    for found in (shares, others):
        assert sorted(int(share * points) for share in found) == list(range(points))
    assert design == latin_hypercube([Sweep("a=0:1"), Sweep("b=10%:30%")], points, seed=3)
    assert design != latin_hypercube([Sweep("a=0:1"), Sweep("b=10%:30%")], points, seed=4)
