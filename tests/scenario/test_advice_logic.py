"""What is said to be impossible, certain or implied holds for every value that there can be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.scenario.advice.logic import implies, is_certain, is_impossible
from sim.scenario.advice.spans import reach_of, span_of
from sim.scenario.expressions import Name, Node, Query, evaluate, names, parse, queries
from tests.support.tiny import happening, indicator, tiny

DRIFTS = {"drift": {"toward": 4, "rate": 0.1}}
SCENARIO = tiny(
    indicators={
        "x": indicator(50, **DRIFTS),
        "y": indicator(5, -10, 10, **DRIFTS),
        "k": indicator(7),
    },
    events={"rain": happening(limit=2)},
)
REACH = reach_of(SCENARIO)


def condition(text: str) -> Node:
    return parse(text, "condition")


@pytest.mark.parametrize(
    "text",
    [
        *("x > 100", "x < 0", "x + y > 110", "k > 7", "k != 7", "0 * x > 0", "not x <= 100"),
        *("x > 60 and y > 0 and x < 50", "x > 60 and 50 > x", "x >= 60 and x < 60"),
        *("60 < x < 50", "x == 5 and x == 6", "x > 100 or y > 10", "abs(y) > 10", "min(x, y) > 10"),
        *("turn > 6", "turn < 1", "count(rain) > 2", "credibility(a) > 1", "attitude(a, b) < -10"),
        *("clamp(x, 0, 10) > 10", "(5 if x > 200 else 0) > 0", "x + y > 90 and x + y < 80"),
        "(x > 90 or x < 10) and x * 0 > 0",
    ],
)
def test_what_can_never_hold_is_seen(text):
    assert is_impossible(condition(text), REACH)


@pytest.mark.parametrize(
    "text",
    [
        *("x > 99", "x >= 100", "x == 0", "k == 7", "x / y > 1000", "since(rain) > 100"),
        *("x >= 60 and x <= 60", "x > 50 and y < 0", "x > 60 or x < 50", "risk > 5", "made(rain)"),
        *("abs(y) > 9", "count(rain) == 2", "turn == 6", "x != y", "y < -9.5"),
    ],
)
def test_what_may_hold_is_left_alone(text):
    assert not is_impossible(condition(text), REACH)
    assert not is_certain(condition(text), REACH) or text == "k == 7"


@pytest.mark.parametrize("text", ["x >= 0", "k == 7", "x <= 100 and turn >= 1", "not x > 100"])
def test_what_always_holds_is_seen(text):
    assert is_certain(condition(text), REACH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("x > 60", "x > 50"), ("x > 60", "x >= 60"), ("x == 5", "x < 6"), ("x < 5", "x <= 5")),
        *(("x > 60 and y > 0", "x > 50"), ("x > 60", "x > 50 or y > 0"), ("60 < x", "x > 50")),
        *(("x > 60 or x > 70", "x > 50"), ("y > 0 and x > 5", "x > 5 and y > 0")),
        ("open(x) and y > 0", "open(x)"),
    ],
)
def test_what_follows_is_seen_and_not_the_other_way_round(one, other):
    assert implies(condition(one), condition(other))
    same = condition(one) == condition(other) or "x > 5 and y" in other
    assert same or not implies(condition(other), condition(one))


LEAVES = st.sampled_from(["x", "y", "k", "turn", "count(rain)", "0", "5", "50", "-3", "0.5"])
NUMBERS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({' '.join(t)})"),
        st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(
            lambda t: f"{t[0]}({t[1]}, {t[2]})"
        ),
        inner.map(lambda value: f"abs({value})"),
        inner.map(lambda value: f"-({value})"),
    ),
    max_leaves=4,
)
COMPARISONS = st.tuples(NUMBERS, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), LEAVES)
CONDITIONS = st.recursive(
    COMPARISONS.map(" ".join),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({' '.join(t)})"),
        inner.map(lambda text: f"not ({text})"),
    ),
    max_leaves=5,
)


def worlds(node: Node, luck: st.DataObject) -> dict[Name | Query, float]:
    """A value for each name and query, somewhere in its reach: often at an end."""
    found: dict[Name | Query, float] = {}
    for leaf in [*names(node), *queries(node)]:
        low, high = REACH(leaf)
        value = st.one_of(st.sampled_from([low, high]), st.floats(low, high))
        found[leaf] = luck.draw(value)
    return found


@settings(max_examples=150, deadline=None)
@given(text=NUMBERS, luck=st.data())
def test_a_value_lies_in_its_span(text, luck):
    node = parse(text)
    value = evaluate(node, worlds(node, luck).__getitem__)
    low, high = span_of(node, REACH)
    slack = 1e-9 * max(1.0, abs(value))
    assert low - slack <= value <= high + slack


@settings(max_examples=150, deadline=None)
@given(text=CONDITIONS, luck=st.data())
def test_what_is_called_impossible_or_certain_is_so(text, luck):
    node = condition(text)
    holds = bool(evaluate(node, worlds(node, luck).__getitem__))
    assert not (holds and is_impossible(node, REACH))
    assert holds or not is_certain(node, REACH)


# Few numbers, so that many pairs have to do with one another.
NEAR = st.tuples(
    st.sampled_from("xy"), st.sampled_from(["<", "<=", ">", ">=", "=="]), st.sampled_from("456")
).map(" ".join)
PAIRED = st.recursive(
    NEAR,
    lambda inner: st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
        lambda texts: f"({' '.join(texts)})"
    ),
    max_leaves=3,
)
CLOSE = st.sampled_from([3.0, 4.0, 4.5, 5.0, 5.5, 6.0, 7.0])


@settings(max_examples=150, deadline=None)
@given(one=PAIRED, other=PAIRED, x=CLOSE, y=CLOSE)
def test_where_one_implies_the_other_it_does_in_every_world(one, other, x, y):
    world = {Name("x"): x, Name("y"): y}
    first, second = condition(one), condition(other)
    if implies(first, second) and evaluate(first, world.__getitem__):
        assert evaluate(second, world.__getitem__)
