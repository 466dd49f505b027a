"""Phase 8 and the results: how a world ends, where it stood, and what it was worth to whom."""

from __future__ import annotations

import pytest

from sim.engine.crisis import Crisis
from sim.engine.results import trace_table
from tests.support.play import force, value
from tests.support.tiny import (
    FOE,
    actor,
    clock,
    deed,
    ending,
    goal,
    happening,
    indicator,
    rung,
    tiny,
    word,
)

UP = {"a": {"up": deed(effects={"x": 10}), "down": deed(effects={"x": -10})}}


def row(played):
    return played.results().to_pylist()[0]


def test_endings_are_checked_in_their_order():
    """X is 60 after turn 1, which both describe: the first that is listed counts."""
    for order in (["high", "higher"], ["higher", "high"]):
        named = {"high": ending("x >= 60"), "higher": ending("x >= 55")}
        ends = {name: named[name] for name in order} | {"over": ending()}
        played = force(Crisis(tiny(moves=UP, endings=ends)), a="up")
        assert (row(played)["ending"], row(played)["turns"]) == (order[0], 1)


def test_an_ending_of_the_last_turn_waits_for_it_even_if_listed_first():
    """X is over 55 from turn 1 on, and the world ends in turn 3 of 3."""
    ends = {"at-last": ending("x > 55", last=True), "over": ending()}
    played = force(Crisis(tiny(moves=UP, endings=ends, clock=clock(3))), a="up")
    assert played.running
    force(force(played))
    assert (row(played)["ending"], row(played)["turns"]) == ("at-last", 3)


def test_an_ending_in_the_last_turn_is_taken_in_listed_order():
    """In the last turn both hold; the one of any turn stands first."""
    ends = {"now": ending("turn == 2"), "at-last": ending("x > 0", last=True), "over": ending()}
    assert row(Crisis(tiny(endings=ends, clock=clock(2))).run())["ending"] == "now"


def test_a_world_in_which_nothing_else_holds_ends_in_the_last_turn():
    played = Crisis(tiny(clock=clock(4))).run()
    assert (row(played)["ending"], row(played)["turns"]) == ("over", 4)


def test_before_the_end_the_table_says_so():
    assert row(force(Crisis(tiny())))["ending"] == "not over"


def test_peaks_are_the_extremes_and_the_turns_of_their_first():
    """50, 60, 70, 60, 70, 50: the highest is 70 in turn 2, the lowest 50 at the start."""
    indicators = {"x": indicator(50, peak="highest"), "y": indicator(50, peak="lowest")}
    moves = {
        "a": {
            "up": deed(effects={"x": 10, "y": 10}),
            "down": deed(effects={"x": -10, "y": -15}),
        }
    }
    played = Crisis(tiny(indicators=indicators, moves=moves, ladder=LADDER))
    for move in ("up", "up", "down", "up", "down", "down"):
        force(played, a=move)
    found = row(played)
    assert (found["peak x"], found["peak turn x"]) == (70, 2)
    assert (found["peak y"], found["peak turn y"]) == (35, 6)
    assert (found["peak rung"], found["peak turn rung"]) == (2, 2)


LADDER = {
    "low": {"label": "L", "example": "e"},
    "middle": rung("x >= 60"),
    "high": rung("x >= 70"),
}


def test_a_world_stands_on_the_highest_rung_that_holds():
    played = Crisis(tiny(moves=UP, ladder=LADDER))
    moves = ("hold", "up", "up", "down", "down")
    assert [value(force(played, a=move), "rung", "rung") for move in moves] == [0, 1, 2, 1, 0]


def test_a_rung_may_be_high_without_those_below():
    ladder = LADDER | {"middle": rung("x < 0")}
    assert (
        value(force(force(Crisis(tiny(moves=UP, ladder=ladder)), a="up"), a="up"), "rung", "rung")
        == 2
    )


