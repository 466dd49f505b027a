"""Phase 5 by hand: a demand is met, a threat carried out or taken back, or its maker backs down."""

from __future__ import annotations

import pytest

from sim.engine.crisis import Crisis
from tests.support.play import force, value, values
from tests.support.tiny import actor, clock, commitment, deed, ending, indicator, tiny, word

STATES = ("open", "met", "kept", "broken", "dropped")


def crisis(worlds=1, *, credibility=0.7, start=50, **promise):
    """`a` may threaten to strike within 2 turns unless y is 60 or more; backing down costs x 10."""
    scenario = tiny(
        clock=clock(9),
        indicators={"x": indicator(start), "y": indicator(50)},
        dynamics={
            "credibility": {"start": credibility, "kept": 0.05, "broken": -0.2},
            "audience": {"growth": 0.1, "excuse": 0.5},
        },
        moves={
            "a": {
                "strike": deed(),
                "threaten": word(pledges="promise"),
                "retract": word(drops="promise"),
            },
            "b": {"yield": deed(effects={"y": 20})},
        },
        commitments={"promise": commitment(met="y >= 60", **promise)},
    )
    return Crisis(scenario, worlds, seed=1)


THREATEN, RETRACT = ("hold", "threaten"), ("hold", "retract")


def state(played):
    """What has become of the promise."""
    return {name: int(value(played, "promise", name)) for name in STATES}


def count(**counts):
    return dict.fromkeys(STATES, 0) | counts


def test_a_threat_stands_from_the_turn_in_which_it_is_made():
    played = force(crisis(), a=THREATEN)
    assert state(played) == count(open=1)
    assert value(played, "promise", "pledged") == 1


def test_backing_down_costs_the_audience_and_credibility_on_the_day_of_the_deadline():
    """Made in turn 1, due in turn 3: 10 × (1 + 0.1 × 2) = 12 of 50, and 0.2 of 0.7."""
    played = force(force(crisis(), a=THREATEN))
    assert (value(played, "x"), state(played)) == (50, count(open=1))
    force(played)
    assert value(played, "x") == pytest.approx(38)
    assert value(played, "a", "credibility") == pytest.approx(0.5)
    assert state(played) == count(broken=1)
    force(played)
    assert value(played, "x") == pytest.approx(38)


@pytest.mark.parametrize(("deadline", "turn", "cost"), [(1, 2, 11), (4, 5, 14), (7, 8, 17)])
def test_the_cost_grows_with_every_turn_that_the_threat_stood(deadline, turn, cost):
    """By a tenth of 10 a turn: 11 after 1, 14 after 4, 17 after 7."""
    played = force(crisis(deadline=deadline), a=THREATEN)
    while value(played, "x") == 50:
        force(played)
    assert (played.turn, value(played, "x")) == (turn, pytest.approx(50 - cost))


def test_a_quiet_threat_costs_less():
    """At a loudness of 0.25, a quarter of 12."""
    played = force(force(force(crisis(loudness=0.25), a=THREATEN)))
    assert value(played, "x") == pytest.approx(47)


def test_the_audience_can_lose_no_more_than_there_is():
    assert value(force(force(force(crisis(start=5), a=THREATEN))), "x") == 0


@pytest.mark.parametrize("wait", [0, 1])
def test_a_threat_carried_out_is_remembered(wait):
    """Before the deadline or on its day: no cost, and credibility 0.75."""
    played = force(crisis(), a=THREATEN)
    for _ in range(wait):
        force(played)
    force(played, a="strike")
    assert (state(played), value(played, "x")) == (count(kept=1), 50)
    assert value(played, "a", "credibility") == pytest.approx(0.75)


def test_striking_while_threatening_does_not_carry_out_what_is_only_now_said():
    """What is said in this turn stands from now; the strike of turn 1 was not yet promised."""
    played = force(crisis(), a=("strike", "threaten"))
    assert state(played) == count(open=1)


@pytest.mark.parametrize("wait", [0, 1])
def test_a_demand_that_is_met_costs_nobody_anything(wait):
    """In turn 2, or on the very day of the deadline."""
    played = force(crisis(), a=THREATEN)
    for _ in range(wait):
        force(played)
    force(played, b="yield")
    assert (state(played), value(played, "x")) == (count(met=1), 50)
    assert value(played, "a", "credibility") == pytest.approx(0.7)


