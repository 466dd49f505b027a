"""The page of a study, by every method: sound, and it says what was found."""

from __future__ import annotations

import pytest

from sim.analysis.sensitivity.findings import chosen_outcome, find
from sim.analysis.sensitivity.play import play
from sim.analysis.sensitivity.ranges import asked_for
from sim.analysis.sensitivity.study import Study
from sim.report.sensitivity_page import sensitivity_page
from sim.report.sensitivity_words import in_short
from tests.support.pages import check_page
from tests.support.studies import one_number
from tests.support.tiny import tiny
from tests.support.told import hostile

BASES = {"sobol": 128, "morris": 20, "discover": 600}
BOTH = ("indicators.x.start=10:90", "incidents.shot.chance=±20%", "indicators.y.start")


def findings_of(scenario, method, ranges, base, copies=16, outcome=None):
    study = Study(scenario, asked_for(scenario, ranges), method, base, copies)
    halves = play(study, slice(0, study.count))
    return find(study, halves, chosen_outcome(study.outcomes, outcome))


@pytest.fixture(scope="module")
def found():
    scenario = tiny(**one_number())
    return {method: findings_of(scenario, method, BOTH, base) for method, base in BASES.items()}


@pytest.fixture(scope="module")
def pages(found):
    return {method: check_page(sensitivity_page(each)) for method, each in found.items()}


@pytest.mark.parametrize("method", BASES)
def test_it_says_in_short_what_the_terminal_says(found, pages, method):
    sentences = [" ".join(tag.text.split()) for tag in pages[method].all("li")]
    assert set(in_short(found[method])) <= set(sentences)


def test_parts_of_the_variance_are_told_with_their_intervals(found, pages):
    rows = pages["sobol"].rows("parts")
    index = found["sobol"].chosen.indices[0]
    assert rows[1].startswith("1. Heat: at the start [A")
    assert f"{round(100 * index.total.low)} – {round(100 * index.total.high)}" in rows[1]
    assert rows[1].endswith("more | matters")
    assert rows[-1].endswith("hardly matters")


def test_the_account_adds_up_to_all_of_the_variance(pages):
    slices = [
        t
        for t in pages["sobol"].all("rect")
        if t.attributes.get("class", "").startswith("slice") and "x" in t.attributes
    ]
    widths = sum(float(tag.attributes["width"].rstrip("%")) for tag in slices)
    assert widths == pytest.approx(100, abs=0.1)


def test_effects_stand_in_a_plane_with_the_numbers_of_the_table(pages):
    (wide,) = [
        t for t in pages["morris"].all("svg") if t.attributes.get("class") == "chart plane wide"
    ]
    assert "3 numbers" in wide.attributes["aria-label"]
    assert " 1 " in f" {' '.join(wide.text.split())} "
    assert pages["morris"].rows("effects")[1].startswith("1. Heat: at the start")


def test_a_box_is_told_with_its_conditions_and_pictures(pages):
    rows = pages["discover"].rows("boxes")
    assert rows[1].startswith("Heat: at the start")
    assert rows[1].endswith("sure")
    planes = [t for t in pages["discover"].all("svg") if "plane" in t.attributes.get("class", "")]
    assert len(planes) >= 4  # the way and the points, each wide and narrow


def test_a_factor_before_a_formula_is_written_as_one(pages):
    assert any("× 0.8 | × 1.2" in row for row in pages["sobol"].rows("ranges"))


def test_human_cost_says_that_it_is_never_counted():
    parts = one_number()
    parts["indicators"]["shot"] |= {"harm": True}
    page = check_page(sensitivity_page(findings_of(tiny(**parts), "sobol", BOTH, 64)))
    assert any("human cost: shown, never counted" in row for row in page.rows("luck"))


@pytest.mark.parametrize("method", BASES)
def test_of_what_never_differs_that_is_said(method):
    """Nothing that is varied touches anything."""
    scenario = tiny(**one_number() | {"incidents": {}})
    found = findings_of(scenario, method, ("indicators.y.start",), BASES[method])
    assert list(in_short(found)) == [
        "“War” is the same at every point: 0.0 %. There is nothing to explain."
    ]
    check_page(sensitivity_page(found))


@pytest.mark.parametrize("method", BASES)
def test_a_scenario_whose_texts_are_turned_against_the_page_stays_text(method):
    check_page(
        sensitivity_page(findings_of(hostile(), method, ("indicators.*.start",), BASES[method], 4))
    )
