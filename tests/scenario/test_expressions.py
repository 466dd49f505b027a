"""Amounts and conditions: what a text means, what is refused and where, and nothing crashes."""

from __future__ import annotations

import pickle
from functools import cache

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sim.scenario.expressions import (
    ARGUMENTS,
    COMPARISONS,
    LARGEST,
    QUERIES,
    Binary,
    Call,
    Choose,
    ExpressionError,
    Name,
    Node,
    Number,
    Query,
    Unary,
    describe,
    evaluate,
    fold,
    names,
    parse,
    queries,
    walk,
)

WORLD = {"tension": 62.0, "turn": 3.0, "risk": 0.0, "serbia.forces": -4.5, "kosovo.eu-path": 0.5}


def value(text: str) -> float:
    return evaluate(parse(text), lambda asked: WORLD[asked.id] if isinstance(asked, Name) else 7.0)


def in_python(text: str) -> float:
    """What Python makes of a text that has the same meaning in both languages."""
    known = {**WORLD, "clamp": lambda number, low, high: min(max(number, low), high)}
    try:
        return float(eval(text, known))
    except ZeroDivisionError:
        assume(False)
        raise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("16 / 4 / 2", 2),
        ("-2 * 3", -6),
        ("2 - -3", 5),
        ("+1500", 1500),
        ("1_500.5", 1500.5),
        ("1e3", 1000),
        ("3%", 0.03),
        ("0.1%", 0.001),
        ("2 × 9 ÷ 3 − 1", 5),
        ("min(4, 2, 3) + max(1, 5)", 7),
        ("abs(-3)", 3),
        ("clamp(12, 0, 10)", 10),
        ("clamp(5, 10, 0)", 0),
        ("20 < tension < 60", 0),
        ("20 < tension <= 62 != 3", 1),
        ("20 ≤ tension ≥ 62", 1),
        ("tension == 62", 1),
        ("1 if tension > 60 else 2 if tension > 50 else 3", 1),
        ("1 if tension > 90 else 2 if tension > 50 else 3", 2),
        ("not tension > 60 or turn == 3", 1),
        ("1 > 2 and 1 > 2 or 1 < 2", 1),
        ("not (turn and risk)", 1),
        ("(tension > 50) * 4 + (tension > 70)", 4),
        ("tension -5", 57),
        ("3-2", 1),
        ("since(serbia.hold) + 1", 8),
        ("tension / risk", 0),
    ],
)
def test_value_of_a_text(text: str, expected: float):
    assert value(text) == expected


def test_a_chain_means_both_comparisons():
    assert parse("20 < tension < 60") == parse("20 < tension and tension < 60")


def test_a_bare_name_as_a_condition_means_above_zero():
    assert parse("not serbia.withdrawn") == parse("not serbia.withdrawn > 0")
    assert parse("made(pledge)", "condition") == parse("made(pledge) > 0")
    assert parse("a if b else c", "condition") == parse("a > 0 if b > 0 else c > 0")


def test_a_bare_name_as_a_number_stays_bare():
    assert parse("tension") == Name("tension")


def test_a_hyphen_inside_a_word_belongs_to_the_name():
    assert parse("deploy-armour") == Name("deploy-armour")
    assert parse("deploy - armour") == Binary("-", Name("deploy"), Name("armour"))
    assert parse("a-(b)") == Binary("-", Name("a"), Name("b"))


def test_a_keyword_may_be_a_part_of_a_name():
    assert names(parse("serbia.not + or-else")) == [Name("serbia.not"), Name("or-else")]


def test_trees_are_equal_and_hash_alike_whatever_the_spacing():
    one, other = parse("a+(2 *b)"), parse("  a + 2*b")
    assert one == other
    assert hash(one) == hash(other)


def test_a_name_knows_its_place():
    assert [found.at for found in names(parse("2 * tension + turn"))] == [4, 14]


def test_names_and_queries_come_in_the_order_of_the_text():
    tree = parse("a if since(b.c) > d else attitude(e, f)")
    assert [name.id for name in names(tree)] == ["a", "d"]
    assert queries(tree) == [Query("since", ("b.c",)), Query("attitude", ("e", "f"))]


