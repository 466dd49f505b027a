"""`standoff sensitivity`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import csv
import json

import pyarrow.dataset as ds
import pytest

from sim.cli import run
from tests.support.assays import written
from tests.support.pages import check_page
from tests.support.studies import one_number
from tests.support.tiny import deed

VARY = ("--vary", "indicators.x.start=10:90", "--vary", "indicators.y.start=±50%")


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Runs `standoff sensitivity` on one number: (exit code, printed, complained)."""
    path = written(tmp_path, **one_number())
    monkeypatch.chdir(tmp_path)

    def run_here(*args, scenario=path.name, out=("-o", "study")):
        code = run(["sensitivity", scenario, "--workers", "1", *args, *out])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_here


def rows_of(path):
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_sobol_says_what_matters_and_writes_points_indices_and_a_page(here, tmp_path):
    code, printed, complained = here(*VARY, "-n", "128")
    assert (code, complained) == (0, "")  # and so no progress in a pipe
    assert printed.startswith("Tiny: sobol, 2 numbers, 512 points of 16 worlds, seed 0\n\nIn short")
    assert "What surely matters for it: 1 of 2 numbers. The first: Heat: at the start" in printed
    assert "These hardly matter, with less than 5 % in all: Weather: at the start." in printed
    assert "Parts of the variance of “War”, with 95 % intervals" in printed
    points = ds.dataset(tmp_path / "study" / "points").to_table()
    assert len(points) == 512
    assert {"point", "row", "indicators.x.start", "clashes_or_war", "a score"} <= {
        *points.column_names
    }
    assert min(points["indicators.x.start"].to_pylist()) >= 10
    first = rows_of(tmp_path / "study" / "indices.csv")[0]
    assert (first["outcome"], first["path"]) == ("clashes_or_war", "indicators.x.start")
    assert float(first["total_low"]) <= float(first["total"]) <= float(first["total_high"])
    check_page((tmp_path / "study" / "sensitivity.html").read_text("utf-8"))


def test_pairs_are_told_with_what_they_cost_before(here, tmp_path):
    """War comes if heat and weather are both much or both little."""
    parts = one_number()
    parts["incidents"]["shot"]["chance"] = "max(0, (x - 50) * (y - 50)) / 2500"
    path = written(tmp_path, **parts)
    both = ("--vary", "indicators.x.start=0:100", "--vary", "indicators.y.start=0:100", "-n", "128")
    code, printed, complained = here(*both, "--second-order", scenario=path.name)
    assert code == 0
    assert complained == (
        "standoff: every two of 2 numbers take 768 points, 12,288 worlds; "
        "without --second-order it would be 512 points\n"
    )
    together = "beyond what each brings alone: Heat: at the start with Weather: at the start ("
    assert together in printed
    assert "What two bring together of the variance of “War”" in printed
    row, *_others = rows_of(tmp_path / "study" / "pairs.csv")
    assert (row["path"], row["other"]) == ("indicators.x.start", "indicators.y.start")
    assert 0.3 < float(row["part_low"]) < float(row["part"]) < float(row["part_high"])
    assert row["verdict"] == "matters"
    assert float(row["S2"]) > 0
    page = check_page((tmp_path / "study" / "sensitivity.html").read_text("utf-8"))
    rows = page.rows("pairs")
    assert rows[0] == "number | 1 | 2"
    assert rows[2].count(" | ") == 2
    assert rows[-1].endswith("matters")
    code, _printed, complained = here(*both, scenario=path.name)
    assert code == 2
    assert "other second_order" in complained


def test_without_vary_everything_is_screened(here, tmp_path):
    code, printed, _ = here("-n", "8")
    assert code == 0
    assert printed.startswith("Tiny: morris, ")
    paths = {row["path"] for row in rows_of(tmp_path / "study" / "indices.csv")}
    assert {"indicators.x.start", "incidents.shot.chance"} <= paths


