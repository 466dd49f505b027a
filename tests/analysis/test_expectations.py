"""Expectations hold or fail by exact shares, bands and paired differences."""

from __future__ import annotations

import pytest

from sim.analysis.expectations import check_expectations, play
from sim.engine.crisis import Crisis
from tests.support.play import values
from tests.support.tiny import clock, ending, happening, indicator, tiny
from tests.support.whole import whole

CALM = {"events.storm.chance": 0}


@pytest.fixture
def results_of(tmp_path):
    """What comes of expectations about a world in which it storms, and is war, in 30 of 100."""

    def check(*expectations, **choices):
        scenario = tiny(
            clock=clock(1),
            indicators={"x": indicator(50)},
            events={"storm": happening(chance=0.3)},
            endings={"war": ending("happened(storm)", counts_as=["clashes"]), "over": ending()},
            expect=[{"says": "It is so."} | dict(each) for each in expectations],
        )
        path = tmp_path / "storms.yaml"
        path.write_text(scenario.model_dump_json())
        return check_expectations(path, **choices)

    return check


@pytest.mark.parametrize(
    ("between", "holds"), [(["25%", "35%"], True), (["0%", "20%"], False), (["40%", 1], False)]
)
def test_a_band_holds_where_the_share_lies_in_it(results_of, between, holds):
    (result,) = results_of({"chance_of": ["war"], "between": between})
    assert result.holds is holds
    assert result.found.share == pytest.approx(0.3, abs=0.05)


def test_an_ending_is_meant_by_its_name_or_by_what_it_counts_as(results_of):
    meant = [["war"], ["clashes"], ["war", "over"]]
    one, other, both = results_of(*({"chance_of": names, "between": [0, 1]} for names in meant))
    assert one.found == other.found
    assert both.found.share == 1


@pytest.mark.parametrize(("compared", "holds"), [("lower", True), ("higher", False)])
def test_a_comparison_holds_where_the_difference_is_beyond_luck(results_of, compared, holds):
    (result,) = results_of({"chance_of": ["war"], "compared": compared, "set": CALM})
    assert result.holds is holds
    assert result.found.count == 0
    assert result.difference.mean == pytest.approx(-0.3, abs=0.05)


def test_a_change_that_changes_nothing_proves_nothing(results_of):
    (result,) = results_of({"chance_of": ["war"], "compared": "higher", "policy": {"a": "hawk"}})
    assert not result.holds
    assert (result.difference.low, result.difference.high) == (0, 0)


def test_each_gets_the_worlds_that_it_asks_for(results_of):
    """Worlds are played once for all that ask the same; the first of many are the few."""
    few, many = results_of(
        *({"chance_of": ["war"], "between": [0, 1], "worlds": worlds} for worlds in (100, 5000))
    )
    assert (few.found.of, many.found.of) == (100, 5000)
    (alone,) = results_of({"chance_of": ["war"], "between": [0, 1], "worlds": 100})
    assert few == alone


def test_a_quick_look_and_other_values_can_be_asked_for(results_of):
    expectation = {"chance_of": ["war"], "between": ["50%", 1]}
    (result,) = results_of(expectation, overrides={"events.storm.chance": 1}, most_worlds=200)
    assert (result.found.count, result.found.of) == (200, 200)


def test_blocks_make_no_difference():
    """4,100 worlds are played in two blocks of at most 4,096."""
    together = play(whole(), 4100, 3, {})
    alone = Crisis(whole(), 10, first_world=4090, seed=3).run()
    assert together[-10:].tolist() == values(alone, "ending", "ending").tolist()
