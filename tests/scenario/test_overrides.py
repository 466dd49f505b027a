"""`--set PATH=VALUE`: values in place of the file's, which must be as sound as the file's."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.scenario.check import load_scenario
from sim.scenario.faults import ScenarioError
from sim.scenario.overrides import parse_override, with_overrides
from sim.scenario.read import read_document

WHOLE = Path(__file__).resolve().parent.parent / "cases" / "sound" / "whole.yaml"


def faults_of(*overrides: str) -> list[str]:
    """What is wrong with the options of a command line."""
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(WHOLE, dict(map(parse_override, overrides)))
    return str(refusal.value).splitlines()


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("a.b=3%", "a.b", "3%"),
        ("a.b = 70", "a.b", 70),
        ("a.b=-0.5", "a.b", -0.5),
        ("a.b=true", "a.b", True),
        ("a.b=", "a.b", None),
        ("a.b=tension >= 3", "a.b", "tension >= 3"),
        ("a.b=[1, 3%]", "a.b", [1, "3%"]),
        ("a.b={uniform: [40, 60]}", "a.b", {"uniform": [40, 60]}),
    ],
)
def test_a_value_is_read_as_in_a_file(text, path, value):
    assert parse_override(text) == (path, value)


@pytest.mark.parametrize("text", ["", "a.b", "=3", "a=[1", "a={1: 2}", "a=[*b]"])
def test_what_is_no_path_and_value_is_refused(text):
    with pytest.raises(ScenarioError) as refusal:
        parse_override(text)
    assert str(refusal.value).startswith("--set:")


def test_the_scenario_has_the_values_that_were_put_in():
    scenario = load_scenario(
        WHOLE,
        {
            "moves.north.deploy.limit": 0,
            "indicators.north.forces.start": 2100,
            "indicators.tension.drift.rate": "7%",
            "actors.north.goals.1.target": 50,
            "moves.north.deploy.effects.tension": "+9",
        },
    )
    deploy = scenario.moves["north"]["deploy"]
    assert deploy.limit == 0
    assert deploy.effects["tension"].value == 9
    assert scenario.indicators["north.forces"].start == 2100
    assert scenario.indicators["tension"].drift.rate == 0.07
    assert scenario.actors["north"].goals[1].target == 50


def test_a_star_stands_for_every_key_of_its_level():
    scenario = load_scenario(WHOLE, {"actors.*.policy.rationality": 9, "moves.*.*.cooldown": 2})
    assert {actor.policy.rationality for actor in scenario.actors.values()} == {9}
    assert {m.cooldown for moves in scenario.moves.values() for m in moves.values()} == {2}


def test_the_number_of_an_only_entry_may_be_left_out():
    """So a path leads to it whether the file writes a list around it or not."""
    for path in ("calibration.label", "calibration.0.label"):
        assert str(load_scenario(WHOLE, {path: "Fights"}).calibration[0].label) == "Fights"


def test_the_later_of_two_overrides_wins():
    overrides = {"moves.*.*.cooldown": 2, "moves.north.deploy.cooldown": 5}
    scenario = load_scenario(WHOLE, overrides)
    assert scenario.moves["north"]["deploy"].cooldown == 5


def test_the_data_that_is_overridden_stays_as_it_is():
    document = read_document(WHOLE)
    with_overrides(document, {"actors.*.policy.rationality": 9})
    assert document.data == read_document(WHOLE).data


@pytest.mark.parametrize(
    ("override", "fault"),
    [
        ("actors.norht.name=N", 'actors.norht: "norht" is not a key here. Did you mean "north"?'),
        (
            "indicators.north.force.start=1",
            'indicators.north.force: "north.force" is not a key here. Did you mean "north.forces"?',
        ),
        (
            "moves.north.deploy.limt=1",
            'moves.north.deploy.limt: "limt" is not a key here. Did you mean "limit"?',
        ),
        (
            "actors.north.goals.2.weight=1",
            'actors.north.goals.2: "2" is not a key here. Allowed: 0, 1.',
        ),
        ("title.en.more=1", 'title.en: "en" is not a key here.'),
        ("events.rain.on=2025-01-01", None),
        ("clock.turns=0", "clock.turns: 0 is too small; the least is 1"),
        (
            "indicators.tension.start=700",
            "indicators.tension.start: 700 is outside the range, 0 to 100",
        ),
        (
            "moves.north.deploy.when=tensoin > 3",
            'moves.north.deploy.when: "tensoin" is not an indicator. Did you mean "tension"?',
        ),
        (
            "actors.south.policy.name=quantel",
            'actors.south.policy.name: "quantel" is not a policy. Did you mean "quantal"?',
        ),
    ],
)
def test_a_fault_of_an_override_says_that_it_is_not_from_the_file(override, fault):
    (told,) = faults_of(override)
    assert told.startswith("--set:1:1  ")
    assert fault is None or told == f"--set:1:1  {fault}"


def test_all_unknown_paths_are_told_at_once():
    assert len(faults_of("actor.north.name=N", "moves.nort.deploy.limit=1")) == 2


def test_what_an_override_breaks_elsewhere_is_told_in_the_file():
    """The line of a goal and a figure of history lie outside the range from the command line."""
    told = faults_of("indicators.north.forces.range=[0, 2900]")
    assert [fault.startswith(f"{WHOLE}:") for fault in told] == [True, True]


@pytest.mark.parametrize("value", [float("nan"), object(), {1, 2}])
def test_a_value_that_no_file_could_hold_is_refused(value):
    with pytest.raises(ScenarioError, match="no plain value"):
        load_scenario(WHOLE, {"indicators.tension.start": value})


STEPS = st.sampled_from(["actors", "north", "*", "0", "", "expect", "set", "later", "north."])


@given(path=st.lists(STEPS, max_size=6).map(".".join), value=st.sampled_from([None, 1, "x", {}]))
@example(path="", value=1)
def test_any_path_is_taken_or_refused(path, value):
    with suppress(ScenarioError):
        load_scenario(WHOLE, {path: value})
