"""The backtest, against likelihoods worked out by hand."""

from __future__ import annotations

from math import exp, log

import pytest

from sim.analysis.backtest import LEAST, backtest, with_foresight
from sim.engine.policies.quantal import Policy
from tests.support.shipped import each_scenario, shipped
from tests.support.tiny import actor, clock, deed, ending, goal, indicator, tiny

DONE = {"actor": "a", "move": "push", "assumption": "done for a test"}


def pushing(policy=None, moves=("2023-09-24",), figures=(), **parts):
    """`a` may push x up by 10 or leave it, in two turns; history has it push on the first day."""
    return tiny(
        clock=clock(2),
        actors={"a": actor(goal("x", "more"), **(policy or {})), "b": actor()},
        moves={"a": {"push": deed(effects={"x": 10}, **parts)}},
        history={
            "ending": "over",
            "moves": [DONE | {"date": date} for date in moves],
            "figures": list(figures),
        },
    )


def test_choosing_at_random_is_as_likely_as_chance():
    """Two deeds, so log 1/2 each turn; what leaves no choice is no decision."""
    test = backtest(pushing(), worlds=10)
    assert [(d.turn, d.actor, d.channel, d.move) for d in test.decisions] == [
        (1, "a", "deed", "push"),
        (2, "a", "deed", "hold"),
    ]
    assert test.mean_log_likelihood == pytest.approx(log(1 / 2))
    assert test.random_log_likelihood == pytest.approx(log(1 / 2))


def test_a_logit_choice_has_its_exact_likelihood():
    """Weights of the policy itself, as chances: push against hold."""
    scenario = pushing({"name": "quantal", "rationality": 4})
    first, second = backtest(scenario, worlds=10).decisions
    better = first.probability
    assert better > 0.5  # more of x is what `a` wants
    assert first.log_likelihood == pytest.approx(log(better))
    assert second.log_likelihood == pytest.approx(log(1 - second.probability) * 0 + log(second.probability))


def test_twice_the_rationality_doubles_the_log_odds():
    """P ∝ exp(λ u): log P(push)/P(hold) = λ (u(push) - u(hold))."""

    def log_odds(rationality):
        scenario = pushing({"name": "quantal", "rationality": rationality})
        chance = backtest(scenario, worlds=1).decisions[0].probability
        return log(chance / (1 - chance))

    assert log_odds(6) == pytest.approx(2 * log_odds(3), rel=0.02)


def test_a_policy_that_rules_a_move_out_pays_for_it_once():
    """A dove never pushes up: the least chance that is counted, not minus infinity."""
    test = backtest(pushing({"name": "dove"}, kind="escalate"), worlds=3)
    assert test.decisions[0].log_likelihood == pytest.approx(log(LEAST))


def test_entries_and_rests_are_told_apart():
    test = backtest(pushing(), worlds=3)
    assert [d.move for d in test.of(recorded=True).decisions] == ["push"]
    assert [d.move for d in test.of(recorded=False).decisions] == ["hold"]
    assert test.of(actor="b").decisions == ()
    assert [d.move for d in test.surprises()] == ["push"]


def test_history_is_forced_and_its_figures_are_held_against_it():
    """x starts between 40 and 60 and is pushed up by 10 on the first day."""
    figures = [
        {"date": "2023-09-24", "indicator": "x", "value": value, "assumption": "for a test"}
        for value in (60, [69.9, 90], 75)
    ]
    scenario = pushing(figures=figures)
    scenario = scenario.model_copy(
        update={"indicators": pushing_starts({"uniform": [40, 60]}).indicators}
    )
    checks = backtest(scenario, worlds=500).figures
    assert [check.is_inside for check in checks] == [True, False, False]
    assert checks[0].found.middle == pytest.approx(60, abs=1.5)


def pushing_starts(start):
    return tiny(indicators={"x": indicator(start)})


def test_a_move_that_was_not_legal_is_reported():
    test = backtest(pushing(moves=("2023-09-24", "2023-09-25"), limit=1), worlds=4)
    assert [(i.date, i.actor, i.move, i.share) for i in test.illegal] == [
        ("2023-09-25", "a", "push", 1.0)
    ]
    assert [d.turn for d in test.decisions] == [1]


def test_worlds_that_are_over_decide_nothing():
    scenario = pushing(when="x < 1000").model_copy(
        update={"endings": tiny(endings={"early": ending("x > 55"), "over": ending()}).endings}
    )
    assert [d.turn for d in backtest(scenario, worlds=4).decisions] == [1]


def test_foresight_can_be_put_in_place_of_the_scenarios():
    far = with_foresight(pushing({"name": "quantal"}), 1)
    assert {actor.policy.foresight for actor in far.actors.values()} == {1}


def test_without_a_history_there_is_nothing_to_follow():
    with pytest.raises(ValueError, match="has no history"):
        backtest(tiny())


@each_scenario
@pytest.mark.parametrize("foresight", [0, 1])
def test_a_shipped_scenario_finds_history_likelier_than_chance(path, foresight):
    test = backtest(shipped(path), worlds=100, foresight=foresight)
    assert test.mean_log_likelihood > test.random_log_likelihood + 0.1
    assert test.illegal == ()
    assert all(check.is_inside for check in test.figures)


def test_the_policy_weighs_in_exact_steps_of_e():
    """What the tests above rest on: weights fall by a factor of e in 256 steps."""
    from sim.engine.policies.quantal import STEPS, weight_table

    table = weight_table(4)
    assert table[STEPS] / table[0] == pytest.approx(exp(-1), rel=1e-4)
    assert Policy
