"""The program's own words in what a role reads, in the language that was chosen for them.

The texts of a scenario are in its file; these are the few that stand around them. Whoever shows
them sets the language, as catalogs are the business of the front end.
"""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from typing import Protocol

from sim.scenario.units import counted_in


class Translations(Protocol):
    """What the standard library's `gettext` offers, and a pseudo-language can."""

    def gettext(self, message: str, /) -> str:
        """The message in another language."""

    def __hash__(self) -> int:
        """What was put into words is kept by the catalog that it came from."""

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """The same for a number of things."""


_spoken: Translations = NullTranslations()


def speak_with(translations: Translations | None) -> None:
    """From now on all sentences come from this catalog; None is English."""
    global _spoken
    _spoken = translations or NullTranslations()


def catalog() -> Translations:
    """Where the sentences come from now."""
    return _spoken


def _(message: str) -> str:
    """The message in the language that is spoken now."""
    return _spoken.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for so many."""
    return _spoken.ngettext(one, many, count)


def figure(value: float, unit: str = "", decimals: int = 1) -> str:
    """A number as a person writes it, with its unit: "5,500 soldiers", "12.5", "40 %"."""
    rounded = round(float(value), 0 if abs(value) >= 100 and decimals == 1 else decimals)
    digits = f"{rounded:,.0f}" if rounded.is_integer() else f"{rounded:,.{decimals}f}"
    if unit == "percent":
        return f"{digits} %"
    return digits if unit in ("", "index", "flag") else f"{digits} {counted_in(unit, digits)}"


def exact(value: float, unit: str = "") -> str:
    """A number as an author wrote it."""
    digits = f"{value:,.10g}"
    return f"{digits} %" if unit == "percent" else digits


def apart(value: float, other: float, unit: str = "") -> str:
    """The same, with as many decimals as it takes to tell it from another number."""
    written = (figure(value, unit, decimals) for decimals in range(1, 7))
    return next((text for text in written if text != figure(other, unit)), figure(value, unit))


def share(value: float) -> str:
    """A share of 1 in percent; what is not nothing does not read as 0."""
    if 0 < value < 0.01:
        return _("under 1 %")
    return f"{value * 100:.0f} %"


def listed(items: Sequence[str], last: str | None = None) -> str:
    """As in "a, b and c"; `last` stands in place of "and"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last or _('and')} {items[-1]}"
