"""Scenarios and sources are found by id, by path, in the user's folder; and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.faults import ScenarioError
from sim.scenario.library import NotFound, data_folder, list_scenarios, scenario_path


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
