"""Every legal move is as likely: the yardstick that other policies must beat."""

from __future__ import annotations

import numpy as np

from sim.engine.phases.decide import Outlook
from sim.engine.program import Rows
from sim.engine.rules import Rules


class Policy:
    """Chooses without looking."""

    def __init__(self, rules: Rules, actors: list[int]) -> None:
        """Nothing to prepare but how many moves there are."""
        self.moves = sum(move.actor in actors for move in rules.book.moves)

    def weigh(self, outlook: Outlook) -> Rows:
        """All alike."""
        return np.ones((self.moves, outlook.worlds.count))
