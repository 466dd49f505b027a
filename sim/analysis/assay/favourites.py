"""Favourites: moves that look best to their actor in nearly every situation it comes into.

Worth is what the engine's own actors choose by (`sim.engine.worth`): all that a move should change,
at what that matters to the actor now, its price, and the reply to be expected. It is read off
situations that very different casts lead into, so that a move which is ahead in all of them is
ahead whatever the others do. A person will find it as well, and has nothing left to decide.
It is what the actor expects, not what comes of it: `leads` plays that out, which takes longer.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from sim.engine.phases.decide import Outlook
from sim.engine.rules import Rules
from sim.engine.worlds import Worlds
from sim.engine.worth import Worth


class Favourites:
    """Counts situations: a seat's turns in worlds that still went on.

    Attributes:
        turns: how many turns of worlds were seen.
        open: by move, in how many it was legal beside another move than resting.
        best: by move, in how many of these none was worth as much.
    """

    def __init__(self, rules: Rules) -> None:
        self.book = rules.book
        self.worth = Worth(rules)
        self.turns = 0
        self.open = np.zeros(len(rules.book.moves), dtype=np.int64)
        self.best = np.zeros(len(rules.book.moves), dtype=np.int64)
        self.seats = np.array([move.seat for move in rules.book.moves])

    def before(self, outlook: Outlook) -> None:
        """Weigh every move as its actor would."""
        alive = outlook.worlds.alive
        self.turns += int(np.count_nonzero(alive))
        legal = outlook.legal[:-1] & alive
        choices = np.add.reduceat(legal, self.book.seat_starts, axis=0, dtype=np.int16)
        contested = legal & (choices > 2)[self.seats]  # resting is always one of them
        self.open += contested.sum(axis=1)
        worth = np.where(outlook.legal, self.worth(outlook), -np.inf)
        for first, end in pairwise(self.book.seat_bounds.tolist()):
            places = first + worth[first:end].argmax(axis=0)
            won = np.take_along_axis(contested, places[None], axis=0)[0]
            self.best += np.bincount(places[won], minlength=len(self.best))

    def after(self, worlds: Worlds) -> None:
        """What comes of it is not looked at."""
