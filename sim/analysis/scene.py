"""What a review plays futures of: the turns that were lived through, from either basis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from sim.analysis.debrief import Basis
from sim.analysis.futures import Futures, Luck, Moment, Outcomes, Plan
from sim.engine.rows import Rows
from sim.session.futures import possible_worlds
from sim.session.hindsight import Hindsight, Lived


class Scene:
    """One role's part in a session, and as many futures of every moment of it as are wanted.

    Args:
        copies: futures of a moment for each plan.
        luck: another number gives other futures.
    """

    def __init__(self, hindsight: Hindsight, copies: int, luck: int = 0) -> None:
        self.hindsight = hindsight
        self.copies = copies
        self.luck = luck

    @cached_property
    def futures(self) -> Futures:
        """Played by the policies of the session, and by everybody's orders where that is asked."""
        past = self.hindsight
        done = {lived.turn: lived.done for lived in past.turns}
        return Futures(past.scenario, past.policies, past.role, done)

    @property
    def seats(self) -> tuple[int, int]:
        """The seats of the role: deed and word."""
        book = self.futures.book
        role = self.hindsight.role
        return book.seats.index(f"{role}/deed"), book.seats.index(f"{role}/word")

    def orders(self, lived: Lived) -> Plan:
        """What the role did and said."""
        return {seat: int(lived.done[seat]) for seat in self.seats}

    def truth(self, turn: int, column: Rows) -> Moment:
        """A turn as it stood; column: (rows,)."""
        return Moment(turn, column[:, None].repeat(self.copies, axis=1))

    def moment(self, lived: Lived, basis: Basis, luck: Luck) -> Moment:
        """A turn as it stood, or as it may have stood for all that the role knew."""
        if basis == "truth":
            return self.truth(lived.turn, lived.truth)
        stream = luck.stream(self.luck)
        return Moment(
            lived.turn, possible_worlds(lived.knowledge, self.copies, stream).worlds.table
        )

    def play(
        self,
        moment: Moment,
        plans: Sequence[Plan],
        luck: Luck,
        basis: Basis = "truth",
        as_they_did: bool = False,
    ) -> Outcomes:
        """The futures of a moment under each plan."""
        # What is found from what a role knew must not hang on the luck of the session.
        seed = self.hindsight.seed if basis == "truth" else 0
        return self.futures.play(moment, plans, (seed, luck.stream(self.luck)), as_they_did)

    def legal(self, lived: Lived) -> list[int]:
        """The places in the book of the moves that were legal."""
        legal = self.futures.legal(self.truth(lived.turn, lived.truth))
        return np.flatnonzero(legal).tolist()
