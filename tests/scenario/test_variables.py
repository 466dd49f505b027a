"""Which numbers of a scenario may be varied, and between what."""

from __future__ import annotations

import pytest

from sim.batch.design import with_settings
from sim.scenario.variables import variable_paths
from tests.support.shipped import each_scenario, shipped
from tests.support.whole import whole


@pytest.mark.parametrize(
    ("path", "kind", "value", "reach", "unit"),
    [
        ("indicators.tension.start", "start", 55, (0, 100), "index"),
        ("indicators.tension.drift.rate", "drift", 0.03, (0, 1), ""),
        ("indicators.a.pride.seen_by.default.error", "error", 0.2, (0, 1), ""),
        ("actors.a.goals.1.weight", "weight", 2, (0, 100), ""),
        ("actors.a.policy.rationality", "rationality", 4, (0, 100), ""),
        ("actors.b.policy.reciprocity", "reciprocity", 2, (0, 5), ""),
        ("events.rumour.chance", "hazard", 0.2, (0, 1), ""),
        ("events.talks.chance", "hazard", 1, (0, 1), ""),
        ("moves.a.strike.chances.1.chance", "chance", 0.2, (0, 1), ""),
        ("moves.a.strike.later.0.effects.a.pride", "effect", -3, (-1e7, 1e7), "index"),
        ("moves.a.threaten.believed.tension", "effect", 4, (-1e7, 1e7), "index"),
        ("moves.a.retract.cost", "cost", 0.2, (0, 5), ""),
        ("moves.a.strike.risk", "risk", 0.02, (0, 1), ""),
        ("commitments.promise.loudness", "commitment", 0.8, (0, 1), ""),
        ("dynamics.attitudes.start.a.b", "dynamics", -3, (-10, 10), ""),
        ("dynamics.credibility.broken", "dynamics", -0.2, (-1, 1), ""),
    ],
)
def test_a_number_tells_what_it_is(path, kind, value, reach, unit):
    """Its kind, what it is now, its range, and what it is counted in."""
    found = variable_paths(whole())[path]
    assert (found.kind, found.value, (found.low, found.high), found.unit) == (
        *(kind, pytest.approx(value), reach, unit),
    )


def test_a_formula_is_told_in_place_of_a_value():
    found = variable_paths(whole())["incidents.clash.chance"]
    assert found.value is None
    assert found.formula == "0.01 * max(0, tension - 40) + risk"


def test_the_number_of_an_only_entry_is_left_out():
    """In a file, the list around it may be left out too."""
    paths = variable_paths(whole())
    assert "incidents.clash.chances.chance" in paths
    assert "moves.a.strike.chances.0.chance" in paths


def test_only_a_weight_must_be_more_than_its_least():
    strict = {each.kind for each in variable_paths(whole()).values() if each.above}
    assert strict == {"weight", "commitment"}


@each_scenario
def test_every_path_can_be_set(path):
    """To what it is now, all at once, as `--set` would."""
    scenario = shipped(path)
    variables = variable_paths(scenario)
    settings = {p: each.formula or each.value for p, each in variables.items()}
    changed = variable_paths(with_settings(scenario.model_dump_json(), settings))
    assert [(p, each.value, each.formula) for p, each in changed.items()] == [
        (p, each.value, each.formula) for p, each in variables.items()
    ]
