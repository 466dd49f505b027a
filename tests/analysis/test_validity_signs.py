"""Signs: experiments find what was built into a scenario, also where it goes the wrong way."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.assay.bench import Bench
from sim.analysis.validity.plays import AS_WRITTEN, Change, Played, PlayTrial, rivals
from sim.analysis.validity.predictions import difference, expectation_findings, sign_findings
from sim.analysis.validity.signs import signs_of
from sim.scenario.check import open_scenario
from sim.scenario.read import read_document
from tests.support.assays import written
from tests.support.benches import as_written, bench, doing, verdicts
from tests.support.shipped import each_scenario
from tests.support.tiny import (
    FRIEND,
    actor,
    clock,
    commitment,
    deed,
    ending,
    goal,
    happening,
    indicator,
    tiny,
    word,
)


def crisis(calms=False):
    """Two rivals, a third side, private talks, mediation, guards, threats, hazards.

    All work the way theory says; or, if it `calms`, each the other way round. Everybody chooses
    at random, and it is war if x is above 75 in the end, peace if trust is.
    """
    turn = -1 if calms else 1
    moves = {
        "a": {
            "talk": deed(toward="b", private=True, cameo="046", effects={"trust": 8 * turn}),
            "push": deed(toward="b", kind="escalate", cameo="154", effects={"x": 2 * turn}),
            "threaten": word(toward="b", pledges="promise", effects={"x": 6 * turn}),
            "strike": deed(toward="b", limit=0),
        },
        "b": {"push": deed(toward="a", kind="escalate", cameo="154", effects={"x": 2 * turn})},
        "c": {
            "mediate": deed(toward=["a", "b"], cameo="045", effects={"trust": 8 * turn}),
            "guard": word(toward="a", cameo="074", effects={"x": -4 * turn}),
        },
    }
    return bench(
        worlds=1000,
        clock=clock(6),
        actors={
            **dict.fromkeys("ab", actor(goal("x", "more"))),
            "c": actor(goal("trust", "more"), name="quantal", rationality=0),
        },
        indicators={
            "x": indicator({"uniform": [40, 110]}, 0, 200, seen_by={"default": {"error": 0.2}}),
            "trust": indicator({"uniform": [40, 110]}, 0, 200),
        },
        dynamics={"attitudes": {"start": {"a": {"b": -5}, "b": {"a": -5}}}},
        moves=moves,
        incidents={"clash": happening(chance=0.3, effects={"x": 8 * turn})},
        commitments={"promise": commitment(met="x > 199", threat="strike", cost=0.1)},
        endings={
            "war": ending("x > 75", last=True, counts_as=["war"], violent=True),
            "peace": ending("trust > 75", last=True, counts_as=["agreement"]),
            "over": ending(),
        },
    )


def found_in(here):
    return verdicts(sign_findings(here, doing(here), as_written(here)))


def test_a_crisis_that_works_as_theory_says_passes():
    found = found_in(crisis())
    passing = ("threats", "private", "mediation", "peacekeepers", "hazards", "hawks")
    assert [found[f"signs.{key}"] for key in passing] == ["passes"] * len(passing)


@pytest.mark.parametrize("key", ["threats", "private", "mediation", "peacekeepers", "hazards"])
def test_a_crisis_that_works_the_other_way_round_falls_short(key):
    assert found_in(crisis(calms=True))[f"signs.{key}"] == "falls short"


@pytest.mark.parametrize(("helps", "verdict"), [(5, "passes"), (0, "cannot tell")])
def test_who_weighs_gains_by_it_where_something_can_be_gained(helps, verdict):
    here = bench(
        actors={"a": actor(goal("x", "more"), name="quantal", rationality=3), "b": actor()},
        moves={"a": {"help": deed(effects={"x": helps}), "idle": deed(effects={"x": 0})}},
    )
    assert found_in(here)["signs.reason.a"] == verdict


def test_doves_that_come_to_war_fall_short():
    """What nobody can help: a war that an incident alone brings about."""
    here = bench(
        incidents={"clash": happening(chance=0.5)},
        endings={"war": ending("happened(clash)", counts_as=["war"]), "over": ending()},
    )
    assert found_in(here)["signs.doves"] == "falls short"


def test_what_a_scenario_has_nothing_of_does_not_apply():
    """Nobody can do or say anything, there is no war in it, and nobody weighs."""
    assert set(found_in(bench(worlds=20)).values()) == {"not applicable"}


def test_a_change_that_changes_nothing_shows_no_sign():
    here = bench(
        moves={"a": {"meet": deed(private=True, cameo=FRIEND)}},
        endings={"peace": ending("x > 90", counts_as=["agreement"]), "over": ending()},
    )
    assert found_in(here)["signs.private"] == "cannot tell"


def test_a_difference_of_ratios_is_worked_out_by_hand():
    """3 of 4 against 1 of 4, summed over worlds, not meant over their ratios."""

    def played(above, below):
        measures = {"above": np.array(above, float), "below": np.array(below, float)}
        return Played((), np.zeros(2), np.zeros(2), measures)

    gap = difference(played([3, 0], [3, 1]), played([1, 0], [2, 2]), "above", "below")
    assert gap.value == pytest.approx(3 / 4 - 1 / 4)
    # Parts: (3 - 9/4, 0 - 3/4) / 2 and (1 - 1/2, 0 - 1/2) / 2; their differences are ±1/8.
    assert gap.high - gap.value == pytest.approx(1.96 * 0.125 / np.sqrt(2), rel=1e-3)


def test_the_same_worlds_meet_the_same_luck_in_every_play():
    here = crisis()
    once, again = (PlayTrial(AS_WRITTEN, 50).on(here) for _ in range(2))
    assert (once.measures["war"] == again.measures["war"]).all()


def test_a_change_can_be_made_again_on_the_command_line():
    change = Change((("moves.a.push.limit", 0),), (("all", "dove"),))
    assert change.options == ("--set moves.a.push.limit=0", "--policy all=dove")


def test_the_rivals_are_the_two_who_may_act_on_each_other_and_like_it_least():
    assert rivals(crisis().scenario) == ("a", "b")
    assert rivals(tiny()) is None


@each_scenario
def test_every_setting_of_every_experiment_can_be_made_in_a_shipped_scenario(path):
    """A path that is misspelt, or a value out of its range, would raise."""
    here = Bench(*open_scenario(path), 1, 0)
    for sign in signs_of(here.scenario):
        for change in (sign.change, sign.against):
            assert change.scenario(here).id == here.scenario.id


def test_own_expectations_are_told_beside_the_others(tmp_path):
    parts = {
        "events": {"storm": happening(chance=0.3)},
        "clock": clock(1),
        "endings": {"war": ending("happened(storm)"), "over": ending()},
        "expect": [
            {"says": "It is so.", "chance_of": ["war"], "between": ["20%", "40%"]},
            {"says": "It is never so.", "chance_of": ["war"], "between": [0, 0]},
            {
                "says": "It can be calmed.",
                "chance_of": ["war"],
                "compared": "lower",
                "set": {"events.storm.chance": 0},
            },
        ],
    }
    here = bench(**parts)
    here.document = read_document(written(tmp_path, **parts))
    found = expectation_findings(here, doing(here), 500)
    assert [each.verdict for each in found] == ["passes", "falls short", "passes"]
    assert [each.case for each in found] == ["It is so", "It is never so", "It can be calmed"]
