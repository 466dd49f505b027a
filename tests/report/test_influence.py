"""Which way things go with each other, told from the form of expressions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.directions import bounds, directions
from sim.report.influence import EVENTS, INCIDENTS, what_depends, who_moves_what
from sim.scenario.expressions import Name, describe, evaluate, parse
from tests.support.three import three
from tests.support.tiny import indicator, tiny

PLACE = tiny(
    indicators={
        "x": indicator(50),
        "y": indicator(0, -10, 10),
        "z": indicator(5, 1, 9),
    }
)


def told(text: str, want: str = "number") -> dict[str, str]:
    found = directions(PLACE, parse(text, want))
    return {describe(leaf): "".join(sorted(signs)) for leaf, signs in found.items()}


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("2 * x - y", {"x": "+", "y": "−"}),
        ("x * (1.4 - z / 100)", {"x": "+", "z": "−"}),
        ("x * y", {"x": "+−", "y": "+"}),
        ("1 / z", {"z": "−"}),
        ("max(0, x - 40) / (0 - 60)", {"x": "−"}),
        ("abs(y)", {"y": "+−"}),
        ("x if y > 0 else 3", {"x": "+", "y": "+−"}),
    ],
)
def test_amounts_go_with_their_parts(text, signs):
    assert told(text) == signs


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("x > 80 and z <= 3", {"x": "+", "z": "−"}),
        ("not (x > 80) or y == 2", {"x": "−", "y": "+−"}),
        ("count(a.strike) >= 2", {"count(a.strike)": "+"}),
        ("x > turns / 2", {"x": "+"}),
    ],
)
def test_conditions_hold_more_easily_one_way(text, signs):
    assert told(text, "condition") == signs


TEXTS = (
    "x * y - z",
    "clamp(x / 3, y, 20) + 1 / z",
    "min(x, y * z, 4) * (z - y)",
    "abs(y - 2) / z",
    "(x > 50) * y",
)


@given(
    text=st.sampled_from(TEXTS),
    x=st.floats(0, 100),
    y=st.floats(-10, 10),
    z=st.floats(1, 9),
)
def test_bounds_hold_all_that_an_amount_can_be(text, x, y, z):
    values = {"x": x, "y": y, "z": z}
    low, high = bounds(PLACE, parse(text))
    found = evaluate(parse(text), lambda leaf: values[leaf.id])
    assert low - 1e-6 <= found <= high + 1e-6


def test_who_moves_what_is_put_together_by_the_kind_of_move():
    found = {(each.source, each.target): each for each in who_moves_what(three())}
    assert found["a/escalate", "x"].sign == "+"
    assert found["b/hold", "x"].count == 2  # sending crates and whispering
    assert found["b/de-escalate", "x"].sign == "−"  # as far as it is believed
    assert found[EVENTS, "x"].count == 2
    assert found[EVENTS, "a.pride"].sign == "−"  # only by chance
    assert found[INCIDENTS, "killed"].sign == "+"


def test_what_happens_and_ends_depends_on_what_its_conditions_name():
    found = {(each.source, each.target): each.sign for each in what_depends(three())}
    assert found == {("b.plan", "rumour"): "+", ("risk", "clash"): "+", ("x", "war"): "+"}


def test_names_are_told_apart_from_where_they_stand():
    assert directions(PLACE, parse("x + x")) == {Name("x"): {"+"}}
