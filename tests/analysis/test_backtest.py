"""The backtest, against likelihoods worked out by hand."""

from __future__ import annotations

from math import log

import pytest

from sim.analysis.backtest import LEAST, backtest, with_foresight
from tests.support.shipped import each_scenario, shipped
from tests.support.tiny import actor, clock, deed, ending, goal, indicator, tiny

DONE = {"actor": "a", "move": "push", "assumption": "done for a test"}


def pushing(policy=None, moves=("2023-09-24",), figures=(), start=50, end="x < 0", **move):
    """`a` may push x up by 10 or leave it, in two turns; history has it push on the first day."""
    return tiny(
        clock=clock(2),
        actors={"a": actor(goal("x", "more"), **(policy or {})), "b": actor()},
        indicators={"x": indicator(start)},
        moves={"a": {"push": deed(effects={"x": 10}, **move)}},
        endings={"early": ending(end), "over": ending()},
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
    """More of x is what `a` wants, so it should push; all worlds are alike."""
    scenario = pushing({"name": "quantal", "rationality": 4})
    push, hold = backtest(scenario, worlds=10).decisions
    assert push.probability > 0.5 > hold.probability
    assert push.log_likelihood == pytest.approx(log(push.probability))
    assert hold.log_likelihood == pytest.approx(log(hold.probability))


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
    """X starts between 40 and 60, and is pushed up by 10 on the first day."""
    known = {"date": "2023-09-24", "indicator": "x", "assumption": "known for a test"}
    figures = [known | {"value": value} for value in (60, [50, 90], 40, [70, 90])]
    scenario = pushing(figures=figures, start={"uniform": [40, 60]})
    checks = backtest(scenario, worlds=500).figures
    assert [check.is_inside for check in checks] == [True, True, False, False]
    assert checks[0].found.middle == pytest.approx(60, abs=1.5)


def test_a_move_that_was_not_legal_is_reported():
    test = backtest(pushing(moves=("2023-09-24", "2023-09-25"), limit=1), worlds=4)
    assert [(i.date, i.actor, i.move, i.share) for i in test.illegal] == [
        ("2023-09-25", "a", "push", 1.0)
    ]
    assert [d.turn for d in test.decisions] == [1]


def test_worlds_that_are_over_decide_nothing():
    assert [d.turn for d in backtest(pushing(end="x > 55"), worlds=4).decisions] == [1]


def test_foresight_can_be_put_in_place_of_the_scenarios():
    far = with_foresight(pushing({"name": "quantal"}), 1)
    assert {actor.policy.foresight for actor in far.actors.values()} == {1}


def test_without_a_history_there_is_nothing_to_follow():
    with pytest.raises(ValueError, match="has no history"):
        backtest(tiny())


@each_scenario
@pytest.mark.parametrize("foresight", [0, 1])
def test_a_shipped_scenario_finds_history_likelier_than_chance(path, foresight):
    """In 100 worlds: better than at random by 0.1 a decision, every move legal, figures right."""
    if shipped(path).history is None:
        pytest.skip("it has no history to follow")
    test = backtest(shipped(path), worlds=100, foresight=foresight)
    assert test.mean_log_likelihood > test.random_log_likelihood + 0.1
    assert test.illegal == ()
    assert all(check.is_inside for check in test.figures)


def test_a_move_has_its_rank_among_what_was_legal():
    """Pushing is what `a` wants, holding comes second; to who chooses at random both are 1.5th."""
    push, hold = backtest(pushing({"name": "quantal", "rationality": 4}), worlds=3).decisions
    assert (push.rank, push.options, hold.rank) == (1, 2, 2)
    assert [d.rank for d in backtest(pushing(), worlds=3).decisions] == [1.5, 1.5]
