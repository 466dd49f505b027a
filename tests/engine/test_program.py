"""Expressions over all worlds give what `evaluate` gives in each, whatever the width."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.program import Program
from sim.engine.rows import REAL
from sim.scenario.expressions import (
    Binary,
    Call,
    Choose,
    Name,
    Node,
    Number,
    Query,
    Unary,
    evaluate,
    fold,
    parse,
)

PLACES = {"x": 0, "y": 1, "z": 2, "turn": 3}
HEIGHT = len(PLACES) + 1
# These meet each other, and 0, often enough for every comparison and division; and each is the
# same number in single and in double precision.
FIGURES = st.sampled_from([-8.0, -1.5, -1.0, -0.5, 0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 100.0])


def resolve(leaf: Name | Query) -> Node | int:
    """The rows of the test; `since(x)` stands for a tree, as it does in the engine."""
    if isinstance(leaf, Name):
        return PLACES[leaf.id]
    if leaf.function == "since":
        return Binary("-", Name("turn"), Query("last", ("x",)))
    return HEIGHT - 1


def in_one_world(node: Node, column: np.ndarray) -> float:
    """The oracle: the tree worked out by `evaluate`, leaf by leaf."""

    def lookup(leaf: Name | Query) -> float:
        found = resolve(leaf)
        return float(column[found]) if isinstance(found, int) else in_one_world(found, column)

    return evaluate(node, lookup)


def answers(trees: list[Node], table: np.ndarray) -> np.ndarray:
    """The values of the trees in every world of the table, asked twice."""
    program, table = Program(trees, resolve), np.ascontiguousarray(table)
    first = program(table)
    assert np.array_equal(first, program(table), equal_nan=True)
    return first


LEAVES = st.one_of(
    st.builds(Number, FIGURES),
    st.builds(Name, st.sampled_from(sorted(PLACES))),
    st.sampled_from([Query("since", ("x",)), Query("last", ("x",))]),
)


def varies(tree: Node) -> bool:
    """Is it no plain number? The engine folds those, and rounds them to single precision."""
    return not isinstance(fold(tree), Number)


def numbers(depth: int) -> st.SearchStrategy[Node]:
    """Trees that are numbers."""
    if depth == 0:
        return LEAVES
    part, condition = numbers(depth - 1), conditions(depth - 1)
    several = st.lists(part, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        LEAVES,
        st.builds(Binary, st.sampled_from("+-*/"), part, part).filter(varies),
        st.builds(Unary, st.just("-"), part),
        st.builds(Call, st.sampled_from(["min", "max"]), several),
        st.builds(Call, st.just("abs"), st.tuples(part)),
        st.builds(Call, st.just("clamp"), st.tuples(part, part, part)),
        st.builds(Choose, condition, part, part),
        condition,
    )


def conditions(depth: int) -> st.SearchStrategy[Node]:
    """Trees that are conditions."""
    signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    compared = st.builds(Binary, signs, LEAVES, numbers(depth - 1) if depth else LEAVES)
    if depth == 0:
        return compared
    part = conditions(depth - 1)
    return st.one_of(
        compared,
        st.builds(Binary, st.sampled_from(["and", "or"]), part, part),
        st.builds(Unary, st.just("not"), part),
    )


TREES = st.lists(numbers(3), min_size=1, max_size=8)


@settings(max_examples=300, deadline=None)
@given(trees=TREES, width=st.integers(1, 50), data=st.data())
def test_every_world_has_the_value_that_one_world_would_have(trees, width, data):
    """Up to 8 random trees, compiled together, over 1 to 50 worlds: equal to the last bit.

    In double precision, which is that of `evaluate`.
    """
    column = st.lists(FIGURES, min_size=HEIGHT, max_size=HEIGHT)
    table = np.array([data.draw(column) for _ in range(min(width, 5))]).T
    table = np.tile(table, 10)[:, :width]
    found = answers(trees, table)
    expected = [[in_one_world(tree, column) for column in table.T] for tree in trees]
    assert np.array_equal(found, np.array(expected))


# Roots are rounded at every step. Of the others some cancel out, overflow, or are zeros.
UNEVEN = st.sampled_from([number**0.5 for number in range(2, 30)])
EXTREME = st.sampled_from([-0.0, 0.0, 2e7, -(2.0**24) - 2, 1e-30, 3e38])
SUMS = st.recursive(
    LEAVES | st.builds(Number, UNEVEN),
    lambda part: st.builds(Binary, st.sampled_from("+-*/"), part, part),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(trees=st.lists(SUMS | numbers(3), min_size=1, max_size=8), data=st.data())
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # 3e38 × 3e38 is infinite
def test_one_world_alone_has_the_bits_that_it_has_among_others(trees, data):
    """Python's arithmetic for one world and NumPy's for two, in single precision."""
    figures = st.one_of(UNEVEN, UNEVEN, UNEVEN, EXTREME)
    column = data.draw(st.lists(figures, min_size=HEIGHT, max_size=HEIGHT))
    table = np.array([column, column], dtype=REAL).T.copy()
    among, alone = answers(trees, table)[:, :1], answers(trees, table[:, :1].copy())
    # But for the sign of a zero, in which processors differ.
    assert np.array_equal(among, alone, equal_nan=True)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("width", [1, 2])
def test_what_is_no_number_is_neither_less_nor_more(width):
    """Infinity less infinity, first and second among two operands."""
    square = Binary("*", Name("x"), Name("x"))
    nan = Binary("-", square, square)
    pairs = [(nan, Name("y")), (Name("y"), nan)]
    trees: list[Node] = [Call(name, pair) for name in ("min", "max") for pair in pairs]
    assert np.isnan(answers(trees, np.full((HEIGHT, width), 3e38, dtype=REAL))).all()


@settings(max_examples=100, deadline=None)
@given(trees=TREES, figures=st.lists(FIGURES, min_size=HEIGHT, max_size=HEIGHT))
def test_folding_changes_no_value(trees, figures):
    """The engine compiles folded trees; the numbers they stand for are the same."""
    column = np.array(figures)
    for tree in trees:
        assert in_one_world(fold(tree), column) == in_one_world(tree, column)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x / 0", [0, 0, 0]),
        ("0 / y", [0, 0, 0]),
        ("6 / y", [-3, 0, 2]),
        ("2 < y", [0, 0, 1]),
        ("3 - y", [5, 3, 0]),
        ("min(x, 2, y)", [-2, 0, 1]),
        ("max(1, y)", [1, 1, 3]),
        ("clamp(y, -1, 1)", [-1, 0, 1]),
        ("clamp(y, 2, 1)", [1, 1, 1]),
        ("y if y > 0 else 10 * y", [-20, 0, 3]),
        ("not y == 0 and x == 1", [1, 0, 1]),
        ("-2 < y < 3", [0, 1, 0]),
        ("(y > 0) + (x > 0)", [1, 1, 2]),
        ("7", [7, 7, 7]),
    ],
)
def test_what_authors_write_means_what_they_expect(text, expected):
    """In three worlds with x = 1 and y = -2, 0 and 3."""
    rows = [[1.0, 1, 1], [-2, 0, 3], [0, 0, 0], [1, 1, 1], [0, 0, 0]]
    assert answers([parse(text)], np.array(rows, dtype=REAL)).tolist() == [expected]


def test_a_table_that_changes_is_read_anew():
    """Asked before and after x becomes 5."""
    table = np.zeros((HEIGHT, 2), dtype=REAL)
    program = Program([parse("2 * x")], resolve)
    before = program(table)
    table[PLACES["x"]] = 5
    assert (before.tolist(), program(table).tolist()) == ([[0, 0]], [[10, 10]])


def test_equal_parts_of_different_expressions_are_computed_once():
    """Two conditions on the same difference: one subtraction and one comparison each way."""
    trees = [parse("x - y > 1"), parse("x - y < 5"), parse("x - y > 1")]
    assert len(Program(trees, resolve).instructions) == 3
