"""Figures on the board: as exact as they are known, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from game.board import wording
from game.board.timeline import label_of
from sim.session import Aim, Day, Quantity

TROOPS = Quantity(
    id="a.troops",
    label="Troops",
    unit="soldiers",
    text="",
    owner="a",
    value=4387.0,
    low=3912.0,
    high=4861.0,
    range=(0, 15000),
    certainty="estimate",
    past=(4100.0, 4387.0),
    harm=False,
    aim=None,
    sources=(),
    assumption=None,
)
EXACT = replace(TROOPS, certainty="exact", low=4387.0, high=4387.0)
INDEX = replace(EXACT, unit="index", value=62.3, range=(0, 100), past=(62.0, 62.3))


def test_an_estimate_is_a_round_figure_between_two_others():
    assert wording.estimate(TROOPS) == "about 4,400 soldiers (3,900–4,900)"


def test_what_is_exact_is_just_said():
    assert wording.estimate(EXACT) == "4,387 soldiers"


def test_an_index_says_where_it_ends():
    assert wording.estimate(INDEX) == "62 of 100"


def test_percent_stand_alone():
    assert wording.estimate(replace(INDEX, unit="percent")) == "62 %"


@pytest.mark.parametrize(("value", "said"), [(0.0, "perhaps no"), (1.0, "perhaps yes")])
def test_a_flag_that_is_not_seen_is_perhaps(value, said):
    flag = replace(TROOPS, unit="flag", value=value, low=0.0, high=1.0, range=(0, 1))
    assert wording.estimate(flag) == said


def test_the_change_since_the_last_turn_has_its_sign():
    assert wording.changed(EXACT) == "+287"
    assert wording.changed(replace(EXACT, past=(4387.0, 4100.0))) == "−287"


def test_a_change_that_nobody_could_see_is_none():
    assert wording.changed(INDEX) == ""
    assert wording.changed(replace(INDEX, past=(62.3,))) == ""


def test_what_a_role_wants_is_said_with_its_figure():
    assert wording.aim(Aim("below", 45, 0.2, 0.5), INDEX) == "You want this below 45 of 100."
    assert wording.aim(Aim("more", None, 0.2, 0.5), INDEX) == "You want this as high as can be."


def test_a_unit_is_not_said_twice():
    assert wording.counted("Soldiers near the line", "soldiers") == "Soldiers near the line"
    assert wording.counted("Fuel", "tonnes") == "Fuel, tonnes"
    near = replace(EXACT, label="Soldiers near the line")
    assert (wording.estimate(near), wording.middle(near)) == ("4,387", "4,387 soldiers")


@pytest.mark.parametrize(
    ("share", "word"), [(0, "none"), (0.1, "small"), (0.3, "middling"), (0.9, "high")]
)
def test_a_cost_is_a_word(share, word):
    assert wording.strength(share) == word


@pytest.mark.parametrize(
    ("hours", "labels"),
    [(24, ["29 Sep", "30", "1 Oct", "2"]), (12, ["29 Sep", "12:00", "30", "12:00"])],
)
def test_the_timeline_names_what_has_changed(hours, labels):
    """The month where it is new, the day where it is, else the hour."""
    start = datetime(2023, 9, 29)
    days = [Day(turn, start + timedelta(hours=hours * (turn - 1)), "") for turn in range(1, 5)]
    assert [label_of(day, SimpleNamespace(days=days)) for day in days] == labels
