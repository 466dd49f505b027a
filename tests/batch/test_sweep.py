"""Sweeps: the same worlds at every point, balanced when cut short, alive when a part fails."""

from __future__ import annotations

import pytest

from sim.batch import run
from sim.batch.design import Sweep, grid
from sim.batch.rows import find_row
from sim.batch.store import Batch
from sim.engine.crisis import Crisis
from sim.scenario.check import load_scenario
from sim.scenario.faults import ScenarioError
from tests.support.batches import contents, small_batch
from tests.support.whole import whole

PATH = "indicators.tension.start"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The scenario that has a bit of everything, as a file."""
    path = tmp_path_factory.mktemp("scenario") / "whole.yaml"
    path.write_text(whole().model_dump_json())
    return path


@pytest.fixture(scope="module")
def design():
    return grid([Sweep(f"{PATH}=40,60"), Sweep("incidents.*.cooldown=0,2")])


@pytest.fixture(scope="module")
def swept(file, design, tmp_path_factory):
    return small_batch(tmp_path_factory.mktemp("swept"), file, design=design, trace=True)


def test_each_point_is_the_batch_with_its_settings_alone(swept, file, design, tmp_path):
    """World for world, by the same luck."""
    for number, settings in enumerate(design):
        alone = small_batch(tmp_path / str(number), file, overrides=settings).worlds.to_table()
        rows = swept.worlds.to_table()
        here = rows.filter(rows["point"].to_numpy() == number).sort_by("world")
        assert here.select(alone.column_names).to_pylist() == alone.to_pylist()
        assert set(here[PATH].to_pylist()) == {settings[PATH]}


CASTS = [
    ({}, {"all": "hawk"}),
    ({"policy.a": "default"}, {"all": "hawk"}),
    ({"policy.a": "dove", PATH: 45}, {"all": "hawk", "a": "dove"}),
    ({"policy.all": "default"}, {}),
    ({"policy.all": "random", "policy.b": "tit-for-tat"}, {"all": "random", "b": "tit-for-tat"}),
]


def test_each_point_is_the_batch_with_its_policies_alone(file, tmp_path):
    """World for world; `default` is as if nothing had been said of that role."""
    points = [settings for settings, _cast in CASTS]
    swept = small_batch(tmp_path / "all", file, design=points, policies={"all": "hawk"}, workers=2)
    rows = swept.worlds.to_table()
    for number, (settings, cast) in enumerate(CASTS):
        there = {path: value for path, value in settings.items() if path == PATH}
        alone = small_batch(tmp_path / str(number), file, policies=cast, overrides=there)
        here = rows.filter(rows["point"].to_numpy() == number).sort_by("world")
        assert here.column("ending").to_pylist() == (
            alone.worlds.to_table(columns=["ending"]).column(0).to_pylist()
        )
        assert set(here["policy.a"].to_pylist()) == {settings.get("policy.a")}
        assert swept.at(number).manifest["policies"] == cast
        assert find_row(swept.folder, 17, number).policies == cast


def test_any_number_of_workers_writes_the_same_bytes(swept, file, design, tmp_path):
    other = small_batch(tmp_path, file, design=design, trace=True, workers=2)
    assert contents(other) == contents(swept)


def test_a_sweep_that_is_cut_short_is_balanced_and_gone_on_with(file, design, tmp_path, swept):
    """After six of 28 parts each point has one or two, and the rest comes out the same."""

    class Cut(Exception):
        pass

    def cut(done):
        if done >= 6 * 32:
            raise Cut

    with pytest.raises(Cut):
        small_batch(tmp_path, file, design=design, trace=True, progress=cut)
    points = Batch(tmp_path).worlds.to_table(columns=["point"])["point"].to_pylist()
    counts = [points.count(number) for number in range(4)]
    assert max(counts) - min(counts) <= 32
    whole_again = small_batch(tmp_path, file, design=design, trace=True, resume=True)
    assert contents(whole_again) == contents(swept)


def test_a_part_that_fails_says_so_and_the_others_are_played(
    file, design, tmp_path, swept, monkeypatch
):
    """And with resume it is tried again."""
    play_block = run.play_block

    def fail(plan, first_world, worlds, point=0):
        if point == 2 and first_world == 0:
            raise ValueError("it does not go together")
        return play_block(plan, first_world, worlds, point)

    monkeypatch.setattr(run, "play_block", fail)
    batch = small_batch(tmp_path, file, design=design, trace=True)
    assert [(each["point"], each["problem"]) for each in batch.failures] == [
        (2, "it does not go together")
    ]
    assert not batch.manifest["complete"]
    assert batch.worlds.count_rows() == 4 * 210 - 32
    monkeypatch.undo()
    mended = small_batch(tmp_path, file, design=design, trace=True, resume=True)
    assert contents(mended) == contents(swept)
    assert not mended.failures


def test_settings_that_do_not_fit_are_refused_before_anything_is_played(file, tmp_path):
    for settings in ({PATH: 1e9}, {"indicators.tensoin.start": 1}, {PATH: "high"}):
        with pytest.raises(ScenarioError, match="--sweep"):
            small_batch(tmp_path / "no", file, design=[{PATH: 50}, settings])
    assert not (tmp_path / "no").exists()


def test_a_row_is_found_by_its_point_and_world(swept, file, design):
    row = find_row(swept.folder, 17, point=3)
    changed = load_scenario(file, design[3])
    theirs = Crisis(row.scenario, 1, row.world, row.seed).run().state_hash(17)
    assert theirs == Crisis(changed, 1, 17, row.seed).run().state_hash(17)
    for point, words in ((None, "#0/17"), (4, "points 0 to 3"), (-1, "points 0 to 3")):
        with pytest.raises(ValueError, match=words):
            find_row(swept.folder, 17, point)


def test_a_point_is_a_batch_of_its_own(swept, file, design):
    """With its settings among the overrides, and no rows of other points."""
    here = swept.at(2)
    assert here.scenario == load_scenario(file, design[2])
    assert here.manifest["overrides"] == design[2]
    assert here.manifest["finished_worlds"] == here.worlds.count_rows() == 210
    rows = here.worlds.head(5, columns=["point", "world"]).to_pylist()
    assert rows[4] == {"point": 2, "world": 4}
    with pytest.raises(ValueError, match="is a sweep"):
        swept.at(None)


def test_a_batch_that_is_no_sweep_has_no_points(file, tmp_path):
    small_batch(tmp_path, file)
    with pytest.raises(ValueError, match="no sweep"):
        find_row(tmp_path, 17, point=0)


def test_points_with_and_without_a_drawn_start_stand_in_one_table(file, tmp_path):
    """What is drawn at one point has a column of its own, which is empty where it is not."""
    drawn = {PATH: {"uniform": [40, 60]}}
    batch = small_batch(tmp_path, file, design=[drawn, {PATH: 50}], part_worlds=300)
    starts = batch.worlds.to_table(columns=["point", "start tension"]).to_pylist()
    assert {row["point"] for row in starts if row["start tension"] is None} == {1}