def test_plain_numbers_are_read_as_they_are():
    assert parse(-3) == parse("-3") == Number(-3.0)
    assert parse(1e-7) == parse("1e-07") == Number(1e-7)


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("", 0, 'expected a number, a name or "(", found the end'),
        ("  ", 2, "found the end"),
        ("a +", 3, "found the end"),
        ("a b", 2, 'expected an operator such as +, < or "and", found "b"'),
        ("tension = 5", 8, 'found "=": write "=="'),
        ("2 ** 3", 3, 'found "*"'),
        ("5 % 3", 2, "as in 3%"),
        ("1,5", 1, "a decimal is written 0.5"),
        (".5", 0, "write 0.5"),
        ("3km", 1, 'found "km"'),
        ("Tension > 5", 0, "small letters"),
        ("serbia.Forces", 0, "small letters"),
        ("a AND b", 2, "small letters"),
        ("a[0]", 1, 'found "["'),
        ("'x'", 0, 'found "\'"'),
        ("a.b(c)", 0, '"a.b" is not a function'),
        ("1 + mx(2, 3)", 4, '"mx" is not a function. Did you mean "max"?'),
        ("sinse(a)", 0, 'Did you mean "since"?'),
        ("max(1)", 0, "max(…) takes 2"),
        ("clamp(1, 2)", 0, "clamp(…) takes 3 values, found 2"),
        ("attitude(a)", 0, "attitude(…) takes 2"),
        ("1 + since(3)", 4, "since(…) takes names only"),
        ("(1 + 2", 6, 'expected ")", found the end'),
        ("1 + 2)", 5, 'found ")"'),
        ("max(1 2)", 6, 'expected ")", found "2"'),
        ("1 + not a", 4, 'write "(not …)"'),
        ("a if b", 6, 'expected "else"'),
        ("not 3", 4, "this is a number, not a condition"),
        ("a and 1 + 2", 6, "this is a number, not a condition"),
        ("2e12", 0, "at most 1,000,000,000,000"),
        ("a + 1e999", 4, "at most"),
    ],
)
def test_a_fault_says_what_and_where(text: str, at: int, words: str):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.at, words in str(caught.value)) == (at, True), caught.value


@pytest.mark.parametrize("text", ["tension * 2", "5", "max(a, b)", "1 if a else b > 2", 0.5])
def test_a_number_is_no_condition(text: str | float):
    with pytest.raises(ExpressionError, match="not a condition"):
        parse(text, "condition")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(" * 900, "too deeply nested"),
        ("(" * 5_000, "1000 characters"),
        ("not " * 200 + "a", "too deeply nested"),
        ("not " * 1_000, "1000 characters"),
        ("-" * 900, "too deeply nested"),
        ("a if b else " * 60 + "c", "too deeply nested"),
        ("9" * 400, "at most"),
        ("+".join("1" * 400), "at most 200 parts"),
        ("1 < (" * 14 + "a" + " < 2)" * 14 + " < 2", "at most 200 parts"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}", "an operator"),
        ("\0", "a number, a name"),
        ("\ud800", "a number, a name"),
        ("٣", "a number, a name"),
        (float("nan"), "at most"),
        (float("-inf"), "at most"),
        (10**400, "at most"),
    ],
)
def test_hostile_input_is_refused_in_words(text: str | float, words: str):
    with pytest.raises(ExpressionError, match=words):
        parse(text)


def test_a_long_sum_is_not_deep():
    assert value(" + ".join(["1"] * 100)) == 100


def test_a_fault_survives_the_way_from_another_process():
    fault = pickle.loads(pickle.dumps(ExpressionError("wrong", 3)))
    assert (str(fault), fault.at) == ("wrong", 3)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("2 * (3 + 4) * tension", "14 * tension"),
        ("tension > 10 * max(2, 3)", "tension > 30"),
        ("clamp(tension, 0, 50 + 50)", "clamp(tension, 0, 100)"),
        ("tension + (3 > 2)", "tension + (3 > 2)"),
        ("2 * (3 > 2)", "2"),
        ("-(1 + 1) * tension", "-2 * tension"),
        ("1e12 * 1e12", "1000000000000 * 1000000000000"),
        ("since(a) > 1 - 1", "since(a) > 0"),
    ],
)
def test_fold_works_out_what_hangs_on_nothing(text: str, folded: str):
    assert describe(fold(parse(text))) == folded


@pytest.mark.parametrize(
    "text",
    [
        "a - (b - c)",
        "a - b - c",
        "-(a + b) * c",
        "(a < b) == (c < d)",
        "not (a > 0 and b > 0)",
        "(1 if a > 0 else 2) + 3",
        "(a if b > 0 else c) if d > 0 else e",
        "a > 0 and (b > 0 or c > 0) and not d > 0",
    ],
)
def test_describe_keeps_the_brackets_that_matter_and_no_others(text: str):
    assert describe(parse(text)) == text


