"""What differs between worlds that end peacefully and worlds that end in violence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.report.again import Course
from sim.scenario.schema import Scenario
from sim.session.labels import spoken_label
from sim.session.words import _

FEWEST = 30  # worlds of either kind; with fewer, the largest difference is only luck
MOST_OF_A_KIND = 6
Mask = NDArray[np.bool_]
Values = NDArray[np.floating]
Column = tuple[str, str, Values]  # a name, its label, and a value for each world


@dataclass(frozen=True)
class Contrast:
    """One quantity in both kinds of world.

    Attributes:
        name: of the move or the indicator.
        peaceful, violent: its mean in worlds of either kind.
        difference: of violent from peaceful worlds, in standard deviations (Cohen 1988), with its
            interval, wide enough to hold for all that are compared, 95 times in 100: 0.2 is small,
            0.5 is plain to see, 0.8 is large.
    """

    name: str
    label: str
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
    """The largest differences: in what was soon done, in how things soon stood, and in the start.

    Worlds that are over early did less of everything and stood worse, so those that went on beyond
    an early turn are compared, up to this turn.

    Attributes:
        peaceful, violent: how many worlds of either kind were compared.
        turn: the early turn.
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
        done = _("How often things were done in turns 1 to {turn}")
        soon = _("How things stood after turn {turn}")
        return [
            (done.format(turn=self.turn), self.done),
            (soon.format(turn=self.turn), self.soon),
            (_("How it began, before anybody chose"), self.start),
        ]


def contrasts_of(scenario: Scenario, course: Course) -> Contrasts:
    """Compare the worlds of a course by how they ended."""
    ends = [name for name, ending in scenario.endings.items() if ending.violent]
    soon = max(1, scenario.clock.turns // 3)
    going = course.turns > soon
    violent: Mask = np.isin(course.endings, ends)[going]

    def largest(columns: Iterator[Column]) -> list[Contrast]:
        going_on = [(name, label, values[going]) for name, label, values in columns]
        return _largest(going_on, violent)

    return Contrasts(
        peaceful=int((~violent).sum()),
        violent=int(violent.sum()),
        turn=soon,
        done=largest(_done(scenario, course, soon)),
        soon=largest(_standing(scenario, course, soon)),
        start=largest(_standing(scenario, course, 0)),
    )


def _done(scenario: Scenario, course: Course, turn: int) -> Iterator[Column]:
    """Every move, as how often it was made until then."""
    for name, counts in course.made.items():
        if name.split(".")[0] in scenario.moves:
            actor = scenario.actors[name.split(".")[0]].name
            yield name, f"{actor}: {spoken_label(scenario, name, 'en')}", counts[turn]


def _standing(scenario: Scenario, course: Course, turn: int) -> Iterator[Column]:
    """Every indicator, as it stood after that turn."""
    for name, part in scenario.indicators.items():
        yield name, str(part.label), course.values[name][turn]


def _largest(columns: list[Column], violent: Mask) -> list[Contrast]:
    """The largest of the differences that are more than luck."""
    if min(violent.sum(), (~violent).sum()) < FEWEST:
        return []
    varied = [column for column in columns if np.ptp(column[2]) > 0]
    # So many are looked at that some would be far from 0 by luck (Bonferroni).
    reach = NormalDist().inv_cdf(1 - 0.025 / max(1, len(varied)))
    found = [_contrast(column, violent, reach) for column in varied]
    told = [contrast for contrast in found if contrast.is_told]
    return sorted(told, key=lambda each: -abs(each.difference))[:MOST_OF_A_KIND]


def _contrast(column: Column, violent: Mask, reach: float) -> Contrast:
    name, label, values = column
    one, other = values[violent].astype(np.float64), values[~violent].astype(np.float64)
    sizes = len(one), len(other)
    pooled = sqrt((one.var() * sizes[0] + other.var() * sizes[1]) / sum(sizes))
    means = float(one.mean()), float(other.mean())
    found = (means[0] - means[1]) / max(pooled, 1e-12)
    # Its standard error: Hedges and Olkin 1985, p. 86.
    error = sqrt(sum(sizes) / (sizes[0] * sizes[1]) + found**2 / (2 * sum(sizes)))
    low, high = found - reach * error, found + reach * error
    return Contrast(name, label, means[1], means[0], found, low, high)
