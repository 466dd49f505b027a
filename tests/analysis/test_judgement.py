"""Decisions in words: never harsher than the end of the interval that is kindest."""

from __future__ import annotations

import pytest

from sim.analysis.debrief import AS_THEY_DID, KNEW, TRUTH
from sim.analysis.judgement import grade, judge, judged, points
from sim.session import Band


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (-0.03, 0.049, "fine"),
        (-0.40, -0.20, "fine"),
        (0.001, 0.049, "fine"),
        (-0.03, 0.05, "cannot tell"),
        (0.049, 0.30, "cannot tell"),
        (0.05, 0.30, "small"),
        (0.10, 0.30, "costly"),
        (0.15, 0.30, "very costly"),
    ],
)
def test_a_loss_is_graded_by_the_kindest_figure_that_the_futures_allow(low, high, found):
    assert grade(Band((low + high) / 2, low, high)) == found


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(0.01, 0.2, "better"), (-0.2, -0.01, "worse"), (-0.1, 0.1, "cannot tell")],
)
def test_a_move_is_better_or_worse_only_where_the_interval_leaves_no_doubt(low, high, found):
    assert judged(Band((low + high) / 2, low, high)) == found


def words(question, low, high, likeliest=0.8):
    drop = Band((low + high) / 2, low, high)
    return judge(question, "talk", "Talk", drop, likeliest).words


def test_only_what_the_role_knew_makes_a_choice_poor():
    assert words(KNEW, 0.1, 0.2) == (
        "A costly choice, poor given what you knew: “Talk” would have made a peaceful end "
        "15 points likelier (10 to 20)."
    )
    for question in (TRUTH, AS_THEY_DID):
        assert "costly in hindsight" in words(question, 0.1, 0.2).lower()
        assert "poor" not in words(question, 0.1, 0.2)


def test_what_cannot_be_told_is_said_to_be_so():
    assert words(KNEW, -0.02, 0.08) == (
        "Cannot tell from what you knew: with “Talk” a peaceful end might have been "
        "−2 to 8 points likelier."
    )
    assert words(TRUTH, 0.04, 0.08).startswith("Cannot tell even in hindsight how much was lost:")


def test_where_all_was_lost_already_no_choice_is_praised():
    assert "hardly be averted" in words(KNEW, -0.01, 0.01, likeliest=0.01)
    assert words(KNEW, -0.01, 0.01).startswith("Fine")


def test_points_are_whole_and_have_a_minus_that_is_one():
    assert [points(share) for share in (0.149, -0.031, -0.001)] == ["15", "−3", "0"]
