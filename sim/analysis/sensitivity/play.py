"""Playing points: what each comes to on average, in one half of its worlds and in the other."""

from __future__ import annotations

import gc

import numpy as np

from sim.analysis.sensitivity.outcomes import measure
from sim.analysis.sensitivity.study import Study
from sim.engine.crisis import Crisis
from sim.engine.dice import Dice, Purpose
from sim.engine.machine import keep_freed_memory
from sim.engine.rows import Figures, Places, Rows


class Player:
    """Plays parts of a study. It is sent to helpers, and sets up there what it needs."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def __call__(self, part: int) -> tuple[int, Figures]:
        """The number of the part, and the means of its points, (2, points, outcomes)."""
        keep_freed_memory()
        found = play(self.study, self.study.parts[part])
        # A crisis refers to itself, so only the collector frees its tables, and compiling has made
        # so much else that by now they count as old.
        gc.collect()
        return part, found


class LuckByRow(Dice):
    """The luck of points that stand in rows: the same in a row, that of other worlds in the next.

    Args:
        seed: chooses the luck.
        copies: worlds of each point.
        rows: the row of each point, (points,), in rising order.
    """

    def __init__(self, seed: int, copies: int, rows: Places) -> None:
        super().__init__(seed, 0, copies)
        first, last = int(rows[0]), int(rows[-1])
        self._columns = ((rows - first)[:, None] * copies + np.arange(copies)).ravel()
        self._all = Dice(seed, first * copies, (last - first + 1) * copies)

    def uniforms(self, purpose: Purpose, turn: int, draws: int) -> Rows:
        """Numbers for the worlds of all points, (draws, points × copies)."""
        return self._all.uniforms(purpose, turn, draws).take(self._columns, axis=1)


def play(study: Study, part: slice) -> Figures:
    """The mean of every outcome at some points, by half of their worlds.

    Returns:
        (2, points, outcomes)
    """
    crisis = Crisis(study.scenario, study.copies, seed=study.seed, varied=study.varied(part))
    # The same worlds, but each row of points with luck of its own.
    luck = LuckByRow(study.seed, study.copies, study.rows(part))
    crisis.worlds = crisis.rules.start.worlds(luck)
    values = measure(crisis.run(), study.outcomes)
    halves = values.reshape(len(study.outcomes), -1, 2, study.copies // 2)
    means: Figures = halves.mean(axis=3).transpose(2, 1, 0)
    return means
