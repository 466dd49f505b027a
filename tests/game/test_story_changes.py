"""What is told of a turn: the quantities that moved most, and what moved them."""

from __future__ import annotations

from datetime import datetime

import pytest

from game.story.changes import biggest_changes, change_of, is_nearer
from game.story.costs import human_cost
from game.story.turn import headline
from sim.session import Aim, Difference, Played, Quantity, Report, Rung, Step


class Seen:
    """As much of a view as a turn is told from."""

    def __init__(self, *quantities, played=()):
        self.quantities = quantities
        self.played = played
        self.ladder = [Rung(name, name, "") for name in ("calm", "tense", "brink")]


def quantity(name, value=50.0, certainty="exact", past=(), harm=False, error=0.0, most=100.0):
    span = (value - error, value + error)
    return Quantity(
        name, name.title(), "", "", None, value, *span, (0.0, most), certainty, past, harm,
        None, (), None,
    )  # fmt: skip


def step(headline, phase="moves", actor="a", **changes):
    report = Report(1, "deed", actor, (), headline, "", "", False, ())
    differences = tuple(
        Difference(name, name, "", before, after) for name, (before, after) in changes.items()
    )
    return Step(phase, report, differences, (), "")


def turn(*steps, number=1, rung=1):
    return Played(number, datetime(2023, 9, 24), "Hold", "Silence", rung, None, False, steps)


def test_a_change_runs_from_the_first_step_to_the_last():
    played = turn(step("Push", heat=(50, 60)), step("Ease", heat=(60, 57)))
    change = change_of(quantity("heat"), played)
    assert (change.before, change.after, change.amount) == (50, 57, 7)


def test_causes_are_the_three_strongest_and_the_others_are_counted():
    played = turn(
        step("Small", heat=(50, 51)),
        step("Large", heat=(51, 41)),
        step("Middle", heat=(41, 44)),
        step("Tiny", heat=(44, 44.5)),
    )
    change = change_of(quantity("heat"), played)
    assert [(cause.headline, cause.amount) for cause in change.causes] == [
        ("Large", -10),
        ("Middle", 3),
        ("Small", 1),
    ]
    assert change.others == 1


def test_what_came_back_to_where_it_was_has_not_changed():
    played = turn(step("Push", heat=(50, 60)), step("Ease", heat=(60, 50)))
    assert change_of(quantity("heat"), played) is None


def test_what_nobody_would_see_in_the_figures_has_not_changed():
    """Half a point on a scale of a hundred is told as no difference."""
    assert change_of(quantity("heat"), turn(step("Push", heat=(50.1, 50.4)))) is None


def test_an_estimate_that_was_made_anew_is_no_change():
    guessed = quantity("guess", 65.0, "estimate", past=(50.0, 65.0), error=5.0)
    assert change_of(guessed, turn(step("Push", heat=(50, 60)))) is None


def test_the_largest_part_of_what_can_move_comes_first():
    """Ten of a hundred are more than twenty of a thousand."""
    view = Seen(quantity("wide", most=1000.0), quantity("narrow"))
    played = turn(step("Push", wide=(500, 520), narrow=(50, 60)))
    assert [change.quantity.id for change in biggest_changes(view, played)] == ["narrow", "wide"]


def test_no_more_than_five_are_told():
    names = [f"q{number}" for number in range(8)]
    played = turn(step("Push", **dict.fromkeys(names, (50, 60))))
    assert len(biggest_changes(Seen(*map(quantity, names)), played)) == 5


def test_human_cost_is_no_change_among_others():
    view = Seen(quantity("dead", harm=True))
    assert biggest_changes(view, turn(step("Shots", dead=(4, 7)))) == []


def test_human_cost_is_said_in_words_as_it_was_after_that_turn():
    view = Seen(quantity("dead", 7.0, past=(4.0, 4.0, 7.0), harm=True))
    assert "Dead: 4" in human_cost(view, turn=1)[0].words
    assert "Dead: 7" in human_cost(view)[0].words


def test_there_is_no_line_of_human_cost_while_there_is_none():
    assert human_cost(Seen(quantity("dead", 0.0, harm=True))) == []


@pytest.mark.parametrize(
    ("shape", "figure", "before", "after", "nearer"),
    [
        ("more", None, 50, 60, True),
        ("less", None, 50, 60, False),
        ("near", 55, 50, 56, True),
        ("near", 55, 50, 70, False),
        ("below", 70, 50, 60, None),
        ("below", 55, 50, 60, False),
        ("above", 70, 50, 60, True),
        ("above", 40, 50, 60, None),
    ],
)
def test_a_change_is_nearer_to_an_aim_or_further_or_neither(shape, figure, before, after, nearer):
    assert is_nearer(Aim(shape, figure, 1.0, 0.5), before, after) is nearer


@pytest.mark.parametrize(
    ("before", "after", "told"), [(0, 1, "Up, from"), (2, 0, "Down, from"), (1, 1, "stands at")]
)
def test_the_headline_tells_the_way_on_the_ladder(before, after, told):
    played = turn(number=2, rung=after)
    view = Seen(played=(turn(number=1, rung=before), played))
    assert told in headline(view, played)


def test_an_incident_is_the_headline():
    played = turn(step("Push"), step("Shots in the night", phase="incidents", actor=None))
    assert headline(Seen(played=(played,)), played) == "Shots in the night"