@pytest.mark.parametrize(
    ("goals", "score"),
    [
        ([goal("x", "more")], 80),
        ([goal("x", "less")], 20),
        ([goal("x", "near", target=60)], 100 * (1 - 20 / 60)),
        ([goal("x", "near", target=90)], 100 * (1 - 10 / 90)),
        ([goal("x", "below", line=85)], 100),
        ([goal("x", "below", line=60)], 50),
        ([goal("x", "above", line=80)], 100),
        ([goal("x", "above", line=100)], 80),
        ([goal("x", "more", growing=True)], 100 * (1 - 0.2**2)),
        ([goal("x", "below", line=60, growing=True)], 75),
        ([goal("x", "more", weight=3), goal("y", "more", weight=1)], 75 * 0.8 + 25 * 0.4),
    ],
)
def test_a_score_is_how_far_the_goals_are_reached(goals, score):
    """X is 80 and y 40, of 100."""
    scenario = tiny(
        actors={"a": actor(*goals), "b": actor()},
        indicators={"x": indicator(80), "y": indicator(40)},
    )
    played = Crisis(scenario).run()
    assert row(played)["a score"] == pytest.approx(score, rel=1e-6)
    assert played.actors["a"].score[0] == pytest.approx(score, rel=1e-6)


def test_a_score_is_of_what_is_so_not_of_what_the_actor_sees():
    """B takes the hidden 90 for the 50 of a well-read guess; its score counts 90."""
    scenario = tiny(
        actors={"a": actor(), "b": actor(goal("a.plan", "more"))},
        indicators={
            "x": indicator(50),
            "a.plan": indicator({"one_of": [10, 90]}, seen_by={"b": "hidden"}),
        },
    )
    played = Crisis(scenario, 50).run()
    assert set(played.actors["b"].score.round(4)) == {10, 90}


@pytest.mark.parametrize(("cap", "expected"), [(25, 25), (95, 90), (0, 0)])
def test_violence_caps_all_scores(cap, expected):
    """Without violence a has 90 of 100; after it, no more than the cap."""
    scenario = tiny(
        dynamics={"violent_cap": cap},
        indicators={"x": indicator(90)},
        endings={"war": ending("turn == 2", violent=True), "over": ending()},
    )
    played = force(Crisis(scenario))
    assert row(played)["a score"] == 90
    assert row(force(played))["a score"] == pytest.approx(expected)


def test_results_count_moves_by_kind_deeds_and_words():
    """In three turns: two steps up, one of them a word; one down; and the rest at rest."""
    moves = {
        "a": {
            "hit": deed(kind="escalate", cameo=FOE, toward="b"),
            "ease": deed(kind="de-escalate"),
            "shout": word(kind="escalate"),
        }
    }
    played = force(Crisis(tiny(moves=moves)), a=("hit", "shout"))
    found = row(force(force(played, a="ease")))
    assert (found["a escalate"], found["a de-escalate"], found["a hold"]) == (2, 1, 3)
    assert (found["b escalate"], found["b de-escalate"], found["b hold"]) == (0, 0, 6)


def test_a_trace_has_a_row_for_every_world_that_played_the_turn():
    """Worlds 10 to 13; those where x is 80 end in turn 1 and have no row in turn 2."""
    scenario = tiny(
        indicators={"x": indicator({"one_of": [50, 80]})},
        moves={"a": {"up": deed(effects={"x": 1})}},
        endings={"high": ending("x > 75"), "over": ending()},
    )
    played = force(Crisis(scenario, 4, first_world=10, seed=3), a="up")
    first = trace_table(played).to_pylist()
    assert [found["world"] for found in first] == [10, 11, 12, 13]
    assert {found["a deed"] for found in first} == {"up"}
    still = [found["world"] for found in first if found["x"] == 51]
    assert 0 < len(still) < 4
    second = trace_table(force(played)).to_pylist()
    assert [(found["world"], found["turn"], found["a deed"]) for found in second] == [
        (world, 2, "hold") for world in still
    ]


def test_a_happening_of_the_last_turn_still_decides_the_end():
    """An incident of turn 2 lifts x over 75; the clock has 2 turns."""
    scenario = tiny(
        clock=clock(2),
        incidents={"it": happening(chance="turn == 2", effects={"x": 40})},
        endings={"high": ending("x > 75", last=True), "over": ending()},
    )
    assert row(Crisis(scenario).run())["ending"] == "high"
