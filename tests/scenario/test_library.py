"""Scenarios and sources are found by id, by path, in the user's folder; and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.check import load_scenario
from sim.scenario.faults import ScenarioError
from sim.scenario.library import (
    NotFound,
    data_folder,
    list_own_scenarios,
    list_scenarios,
    own_folder,
    passed_over,
    scenario_path,
)
from sim.session import saves_folder
from tests.support.shipped import ROOT

BARE = (ROOT / "tests" / "cases" / "sound" / "bare.yaml").read_text("utf-8")


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the user's with two scenarios, `fog-1` and `calm-2`."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    for name in ("fog-1", "calm-2"):
        (folder / f"{name}.yaml").write_text(f"id: {name}\n")
    (folder / "fog-1.md").write_text("The lesson beside it.\n")
    monkeypatch.setenv("STANDOFF_DATA", str(tmp_path))
    return folder


def test_a_checkout_finds_what_lies_beside_it(root, monkeypatch):
    monkeypatch.delenv("STANDOFF_DATA", raising=False)
    assert data_folder("scenarios") == root / "scenarios"
    assert data_folder("seeds") == root / "seeds"


def test_a_folder_of_the_users_comes_first(mine):
    assert data_folder("scenarios") == mine
    assert [path.name for path in list_scenarios()] == ["calm-2.yaml", "fog-1.yaml"]


def test_a_folder_of_the_users_that_is_not_there_is_an_error(mine):
    """Falling back to the shipped data would run something else than was asked for."""
    with pytest.raises(NotFound, match=r"STANDOFF_DATA, .*, has no folder seeds"):
        data_folder("seeds")


def test_an_id_is_a_shipped_scenario(mine):
    assert scenario_path("fog-1") == mine / "fog-1.yaml"


def test_a_path_is_a_file(mine):
    path = mine / "calm-2.yaml"
    assert scenario_path(path) == path
    assert scenario_path(str(path)) == path


def test_an_unknown_id_is_told_the_nearest(mine):
    with pytest.raises(ScenarioError, match=r'"fog-11" is not a scenario\. Did you mean "fog-1"'):
        scenario_path("fog-11")


@pytest.mark.parametrize(
    "trick",
    ["", ".", "/", "../scenarios/none", "fog-1/../fog-1", "Fog-1", "fog-1\0", "fóg-1", "x" * 5000],
)
def test_nothing_but_an_id_is_looked_up_among_the_shipped(mine, trick):
    with pytest.raises(NotFound):
        scenario_path(trick)


@pytest.fixture
def own(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own scenarios, empty, beside the shipped `fog-1` and `calm-2`."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))
    own_folder().mkdir(parents=True)
    return own_folder()


def test_ones_own_scenarios_lie_beside_ones_saves(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    assert own_folder() == saves_folder().parent / "scenarios"
    assert list_own_scenarios() == []


def test_ones_own_scenario_is_found_by_its_id_and_not_among_the_shipped(own):
    (own / "storm-3.yaml").touch()
    assert scenario_path("storm-3") == own / "storm-3.yaml"
    assert list_own_scenarios() == [own / "storm-3.yaml"]
    assert own / "storm-3.yaml" not in list_scenarios()


def test_a_near_miss_is_told_ones_own_too(own):
    (own / "storm-3.yaml").touch()
    with pytest.raises(NotFound, match='Did you mean "storm-3"'):
        scenario_path("storm3")


def test_the_shipped_one_wins_and_ones_own_of_that_id_is_told_so(own, mine):
    (own / "fog-1.yaml").write_text(BARE.replace("id: bare", "id: fog-1"), "utf-8")
    assert scenario_path("fog-1") == mine / "fog-1.yaml"
    with pytest.raises(ScenarioError, match='"fog-1" is a shipped scenario; give yours'):
        load_scenario(own / "fog-1.yaml")


def test_ones_own_scenario_is_called_as_its_file(own):
    (own / "storm-3.yaml").write_text(BARE, "utf-8")
    with pytest.raises(ScenarioError, match='"bare" must be "storm-3", as the file is called'):
        load_scenario("storm-3")


def test_where_the_home_is_the_checkout_its_scenarios_are_listed_once(mine, monkeypatch):
    monkeypatch.setenv("STANDOFF_HOME", str(mine.parent))
    assert [*list_own_scenarios(), *passed_over()] == []
    assert len(list_scenarios()) == 2


def test_a_link_to_a_scenario_elsewhere_is_one_of_ones_own(own, tmp_path):
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(BARE.replace("id: bare", "id: storm-3"), "utf-8")
    (own / "storm-3.yaml").symlink_to(elsewhere)
    assert load_scenario("storm-3").id == "storm-3"


def test_what_is_not_named_like_a_scenario_is_passed_over_with_a_note(own):
    for name in ("My Crisis.yaml", "storm-3.yml", ".#storm-3.yaml", "notes.md", "storm-4.yaml"):
        (own / name).touch()
    assert [path.name for path in list_own_scenarios()] == ["storm-4.yaml"]
    notes = {path.name: why for path, why in passed_over()}
    assert set(notes) == {"My Crisis.yaml", "storm-3.yml"}
    assert "call it my-crisis.yaml" in notes["My Crisis.yaml"]


def test_a_mistyped_path_is_told_the_file_that_is_called_nearly_so(own):
    (own / "storm-3.yaml").touch()
    with pytest.raises(NotFound, match=r'nor a file\. Did you mean "storm-3\.yaml"'):
        scenario_path(own / "strom-3.yaml")


def test_an_id_whose_file_lies_here_is_told_its_name(own, monkeypatch):
    monkeypatch.chdir(own)
    (own / "tip.yml").touch()
    with pytest.raises(NotFound, match=r'Did you mean the file "tip\.yml"'):
        scenario_path("tip")


def test_an_id_whose_file_is_passed_over_is_told_why(own):
    (own / "tip.yml").touch()
    with pytest.raises(NotFound, match=r"There is .*tip\.yml, but it is not listed; call it tip"):
        scenario_path("tip")
