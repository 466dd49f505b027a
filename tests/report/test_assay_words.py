"""What an assay says first: in sentences that an author understands, and that don't contradict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.analysis.assay.assay import assay
from sim.analysis.assay.dials import Dial
from sim.analysis.assay.screening import Decisive
from sim.analysis.intervals import Difference
from sim.report.assay_tables import tables
from sim.report.assay_words import in_short, number_name
from tests.support.assays import scales, written
from tests.support.tiny import ending, tiny

BAND = {"label": "War", "of": ["war"], "between": [0, 1], "assumption": "for a test only"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("actors", "a", "goals", 0, "weight"), "How much Ash cares for Tilt"),
        (("actors", "a", "policy", "rationality"), "Ash: how surely it takes the better move"),
        (("moves", "a", "push", "effects", "x"), "Ash, “Push”: what it does to Tilt"),
        (("indicators", "x", "start"), "Tilt: at the start"),
    ],
)
def test_a_number_is_named_by_what_it_means(path, name):
    dial = Dial(path, 0.8, 1.2)
    each = Decisive(dial, 0.3, "war", Difference(0.3, 0.2, 0.4))
    assert number_name(tiny(**scales()), each) == name


def test_where_nobody_can_do_anything_nothing_hangs_on_a_side(tmp_path):
    """Then none has the most or the least leverage."""
    found = assay(written(tmp_path, moves={}, endings={"over": ending()}), worlds=100, workers=1)
    said = " ".join(in_short(found))
    assert "On no side alone hangs whether it ends in peace. How these are played" in said
    assert "Most hangs on" not in said


@pytest.fixture(scope="module")
def gentle(tmp_path_factory):
    """The scales with a side that will never push, bands of its own, and nothing to remark."""
    parts = scales() | {"calibration": [BAND]}
    parts["actors"]["a"]["goals"][0]["shape"] = "less"
    parts["actors"]["a"]["policy"]["rationality"] = 10
    found = assay(written(tmp_path_factory.mktemp("gentle"), **parts), worlds=100, workers=1)
    return replace(found, remarks=())


def test_what_never_came_as_written_may_still_be_met_by_another_way_of_playing(gentle):
    said = " ".join(in_short(gentle))
    assert "As written, in 100 worlds, it never came to: War." in said
    assert "Every move, event, ending and rung is met by some way of playing" in said


def test_what_has_bands_of_its_own_is_held_against_them_and_against_recorded_crises(gentle):
    """One in a hundred recorded crises or more became a war, and here none does."""
    found = {table.title: table for table in tables(gentle)}
    assert found["Beside its own bands"].rows[0] == ("War", "0.0 %", "0.0 to 100.0 %: inside")
    (crises,) = [name for name in found if name.startswith("Beside recorded crises")]
    assert found[crises].rows[0][1].endswith(": below")
