"""Does what was really done in that turn, where it is legal; rests in turns without an entry."""

from __future__ import annotations

import numpy as np

from sim.engine.book import Book
from sim.engine.phases.decide import Outlook
from sim.engine.rows import REAL, Places, Rows
from sim.engine.rules import Rules


class Policy:
    """Reads the history of the scenario; a scenario without one is refused."""

    def __init__(self, rules: Rules) -> None:
        """Find the move of every seat and turn."""
        self.done = recorded_moves(rules.book)

    def weigh(self, outlook: Outlook) -> Rows:
        """Everything on the recorded move; if it is not legal, the draw falls back on resting."""
        weights = np.zeros(outlook.legal.shape, dtype=REAL)
        weights[self.done[outlook.worlds.turn - 1]] = 1
        return weights


def recorded_moves(book: Book) -> Places:
    """(turns, seats): the place in the book of what each seat really did; rest where not recorded.

    Raises:
        ValueError: the scenario has no history.
    """
    scenario = book.scenario
    if scenario.history is None:
        raise ValueError(f"{scenario.id} has no history for the policy historical to follow")
    done = np.tile(book.seat_starts, (scenario.clock.turns, 1))
    for entry in scenario.history.moves:
        place = book.move_index[f"{entry.actor}.{entry.move}"]
        turn = scenario.clock.turn_of(entry.date, entry.hour)
        if turn is not None:
            done[turn - 1, book.moves[place].seat] = place
    return done
