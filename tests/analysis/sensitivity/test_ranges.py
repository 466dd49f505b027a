"""What `--vary` means, and what it refuses."""

from __future__ import annotations

import pytest

from sim.analysis.sensitivity.ranges import asked_for
from tests.support.studies import one_number
from tests.support.tiny import deed, tiny


@pytest.fixture(scope="module")
def scenario():
    branches = [{"chance": 0.5, "effects": {"y": 1}}, {"chance": 0.4, "effects": {"y": -1}}]
    return tiny(**one_number(), moves={"a": {"try": deed(chances=branches)}})


def ends(scenario, *texts):
    return {each.path: (each.low, each.high) for each in asked_for(scenario, texts)}


def test_a_range_is_taken_as_it_is_written(scenario):
    assert ends(scenario, "indicators.x.start=40:60") == {"indicators.x.start": (40, 60)}


@pytest.mark.parametrize("reach", ["", "=±20%", "=+-20%", "=± 20 %", "=+/-20.0%"])
def test_a_part_up_and_down_is_that_of_the_present_value(scenario, reach):
    assert ends(scenario, f"indicators.x.start{reach}") == {"indicators.x.start": (40, 60)}


def test_a_part_up_and_down_stays_within_what_may_be(scenario):
    assert ends(scenario, "indicators.x.start=±300%") == {"indicators.x.start": (0, 100)}


def test_of_a_formula_the_factor_before_it_is_varied(scenario):
    (found,) = asked_for(scenario, ["incidents.shot.chance"])
    assert found.is_factor
    assert (found.usual, found.low, found.high) == (1, 0.8, 1.2)


def test_branches_that_go_up_together_do_not_pass_certainty(scenario):
    found = ends(scenario, "moves.a.try.chances.*.chance=±50%")
    assert sum(high for _low, high in found.values()) == pytest.approx(1)


def test_a_star_stands_for_anything_and_the_last_range_for_a_path_stands(scenario):
    found = ends(scenario, "indicators.*.start", "indicators.y.start=1:2")
    assert found == {"indicators.x.start": (40, 60), "indicators.y.start": (1, 2)}


def test_of_nothing_everything_is_varied_but_what_is_nothing(scenario):
    found = ends(scenario)
    assert {"indicators.x.start", "incidents.shot.chance", "actors.a.goals.weight"} <= set(found)
    assert "indicators.shot.start" not in found  # it is 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("indicators.z.start=1:2", 'Did you mean "indicators.'),
        ("title=1:2", "standoff batch --sweep"),
        ("indicators.x.start=60:40", "with LO below HI"),
        ("indicators.x.start=1:2:3", "with LO below HI"),
        ("indicators.x.start=warm", "PATH=±20%"),
        ("indicators.x.start=", "PATH=±20%"),
        ("indicators.x.start=0:nan", "with LO below HI"),
        ("indicators.x.start=0:200", "has to lie between 0 and 100"),
        ("indicators.shot.start", "give one, as in indicators.shot.start=LO:HI"),
        ("fleet.*", '"fleet.*" fits nothing'),
    ],
)
def test_what_is_not_right_is_refused_with_a_way_out(scenario, text, words):
    with pytest.raises(ValueError, match="--vary") as refusal:
        asked_for(scenario, [text])
    assert words in str(refusal.value)
