"""A batch keeps out of folders that hold something else, and says what its own holds."""

from __future__ import annotations

import json
from importlib.metadata import version

import pytest

from sim.batch.plan import plan_of
from sim.batch.run import play_part
from sim.batch.store import Batch
from sim.engine.rules import RULES_VERSION
from sim.scenario.check import load_scenario
from tests.support.batches import contents, small_batch
from tests.support.shipped import each_scenario, shipped
from tests.support.whole import whole


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a scenario.yaml"
    path.write_text(whole().model_dump_json())
    return path


def test_the_manifest_says_what_was_computed_and_with_what(file, tmp_path):
    batch = small_batch(
        tmp_path / "out", file, overrides={"clock.turns": 5}, policies={"a": "hawk"}
    )
    manifest = batch.manifest
    assert manifest["scenario"]["id"] == whole().id
    assert len(manifest["scenario"]["digest"]) == 64
    assert (manifest["seed"], manifest["worlds"], manifest["part_worlds"]) == (7, 210, 32)
    assert (manifest["overrides"], manifest["policies"]) == ({"clock.turns": 5}, {"a": "hawk"})
    assert manifest["rules_version"] == RULES_VERSION
    assert manifest["software"]["numpy"] == version("numpy")
    assert (manifest["parts"], manifest["finished_parts"], manifest["complete"]) == (7, 7, True)
    assert manifest["timings"].keys() == {"workers", "worlds", "seconds"}
    assert manifest["command"] == (
        f"standoff batch '{file}' -n 210 --seed 7 --set clock.turns=5 --policy a=hawk "
        f"-o '{tmp_path}/out'"
    ).replace(f"'{tmp_path}/out'", f"{tmp_path}/out")


def test_nothing_but_the_timings_tells_when_it_was_computed(tmp_path):
    one, other = (small_batch(tmp_path / name).manifest for name in "ab")
    differ = {name for name in one if one[name] != other[name]}
    assert differ <= {"command", "timings"}


def test_the_scenario_lies_beside_its_results(file, tmp_path):
    """The file as it is; the overrides are in the manifest, and both together are what ran."""
    batch = small_batch(tmp_path / "out", file, overrides={"clock.turns": 5})
    assert (batch.folder / "scenario.yaml").read_bytes() == file.read_bytes()
    assert batch.scenario == load_scenario(file, {"clock.turns": 5})


@each_scenario
def test_a_scenario_without_a_file_is_kept_too(path, tmp_path):
    assert small_batch(tmp_path, shipped(path), worlds=1).scenario == shipped(path)


@each_scenario
def test_the_map_beside_a_file_is_kept_with_it(path, tmp_path):
    """So that a batch can be opened where the scenario is not."""
    assert small_batch(tmp_path, path, worlds=1).scenario == shipped(path)


def test_a_comment_in_the_file_makes_no_other_batch(file):
    before = plan_of(file, worlds=1).identity
    file.write_text(f"# a comment\n{file.read_text()}")
    assert plan_of(file, worlds=1).identity == before
    assert plan_of(file, {"clock.turns": 5}, worlds=1).identity != before


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"seed": 8}, r"holds another batch.*\(seed 7, not 8\)"),
        ({"worlds": 211, "resume": True}, r"\(worlds 210, not 211\)"),
        ({"policies": {"a": "dove"}, "resume": True}, r"\(policies {}, not {'a': 'dove'}\)"),
        ({"trace": True, "resume": True}, r"\(trace False, not True\)"),
    ],
)
def test_a_folder_in_use_is_refused_and_left_alone(tmp_path, choices, words):
    before = contents(small_batch(tmp_path))
    with pytest.raises(ValueError, match=words):
        small_batch(tmp_path, **choices)
    assert contents(Batch(tmp_path)) == before


def test_a_whole_batch_may_be_asked_for_again(tmp_path):
    before = contents(small_batch(tmp_path))
    assert contents(small_batch(tmp_path)) == before


def test_a_part_of_a_batch_is_only_gone_on_with_when_asked(tmp_path):
    batch = small_batch(tmp_path)
    old = batch.manifest | {"complete": False}
    (tmp_path / "manifest.json").write_text(json.dumps(old))
    with pytest.raises(ValueError, match="holds a part of this very batch; go on with --resume"):
        small_batch(tmp_path)
    assert small_batch(tmp_path, resume=True).manifest["complete"]


def test_results_of_other_rules_or_software_are_not_gone_on_with(tmp_path):
    batch = small_batch(tmp_path)
    old = batch.manifest | {"rules_version": 0, "software": {"numpy": "1.0"}}
    (tmp_path / "manifest.json").write_text(json.dumps(old))
    with pytest.raises(ValueError, match=r"rules_version 0, not .*software numpy 1\.0, not"):
        small_batch(tmp_path, resume=True)


@pytest.mark.parametrize("resume", [False, True])
def test_a_folder_of_something_else_is_refused(tmp_path, resume):
    (tmp_path / "letters").mkdir()
    with pytest.raises(ValueError, match="is not empty and holds no batch; choose another"):
        small_batch(tmp_path, resume=resume)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "results").touch()
    with pytest.raises(ValueError, match="is a file; choose the name of a folder"):
        small_batch(tmp_path / "results")


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"worlds": 0}, "worlds: 0 is not 1 or more"),
        ({"worlds": 2**41}, "there are no more than"),
        ({"seed": -1}, "seed: -1 is not between"),
        ({"policies": {"a": "hwak"}}, 'Did you mean "hawk"?'),
        ({"policies": {"z": "hawk"}}, '"z" is not an .*Allowed: a, b, all'),
        ({"overrides": {"clock.turns": 5}}, "belong to a file"),
    ],
)
def test_what_cannot_be_played_is_refused_before_anything_is_written(tmp_path, choices, words):
    with pytest.raises(ValueError, match=words):
        small_batch(tmp_path / "out", **choices)
    assert not (tmp_path / "out").exists()


def test_a_file_that_cannot_be_finished_never_appears(tmp_path, monkeypatch):
    """The disk is full in the middle of a part."""
    plan = plan_of(whole(), worlds=20)

    def full(file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        play_part(plan, Batch(tmp_path), 4096, plan.parts[0], lambda done: None)
    assert list(tmp_path.rglob("*.parquet")) == []
