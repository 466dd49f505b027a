"""`standoff assay`: what it prints, the page that it writes, and what it refuses."""

from __future__ import annotations

import json

import pytest

from sim.cli import run
from tests.support.assays import scales, written
from tests.support.pages import check_page


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Runs `standoff assay` on the scales in this process: (exit code, printed, complained)."""
    path = written(tmp_path, **scales())
    monkeypatch.chdir(tmp_path)

    def run_here(*args, scenario=path.name):
        code = run(["assay", scenario, "--workers", "1", *args])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_here


def test_it_says_in_short_and_then_in_tables_how_the_scenario_behaves(here):
    code, printed, complained = here("-n", "100")
    assert (code, complained) == (0, "")  # and so no progress in a pipe
    assert printed.startswith(
        "Tiny: 100 worlds of each of 13 casts, seed 0\n\nIn short\n- As written"
    )
    for heading in (
        "How it ends, by who plays",
        "Peaceful ends, by who plays one role and the others as written",
        "Numbers that decide, turned from a fifth down to a fifth up",
        "The move that serves its side best when it is made at every chance",
        "Variety of endings",
    ):
        assert f"\n{heading}" in printed
    assert "bands" not in printed  # it has none of its own, and so
    assert "recorded crises" not in printed
    assert "Most hangs on Ash" in printed
    assert "Cedar has the least leverage, with 0" in printed
    assert "\nindicators.x.start  " in printed


def test_json_says_the_same_for_scripts_and_nothing_else_is_printed(here, tmp_path):
    code, printed, _ = here("-n", "100", "--json", "--html", "page.html")
    found = json.loads(printed)
    assert code == 0
    assert found["numbers"][0]["set"] == "indicators.x.start"
    assert [cast["policies"] for cast in found["casts"]][:2] == [{}, {"all": "dove"}]
    assert sum(ending["count"] for ending in found["casts"][0]["endings"].values()) == 100
    assert (tmp_path / "page.html").exists()


def test_the_page_is_written_and_named(here, tmp_path):
    code, printed, _ = here("-n", "100", "--seed", "3", "--html", "pages/page.html")
    assert (code, printed) == (0, "pages/page.html\n")
    page = (tmp_path / "pages" / "page.html").read_text("utf-8")
    check_page(page)
    assert "standoff assay tiny -n 100 --seed 3" in page


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["-n", "99"], "99 is not in the range"),
        (["--seed", "-1"], "-1 is not in the range"),
        (["--workers", "0"], "0 is not in the range x>=1"),
        (["--html", "."], "is a directory"),
    ],
)
def test_wrong_numbers_end_with_2_and_words(here, args, words):
    code, printed, complained = here(*args)
    assert (code, printed) == (2, "")
    assert words in complained


def test_what_is_no_scenario_ends_with_2_and_words(here, tmp_path):
    (tmp_path / "broken.yaml").write_text("format: 1\nid: broken\n")
    for name, words in (("bajska-2023", 'Did you mean "banjska-2023"?'), ("broken.yaml", "clock")):
        code, printed, complained = here(scenario=name)
        assert (code, printed) == (2, "")
        assert words in complained
