"""Answers in kind: hostility with escalation, friendliness with a step down, nothing with rest.

It looks at the Goldstein values of what was done and said to it in the turn before (Axelrod 1984
calls the strategy nice, provocable and forgiving).
"""

from __future__ import annotations

import numpy as np

from sim.engine.kinds import by_kind
from sim.engine.phases.decide import Outlook
from sim.engine.rows import Rows
from sim.engine.rules import Rules


class Policy:
    """Remembers one turn."""

    def __init__(self, rules: Rules) -> None:
        """Sort the moves by kind once, and note to whom each belongs."""
        book = rules.book
        self.up = by_kind(book, {"escalate": 1})
        self.down = by_kind(book, {"de-escalate": 1})
        self.rest = by_kind(book, {"hold": 1})
        owners = [move.actor for move in book.moves]
        self.received = book.layout.first("received") + np.array([*owners, 0], dtype=np.intp)

    def weigh(self, outlook: Outlook) -> Rows:
        """Up, down or rest, by the sign of what was received."""
        received = outlook.worlds.table[self.received]
        return np.where(received < 0, self.up, np.where(received > 0, self.down, self.rest))
