"""Any row of a batch can be played again, bit for bit, from nothing but its folder."""

from __future__ import annotations

import json
import shutil

import pytest

from sim.batch.rows import find_row
from sim.batch.run import run_batch
from sim.batch.store import MANIFEST, SCENARIO, Batch
from sim.scenario.faults import ScenarioError
from sim.session import Session
from tests.support.batches import small_batch
from tests.support.shipped import FILES, each_scenario

OVERRIDES = {
    "banjska-2023": {"actors.serbia.policy.rationality": 3},
    "build-up-2023": {},
    "tutorial": {},
}


def again(batch: Batch, world: int) -> Session:
    """A row of a batch as a session that nobody plays."""
    row = find_row(batch.folder, world)
    return Session.of_world(row.scenario, seed=row.seed, world=row.world, policies=row.policies)


@each_scenario
def test_a_row_played_again_equals_the_batch_in_every_column(path, tmp_path):
    batch = run_batch(
        path,
        worlds=64,
        seed=5,
        out=tmp_path / "b",
        first_world=100,
        policies={"all": "random"} if path == FILES[-1] else None,
        overrides=OVERRIDES.get(path.stem),
        trace=True,
    )
    rows = batch.worlds.to_table().to_pylist()
    trace = batch.trace.to_table().to_pylist()
    for place in (0, 17, 63):
        session = again(batch, 100 + place)
        assert session.results() == rows[place]
        assert len(session.hashes) == sum(turn["world"] == 100 + place for turn in trace)


def test_a_batch_of_a_scenario_that_was_given_itself_can_be_opened_too(tmp_path):
    batch = small_batch(tmp_path / "b")
    assert again(batch, 209).results() == batch.worlds.to_table().to_pylist()[209]


def test_a_folder_that_was_moved_still_has_its_rows(tmp_path):
    batch = run_batch(FILES[0], worlds=4, out=tmp_path / "b")
    shutil.move(tmp_path / "b", tmp_path / "c")
    moved = Batch(tmp_path / "c")
    assert again(moved, 3).results() == moved.worlds.to_table().to_pylist()[3]
    assert batch.folder != moved.folder


@pytest.mark.parametrize("world", [-1, 210, 10**15])
def test_a_row_that_is_not_there_is_told_which_are(tmp_path, world):
    small_batch(tmp_path / "b")
    with pytest.raises(ValueError, match=f"no world {world}; it has worlds 0 to 209"):
        find_row(tmp_path / "b", world)


@pytest.mark.parametrize("name", ["nothing", "file"])
def test_what_holds_no_batch_is_called_so(tmp_path, name):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ValueError, match="holds no batch"):
        find_row(tmp_path / name, 0)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "null"])
def test_a_manifest_that_says_nothing_is_damaged(tmp_path, content):
    batch = small_batch(tmp_path / "b")
    (batch.folder / MANIFEST).write_text(content)
    with pytest.raises(ValueError, match="damaged"):
        find_row(batch.folder, 0)


def test_a_batch_without_its_scenario_can_not_be_played_again(tmp_path):
    batch = small_batch(tmp_path / "b")
    (batch.folder / SCENARIO).unlink()
    with pytest.raises(ValueError, match=f"lost its {SCENARIO}"):
        find_row(batch.folder, 0)


def test_a_scenario_that_was_changed_since_is_not_taken_for_the_one_that_was_played(tmp_path):
    batch = small_batch(tmp_path / "b")
    file = batch.folder / SCENARIO
    text = file.read_text()
    file.write_text(text.replace('"weight":2', '"weight":3', 1))
    with pytest.raises(ValueError, match="changed since"):
        find_row(batch.folder, 0)
    file.write_text("nonsense: [")
    with pytest.raises(ScenarioError):
        find_row(batch.folder, 0)


def test_other_rules_would_give_another_row(tmp_path):
    batch = small_batch(tmp_path / "b")
    manifest = batch.manifest | {"rules_version": 0}
    (batch.folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ValueError, match="other rules"):
        find_row(batch.folder, 0)
