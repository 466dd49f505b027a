"""Files of points: how they are read, and every fault of theirs with its place."""

from __future__ import annotations

import json

import pytest

from sim.batch.design_file import read_design, read_listed, starts_of_cells
from sim.batch.plan import plan_of
from sim.scenario.faults import MOST_FAULTS, ScenarioError
from tests.support.whole import whole

START = "indicators.tension.start"


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
        ("d.csv", "a,a\n1,2\n", "d.csv:1:3  a: the first line names the paths, each once"),
        ("d.csv", "a,,b\n1,2,3\n", "d.csv:1:3  the first line names the paths, each once"),
        ("d.csv", "a,b\n1\n", "d.csv:2:1  1 values stand under 2 paths"),
        ("d.csv", "a,b\n1,2\n\n1,2,3\n", "d.csv:4:5  3 values stand under 2 paths"),
        ("d.csv", "a;b\n1;2\n", "d.csv:1:1  put commas between columns, not semicolons"),
        ("d.csv", "a\n" + "1" * 200_000, "it is no CSV"),
        ("d.csv", "a\n", "lists no point"),
        ("d.yaml", "a: 1\n", "write `points:`"),
        ("d.yaml", "- {a: 1}\n", "write `points:`"),
        ("d.json", "[1", "d.json:1:3  it is no JSON"),
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


@pytest.fixture
def faults(tmp_path):
    """Lists points of the scenario that has a bit of everything: (line, column, where, words)."""
    (tmp_path / "whole.yaml").write_text(whole().model_dump_json())

    def faults_of(name, text):
        (tmp_path / name).write_text(text)
        try:
            listed = read_listed(tmp_path / name)
            plan_of(tmp_path / "whole.yaml", places=listed.places, design=listed.points, worlds=1)
        except ScenarioError as refusal:
            return [(each.line, each.column, each.where, each.message) for each in refusal.faults]
        return []

    return faults_of


def test_every_fault_of_a_table_is_told_at_its_cell(faults):
    """A wrong name at its column's head, and each wrong value where it stands."""
    found = faults(
        "d.csv",
        f"policy.a, indicators.tensoin.start,{START}, incidents.clash.cooldown,policy.c\n"
        "default,1,50,0,dove\ndov,1, 4000,1.5,dove\nhawk,1,-3,0,dove\nhawk,1,high,0,dove\n",
    )
    assert [each[:3] for each in found] == [
        (1, 11, "indicators.tensoin.start"),
        (1, 87, "policy.c"),
        (3, 1, "policy.a"),
        (3, 8, START),
        (3, 13, "incidents.clash.cooldown"),
        (4, 8, START),
        (5, 8, START),
    ]
    said = [each[3] for each in found]
    assert 'Did you mean "tension"?' in said[0]
    assert '"c" is not an actor. Allowed: a, b, all.' in said[1]
    assert 'Did you mean "dove"?' in said[2]
    assert "4000 is outside the range, 0 to 100" in said[3]
    assert "a whole number is needed" in said[4]


def test_every_fault_of_listed_points_is_told_at_its_key_or_value(faults):
    found = faults(
        "d.yaml",
        f"points:\n  - {{{START}: 50}}\n  - policy.a: dvoe\n    {START}: 600\n  - {{x: 1}}\n",
    )
    assert [each[:3] for each in found] == [
        (3, 15, "points.1.policy.a"),
        (4, 31, f"points.1.{START}"),
        (5, 6, "points.2.x"),
    ]


def test_numbers_beyond_a_range_are_all_found_from_either_end(faults):
    """Those between two that are sound need no look."""
    rows = "\n".join(map(str, [-30, 101, 50, -2, 60, 300, 70]))
    assert [each[0] for each in faults("d.csv", f"{START}\n{rows}\n")] == [2, 3, 5, 7]


def test_a_value_that_is_wrong_at_many_points_is_told_at_each_up_to_a_limit(faults):
    assert len(faults("d.csv", f"{START}\n" + "400\n" * 3)) == 3
    assert len(faults("d.csv", f"{START}\n" + "400\n" * 900)) == MOST_FAULTS + 1


def test_what_is_sound_is_not_refused_for_what_it_would_be_with_others(faults):
    """The ends of all columns are tried together first; here no point has both."""
    both = "incidents.clash.cooldown"
    assert faults("d.csv", f"policy.all,{START},{both}\ndove,40,\nhawk,60,2\n,,0\n") == []


def test_json_has_no_places_and_names_the_point(faults):
    assert faults("d.json", json.dumps({"points": [{START: 50}, {START: 999}]})) == [
        (1, 1, f"points.1.{START}", "999 is outside the range, 0 to 100")
    ]


@pytest.mark.parametrize(
    ("line", "starts"),
    [("a,b", [1, 3]), ("", [1]), ("a, b ,,c", [1, 4, 7, 8]), ('"a,b",c', [1, 7])],
)
def test_cells_begin_after_commas_that_are_not_in_quotes(line, starts):
    assert starts_of_cells(line) == starts
