"""Numbers, shares and dates, as the reader's language writes them."""

from __future__ import annotations

from datetime import datetime

from game.words import _, ngettext, pgettext
from sim.session import counted_in

MINUS = "−"
SILENT_UNITS = ("", "index")  # they tell a reader nothing


def figure(value: float, places: int | None = None) -> str:
    """A number: 4,500, 46 or 4.3; below ten with one decimal, unless `places` says how many."""
    if places is None:
        places = 1 if abs(value) < 9.95 and round(value, 1) != round(value) else 0
    text = f"{abs(value):,.{places}f}"
    whole, _point, decimals = text.partition(".")
    whole = whole.replace(",", pgettext("between thousands", ","))
    digits = whole + (pgettext("before decimals", ".") + decimals if decimals else "")
    return MINUS + digits if value < 0 and text.strip("0.,") else digits


def signed(value: float, places: int | None = None) -> str:
    """A change: +1,400, −3 or 0."""
    text = figure(value, places)
    return text if text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def percent(share: float) -> str:
    """A share of one: 72 %; neither none nor all is said of what is only nearly so."""
    number = figure(100 * share, 0)
    if number == "0" and share > 0:
        return _("under 1 %")
    if number == "100" and share < 1:
        return _("over 99 %")
    return _("{number} %").format(number=number)


def quantity(value: float, unit: str) -> str:
    """A number with its unit: 4,500 soldiers; a flag is yes or no."""
    if unit == "flag":
        return _("yes") if value >= 0.5 else _("no")
    return with_unit(figure(value), unit)


def change(amount: float, unit: str) -> str:
    """A change with its unit: +1,400 soldiers, −2 points; a flag becomes yes or no."""
    if unit == "flag":
        return _("yes") if amount > 0 else _("no")
    if unit == "percent":
        count = 1 if abs(amount) == 1 else 2  # a part of one is many
        return ngettext("{number} point", "{number} points", count).format(number=signed(amount))
    return with_unit(signed(amount), unit)


def with_unit(number: str, unit: str) -> str:
    """A number that is written already, and what it counts."""
    if unit in SILENT_UNITS:
        return number
    if unit == "percent":
        return _("{number} %").format(number=number)
    return _("{number} {unit}").format(number=number, unit=counted_in(unit, number))


def between(low: float, high: float) -> str:
    """A range: 3,900 to 4,900."""
    return _("{low} to {high}").format(low=figure(low), high=figure(high))


def moment(when: datetime, hours: bool = False) -> str:
    """A day, and with `hours` the time of day too."""
    if not hours:
        return day(when)
    return _("{day}, {time}").format(day=day(when), time=clock_time(when))


def day(when: datetime) -> str:
    """Friday 29 September 2023."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekdays()[when.weekday()],
        day=when.day,
        month=months()[when.month - 1],
        year=when.year,
    )


def short_day(when: datetime) -> str:
    """29 Sep."""
    return _("{day} {short_month}").format(day=when.day, short_month=short_months()[when.month - 1])


def clock_time(when: datetime) -> str:
    """06:00."""
    return _("{hour}:{minute}").format(hour=f"{when.hour:02}", minute=f"{when.minute:02}")


def weekdays() -> tuple[str, ...]:
    """The days of the week, from Monday."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def months() -> tuple[str, ...]:
    """The months, as they are said after the number of a day."""
    return (
        pgettext("in a date", "January"),
        pgettext("in a date", "February"),
        pgettext("in a date", "March"),
        pgettext("in a date", "April"),
        pgettext("in a date", "May"),
        pgettext("in a date", "June"),
        pgettext("in a date", "July"),
        pgettext("in a date", "August"),
        pgettext("in a date", "September"),
        pgettext("in a date", "October"),
        pgettext("in a date", "November"),
        pgettext("in a date", "December"),
    )


def short_months() -> tuple[str, ...]:
    """The months in short."""
    return (
        pgettext("in a short date", "Jan"),
        pgettext("in a short date", "Feb"),
        pgettext("in a short date", "Mar"),
        pgettext("in a short date", "Apr"),
        pgettext("in a short date", "May"),
        pgettext("in a short date", "Jun"),
        pgettext("in a short date", "Jul"),
        pgettext("in a short date", "Aug"),
        pgettext("in a short date", "Sep"),
        pgettext("in a short date", "Oct"),
        pgettext("in a short date", "Nov"),
        pgettext("in a short date", "Dec"),
    )
