"""Every legal move is as likely: the yardstick that other policies must beat."""

from __future__ import annotations

import numpy as np

from sim.engine.phases.decide import Outlook
from sim.engine.rows import REAL, Rows
from sim.engine.rules import Rules


class Policy:
    """Chooses without looking."""

    def __init__(self, rules: Rules) -> None:
        """There is nothing to prepare."""

    def weigh(self, outlook: Outlook) -> Rows:
        """All alike."""
        return np.ones(outlook.legal.shape, dtype=REAL)
