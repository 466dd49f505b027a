"""A study is played as its points one by one would be, and found out from what is known."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from sim.analysis.sensitivity.findings import chosen_outcome, find
from sim.analysis.sensitivity.folder import Folder
from sim.analysis.sensitivity.outcomes import measure, outcomes_of
from sim.analysis.sensitivity.play import Player, play
from sim.analysis.sensitivity.ranges import asked_for
from sim.analysis.sensitivity.run import run
from sim.analysis.sensitivity.study import Study
from sim.engine.crisis import Crisis
from tests.support.studies import one_number
from tests.support.tiny import tiny

BOTH = ("indicators.x.start=10:90", "indicators.y.start=10:90")


@pytest.fixture(scope="module")
def scenario():
    return tiny(**one_number())


def study_of(scenario, method, base, copies=8):
    return Study(scenario, asked_for(scenario, BOTH), method, base, copies)


def files_of(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_point_comes_to_what_a_scenario_with_its_numbers_comes_to(scenario):
    """By the luck of its row: that of the worlds whose numbers follow those of the row before."""
    study = study_of(scenario, "sobol", 8)
    halves = play(study, slice(3, 10))
    for place, point in enumerate(range(3, 10)):
        x, y = study.values()[point]
        alone = tiny(**one_number() | {"indicators": with_starts(x, y)})
        first = point // study.row * study.copies
        values = measure(Crisis(alone, study.copies, first, study.seed).run(), study.outcomes)
        assert halves[:, place].mean(axis=0) == pytest.approx(values.mean(axis=1))
        assert halves[0, place] == pytest.approx(values[:, :4].mean(axis=1))


def with_starts(x, y):
    parts = one_number()["indicators"]
    return parts | {"x": parts["x"] | {"start": x}, "y": parts["y"] | {"start": y}}


@pytest.fixture(scope="module")
def found(scenario, tmp_path_factory):
    """By each method, what is found of the chance of war."""
    findings = {}
    for method, base, copies in (("sobol", 256, 16), ("morris", 20, 64), ("discover", 600, 16)):
        study = study_of(scenario, method, base, copies)
        halves = run(Folder(tmp_path_factory.mktemp(method), study))
        findings[method] = find(study, halves, chosen_outcome(study.outcomes, "war"))
    return findings


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_the_one_number_that_matters_is_found_and_the_other_has_nothing(found, method):
    first, second = found[method].chosen.indices
    assert (first.path, first.verdict) == ("indicators.x.start", "matters")
    assert (second.path, second.verdict, second.weight) == ("indicators.y.start", "hardly", 0)


def test_alone_it_brings_all_of_the_variance_that_is_not_luck(found):
    index = found["sobol"].chosen.indices[0]
    assert (index.first.value, index.total.value) == pytest.approx((1, 1))
    assert index.slope == pytest.approx(1, abs=0.1)


def test_the_variance_without_luck_and_the_part_of_luck_are_those_of_the_chance(found):
    """The chance of war is 1 − (1 − x/1000)¹⁰ with x even between 10 and 90."""
    x = np.linspace(10, 90, 10_001)
    chance = 1 - (1 - x / 1000) ** 10
    war = found["sobol"].chosen
    luck = (chance * (1 - chance)).mean() / 16
    assert war.mean == pytest.approx(chance.mean(), abs=0.02)
    assert war.spread == pytest.approx(chance.std(), rel=0.15)
    assert war.luck == pytest.approx(luck / (chance.var() + luck), abs=0.07)


def test_the_effect_of_crossing_the_range_is_that_of_the_chance(found):
    effect = found["morris"].chosen.indices[0]
    whole = (1 - 0.01) ** 10 - (1 - 0.09) ** 10
    assert effect.mean == pytest.approx(whole, abs=0.08)
    assert effect.is_one_way


def test_war_comes_more_often_where_x_is_high(found):
    condition = found["discover"].chosen.boxes[0].conditions[0]
    assert condition.path == "indicators.x.start"
    assert condition.low > 0.2
    assert condition.high > 0.9
    assert condition.is_sure


def test_any_number_of_workers_gives_the_same_bytes(scenario, tmp_path):
    study = study_of(scenario, "morris", 200, 64)
    for workers in (1, 2):
        run(Folder(tmp_path / str(workers), study), workers)
    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")
    assert len(study.parts) > 3


def test_a_study_that_was_cut_short_goes_on_and_ends_with_the_same_bytes(scenario, tmp_path):
    study = study_of(scenario, "morris", 200, 64)
    run(Folder(tmp_path / "whole", study))
    folder = Folder(tmp_path / "cut", study)
    for part in (0, 2):
        folder.write(*Player(study)(part))
    with pytest.raises(ValueError, match="--resume"):
        Folder(folder.path, study)
    done = []
    run(Folder(folder.path, study, resume=True), progress=lambda now, _all: done.append(now))
    assert len(done) == len(study.parts) - 2
    assert files_of(tmp_path / "whole") == files_of(tmp_path / "cut")


def test_a_folder_with_another_study_or_anything_else_is_refused(scenario, tmp_path):
    study = study_of(scenario, "discover", 100)
    run(Folder(tmp_path / "study", study))
    run(Folder(tmp_path / "study", study))  # the same again is welcome
    with pytest.raises(ValueError, match="holds another study, with other base"):
        Folder(tmp_path / "study", study_of(scenario, "discover", 101), resume=True)
    with pytest.raises(ValueError, match="holds no study"):
        Folder(tmp_path, study)
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="is a file"):
        Folder(tmp_path / "file", study)


@pytest.mark.parametrize(
    ("method", "base", "copies", "words"),
    [
        ("sobol", 100, 8, "take 64 or 128"),
        ("sobol", 4, 8, "-n: 4 is too few"),
        ("morris", 4, 7, "--copies: 7 is no even number"),
        ("discover", 99, 8, "-n: 99 is too few"),
        ("discover", 10**9, 8, "Vary less"),
    ],
)
def test_numbers_out_of_range_are_refused_with_a_way_out(scenario, method, base, copies, words):
    with pytest.raises(ValueError, match=words):
        study_of(scenario, method, base, copies)


def test_outcomes_with_the_same_endings_are_told_once(scenario):
    """Here war is all the violence there is."""
    names = [outcome.name for outcome in outcomes_of(scenario)]
    assert names == ["clashes_or_war", "standoff", "peak rung", "a score", "b score"]


def test_an_outcome_is_found_by_the_ending_that_it_consists_of(scenario):
    outcomes = outcomes_of(scenario)
    assert chosen_outcome(outcomes, "war") == chosen_outcome(outcomes, None) == outcomes[0]
    with pytest.raises(ValueError, match='Did you mean "standoff"'):
        chosen_outcome(outcomes, "standof")
