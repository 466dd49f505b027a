"""A summary counts what is in the table, and tells start values from chance."""

from __future__ import annotations

import numpy as np
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from sim.analysis.calibration import against_bands, against_record, reference_classes
from sim.analysis.summary import explained, how_often, summarise
from sim.engine.crisis import Crisis
from sim.engine.dice import Dice, Purpose
from tests.support.play import values
from tests.support.tiny import clock, ending, happening, indicator, tiny

HALF = {"uniform": [0, 100]}


def decided_by(when, **parts):
    """One turn, after which it is war where the condition holds."""
    return tiny(
        clock=clock(1),
        endings={"war": ending(when, counts_as=["war"]), "over": ending()},
        **parts,
    )


def summary_of(scenario, worlds=4000):
    table = Crisis(scenario, worlds, seed=1).run().results()
    return summarise(scenario, ds.dataset(table))


def test_endings_and_outcomes_are_counted():
    scenario = decided_by("x >= 60", indicators={"x": indicator(HALF, peak="highest")})
    summary = summary_of(scenario)
    drawn = values(Crisis(scenario, 4000, seed=1), "x")
    assert summary.worlds == 4000
    assert summary.endings["war"].count == summary.outcomes["war"].count == (drawn >= 60).sum()
    assert how_often(scenario, summary.endings, ["war", "standoff"]).share == 1
    assert summary.turns.middle == 1
    assert summary.peaks["x"].middle == pytest.approx(np.median(drawn), abs=1e-4)


def test_an_ending_that_never_came_is_counted_too():
    assert summary_of(decided_by("x > 90")).endings["war"].count == 0


def test_what_the_start_decides_is_told():
    """A threshold on a uniform start: of its variance a straight line explains three quarters."""
    scenario = decided_by("x >= 50", indicators={"x": indicator(HALF)})
    assert summary_of(scenario).known_before["war"] == pytest.approx(0.75, abs=0.02)


def test_what_chance_decides_is_told():
    """An event by chance, and a start value that nothing looks at."""
    scenario = decided_by(
        "happened(storm)",
        indicators={"x": indicator(HALF)},
        events={"storm": happening(chance=0.5)},
    )
    assert summary_of(scenario).known_before["war"] < 0.01


def test_without_unknown_starts_nothing_is_said_about_them():
    scenario = decided_by("happened(storm)", events={"storm": happening(chance=0.5)})
    assert summary_of(scenario).known_before == {}


def test_start_values_that_explain_nothing_get_no_credit_for_being_many():
    """30 columns of luck and 300 worlds, of which R² itself would explain a tenth."""
    luck = Dice(1, 0, 300).uniforms(Purpose.START, 0, 31)
    assert explained(luck[0] > 0.5, luck[1:].T) < 0.05


def test_bands_say_inside_or_outside():
    bands = [
        {"label": label, "of": ["war"], "between": between, "assumption": "for a test only"}
        for label, between in {"half": ["40%", "60%"], "rare": ["0%", "10%"]}.items()
    ]
    scenario = decided_by("x >= 50", indicators={"x": indicator(HALF)}, calibration=bands)
    found = {v.what: v.is_inside for v in against_bands(scenario, summary_of(scenario).endings)}
    assert found["half"]
    assert not found["rare"]
    assert found["Endings that were reached"]


def test_recorded_crises_have_the_published_rates():
    """ICB1 v14: the class nearest to Banjska, 19 cases, and the build-ups, 16."""
    classes = {crises.name: crises.ended for crises in reference_classes()}
    shares = {key: round(100 * found.share) for key, found in classes["banjska-like"].items()}
    assert shares == {"war": 11, "clashes_or_war": 42, "agreement": 32}
    assert [classes["build-up-like"]["war"].count, classes["build-up-like"]["war"].of] == [0, 16]


BAND = {"label": "War", "of": ["war"], "between": [0, 1], "assumption": "for a test only"}


def test_each_kind_of_end_is_held_against_each_class_of_crises():
    scenario = decided_by("x >= 50", indicators={"x": indicator(HALF)}, calibration=[BAND])
    verdicts = against_record(scenario, summary_of(scenario).endings)
    assert len(verdicts) == 3 * len(reference_classes())
    assert not any(v.is_inside for v in verdicts if v.what == "Full-scale war")


def test_what_has_no_bands_of_its_own_is_not_held_against_recorded_crises():
    scenario = decided_by("x >= 50", indicators={"x": indicator(HALF)})
    assert against_record(scenario, summary_of(scenario).endings) == []


def test_a_table_may_be_read_from_many_files(tmp_path):
    """As a batch writes it: the same figures as from one table."""
    scenario = decided_by("x >= 60", indicators={"x": indicator(HALF)})
    table = Crisis(scenario, 100, seed=1).run().results()
    for part in range(4):
        pq.write_table(table.slice(25 * part, 25), tmp_path / f"{part}.parquet")
    whole, parts = ds.dataset(table), ds.dataset(tmp_path, format="parquet")
    assert summarise(scenario, parts) == summarise(scenario, whole)
