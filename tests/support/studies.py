"""Small studies of which the answer is known: functions, and a scenario with one number."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.engine.dice import Dice, Purpose
from sim.engine.rows import Figures
from tests.support.tiny import WHY, clock, ending, indicator

NAMES = ["a", "b", "c"]


def ishigami(shares: Figures) -> Figures:
    """The test function of Ishigami and Homma (1990), over (…, 3) shares of −π to π."""
    x = np.pi * (2 * shares - 1)
    return np.sin(x[..., 0]) + 7 * np.sin(x[..., 1]) ** 2 + 0.1 * x[..., 2] ** 4 * np.sin(x[..., 0])


# Worked out by hand from its variance: a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2, with a = 7 and b = 0.1.
FIRST = {"a": 0.3139, "b": 0.4424, "c": 0.0}
TOTAL = {"a": 0.5576, "b": 0.4424, "c": 0.2437}


def with_luck(values: Figures, luck: float, row: int = 1) -> Figures:
    """Two halves of the worlds of each point, whose means differ by luck, (2, points).

    Half of the luck is that of the row in which a point stands, half is its own.
    """
    uniforms = Dice(5, 0, len(values)).uniforms(Purpose.START, 0, 16).astype(np.float64)
    own = uniforms[:8].reshape(2, 4, -1).sum(axis=1) - 2
    shared = uniforms[8:].reshape(2, 4, -1).sum(axis=1) - 2
    return values + luck * (own + shared.repeat(row, axis=1)[:, : len(values)])


def one_number() -> dict[str, Any]:
    """War comes by an incident that hangs on `x` alone; `y` does nothing to anybody.

    Its chance a turn is x / 1000, over 10 turns.
    """
    return {
        "clock": clock(10),
        "indicators": {
            "x": indicator(50, label="Heat"),
            "y": indicator(50, label="Weather"),
            "shot": indicator(0, label="Shots"),
        },
        "incidents": {
            "shot": WHY
            | {"label": "A shot", "text": "Bang.", "chance": "x / 1000", "effects": {"shot": 1}},
        },
        "endings": {
            "war": ending("shot >= 1", label="War", violent=True, counts_as=["war"]),
            "over": ending(label="Nothing"),
        },
    }
