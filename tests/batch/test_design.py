"""Designs: grids, Latin hypercubes and files of points, and what is refused of them."""

from __future__ import annotations

import json

import pytest

from sim.batch.design import Sweep, grid, latin_hypercube, read_design
from sim.scenario.faults import ScenarioError


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


def test_points_are_read_from_csv_and_yaml(tmp_path):
    """An empty cell leaves the scenario's value."""
    table, listed = tmp_path / "points.csv", tmp_path / "points.yaml"
    table.write_text("a.b, c\n1, 3%\n,x\n")
    listed.write_text("points:\n  - {a.b: 1, c: 3%}\n  - {c: x}\n")
    assert read_design(table) == read_design(listed) == ({"a.b": 1, "c": "3%"}, {"c": "x"})


def test_points_that_a_batch_has_kept_are_read_however_many_they_are(tmp_path):
    """A file of YAML may have 256 KB; a Latin hypercube of some numbers soon has more."""
    points = [{"a.rather.long.path": number, "and.a.longer.path": "3%"} for number in range(9000)]
    kept = tmp_path / "design.json"
    kept.write_text(json.dumps({"points": points}, indent=2))
    assert read_design(kept) == tuple(points)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("d.csv", "", "first line names the paths"),
        ("d.csv", "a,a\n1,2\n", "each once"),
        ("d.csv", "a,b\n1\n", "d.csv:2:1  1 values stand under 2 paths"),
        ("d.csv", "a\n", "lists no point"),
        ("d.yaml", "a: 1\n", "write `points:`"),
        ("d.yaml", "- {a: 1}\n", "write `points:`"),
        ("d.json", "[1", "d.json:1:1  it is no JSON"),
        ("d.json", "[]", "write `points:`"),
        ("d.json", '{"points": [1]}', "a point is written as"),
        ("d.yaml", "points: [1]\n", "a point is written as"),
        ("d.yaml", "points: []\n", "lists no point"),
        ("d.yaml", "points: &x [*x]\n", "d.yaml:1"),
    ],
)
def test_a_file_that_lists_no_points_is_refused_with_its_place(tmp_path, name, text, words):
    (tmp_path / name).write_text(text)
    with pytest.raises(ScenarioError, match="d\\.") as refusal:
        read_design(tmp_path / name)
    assert words in str(refusal.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    (tmp_path / "d.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("d.csv", "none.csv", "none.yaml"):
        with pytest.raises(ScenarioError, match=name):
            read_design(tmp_path / name)
