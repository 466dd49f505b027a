"""`standoff scenarios`: the shipped ones, and one's own beside them."""

from __future__ import annotations

import json
import shutil

import pytest

from sim.cli import run
from sim.scenario.library import own_folder
from tests.support.shipped import ROOT

CASES = ROOT / "tests" / "cases"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A folder of one's own with a sound scenario, `bare`; shipped is `whole` alone."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("STANDOFF_DATA", str(tmp_path / "data"))
    for folder, name in ((own_folder(), "bare"), (tmp_path / "data" / "scenarios", "whole")):
        folder.mkdir(parents=True)
        shutil.copy(CASES / "sound" / f"{name}.yaml", folder)
    shutil.copytree(ROOT / "seeds", tmp_path / "data" / "seeds")
    return own_folder()


def test_ones_own_stand_under_a_heading_of_their_own(own, capsys):
    assert run(["scenarios"]) == 0
    shipped, mine = capsys.readouterr().out.split(f"\nYour own, in {own}:\n")
    assert "whole" in shipped
    assert "bare" not in shipped
    assert mine.strip().splitlines()[-1].startswith("bare ")


def test_without_any_the_folder_to_put_them_in_is_named(own, capsys):
    (own / "bare.yaml").unlink()
    run(["scenarios"])
    assert f"Your own, in {own}:\n\nNone yet; " in capsys.readouterr().out


def test_a_script_is_told_which_are_ones_own(own, capsys):
    run(["scenarios", "--json"])
    listed = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in listed if entry["own"]] == ["bare"]


@pytest.mark.parametrize("case", ["nothing", "folder", "broken-link", "binary", "brackets"])
def test_a_broken_one_is_listed_with_its_first_fault_and_the_rest_stays(own, capsys, case):
    path = own / "apart.yaml"
    match case:
        case "nothing":
            path.touch()
        case "folder":
            path.mkdir()
        case "broken-link":
            path.symlink_to(own / "gone.yaml")
        case "binary":
            path.write_bytes(bytes(range(256)))
        case "brackets":
            path.write_text("[" * 100_000)
    assert run(["scenarios"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("apart  has faults, told below") for line in lines)
    assert lines[-1] == "For all faults: standoff check apart"
    assert any(line.startswith("bare ") for line in lines)


def test_what_is_passed_over_is_told_beside_the_list(own, capsys):
    (own / "My Crisis.yaml").touch()
    run(["scenarios"])
    said = capsys.readouterr()
    assert "My Crisis" not in said.out
    assert "call it my-crisis.yaml" in said.err


def test_a_scenario_without_articles_says_so_in_a_sentence(own, capsys):
    assert run(["sources", "bare"]) == 0
    assert capsys.readouterr().out.startswith("bare rests on no articles: ")