def test_discover_says_where_it_comes_more_often(here, tmp_path):
    code, printed, _ = here(*VARY, "--method", "discover", "-n", "600", "--outcome", "war")
    assert code == 0
    assert "Where “Heat: at the start” is at least" in printed
    (condition,) = [
        row
        for row in rows_of(tmp_path / "study" / "boxes.csv")
        if row["outcome"] == "clashes_or_war"
    ]
    assert condition["path"] == "indicators.x.start"


def test_json_says_the_same_for_scripts_and_nothing_else_is_printed(here):
    code, printed, _ = here(*VARY, "-n", "64", "--json")
    found = json.loads(printed)
    assert code == 0
    assert found["outcome"] == "clashes_or_war"
    assert found["outcomes"]["clashes_or_war"]["indices"][0]["verdict"] == "matters"
    assert found["study"]["parameters"][0] == {
        "path": "indicators.x.start",
        "usual": 50,
        "low": 10,
        "high": 90,
        "is_factor": False,
    }


def test_what_was_cut_short_is_told_and_goes_on(here, tmp_path, monkeypatch):
    """Ctrl-C after the first part."""
    from sim.analysis.sensitivity.folder import Folder

    write = Folder.write

    def interrupted(folder, part, halves):
        write(folder, part, halves)
        raise KeyboardInterrupt

    monkeypatch.setattr(Folder, "write", interrupted)
    code, _printed, complained = here(*VARY, "-n", "256")
    assert code == 130
    assert "1 of 2 parts are finished and stay in study." in complained
    assert "--resume" in complained
    monkeypatch.setattr(Folder, "write", write)
    code, _printed, complained = here(*VARY, "-n", "256")
    assert code == 2
    assert "go on with --resume" in complained
    assert here(*VARY, "-n", "256", "--resume")[0] == 0
    assert json.loads((tmp_path / "study" / "manifest.json").read_text())["complete"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--vary", "indicators.z.start=1:2"], "Did you mean"),
        (["--vary", "indicators.x.start=9:1"], "LO below HI"),
        ([*VARY, "-n", "100"], "take 64 or 128"),
        ([*VARY, "--copies", "5"], "no even number"),
        ([*VARY, "--method", "guess"], "guess"),
        ([*VARY, "--method", "morris", "--second-order"], "goes with --method sobol"),
        ([*VARY, "--outcome", "peace"], "is not an outcome"),
        (["--set", "indicators.x.begin=3"], "indicators.x.begin"),
    ],
)
def test_wrong_input_ends_with_2_and_words_before_anything_is_played(here, tmp_path, args, words):
    code, printed, complained = here(*args)
    assert (code, printed) == (2, "")
    assert words in complained
    assert not (tmp_path / "study").exists()


def test_the_folder_has_to_be_named_and_may_not_hold_anything_else(here, tmp_path):
    assert "say where the results go" in here(*VARY, out=())[2]
    code, _printed, complained = here(*VARY, out=("-o", "."))
    assert code == 2
    assert "holds no study; choose another folder" in complained


def test_chances_that_could_pass_certainty_are_refused_before_anything_is_played(tmp_path):
    branches = [{"chance": chance, "effects": {"y": 1}} for chance in (0.5, 0.4)]
    path = written(tmp_path, **one_number(), moves={"a": {"try": deed(chances=branches)}})
    args = ("--vary", "moves.a.try.chances.*.chance=0.3:0.6", "-o", str(tmp_path / "study"))
    assert run(["sensitivity", str(path), *args]) == 2
    assert not (tmp_path / "study").exists()


def test_without_its_library_one_sentence_says_what_to_install(here, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "SALib", None)
    code, _printed, complained = here(*VARY)
    assert code == 1
    assert 'pip install "standoff[sensitivity]"' in complained


@pytest.mark.parametrize("command", [("report", "study"), ("replay", "study#3", "--text")])
def test_who_takes_a_study_for_a_batch_is_told_what_it_is(here, capsys, command):
    here(*VARY, "-n", "8")
    assert run(command) == 2
    complaint = capsys.readouterr().err
    assert "a study of sensitivity, not a batch; its page is study/sensitivity.html" in complaint
