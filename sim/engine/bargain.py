"""Would an actor that a policy plays sign this? It adds up what both promises are worth to it.

What the other side promises counts as far as that side is believed; what it would have done anyway
counts for nothing. All is valued at the going rates, on what the actor sees; of the other side
nothing is taken as known but its character: how it would choose at a typical start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.engine.phases.decide import Outlook
from sim.engine.rows import Figures
from sim.engine.rules import Rules
from sim.engine.vows import OPEN, Promise
from sim.engine.worth import Worth


@dataclass(frozen=True)
class Offer:
    """A promise that is on offer. until: its last turn."""

    promise: Promise
    until: int


def would_sign(rules: Rules, outlook: Outlook, own: Offer, other: Offer) -> bool:
    """Is the bundle worth more than nothing to the maker of `own`, and could it be kept now?

    outlook: of one world.
    """
    if own.promise.sense == "do" and not outlook.legal[own.promise.places, 0].all():
        return False
    bargain = _Bargain(rules, outlook, own.promise.maker)
    believed = float(outlook.worlds.group("credibility")[other.promise.maker, 0])
    gain = bargain.gain(other, bargain.changes())
    # It could do so without a promise: to bind one's own hands is never a gain in itself.
    cost = min(bargain.gain(own, bargain.worth_of_own()), 0.0)
    return believed * gain + cost > 0


@lru_cache(maxsize=16)
def _worth(rules: Rules) -> Worth:
    """What weighs moves; its matrix is made once."""
    return Worth(rules)


class _Bargain:
    """Weighs pacts in one world for one actor."""

    def __init__(self, rules: Rules, outlook: Outlook, actor: int) -> None:
        self.rules, self.book = rules, rules.book
        self.outlook, self.worlds = outlook, outlook.worlds
        self.actor = actor

    def worth_of_own(self) -> Figures:
        """(moves,) in stakes; those of the actor's own moves hang on what it sees alone."""
        worth = _worth(self.rules)(self.outlook)
        return worth[: len(self.book.moves), 0].astype(np.float64)

    def changes(self) -> Figures:
        """(moves,) what the usual changes of everybody's moves are worth to it, in stakes."""
        losses = self.rules.prospects.losses
        worse, better = self.rules.prospects.rates(losses.distance(self.worlds.table))
        worth = np.zeros(len(self.book.moves))
        for number, side in enumerate(losses.sides):
            if side.actor == self.actor:
                change = self.rules.typical_changes[side.indicator][:, 0] * losses.scale[number, 0]
                lost, spared = np.maximum(change, 0), np.minimum(change, 0)
                worth -= lost * worse[number, 0] + spared * better[number, 0]
        return worth

    def gain(self, offer: Offer, values: Figures) -> float:
        """What a promise changes, if its maker would else choose as it usually does.

        values: (moves,), what each move is worth to the actor.
        """
        promise, promised = offer.promise, self._promised(offer.promise)
        turns = offer.until - max(self.worlds.turn - 1, promised)
        if turns <= 0 or (promise.sense == "do" and promised):
            return 0.0
        if promise.sense == "refrain":
            seats = {self.book.moves[place].seat for place in promise.places.tolist()}
            return turns * sum(self._spared(seat, promise, values) for seat in sorted(seats))
        [place] = promise.places.tolist()
        own, chance = self._chances(self.book.moves[place].seat)
        undone = (1 - float(chance[own.index(place)])) ** turns
        return undone * (float(values[place]) - _total(chance * values[own]))

    def _spared(self, seat: int, promise: Promise, values: Figures) -> float:
        """What a seat's choice is worth more in a turn without what is promised not to be done."""
        own, chance = self._chances(seat)
        free = chance * ~np.isin(own, promise.places)
        left = _total(free)
        instead = _total(free * values[own]) / left if left else 0.0
        return instead - _total(chance * values[own])

    def _chances(self, seat: int) -> tuple[list[int], Figures]:
        """The places of a seat's moves, and how likely each usually is."""
        own = [place for place, move in enumerate(self.book.moves) if move.seat == seat]
        return own, self.rules.typical_choice[own, 0]

    def _promised(self, promise: Promise) -> int:
        """The turn up to which the same is promised already, as far as the actor knows; else 0."""
        return max(
            (
                vow.until
                for vow in self.rules.pacts.promises.signed(self.worlds)
                if vow.promise is promise
                and (vow.public or self.actor in (vow.to, promise.maker))
                and self.worlds.table[vow.fate_row, 0] == OPEN
            ),
            default=0,
        )


def _total(figures: Figures) -> float:
    """One after the other, so that the sum is the same on every processor."""
    return float(sum(figures.tolist()))
