"""What differs between worlds that end peacefully and worlds that end in violence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Z
from sim.report.again import Course
from sim.scenario.schema import Scenario
from sim.session.labels import spoken_label
from sim.session.words import _

FEWEST = 30  # worlds of either kind; with fewer, the largest difference is only luck
MOST_OF_A_KIND = 6
Mask = NDArray[np.bool_]
Values = NDArray[np.floating]


@dataclass(frozen=True)
class Contrast:
    """One quantity in both kinds of world.

    Attributes:
        peaceful, violent: its mean in worlds of either kind.
        difference: of violent from peaceful worlds, in standard deviations (Cohen 1988), with its
            95 % interval: 0.2 is small, 0.5 is plain to see, 0.8 is large.
    """

    label: str
    unit: str
    peaceful: float
    violent: float
    difference: float
    low: float
    high: float

    @property
    def is_told(self) -> bool:
        """Is it more than luck?"""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Contrasts:
    """The largest differences: in what was done, in how things soon stood, and in the start.

    Attributes:
        peaceful, violent: how many worlds of either kind were compared.
        turn: the turn after which "soon" is.
    """

    peaceful: int
    violent: int
    turn: int
    done: list[Contrast]
    soon: list[Contrast]
    start: list[Contrast]

    @property
    def is_enough(self) -> bool:
        """Are there enough worlds of either kind to compare?"""
        return min(self.peaceful, self.violent) >= FEWEST

    @property
    def groups(self) -> list[tuple[str, list[Contrast]]]:
        """Those that are more than luck, under their headings."""
        soon = _("How things stood after turn {turn}").format(turn=self.turn)
        return [
            (_("What was done, in times a turn"), self.done),
            (soon, self.soon),
            (_("How it began, before anybody chose"), self.start),
        ]


def contrasts_of(scenario: Scenario, course: Course) -> Contrasts:
    """Compare the worlds of a course by how they ended."""
    ends = [name for name, ending in scenario.endings.items() if ending.violent]
    violent: Mask = np.isin(course.endings, ends)
    soon = max(1, scenario.clock.turns // 3)
    going = course.turns > soon  # what is over can't be told from how it then stood
    found = Contrasts(int((~violent).sum()), int(violent.sum()), soon, [], [], [])
    if not found.is_enough:
        return found
    found.done.extend(_largest(list(_done(scenario, course)), violent))
    found.soon.extend(_largest(list(_standing(scenario, course, soon, going)), violent[going]))
    everybody = np.ones_like(going)
    found.start.extend(_largest(list(_standing(scenario, course, 0, everybody)), violent))
    return found


def _done(scenario: Scenario, course: Course) -> Iterator[tuple[str, str, Values]]:
    """Every move, as times a turn: a world that ends early has fewer of all."""
    for name, counts in course.made.items():
        actor = str(scenario.actors[name.split(".")[0]].name)
        label = spoken_label(scenario, name, "en")
        yield f"{actor}: {label}", "", counts / np.maximum(course.turns, 1)


def _standing(
    scenario: Scenario, course: Course, turn: int, here: Mask
) -> Iterator[tuple[str, str, Values]]:
    for name, part in scenario.indicators.items():
        yield str(part.label), part.unit, course.values[name][turn][here].astype(np.float64)


def _largest(columns: list[tuple[str, str, Values]], violent: Mask) -> list[Contrast]:
    """The largest of the differences that are more than luck."""
    if min(violent.sum(), (~violent).sum()) < FEWEST:
        return []
    found = [_contrast(*column, violent) for column in columns if np.ptp(column[2]) > 0]
    told = [contrast for contrast in found if contrast.is_told]
    return sorted(told, key=lambda each: -abs(each.difference))[:MOST_OF_A_KIND]


def _contrast(label: str, unit: str, values: Values, violent: Mask) -> Contrast:
    one, other = values[violent], values[~violent]
    sizes = len(one), len(other)
    pooled = sqrt((one.var() * sizes[0] + other.var() * sizes[1]) / sum(sizes))
    means = float(one.mean()), float(other.mean())
    difference = (means[0] - means[1]) / max(pooled, 1e-12)
    # Its standard error: Hedges and Olkin 1985, p. 86.
    error = sqrt(sum(sizes) / (sizes[0] * sizes[1]) + difference**2 / (2 * sum(sizes)))
    reach = Z * error
    return Contrast(
        label, unit, means[1], means[0], difference, difference - reach, difference + reach
    )
