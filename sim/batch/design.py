"""A design: the points of a sweep, each with settings of its own in place of the scenario's values.

Every point meets the same worlds, with the same seed, so that differences between points are not
differences of luck.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from sim.engine.dice import Dice, Purpose
from sim.scenario.document import Document
from sim.scenario.faults import quoted
from sim.scenario.overrides import as_number, with_overrides
from sim.scenario.read import plain_value, validate
from sim.scenario.schema import Scenario

Settings = Mapping[str, Any]
Design = tuple[Settings, ...]

MOST_POINTS = 100_000
SAMPLING = 2**40  # a stream of luck that no world and no future has


class Sweep:
    """What `PATH=V,V,…`, `PATH=LO:HI:COUNT` or, for samples, `PATH=LO:HI` asks for.

    Attributes:
        path: where the values go.
        values: one after the other; empty if only the ends are given.
        ends: lowest and highest, if a range is given.
    """

    def __init__(self, text: str) -> None:
        path, equals, wanted = (part.strip() for part in text.partition("="))
        if not (path and equals and wanted):
            raise ValueError(f"--sweep: {quoted(text)} is not of the form PATH=V,V or PATH=LO:HI:N")
        self.path = path
        self.ends: tuple[float, float] | None = None
        self.unit = ""
        if ":" in wanted:
            self.values = self._range(text, wanted.split(":"))
        else:
            self.values = [plain_value(value.strip()) for value in wanted.split(",")]
        if any(value in (None, "") for value in self.values):
            raise ValueError(f"--sweep: {quoted(text)} has a value that is empty")

    def _range(self, text: str, parts: Sequence[str]) -> list[Any]:
        """The values of LO:HI:COUNT; per cent stays per cent."""
        try:
            low, high = (self._end(part.strip()) for part in parts[:2])
            count = int(parts[2]) if len(parts) == 3 else 0
        except ValueError:
            count = -1
        if count < 0 or len(parts) > 3 or not low < high or (len(parts) == 3 and count < 2):
            raise ValueError(
                f"--sweep: {quoted(text)}: a range is LO:HI:COUNT, with LO below HI and 2 or more "
                "values, such as 50:70:5 or 1%:5%:3"
            )
        self.ends = low, high
        return [self.at(step / (count - 1)) for step in range(count)]

    def _end(self, part: str) -> float:
        self.unit = "%" if part.endswith("%") else self.unit
        return float(part.removesuffix("%"))

    def at(self, share: float) -> Any:
        """The value that lies so far, 0 to 1, between the ends."""
        assert self.ends is not None
        low, high = self.ends
        value = float(f"{low + share * (high - low):.6g}")  # nobody wants 1.000000000002
        plain: int | float = int(value) if value == int(value) else value
        return f"{plain}{self.unit}" if self.unit else plain


def grid(sweeps: Sequence[Sweep]) -> Design:
    """Every value of each sweep with every value of the others; the last one varies fastest.

    Raises:
        ValueError: one path twice, a range without a count, or too many points.
    """
    _distinct(sweeps)
    for sweep in sweeps:
        if not sweep.values:
            raise ValueError(
                f"--sweep: {sweep.path} has a range without a number of values; write LO:HI:COUNT, "
                "or take a Latin hypercube with --sample N"
            )
    paths = [sweep.path for sweep in sweeps]
    return not_too_many(
        tuple(dict(zip(paths, values, strict=True)) for values in product(*_values(sweeps)))
    )


def latin_hypercube(sweeps: Sequence[Sweep], points: int, seed: int) -> Design:
    """Points that spread evenly over all ranges at once (McKay, Beckman and Conover 1979).

    Each range is cut into as many strata as there are points, and each stratum is met once.

    Raises:
        ValueError: one path twice, a path without a range, or too many points.
    """
    _distinct(sweeps)
    for sweep in sweeps:
        if sweep.ends is None:
            raise ValueError(f"--sample: {sweep.path} needs a range, as in {sweep.path}=LO:HI")
    if points > MOST_POINTS:
        raise ValueError(f"--sample: {points:,} points are too many; the most is {MOST_POINTS:,}")
    luck = Dice(seed, 0, points, SAMPLING).uniforms(Purpose.START, 0, 2 * len(sweeps))
    order = np.argsort(luck[: len(sweeps)], axis=1, kind="stable")
    shares = (order + luck[len(sweeps) :].astype(np.float64)) / points
    return tuple(
        {sweep.path: sweep.at(float(share)) for sweep, share in zip(sweeps, column, strict=True)}
        for column in shares.T
    )


def with_settings(text: str, settings: Settings) -> Scenario:
    """The scenario, given as JSON, with the settings of a point.

    Raises:
        ScenarioError: together they do not fit.
    """
    plain = Document(Path("scenario"), json.loads(text), (), {(): (1, 1)}, {})
    return validate(with_overrides(plain, settings), Scenario)


def with_point(table: pa.Table, design: Design, point: int) -> pa.Table:
    """The table with a column for the number of the point, and one for each path that is varied.

    A path has numbers if all its values are, per cent as shares, else texts; null where the point
    leaves the scenario's value.
    """
    columns = {"point": pa.array(np.full(len(table), point, dtype=np.int32))}
    for path in dict.fromkeys(path for settings in design for path in settings):
        value = design[point].get(path)
        given = [as_number(settings[path]) for settings in design if path in settings]
        plain = None not in given
        kind = pa.float64() if plain else pa.string()
        scalar = as_number(value) if plain or value is None else str(value)
        columns[path] = pa.repeat(pa.scalar(scalar, kind), len(table))
    return pa.table(columns | {name: table[name] for name in table.column_names})


def _values(sweeps: Sequence[Sweep]) -> list[list[Any]]:
    return [sweep.values for sweep in sweeps]


def _distinct(sweeps: Sequence[Sweep]) -> None:
    paths = [sweep.path for sweep in sweeps]
    for path in paths:
        if paths.count(path) > 1:
            raise ValueError(f"--sweep: {path} is there twice; give all its values at once")


def not_too_many(points: Design) -> Design:
    """The points; ValueError if nobody would wait for them."""
    if len(points) > MOST_POINTS:
        raise ValueError(f"{len(points):,} points are too many; the most is {MOST_POINTS:,}")
    return points
