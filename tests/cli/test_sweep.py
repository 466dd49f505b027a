"""`standoff batch --sweep`, `--sample` and `--design`, as a user types them."""

from __future__ import annotations

import json

import pytest

from sim.batch.store import Batch
from sim.cli import run
from tests.support.whole import whole

START = "indicators.tension.start"


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Runs `standoff batch FILE -n 30 -o results ARGS…`: (code, what it printed, complained)."""
    (tmp_path / "whole.yaml").write_text(whole().model_dump_json())
    monkeypatch.chdir(tmp_path)

    def run_here(*args):
        code = run(["batch", "whole.yaml", "-n", "30", "-o", "results", *args])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_here


def test_a_sweep_prints_a_row_for_each_point_and_how_to_open_one(here):
    code, printed, complaint = here("--sweep", f"{START}=40,50,60")
    assert (code, complaint) == (0, "")
    lines = printed.splitlines()
    assert "3 of 3 points, 30 worlds each by the same luck" in lines[0]
    assert f"  point 2: {START}=60" in lines
    (shares,) = [line for line in lines if line.startswith("no violence")]
    assert shares.count("%") == 3
    assert shares.count("+") + shares.count("-") == 2  # against the first point
    assert "standoff replay 'results#2/0'" in printed
    assert run(["replay", "results#2/0", "--text", "--turn", "1"]) == 0


def test_policies_are_swept_like_numbers(here):
    code, printed, complaint = here("--sweep", "policy.a=default,dove", "--policy", "b=hawk")
    assert (code, complaint) == (0, "")
    assert "  point 1: policy.a=dove" in printed.splitlines()
    assert run(["replay", "results#1/0", "--text", "--turn", "1"]) == 0


def test_of_many_points_each_has_a_row(here):
    lines = here("--sweep", f"{START}=40:60:7")[1].splitlines()
    assert [line.split()[0] for line in lines if line[:1].isdigit()] == list("0123456")


def test_a_sample_of_ranges_says_what_goes_with_what(here):
    code, printed, _ = here("--sweep", f"{START}=30:80", "--sample", "8")
    assert code == 0
    assert "Spearman's rank correlation" in printed


def test_the_design_that_was_kept_goes_on_with_the_same_sweep(here, tmp_path):
    """The command in the manifest names it, so that a shell's history is not needed."""
    first = here("--sweep", f"{START}=40:60:3")
    again = here("--design", "results/design.json")
    assert (first[0], again[0]) == (0, 0)
    assert again[1] == first[1]
    assert "--design results/design.json" in Batch(tmp_path / "results").manifest["command"]


def test_a_script_gets_all_of_it_as_json(here):
    found = json.loads(here("--sweep", f"{START}=40,60", "--json")[1])
    points = found["sweep"]["points"]
    assert [point["settings"] for point in points] == [{START: 40}, {START: 60}]
    assert {"mean", "low", "high"} == set(points[1]["differences"]["no violence"])
    assert found["failures"] == []


def test_what_is_wrong_with_a_point_of_a_file_names_the_file(here, tmp_path):
    (tmp_path / "points.csv").write_text("policy.a,indicators.tensoin.start\ndoev,50\n")
    code, _, complaint = here("--design", "points.csv")
    assert code == 2
    assert complaint.splitlines() == [
        'points.csv:1:10  indicators.tensoin.start: "tensoin" is not a key here. '
        'Did you mean "tension"?',
        'points.csv:2:1  policy.a: "doev" is not a policy. Did you mean "dove"?',
    ]


def test_another_sweep_in_the_folder_is_told_by_its_points(here):
    here("--sweep", f"{START}=40,60")
    _, _, complaint = here("--sweep", f"{START}=40,50,60")
    assert f"2 points from {START}=40 on, not 3 points from {START}=40 on" in complaint


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--sweep", "indicators.tensoin.start=1,2"], 'Did you mean "tension"?'),
        (["--sweep", f"{START}=40,4000"], "--sweep:1:1"),
        (["--sweep", "tension=40,50"], 'write "indicators.tension.start"'),
        (["--sweep", "indicators.tenson.start=40,50"], '"tenson" is not a key here'),
        (["--sweep", "policy.a=default,dvoe"], 'policy.a: "dvoe" is not a policy. Did you mean'),
        (["--sweep", "policy.c=dove,hawk"], "Allowed: a, b, all."),
        (["--sweep", "policy.a=dove,historical"], "no history for the policy historical"),
        (["--sweep", f"{START}"], "PATH=V,V or PATH=LO:HI:N"),
        (["--sweep", f"{START}=40:60"], "--sample N"),
        (["-o", "memory://run"], "ends with it; name a folder"),
        (["--sample", "5"], "give --sweep PATH=LO:HI"),
        (["--design", "none.csv"], "none.csv"),
        (["--design", "none.csv", "--sweep", f"{START}=1,2"], "leave --sweep and --sample out"),
    ],
)
def test_wrong_input_ends_with_2_and_words_and_writes_nothing(here, tmp_path, args, words):
    code, printed, complaint = here(*args)
    assert (code, printed) == (2, "")
    assert words in complaint
    assert not (tmp_path / "results").exists()
