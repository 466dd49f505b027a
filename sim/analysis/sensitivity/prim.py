"""PRIM: under which conditions an outcome comes more often (Friedman and Fisher 1999).

From the whole of the ranges slices are peeled off, each the twentieth with the fewest cases, so
that what is left has ever more of them. Of the boxes on the way the one is taken that holds most
beyond its size, and conditions that add nothing to it are dropped. Boxes are found in one half of
the points and measured in the other, as the best of many looks better where it was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.analysis.intervals import Z
from sim.engine.rows import Figures, Mask

SLICE = 0.05  # of the points of a box, peeled off at once
SMALLEST = 0.05  # of all points: of smaller boxes little could be said
MOST_BOXES = 3
ENOUGH = 0.05  # of all cases; a box that holds fewer beyond its size is not told
KEPT = 0.97  # of what a box holds beyond its size: a condition without which it keeps that goes
SURELY = 2.0  # times the reach of a gain: of the many slices that are tried, some look good by luck

Limits = Figures  # (parameters, 2): from, to, as shares of the ranges


@dataclass(frozen=True)
class Mean:
    """A mean over points, and the half of its 95 % interval."""

    value: float
    reach: float


@dataclass(frozen=True)
class Step:
    """A box on the way: the part of all points and of all cases that it holds, and its chance.

    limited: how many conditions it has.
    """

    mass: float
    coverage: float
    chance: float
    limited: int

    @property
    def beyond(self) -> float:
        """The part of all cases that it holds beyond what any box of its size holds."""
        return self.coverage - self.mass


@dataclass(frozen=True)
class Condition:
    """That a number lies between two shares of its range.

    Attributes:
        without: the chance were the condition left out.
        gain: how much likelier it is where the condition holds than where it alone does not.
    """

    path: str
    low: float
    high: float
    without: Mean
    gain: Mean

    @property
    def is_sure(self) -> bool:
        """Does it add more than luck?"""
        return self.gain.value > self.gain.reach


@dataclass(frozen=True)
class Box:
    """Conditions under which the outcome comes more often.

    Attributes:
        found: where it was found; held: the same of the other points, where it is measured.
        chance: with its interval, of the other points.
        steps: the boxes on the way to it, from the whole of the ranges on; taken: its place there.
    """

    conditions: tuple[Condition, ...]
    found: Step
    held: Step
    chance: Mean
    steps: tuple[Step, ...]
    taken: int


@dataclass(frozen=True)
class Cases:
    """Points, and what came of them.

    Attributes:
        shares: (points, parameters). outcome: (points,), at least 0.
        of: the points and the cases of the whole, of which parts are told.
    """

    shares: Figures
    outcome: Figures
    of: tuple[float, float]

    def inside(self, limits: Limits) -> Mask:
        """The points in a box."""
        low, high = limits.T
        inside: Mask = ((self.shares >= low) & (self.shares <= high)).all(axis=1)
        return inside

    def step(self, limits: Limits) -> Step:
        """What a box holds."""
        here = self.inside(limits)
        points, cases = self.of
        held = float(self.outcome[here].sum())
        mass = float(here.sum()) / points
        chance = held / max(1.0, float(here.sum()))
        return Step(mass, held / cases if cases else 0.0, chance, int(is_limited(limits).sum()))

    def without(self, limits: Limits) -> Cases:
        """The others; parts are still of the whole."""
        out = ~self.inside(limits)
        return Cases(self.shares[out], self.outcome[out], self.of)


def find_boxes(paths: list[str], shares: Figures, outcome: Figures) -> Iterator[Box]:
    """The boxes of one outcome, the best first; each without the points of those before."""
    half = np.arange(len(outcome)) % 2 == 0
    cases, others = (
        Cases(shares[here], outcome[here], (float(here.sum()), float(outcome[here].sum())))
        for here in (half, ~half)
    )
    for _ in range(MOST_BOXES):
        way = list(_peel(cases))
        steps = [cases.step(limits) for limits in way]
        taken = max(range(len(steps)), key=lambda number: steps[number].beyond)
        limits = _simpler(cases, _pasted(cases, way[taken]))
        chance = mean_of(others.outcome[others.inside(limits)])
        usual = others.of[1] / others.of[0]
        if others.step(limits).beyond < ENOUGH or chance.value - chance.reach < usual:
            return
        yield Box(
            conditions=tuple(_conditions(paths, others, limits)),
            found=cases.step(limits),
            held=others.step(limits),
            chance=chance,
            steps=tuple(steps),
            taken=taken,
        )
        cases, others = cases.without(limits), others.without(limits)


def is_limited(limits: Limits) -> Mask:
    """The parameters that a box has a condition on."""
    limited: Mask = (limits != (0.0, 1.0)).any(axis=1)
    return limited


def mean_of(outcome: Figures) -> Mean:
    """Of points that each have luck of their own."""
    if not len(outcome):
        return Mean(0.0, 1.0)
    return Mean(float(outcome.mean()), Z * float(outcome.std()) / len(outcome) ** 0.5)


def _peel(cases: Cases) -> Iterator[Limits]:
    """Ever smaller boxes, from the whole of the ranges on."""
    limits = np.tile([0.0, 1.0], (cases.shares.shape[1], 1))
    here = np.ones(len(cases.outcome), dtype=np.bool_)
    while True:
        yield limits.copy()
        if here.sum() * (1 - SLICE) < SMALLEST * cases.of[0]:
            return
        parameter, end, edge = _worst_slice(cases.shares[here], cases.outcome[here])
        limits[parameter, end] = edge
        here = cases.inside(limits)


def _worst_slice(shares: Figures, outcome: Figures) -> tuple[int, int, float]:
    """The slice with the fewest cases: of which parameter, at which end, and the new edge."""
    size = max(1, int(len(outcome) * SLICE))
    order = shares.argsort(axis=0, kind="stable")
    ordered = outcome[order]
    lost = np.array([ordered[:size].sum(axis=0), ordered[-size:].sum(axis=0)])
    end, parameter = np.unravel_index(lost.argmin(), lost.shape)
    edge = shares[order[size if end == 0 else -size - 1, parameter], parameter]
    return int(parameter), int(end), float(edge)


def _pasted(cases: Cases, limits: Limits) -> Limits:
    """Slices are put back as long as the box then holds more beyond its size."""
    best, beyond = limits, cases.step(limits).beyond
    while True:
        wider = [
            (cases.step(each).beyond, number, each)
            for number, each in enumerate(_wider(cases, best))
        ]
        more, _number, found = max(wider, default=(beyond, 0, best))
        if more <= beyond:
            return best
        best, beyond = found, more


def _wider(cases: Cases, limits: Limits) -> Iterator[Limits]:
    """The box with one of its edges a slice further out."""
    size = max(1, int(cases.inside(limits).sum() * SLICE))
    for parameter in np.flatnonzero(is_limited(limits)):
        free = limits.copy()
        free[parameter] = 0.0, 1.0
        here = np.sort(cases.shares[cases.inside(free), parameter])
        low, high = np.searchsorted(here, limits[parameter])
        for end, edge in ((0, low - size), (1, high + size)):
            wider = limits.copy()
            wider[parameter, end] = here[edge] if 0 <= edge < len(here) else float(end)
            yield wider


def _simpler(cases: Cases, limits: Limits) -> Limits:
    """Without the conditions that add next to nothing or may do so by luck, the idlest first."""
    while is_limited(limits).any():
        freed = list(_freed(limits))
        beyond = [cases.step(each).beyond for each in freed]
        gains = [_gain(cases, limits, each) for each in freed]
        idlest = max(range(len(freed)), key=lambda number: beyond[number])
        idle = beyond[idlest] >= KEPT * cases.step(limits).beyond
        if not idle:
            idlest = min(range(len(freed)), key=lambda number: gains[number].value)
            idle = gains[idlest].value <= SURELY * gains[idlest].reach
        if not idle:
            return limits
        limits = freed[idlest]
    return limits


def _freed(limits: Limits) -> Iterator[Limits]:
    """The box with one of its conditions left out."""
    for parameter in np.flatnonzero(is_limited(limits)):
        freed = limits.copy()
        freed[parameter] = 0.0, 1.0
        yield freed


def _gain(cases: Cases, limits: Limits, freed: Limits) -> Mean:
    """How much likelier it is in a box than where only one of its conditions does not hold."""
    inside = cases.inside(limits)
    here = mean_of(cases.outcome[inside])
    there = mean_of(cases.outcome[cases.inside(freed) & ~inside])
    return Mean(here.value - there.value, (here.reach**2 + there.reach**2) ** 0.5)


def _conditions(paths: list[str], cases: Cases, limits: Limits) -> Iterator[Condition]:
    """Each condition, and what the chance would be without it; the most needed first."""
    found = []
    for parameter, freed in zip(np.flatnonzero(is_limited(limits)), _freed(limits), strict=True):
        low, high = limits[parameter].tolist()
        without = mean_of(cases.outcome[cases.inside(freed)])
        gain = _gain(cases, limits, freed)
        found.append(Condition(paths[parameter], low, high, without, gain))
    yield from sorted(found, key=lambda condition: -condition.gain.value)
