"""`standoff validate`: what it prints, the files that it writes, and what it refuses."""

from __future__ import annotations

import json

import pytest

from sim.cli import run
from tests.support.assays import written
from tests.support.pages import check_page
from tests.support.told import told_parts


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Runs `standoff validate` in this process: (exit code, printed, complained)."""
    path = written(tmp_path, **told_parts())
    monkeypatch.chdir(tmp_path)

    def run_here(*args, scenario=path.name):
        code = run(["validate", scenario, "--workers", "1", "--quick", *args])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_here


def test_it_says_in_short_and_then_every_check_writes_files_and_is_strict(here, tmp_path):
    """Something falls short, which only --strict tells by the exit code."""
    code, printed, complained = here("-n", "100", "-o", "out", "--strict")
    assert (code, complained) == (1, "")
    assert printed.startswith("A quarrel: 100 worlds of each play, seed 0\n\nIn short\n- ")
    for heading in ("What was really done", "Recorded crises", "Quantal response"):
        assert f"\n{heading}\ncheck" in printed
    assert "falls short" in printed
    assert printed.endswith("out/validation.html\nout/validation.csv\nout/validation.json\n")
    check_page((tmp_path / "out" / "validation.html").read_text("utf-8"))


def test_a_narrow_terminal_leaves_reasons_out_and_says_so(here, monkeypatch):
    monkeypatch.setattr("sim.cli.validate.is_narrow", lambda: True)
    _, printed, _ = here("-n", "100")
    heads = [line.split() for line in printed.splitlines() if line.startswith("check ")]
    assert heads == [["check", "found", "wanted", "verdict", "of"]] * 4
    assert "In a terminal of 120 columns every check says why" in printed


def test_json_is_all_that_is_printed(here):
    code, printed, _ = here("-n", "100", "--json")
    assert code == 0
    assert json.loads(printed)["scenario"] == "tiny"


@pytest.mark.parametrize(
    ("args", "scenario", "words"),
    [
        (["-n", "99"], "tiny.yaml", "99 is not in the range"),
        (["--workers", "0"], "tiny.yaml", "0 is not in the range"),
        (["-o", "tiny.yaml"], "tiny.yaml", "is a file"),
        (["-o", "tiny.yaml/out"], "tiny.yaml", "can't write into tiny.yaml/out"),
        (["--seed", "9" * 30], "tiny.yaml", "is not between 0 and 9223372036854775807"),
        ([], "bajska-2023", 'Did you mean "banjska-2023"?'),
    ],
)
def test_wrong_input_ends_with_2_and_words(here, args, scenario, words):
    code, printed, complained = here(*args, scenario=scenario)
    assert (code, printed) == (2, "")
    assert words in complained
