"""Numbers and dates as people write them."""

from __future__ import annotations

from datetime import datetime

import pytest

from game import figures
from game.words import use_language

SIX = datetime(2023, 9, 29, 6)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4500, "4,500"),
        (1234567.8, "1,234,568"),
        (46.32, "46"),
        (9.97, "10"),
        (4.32, "4.3"),
        (4.0, "4"),
        (0.04, "0"),
        (-0.04, "0"),
        (-3, "−3"),
        (-0.6, "−0.6"),
    ],
)
def test_a_number_is_as_exact_as_a_reader_can_use(value, text):
    assert figures.figure(value) == text


def test_a_change_has_its_sign_and_none_has_none():
    assert [figures.signed(x) for x in (1400, -3, 0, -0.01)] == ["+1,400", "−3", "0", "0"]


def test_neither_none_nor_all_is_said_of_what_is_nearly_so():
    shares = [figures.percent(share) for share in (0, 0.004, 0.72, 0.997, 1)]
    assert shares == ["0 %", "under 1 %", "72 %", "over 99 %", "100 %"]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(4500, "soldiers", "4,500 soldiers"), (46, "index", "46"), (12, "percent", "12 %"),
     (1, "flag", "yes"), (0, "flag", "no")],
)  # fmt: skip
def test_a_quantity_says_what_it_counts(value, unit, text):
    assert figures.quantity(value, unit) == text


def test_a_share_changes_by_points():
    changes = [figures.change(x, "percent") for x in (-1.5, 1, -4)]
    assert changes == ["−1.5 points", "+1 point", "−4 points"]


def test_a_date_is_written_out_with_the_time_where_it_matters():
    assert figures.moment(SIX) == "Friday 29 September 2023"
    assert figures.moment(SIX, hours=True) == "Friday 29 September 2023, 06:00"
    assert figures.short_day(SIX) == "29 Sep"


def test_dates_and_numbers_are_in_the_language_too():
    use_language("qps")
    assert figures.moment(SIX) == "[FFŕŕííďáý] 29 [ŠŠééppťťémbéŕ] 2023".replace("ŕ", "ř")
    assert figures.figure(4500) == "4,500"
