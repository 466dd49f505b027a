"""A batch by the claims of another source: its folder, its words and its page say so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.batch.store import Batch
from sim.cli import run
from sim.report.batch_page import batch_page
from sim.scenario.check import load_scenario
from tests.support.batches import small_batch
from tests.support.pages import Page, check_page

BRIDGE = Path(__file__).resolve().parent.parent / "cases" / "sound" / "whole.yaml"
TAKEN = {"claims": "warning"}
SAID, USUAL = "Fewer than that.", "About half of 4,500."


@pytest.fixture(scope="module")
def batch(tmp_path_factory) -> Batch:
    return small_batch(tmp_path_factory.mktemp("batch") / "out", BRIDGE, overrides=TAKEN)


def test_the_manifest_says_what_was_taken_and_what_the_other_side_says(batch):
    reading = {"source": "warning-2023-11-14", "says": SAID, "instead_of": USUAL}
    assert batch.manifest["readings"] == {"pullback-size": reading}
    assert batch.manifest["overrides"] == TAKEN
    assert "--set claims=warning" in batch.manifest["command"]


def test_the_folder_opens_with_the_values_that_were_played(batch):
    assert batch.scenario == load_scenario(BRIDGE, TAKEN)
    assert batch.scenario.indicators["north.forces"].start == 1500


def test_a_scenario_that_was_loaded_under_a_reading_says_so_too(tmp_path):
    batch = small_batch(tmp_path / "out", load_scenario(BRIDGE, TAKEN), worlds=1)
    assert list(batch.manifest["readings"]) == ["pullback-size"]
    assert batch.scenario == load_scenario(BRIDGE, TAKEN)


def test_the_usual_reading_is_not_told(tmp_path):
    assert small_batch(tmp_path / "out", BRIDGE, worlds=1).manifest["readings"] == {}


def test_the_page_says_so_first_and_leads_to_both_claims_and_back(batch):
    """In a box at the top; beside the disagreement stands how to run it by the usual claims."""
    page = batch_page(batch.folder)
    check_page(page)
    box = next(tag.text for tag in Page(page).all("div", kind="box") if "usual ones" in tag.text)
    assert SAID in box
    assert USUAL in box
    (number,) = [tag.attributes["href"] for tag in Page(page).all("a") if tag.text == TITLE]
    (conflict,) = Page(page).all("div", id=number.removeprefix("#"))
    assert "--set claims.pullback-size=dw-2023-10-02 -o DIR" in conflict.text
    assert f"{SAID} (warning-2023-11-14, in place here)" in " ".join(conflict.text.split())


TITLE = "How far the forces were reduced"


def test_the_command_line_takes_it_and_says_it(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert run(["batch", str(BRIDGE), "-n", "100", "--set", "claims=warning", "-o", out]) == 0
    printed = capsys.readouterr().out
    assert f"pullback-size, as warning-2023-11-14 has it: {SAID}\n  in place of: {USUAL}" in printed
    assert "this one is changed" in printed


def test_a_source_that_says_nothing_of_it_is_refused_before_anything_is_written(tmp_path, capsys):
    out = tmp_path / "out"
    assert run(["batch", str(BRIDGE), "--set", "claims=warnings", "-o", str(out)]) == 2
    assert 'claims: "warnings" is not a source with a reading here.' in capsys.readouterr().err
    assert not out.exists()


def test_sources_say_how_to_run_a_scenario_by_each_of_them(capsys):
    assert run(["sources", str(BRIDGE)]) == 0
    printed = capsys.readouterr().out
    assert f"--set claims.pullback-size=warning-2023-11-14: {SAID}" in printed
    assert f"--set claims.pullback-size=dw-2023-10-02: {USUAL}" in printed
    assert run(["sources", str(BRIDGE), "--json"]) == 0
    found = {each["id"]: each for each in json.loads(capsys.readouterr().out)["conflicts"]}
    assert found["pullback-size"]["readings"][1]["source"] == "warning-2023-11-14"
    assert found["two-times-4500"]["readings"] == []
