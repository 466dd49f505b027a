"""Conditions and amounts in words, whatever the moment."""

from __future__ import annotations

import pytest

from sim.scenario.expressions import parse
from sim.session.conditions import Conditions
from tests.support.three import three


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x > 60.5", "while “Tension” is above 60.5"),
        ("70 >= x", "while “Tension” is 70 or less"),
        ("x > 2 * a.pride", "while “Tension” is above 2 × “Pride”"),
        ("not happened(storm)", "before “A storm”"),
        ("since(a.strike) > 2", "3 turns or more after “Strike”"),
        (
            "x > 1 and a.pride > 2 and x < 9",
            "while “Tension” is above 1, while “Pride” is above 2 and while “Tension” is below 9",
        ),
        (
            "x > 1 and (a.pride > 2 or open(promise))",
            "while “Tension” is above 1 and (while “Pride” is above 2 or while the demand "
            "“Less stock” stands)",
        ),
    ],
)
def test_a_condition_is_a_clause_after_only(text, words):
    assert Conditions(three()).clause(parse(text, "condition")) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.26 * max(0, x - 42) / 58", "0.26 × max(0, “Tension” − 42) ÷ 58"),
        ("(0.3 + risk) * (1.4 - x / 100)", "(0.3 + the risk) × (1.4 − “Tension” ÷ 100)"),
        ("x - (a.pride - 2)", "“Tension” − (“Pride” − 2)"),
        ("-(x + 1)", "−(“Tension” + 1)"),
        ("2 if x > 5 else -1", "2 (while “Tension” is above 5), else −1"),
        ("credibility(a)", "how far Ash is believed"),
    ],
)
def test_an_amount_means_what_it_means_in_the_file(text, words):
    """Brackets stand where they are needed, and numbers as they were written."""
    assert Conditions(three()).amount(parse(text)) == words
