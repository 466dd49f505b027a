"""A study: what is varied between what, at which points, and how many worlds each point plays."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sim.analysis.sensitivity.outcomes import Outcome, outcomes_of
from sim.analysis.sensitivity.pairs import MOST_NUMBERS
from sim.analysis.sensitivity.ranges import Parameter
from sim.analysis.sensitivity.samples import Method, points_in_a_row, sample
from sim.engine.rows import Figures, Places
from sim.engine.rules import RULES_VERSION
from sim.engine.varied import COMPILED, Varied
from sim.scenario.schema import Scenario

COPIES = 16
USUAL_BASE: dict[Method, int] = {"sobol": 1024, "morris": 32, "discover": 4096}
FEWEST: dict[Method, int] = {"sobol": 8, "morris": 4, "discover": 100}
MOST_WORLDS = 200_000_000  # an hour of two processors; more is a slip of the pen
EVERY = slice(None)
AT_ONCE = 8_192  # worlds side by side, as many as fit the caches best


@dataclass(frozen=True)
class Study:
    """Points in the ranges of some numbers, each to be played in as many worlds.

    Attributes:
        base: rows of points; sobol: base samples, morris: paths, discover: points.
        copies: worlds of each point; an even number, since they are looked at in halves.
        seed: chooses the points and the luck.
        second_order: sobol: with points for what every two numbers bring together.

    Raises:
        ValueError: a number is out of its range, or nothing is varied.
        MissingLibrary: SALib, which puts the points, is not installed.
    """

    scenario: Scenario
    parameters: Sequence[Parameter]
    method: Method
    base: int
    copies: int = COPIES
    seed: int = 0
    second_order: bool = False

    def __post_init__(self) -> None:
        if self.copies < 2 or self.copies % 2:
            raise ValueError(f"--copies: {self.copies} is no even number, 2 or more")
        if self.base < FEWEST[self.method]:
            least = FEWEST[self.method]
            raise ValueError(f"-n: {self.base} is too few; {self.method} takes {least} or more")
        if self.method == "sobol" and self.base.bit_count() != 1:
            above = 1 << self.base.bit_length()
            raise ValueError(
                f"-n: {self.base} is no power of two, which the Sobol' sequence needs to be even; "
                f"take {above // 2} or {above}"
            )
        if self.second_order:
            self._check_pairs()
        if self.worlds > MOST_WORLDS:
            raise ValueError(
                f"{self.count:,} points of {self.copies} worlds are {self.worlds:,} worlds; the "
                f"most is {MOST_WORLDS:,}. Vary less, or take a smaller -n or --copies"
            )
        ends = np.array([[each.low, each.high] for each in self.parameters]).T
        self._varied(ends).into(self.scenario)  # refuses what numbers can't all be at once

    def _check_pairs(self) -> None:
        count = len(self.parameters)
        if self.method != "sobol":
            raise ValueError(f"--second-order goes with --method sobol, not with {self.method}")
        if not 2 <= count <= MOST_NUMBERS:
            raise ValueError(
                f"--second-order is of 2 to {MOST_NUMBERS} numbers, not of {count}; --vary those "
                "that matter most in a study without it"
            )

    @property
    def row(self) -> int:
        """How many neighbouring points are compared, and meet the same luck."""
        return points_in_a_row(self.method, len(self.parameters), self.second_order)

    @property
    def count(self) -> int:
        """How many points."""
        return self.base * self.row

    @property
    def worlds(self) -> int:
        """How many worlds at all points together."""
        return self.count * self.copies

    @cached_property
    def shares(self) -> Figures:
        """Where in its ranges each point lies, 0 to 1, (points, parameters)."""
        numbers = len(self.parameters)
        drawn = sample(self.method, self.base, numbers, self.seed, self.second_order)
        return drawn.reshape(self.count, -1)

    def values(self, part: slice = EVERY) -> Figures:
        """The numbers of each point, or of some, (points, parameters)."""
        low = np.array([each.low for each in self.parameters])
        high = np.array([each.high for each in self.parameters])
        values: Figures = low + self.shares[part] * (high - low)
        return values

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What is measured."""
        return outcomes_of(self.scenario)

    @property
    def parts(self) -> list[slice]:
        """The points that are played side by side; the same, however many processes share them."""
        size = max(1, min(COMPILED, AT_ONCE // self.copies))
        return [slice(at, min(at + size, self.count)) for at in range(0, self.count, size)]

    def rows(self, part: slice) -> Places:
        """The row in which each of some points stands, (points,)."""
        rows: Places = np.arange(part.start, part.stop) // self.row
        return rows

    def varied(self, part: slice) -> Varied:
        """What differs between some points.

        Raises:
            ValueError: a number can't be what it is there.
        """
        return self._varied(self.values(part))

    def _varied(self, values: Figures) -> Varied:
        columns = dict(zip(self.parameters, values.T, strict=True))
        return Varied(
            {each.path: column for each, column in columns.items() if not each.is_factor},
            {each.path: column for each, column in columns.items() if each.is_factor},
        )

    @property
    def identity(self) -> dict[str, Any]:
        """Whatever its results depend on."""
        text = self.scenario.model_dump_json()
        return {
            "scenario": self.scenario.id,
            "digest": hashlib.sha256(text.encode()).hexdigest(),
            "method": self.method,
            "base": self.base,
            "copies": self.copies,
            "seed": self.seed,
            "second_order": self.second_order,
            "rules_version": RULES_VERSION,
            "parameters": [each.plain() for each in self.parameters],
        }
