"""Stages: payoffs by hand, equilibria that answer themselves, and a game far from one."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from sim.analysis.validity.gambit import MissingGambit, game_file, logit_equilibrium
from sim.analysis.validity.stages import STEP, stage_findings, stages_of, table_error
from sim.engine.crisis import Crisis
from sim.engine.rules import Rules
from tests.support.benches import bench, verdicts
from tests.support.tiny import FOE, actor, deed, goal, indicator, tiny, word
from tests.support.whole import whole

HOSTILE = {"attitudes": {"start": {"a": {"b": -5}, "b": {"a": -5}}}}


def softmax(exponents):
    weights = np.exp(exponents - exponents.max())
    return weights / weights.sum()


def relief(start, by, rationality=5, growing=False):
    """Both want little of x and may lower it, alone or together."""
    side = {"name": "quantal", "rationality": rationality, "reciprocity": 0}
    lower = {"lower": deed(effects={"x": -by}, cost=0.2)}
    return {
        "actors": dict.fromkeys("ab", actor(goal("x", "less", growing=growing), **side)),
        "indicators": {"x": indicator(start)},
        "moves": {"a": lower, "b": lower},
    }


def test_payoffs_are_worked_out_by_hand():
    """Lowering x by 10 of 100 is the stake, so alone it brings 1 and together 2, less 0.2."""
    (stage,) = stages_of(Rules(tiny(**relief(50, 10))))
    assert stage.moves == (["hold", "lower"], ["hold", "lower"])
    assert stage.payoffs[0] == pytest.approx(np.array([[0, 1], [0.8, 1.8]]))
    assert stage.payoffs[1] == pytest.approx(stage.payoffs[0].T)


def test_where_moves_only_add_up_the_model_chooses_as_the_equilibrium():
    """What the other does then changes nothing in one's own choice: log odds are 5 × 0.8."""
    (stage,) = stages_of(Rules(tiny(**relief(50, 10))))
    odds = 1 / (1 + np.exp(-5 * 0.8))
    assert stage.chosen[0] == pytest.approx([1 - odds, odds], abs=STEP)
    for ours in logit_equilibrium(stage.payoffs, stage.rationality):
        assert ours == pytest.approx([1 - odds, odds], abs=1e-4)


def test_answering_in_kind_is_part_of_the_payoff():
    """Toward a foe of -5, an act of -7.2 is worth 2 × 0.5 × 0.72 in itself."""
    side = {"name": "quantal", "rationality": 1, "reciprocity": 2}
    parts = {
        "actors": dict.fromkeys("ab", actor(goal("x", "more"), **side)),
        "moves": {
            "a": {"hit": deed(cameo=FOE, toward="b"), "lift": deed(effects={"x": 5})},
            "b": {"hit": deed(cameo=FOE, toward="a"), "say": word(toward="a")},
        },
        "dynamics": HOSTILE,
    }
    (stage,) = stages_of(Rules(tiny(**parts)))
    assert stage.payoffs[0][:, 0] == pytest.approx([0, 0.72, 1])


@pytest.mark.parametrize("rationality", [(0, 0), (1, 5), (3, 0.5)])
def test_an_equilibrium_answers_itself(rationality):
    """Each side's chances are the logit answer to the other's, with its own λ."""
    first = np.array([[3.0, 0.0, 1.0], [1.0, 2.0, 0.5]])
    second = np.array([[0.0, 2.0, 1.0], [1.5, 0.0, 1.0]])
    ours, theirs = logit_equilibrium((first, second), rationality)
    assert ours == pytest.approx(softmax(rationality[0] * (first @ theirs)), abs=1e-6)
    assert theirs == pytest.approx(softmax(rationality[1] * (ours @ second)), abs=1e-6)


def test_matching_pennies_are_thrown_evenly_however_sure_the_players_are():
    pennies = np.array([[1.0, -1.0], [-1.0, 1.0]])
    for chances in logit_equilibrium((pennies, -pennies), (4.0, 4.0)):
        assert chances == pytest.approx([0.5, 0.5], abs=1e-6)


def test_a_game_is_handed_over_with_its_first_move_fastest():
    first, second = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])
    numbers = game_file((first, second), (2.0, 1.0)).split("\n\n")[1].split()
    assert [float(number) for number in numbers] == [2, 5, 6, 7, 4, 6, 8, 8]


def test_a_stage_in_which_one_move_makes_the_other_useless_is_far_from_equilibrium():
    """X is 10 and either can take all of it: who looks at the other would often leave it to it."""
    findings, solved = stage_findings(bench(**relief(10, 10, rationality=20)), 5)
    assert verdicts(findings) == {"stages.table": "passes", "stages.a.b.deed": "falls short"}
    assert solved[0].stage.chosen[0][1] > 0.99
    assert solved[0].equilibrium[0][1] < 0.9


def test_without_gambit_the_check_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pygambit", None)
    with pytest.raises(MissingGambit, match=r"standoff\[gambit\]"):
        logit_equilibrium((np.zeros((2, 2)), np.zeros((2, 2))), (1, 1))
    (table, missing), solved = stage_findings(bench(**relief(50, 10)), 5)
    assert (table.verdict, missing.verdict, solved) == ("passes", "not applicable", [])
    assert 'pip install "standoff[gambit]"' in missing.why


def test_sides_that_do_not_weigh_have_no_stages():
    findings, _solved = stage_findings(bench(), 5)
    assert verdicts(findings) == {"stages.table": "passes", "stages": "not applicable"}


def test_the_table_of_the_logit_curve_is_right_to_a_step():
    found, choices = table_error(Crisis(whole(), 50, seed=3))
    assert 0 < found <= STEP
    assert choices > 1000


def test_a_table_that_is_wrong_is_found_out(monkeypatch):
    """Steps twice as long would halve every λ."""
    monkeypatch.setattr("sim.engine.policies.quantal.STEPS", 128)
    monkeypatch.setattr("sim.analysis.validity.stages.STEPS", 128)
    found, _choices = table_error(Crisis(whole(), 20, seed=3))
    assert found > 10 * STEP
