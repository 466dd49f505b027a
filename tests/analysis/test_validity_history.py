"""History: scenarios that find it likely, and scenarios that were built not to."""

from __future__ import annotations

from math import log

import pytest

from sim.analysis.backtest import Decision
from sim.analysis.intervals import Frequency
from sim.analysis.validity.history import (
    FollowTrial,
    commonest,
    follow_history,
    history_findings,
    least_likely,
)
from tests.support.benches import as_written, bench, doing, verdicts
from tests.support.tiny import WHY, actor, clock, deed, ending, goal, happening, indicator

DAYS = [f"2023-09-{day}" for day in (24, 25, 26, 27)]


def likely(push="push", known=60, chance=0.1, **move):
    """`a` wants much x and may push it up or down; history pushed on four days."""
    strong = {"name": "quantal", "rationality": 3}
    return bench(
        clock=clock(4),
        actors={"a": actor(goal("x", "more"), **strong), "b": actor()},
        indicators={"x": indicator(50)},
        moves={
            "a": {
                "push": deed(effects={"x": 10}, **move),
                "pull": deed(effects={"x": -10}),
                "wait": deed(effects={}),
            }
        },
        events={"storm": happening(chance=chance)},
        endings={"storm": ending("happened(storm)"), "calm": ending()},
        history={
            "ending": "calm",
            "moves": [WHY | {"date": day, "actor": "a", "move": push} for day in DAYS],
            "figures": [WHY | {"date": DAYS[0], "indicator": "x", "value": known}],
        },
    )


def found_in(here):
    free = as_written(here)
    test = follow_history(here.scenario, doing(here), 20)
    return {found.key: found for found in history_findings(here, doing(here), free, test)}


def test_a_figure_says_of_how_many_choices_on_how_many_days_it_is():
    """Two seats each of two sides for four days; history has an entry for one of them a day."""
    found = found_in(likely())
    assert found["history.surprise.entries"].sample == "4 choices on 4 days"
    assert found["history.commonest.entries"].sample == "4 choices on 4 days"
    assert found["history.figures.x"].sample == "1 figure"
    assert found["history.ending.free"].sample == ""


def test_history_that_the_model_understands_passes():
    """It pushes with near certainty, history pushed, and 66 of 100 worlds see no storm."""
    assert verdicts(list(found_in(likely()).values())) == {
        "history.surprise.all": "passes",
        "history.surprise.entries": "passes",
        "history.surprise.a": "passes",
        "history.commonest.all": "passes",
        "history.commonest.entries": "passes",
        "history.figures.x": "passes",
        "history.legal": "passes",
        "history.ending.free": "passes",
        "history.ending.forced": "passes",
    }


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"push": "pull"}, "history.surprise.all"),
        ({"push": "pull"}, "history.commonest.entries"),
        ({"known": 75}, "history.figures.x"),
        ({"limit": 2}, "history.legal"),
        ({"chance": 0.9}, "history.ending.free"),
        ({"chance": 0.5}, "history.ending.forced"),
    ],
)
def test_history_that_goes_against_it_falls_short(parts, key):
    assert found_in(likely(**parts))[key].verdict == "falls short"


def test_surprise_spared_is_what_logit_and_chance_say():
    """All days are alike, so the interval is a point: log p + log 4 with p by the backtest."""
    here = likely()
    (first, *_rest) = FollowTrial(5).on(here).decisions
    found = found_in(here)["history.surprise.all"].found
    assert found.value == pytest.approx(first.log_likelihood + log(4), abs=0.02)


def test_the_forecaster_of_the_commonest_move_errs_as_often_as_on_the_other_days():
    """hold, hold, push: the first two are foreseen (share 2 of 4), push is not (3 of 4)."""

    def choice(turn, move):
        rest = {"worlds": 1, "probability": 1, "log_likelihood": 0, "chance": 0, "rank": 1}
        return Decision(turn, str(turn), "a", "deed", move, True, **rest, options=3)

    decisions = [choice(1, "hold"), choice(2, "hold"), choice(3, "push")]
    assert commonest(decisions) == pytest.approx([log(2 / 4), log(2 / 4), log((1 / 4) / 2)])


def test_likely_endings_are_those_that_together_come_in_four_of_five_worlds():
    endings = {"a": Frequency(50, 100), "b": Frequency(31, 100), "c": Frequency(19, 100)}
    assert least_likely(endings) == 0.31


def test_a_scenario_without_history_is_told_apart():
    here = bench(worlds=5)
    (found,) = history_findings(here, doing(here), as_written(here), None)
    assert found.verdict == "not applicable"
