"""A finding: one check, what was found, what was wanted, and the verdict with its reason."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import inf, sqrt
from typing import Any, Literal

import numpy as np

from sim.analysis.intervals import Frequency, Z
from sim.engine.rows import Figures

Verdict = Literal["passes", "falls short", "cannot tell", "not applicable"]
Section = Literal["history", "record", "signs", "stages"]
Unit = Literal["share", "points", "nats", "stakes", "moves", "distance", "days"]
SECTIONS: tuple[Section, ...] = ("history", "record", "signs", "stages")
VERDICTS: tuple[Verdict, ...] = ("passes", "falls short", "cannot tell", "not applicable")


@dataclass(frozen=True)
class Measured:
    """A figure and its 95 % interval; the three are equal where nothing is left to chance."""

    value: float
    low: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> Measured:
        """A figure that needs no sample."""
        return cls(value, value, value)

    @classmethod
    def share(cls, found: Frequency) -> Measured:
        """So many of so many."""
        return cls(found.share, *found.interval)

    def verdict(self, least: float, most: float) -> Verdict:
        """Passes where all of the interval lies between the two, falls short where none does."""
        if least <= self.low and self.high <= most:
            return "passes"
        if self.high < least or most < self.low:
            return "falls short"
        return "cannot tell"


@dataclass(frozen=True)
class Finding:
    """What came of one check.

    Attributes:
        key: tells it from all others, and is the same for the same check of any scenario.
        check: what is checked, in words; case: of what, where it is checked of several things.
        found: None where the check does not apply or was not made.
        least, most: where it should lie; infinite where one side is open.
        why: what the verdict rests on, in a sentence or two.
        worlds: in so many worlds. sample: of what the figure is, where it is not of worlds.
        settings, against: of an experiment, the options by which both sides can be seen again.
    """

    section: Section
    key: str
    check: str
    found: Measured | None
    unit: Unit
    least: float
    most: float
    verdict: Verdict
    why: str
    worlds: int = 0
    settings: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    case: str = ""
    sample: str = ""

    @property
    def title(self) -> str:
        """The check with its case."""
        return f"{self.check}: {self.case}" if self.case else self.check

    def plain(self) -> dict[str, Any]:
        """As plain data; a side that is open, of what is wanted or of an interval, is null."""
        plain = asdict(self)
        if self.found:
            plain["found"] = _with_open_sides(plain["found"])
        return _with_open_sides(plain)


def _with_open_sides(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value in (inf, -inf) else value for name, value in plain.items()}


def judged(
    section: Section,
    key: str,
    check: str,
    found: Measured,
    unit: Unit,
    why: str,
    *,
    least: float = -inf,
    most: float = inf,
    worlds: int = 0,
    settings: tuple[str, ...] = (),
    against: tuple[str, ...] = (),
    case: str = "",
    sample: str = "",
) -> Finding:
    """A finding with the verdict that follows from where the interval lies."""
    verdict = found.verdict(least, most)
    rest = (why, worlds, settings, against, case, sample)
    return Finding(section, key, check, found, unit, least, most, verdict, *rest)


def not_applicable(section: Section, key: str, check: str, why: str, *, case: str = "") -> Finding:
    """A check that has nothing to look at here."""
    return Finding(section, key, check, None, "share", -inf, inf, "not applicable", why, case=case)


def mean_of_groups(values: Figures, groups: Figures | None = None) -> Measured:
    """The mean of values with its interval; those of one group share their luck.

    groups: the number of each value's group; each value is one of its own without it.
        With few groups the interval is wide, as it should be: Student's t instead of the normal.
    """
    mean = float(values.mean())
    away = values - mean
    sums = away
    if groups is not None:
        places = np.unique(groups, return_inverse=True)[1]
        sums = np.array([away[places == place].sum() for place in range(places.max() + 1)])
    count = len(sums)
    if count < 2:
        return Measured(mean, -inf, inf)
    reach = student(count - 1) * sqrt(float((sums * sums).sum()) * count / (count - 1)) / len(away)
    return Measured(mean, mean - reach, mean + reach)


def student(freedom: int) -> float:
    """The 97.5 % point of Student's t (Cornish and Fisher's expansion; 12.7 for one degree)."""
    if freedom < 3:
        return (12.706, 4.303)[freedom - 1]
    squared = Z * Z
    first = (squared + 1) * Z / 4
    second = ((5 * squared + 16) * squared + 3) * Z / 96
    third = (((3 * squared + 19) * squared + 17) * squared - 15) * Z / 384
    return Z + first / freedom + second / freedom**2 + third / freedom**3
