"""Readings: where sources disagree, another one's figures take the place of the usual ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.check import check_scenario, load_scenario
from sim.scenario.faults import ScenarioError
from sim.scenario.overrides import with_overrides
from sim.scenario.read import validate
from sim.scenario.schema import Scenario
from tests.support.tiny import indicator, tiny_document

WHOLE = Path(__file__).resolve().parent.parent / "cases" / "sound" / "whole.yaml"
AFTER, PLANNED = "dw-2023-10-02/troops-after", "background/troops-planned"


def readings(conflict, values, source="background", claim=PLANNED):
    """One conflict in which another source would put values in place."""
    other = {"says": "other", "sources": [claim], "set": values}
    return {conflict: {"says": "usual", "sources": [AFTER], "others": {source: other}}}


def faults_of(**parts):
    document = tiny_document(**parts)
    return [fault.message for fault in check_scenario(document, validate(document, Scenario))]


def refusal_of(overrides):
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(WHOLE, overrides)
    (fault,) = refusal.value.faults
    assert fault.file == "--set"
    return fault.message


def forces(overrides):
    scenario = load_scenario(WHOLE, overrides)
    return scenario.indicators["north.forces"].start, scenario.moves["north"]["deploy"].limit


def test_without_being_asked_the_file_is_as_it_is():
    assert load_scenario(WHOLE).switched() == {}


@pytest.mark.parametrize("source", ["warning-2023-11-14", "warning", "w"])
def test_the_values_of_a_source_take_the_place_of_the_usual_ones(source):
    """By its name, or by any beginning that no other source has."""
    assert forces({"claims": source}) == (1500, 2)
    assert forces({"claims.pullback-size": source}) == (1500, 2)


def test_the_scenario_says_which_reading_it_is_and_what_the_usual_one_says():
    (read,) = load_scenario(WHOLE, {"claims": "warning"}).switched().values()
    assert read.taken == "warning-2023-11-14"
    assert (str(read.in_place), str(read.says)) == ("Fewer than that.", "About half of 4,500.")


def test_the_usual_source_may_be_asked_for_and_changes_nothing():
    assert load_scenario(WHOLE, {"claims": "dw-2023-10-02"}) == load_scenario(WHOLE)


def test_what_is_asked_of_one_conflict_goes_before_what_is_asked_of_all():
    both = {"claims.pullback-size": "dw", "claims": "warning"}
    assert load_scenario(WHOLE, both) == load_scenario(WHOLE)


def test_a_value_that_is_given_goes_before_that_of_a_reading():
    assert forces({"moves.north.deploy.limit": 3, "claims": "warning"}) == (1500, 3)


def test_a_reading_of_which_nothing_is_left_is_not_said_to_be_in_place():
    given = {"moves.north.deploy.limit": 3, "indicators.north.forces.start": 1600}
    assert load_scenario(WHOLE, {**given, "claims": "warning"}).switched() == {}


def test_a_scenario_that_was_written_down_under_a_reading_is_sound(tmp_path):
    """As a batch or a save keeps it: with the values, and the word of whose they are."""
    scenario = load_scenario(WHOLE, {"claims": "warning"})
    file = tmp_path / "whole.json"
    file.write_text(scenario.model_dump_json(), "utf-8")
    assert load_scenario(file) == scenario


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (
            {"claims": "warnin-2023"},
            '"warnin-2023" is not a source with a reading here. Did you mean "warning-2023-11-14"?',
        ),
        (
            {"claims": "reuters"},
            '"reuters" is not a source with a reading here. '
            "Allowed: background, dw-2023-10-02, warning-2023-11-14.",
        ),
        (
            {"claims.pulback-size": "dw"},
            '"pulback-size" is not a conflict with readings here. Did you mean "pullback-size"?',
        ),
        ({"claim": "dw"}, '"claim" is not a key here. Did you mean "claims"?'),
    ],
)
def test_what_nobody_says_is_refused_with_what_is_allowed(overrides, message):
    assert refusal_of(overrides) == message


def test_a_beginning_that_two_sources_share_is_refused_with_both():
    shared = readings("pullback-size", {"indicators.x.start": 40}, "dawn", "dawn/troops-after")
    with pytest.raises(ScenarioError, match='"d" may be dawn or dw-2023-10-02; write more of it'):
        with_overrides(tiny_document(readings=shared), {"claims": "d"})


def test_a_scenario_without_readings_says_so():
    with pytest.raises(ScenarioError, match='this scenario has no "readings"'):
        load_scenario("tutorial", {"claims": "dw"})


def test_two_readings_of_a_source_may_not_put_two_values_in_one_place():
    values = {"indicators.x.start": 40}
    told = faults_of(
        readings=readings("pullback-size", values) | readings("normal-or-considerable", values)
    )
    assert told == ["the reading of pullback-size by this source puts a value there too"]


def test_readings_that_only_fit_alone_are_told_together():
    """A least of 60 is sound, and so is a most of 55, but no range has both."""
    told = faults_of(
        indicators={"x": indicator(50, low=0, high=100)},
        readings=readings("pullback-size", {"indicators.x.range.0": 60, "indicators.x.start": 70})
        | readings("normal-or-considerable", {"indicators.x.range.1": 55}),
    )
    assert len(told) > 0
    assert all("claims.pullback-size=background" in message for message in told)
