"""Figures of a page as a reader writes them: shares, points, ranges, dates."""

from __future__ import annotations

from datetime import date

from sim.session.words import _, figure

MINUS = "−"


def number(value: float, unit: str = "", decimals: int = 1) -> str:
    """A figure with its unit and a true minus; a flag is yes or no."""
    if unit == "flag":
        return _("yes") if value >= 0.5 else _("no")
    return figure(value, unit, decimals).replace("-", MINUS, int(value < 0))


def percent(share: float) -> str:
    """A share with one decimal."""
    return f"{100 * share:.1f} %"


def range_of_shares(low: float, high: float) -> str:
    """From one share to another, in percent."""
    return _("{low} to {high} %").format(low=f"{100 * low:.1f}", high=f"{100 * high:.1f}")


def points(difference: float) -> str:
    """A difference of two shares in percentage points, with its sign."""
    return _signed(100 * difference, 0)


def range_of_points(low: float, high: float) -> str:
    """From one such difference to another."""
    return _("{low} to {high}").format(low=points(low), high=points(high))


def difference(value: float) -> str:
    """A difference with its sign and two decimals."""
    return _signed(value, 2)


def known(least: float, most: float, unit: str = "") -> str:
    """A figure that is known, or the two between which it lies."""
    if least == most:
        return number(least, unit)
    return _("{low} to {high}").format(low=number(least), high=number(most, unit))


def day(when: date) -> str:
    """29 September 2023."""
    months = _(
        "January February March April May June July August September October November December"
    ).split()
    return _("{day} {month} {year}").format(
        day=when.day, month=months[when.month - 1], year=when.year
    )


def short_day(when: date) -> str:
    """29 Sep."""
    # Translators: the months in short, in this order, with spaces between.
    months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return _("{day} {month}").format(day=when.day, month=months[when.month - 1])


def _signed(value: float, decimals: int) -> str:
    text = f"{value:+.{decimals}f}"
    return text.lstrip("+-") if not text.strip("+-0.") else text.replace("-", MINUS)
