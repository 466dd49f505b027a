"""Escalates whenever it may, by deed and by word; else it rests."""

from __future__ import annotations

from sim.engine.kinds import by_kind
from sim.engine.phases.decide import Outlook
from sim.engine.rows import Rows
from sim.engine.rules import Rules


class Policy:
    """Any escalating move is as good as another; resting is what is left when none is legal."""

    def __init__(self, rules: Rules) -> None:
        """Sort the moves by kind once."""
        self.weights = by_kind(rules.book, {"escalate": 1})

    def weigh(self, outlook: Outlook) -> Rows:
        """The same in every world."""
        return self.weights.repeat(outlook.worlds.count, axis=1)