# Trees as the parser builds them, up to three levels high.
ids = st.sampled_from(sorted(WORLD))
every_number = st.floats(-LARGEST, LARGEST).map(Number)
small_numbers = st.integers(-80, 80).map(lambda quarters: Number(quarters / 4))
arguments = st.sampled_from(["serbia", "serbia.deploy-armour", "a_2"])
all_queries = st.sampled_from(sorted(QUERIES)).flatmap(
    lambda query: st.builds(Query, st.just(query), st.tuples(*[arguments] * QUERIES[query]))
)


def negative(node: Node) -> Node:
    return Number(-node.value) if isinstance(node, Number) else Unary("-", node)


def call(function: str, values: list[Node]) -> Call:
    return Call(function, tuple(values[: ARGUMENTS[function]]))


@cache
def numbers(leaf: st.SearchStrategy[Node], height: int) -> st.SearchStrategy[Node]:
    if height == 0:
        return leaf
    number, condition = numbers(leaf, height - 1), conditions(leaf, height - 1)
    functions = st.sampled_from(["abs", "clamp", "max", "min"])
    return st.one_of(
        number,
        condition,
        number.map(negative),
        st.builds(Binary, st.sampled_from("+-*/"), number, number),
        st.builds(call, functions, st.lists(number, min_size=3, max_size=3)),
        st.builds(Choose, condition, number, number),
    )


@cache
def conditions(leaf: st.SearchStrategy[Node], height: int) -> st.SearchStrategy[Node]:
    number = numbers(leaf, max(height - 1, 0))
    comparisons = st.builds(Binary, st.sampled_from(COMPARISONS), number, number)
    if height == 0:
        return comparisons
    condition = conditions(leaf, height - 1)
    return st.one_of(
        comparisons,
        st.builds(Unary, st.just("not"), condition),
        st.builds(Binary, st.sampled_from(["and", "or"]), condition, condition),
        st.builds(Choose, condition, condition, condition),
    )


any_tree = numbers(every_number | ids.map(Name) | all_queries, 3)
small_tree = numbers(small_numbers | st.sampled_from(["tension", "turn", "risk"]).map(Name), 3)


@given(any_tree)
def test_a_described_tree_is_read_as_the_same_tree(tree: Node):
    assert parse(describe(tree)) == tree


@given(small_tree)
def test_a_tree_means_what_python_makes_of_its_text(tree: Node):
    assert value(describe(tree)) == in_python(describe(tree))


@given(small_tree)
def test_folding_changes_no_value_and_can_be_written(tree: Node):
    folded = fold(tree)
    assert value(describe(folded)) == value(describe(tree))
    assert parse(describe(folded)) == folded
    assert len(list(walk(folded))) <= len(list(walk(tree)))


# Texts that never were trees, so that a mistake made in both directions shows.
def joined(item: st.SearchStrategy[str], between: list[str]) -> st.SearchStrategy[str]:
    """Up to three items in a row: any two neighbours in `between` meet without brackets."""
    links = st.lists(st.tuples(st.sampled_from(between), item), max_size=2)
    return st.builds(lambda first, rest: " ".join([first, *map(" ".join, rest)]), item, links)


plain = st.sampled_from(["0", "1", "2.5", "-3", "- -4", "tension", "turn", "-risk", "+7", "1e1"])
sums = joined(plain, ["+", "-", "*", "/"])
values = sums | sums.map("({})".format) | sums.map("min(2, {})".format)
chains = st.builds(
    "{} {} {}".format, values, st.sampled_from(COMPARISONS), joined(values, ["<", "!="])
)
truths = joined(chains | chains.map("not {}".format) | chains.map("({})".format), ["and", "or"])
choices = st.builds("{} if {} else {}".format, values, truths, values | chains)


@given(truths | choices)
@example("not 1 < 2 == 2 and 3 > 2 or 1 > 2")
def test_a_text_means_what_python_makes_of_it(text: str):
    assert value(text) == in_python(text)


@given(truths | choices)
def test_a_text_that_is_read_can_be_described_and_read_again(text: str):
    tree = parse(text)
    assert parse(describe(tree)) == tree


scraps = st.sampled_from([*ARGUMENTS, *COMPARISONS, *"+-*/(),.=%_ 7a", " if ", " else ", " not "])


@given(st.text(max_size=60) | st.lists(scraps, max_size=30).map("".join))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str):
    try:
        tree = parse(text, "condition")
    except ExpressionError as error:
        fault = error
    else:
        assert parse(describe(tree), "condition") == tree
        return
    assert 0 <= fault.at <= len(text)
    assert str(fault)