def test_a_demand_met_in_the_turn_of_the_strike_is_met():
    played = force(force(crisis(), a=THREATEN), a="strike", b="yield")
    assert state(played) == count(met=1)


def test_a_demand_that_was_met_already_is_met_one_turn_after_it_is_made():
    played = force(force(crisis(), b="yield"), a=THREATEN)
    assert state(played) == count(open=1)
    assert state(force(played)) == count(met=1)


@pytest.mark.parametrize(("wait", "cost"), [(0, 5.5), (1, 6)])
def test_a_reason_halves_the_price_and_spares_credibility(wait, cost):
    """Half of 11 in turn 2, half of 12 in turn 3."""
    played = force(crisis(), a=THREATEN)
    for _ in range(wait):
        force(played)
    force(played, a=RETRACT)
    assert (state(played), value(played, "x")) == (count(dropped=1), pytest.approx(50 - cost))
    assert value(played, "a", "credibility") == pytest.approx(0.7)


def test_a_threat_may_be_made_again_and_its_age_starts_anew():
    """Dropped in turn 2 for 5.5, made again in 3, broken in 5 for 12."""
    played = force(force(force(crisis(), a=THREATEN), a=RETRACT), a=THREATEN)
    force(force(played))
    assert state(played) == count(dropped=1, broken=1)
    assert value(played, "x") == pytest.approx(50 - 5.5 - 12)


def test_two_commitments_of_one_maker_are_settled_on_their_own():
    """One kept and one broken on the same day: x loses 12 and y nothing; 0.7 + 0.05 - 0.2."""
    scenario = tiny(
        indicators={"x": indicator(50), "y": indicator(50)},
        dynamics={
            "credibility": {"start": 0.7, "kept": 0.05, "broken": -0.2},
            "audience": {"growth": 0.1},
        },
        moves={
            "a": {
                "strike": deed(),
                "close": deed(),
                "first": word(pledges="one"),
                "second": word(pledges="two"),
            }
        },
        commitments={
            "one": commitment(deadline=3, threat="strike"),
            "two": commitment(deadline=2, threat="close", audience="y"),
        },
    )
    played = force(force(Crisis(scenario), a=("hold", "first")), a=("hold", "second"))
    force(force(played), a="close")
    assert (value(played, "one", "broken"), value(played, "two", "kept")) == (1, 1)
    assert (value(played, "x"), value(played, "y")) == (pytest.approx(37), 50)
    assert value(played, "a", "credibility") == pytest.approx(0.55)


def test_backing_down_leaves_other_worlds_alone():
    """Of 500 worlds only those that threatened in turn 1, and did not strike by turn 3, pay."""
    played = crisis(500)
    played.step({"a": {"deed": "hold"}, "b": {"deed": "hold"}})
    threatened = values(played, "promise", "open") > 0
    assert 0 < threatened.sum() < 500
    for _ in range(2):
        played.step({"a": {"deed": "hold", "word": "silence"}, "b": {"deed": "hold"}})
    assert (values(played, "x") == threatened * 38 + ~threatened * 50).all()


def test_a_commitment_in_a_world_that_is_over_stays_as_it_was():
    """In worlds where x is 90 all is over after turn 1, so the threat is never due."""
    scenario = tiny(
        actors={"a": actor(), "b": actor()},
        indicators={"x": indicator({"one_of": [50, 90]})},
        moves={"a": {"strike": deed(), "threaten": word(pledges="promise")}},
        commitments={"promise": commitment(met="x < 0")},
        endings={"high": ending("x > 75"), "over": ending()},
    )
    played = force(Crisis(scenario, 100), a=THREATEN)
    force(force(played))
    assert set(values(played, "x")) == {40, 90}
    assert (values(played, "promise", "open") == (values(played, "x") == 90)).all()


def test_results_count_what_became_of_threats():
    row = force(force(force(crisis(), a=THREATEN))).run().results().to_pylist()[0]
    assert row["a backed down"] >= 1
    assert {"a demands met", "a threats kept", "a threats dropped", "a gaps"} <= row.keys()
