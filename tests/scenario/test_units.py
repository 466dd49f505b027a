"""Units: one of a thing is not called as several are."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.scenario.indicators import Indicator
from sim.scenario.units import counted_in


@pytest.mark.parametrize(
    ("unit", "digits", "says"),
    [
        ("person | people", "1", "person"),
        ("person | people", "+1", "person"),
        ("person | people", "\N{MINUS SIGN}1", "person"),
        ("person | people", "1.5", "people"),
        ("person | people", "1,001", "people"),
        ("person | people", "0", "people"),
        ("person | people", "", "people"),
        ("m³/s", "1", "m³/s"),
    ],
)
def test_a_single_one_has_its_own_word(unit: str, digits: str, says: str) -> None:
    """Where the author wrote no other word, the unit stands as it is."""
    assert counted_in(unit, digits) == says


@pytest.mark.parametrize("unit", ["person|people", "person | ", " | people", "a | b | c", "|"])
def test_a_unit_in_which_a_word_is_missing_is_a_fault(unit: str) -> None:
    """And the fault says how it is written."""
    with pytest.raises(ValidationError, match=r"person \| people"):
        Indicator(label="Hurt", unit=unit, range=(0, 9), start=0, assumption="none")
