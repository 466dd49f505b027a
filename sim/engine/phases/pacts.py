"""Phase 5, after commitments. What two actors signed is kept or broken; breaking it has a price.

The price is that of a broken public threat: it falls on the audience of whoever breaks its word,
grows with the time that the promise stood, and costs credibility. Keeping a promise that everybody
knew of earns credibility, once a turn, unless it was only given in that turn: who promises what it
is about to do has proved nothing. Who was wronged says so aloud, and is bound no longer.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from sim.engine.book import Book
from sim.engine.phases.decide import Outlook
from sim.engine.rows import REAL, Mask, Places, Rows, bound
from sim.engine.vows import BROKEN, KEPT, OPEN, RELEASED, Promises, Signed
from sim.engine.worlds import Worlds
from sim.scenario.schema import PactPrice


class Pacts:
    """What becomes of promises; worlds in which nothing was signed don't notice it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.promises = Promises(book)

    @cached_property
    def prices(self) -> list[PactPrice | None]:
        """What breaking a promise costs each actor's audience; worked out once any is made."""
        return [self._price(actor) for actor in self.book.actors]

    def _price(self, actor: str) -> PactPrice | None:
        """As the scenario says, or as for the dearest of the actor's commitments."""
        scenario = self.book.scenario
        own = [part for part in scenario.commitments.values() if part.maker == actor]
        usual = [
            PactPrice(audience=p.audience, cost=p.cost * p.loudness) for p in own if p.loudness
        ]
        dearest = max(usual, key=lambda each: each.cost, default=None)
        return scenario.dynamics.pacts.prices.get(actor, dearest)

    def price(self, actor: int, turns: int, public: bool) -> float:
        """What breaking a promise that stood for so many turns costs the actor's audience."""
        dynamics, price = self.book.scenario.dynamics, self.prices[actor]
        if price is None:
            return 0.0
        loudness = 1.0 if public else dynamics.pacts.quiet
        return price.cost * loudness * (1 + dynamics.audience.growth * turns)

    # -- keeping and breaking ------------------------------------------------------------------

    def __call__(self, worlds: Worlds, chosen: Places) -> None:
        """Settle all promises. chosen: (seats, W)."""
        if not len(worlds.added):
            return
        rewarded = np.zeros((len(self.book.actors), worlds.count), dtype=np.bool_)
        for signed in self.promises.signed(worlds):
            self.settle(worlds, chosen, signed, rewarded)
        self.release(worlds)

    def settle(self, worlds: Worlds, chosen: Places, signed: Signed, rewarded: Mask) -> None:
        """Is this one kept or broken in this turn?

        rewarded: (actors, W), who has earned credibility in this turn by keeping a promise.
        """
        promise, fate = signed.promise, worlds.table[signed.fate_row]
        here = (fate == OPEN) & worlds.alive
        made = self._made(promise.maker, promise.places, chosen)
        due = worlds.turn >= signed.until
        if promise.sense == "do":
            kept, broken = here & made, here & ~made & due
        else:
            kept, broken = here & ~made & due, here & made
        fate[kept], fate[broken] = KEPT, BROKEN
        self._charge(worlds, signed, broken)
        if signed.public and worlds.turn > signed.since:
            self._reward(worlds, promise.maker, kept & ~rewarded[promise.maker])
            rewarded[promise.maker] |= kept

    def _made(self, maker: int, places: Places, chosen: Places) -> Mask:
        """(W,): did the actor make one of these moves?"""
        deed, word = chosen[maker], chosen[maker + len(self.book.actors)]
        made: Mask = np.isin(deed, places) | np.isin(word, places)
        return made

    def _charge(self, worlds: Worlds, signed: Signed, here: Mask) -> None:
        maker, price = signed.promise.maker, self.prices[signed.promise.maker]
        if price:
            row = self.book.layout.row("indicator", price.audience)
            turns = worlds.turn - signed.since
            audience = worlds.table[row]
            audience -= here * REAL(self.price(maker, turns, signed.public))
            bound(audience, self.book.low[row], self.book.high[row])
        self._believe(worlds, maker, here * REAL(self.book.scenario.dynamics.credibility.broken))

    def _reward(self, worlds: Worlds, maker: int, here: Mask) -> None:
        self._believe(worlds, maker, here * REAL(self.book.scenario.dynamics.credibility.kept))

    def _believe(self, worlds: Worlds, maker: int, change: Rows) -> None:
        credibility = worlds.group("credibility")[maker]
        credibility += change
        bound(credibility, 0.0, 1.0)

    def release(self, worlds: Worlds) -> None:
        """Nobody is bound to one who broke its word."""
        signed = self.promises.signed(worlds)
        for one, other in zip(signed[::2], signed[1::2], strict=True):
            fates = worlds.table[one.fate_row], worlds.table[other.fate_row]
            for mine, theirs in (fates, fates[::-1]):
                mine[(mine == OPEN) & (theirs == BROKEN)] = RELEASED

    # -- policies ------------------------------------------------------------------------------

    def keep_word(self, outlook: Outlook, weights: Rows) -> None:
        """Policies keep their word where they can: what is owed is done as soon as it is legal.

        weights: (moves + 1, W), of legal moves; changed in place.
        """
        worlds, legal = outlook.worlds, outlook.legal
        still = [
            s for s in self.promises.signed(worlds) if (worlds.table[s.fate_row] == OPEN).any()
        ]
        for signed in reversed(still):  # of several that are owed, the oldest comes first
            if signed.promise.sense == "do":
                [place] = signed.promise.places
                here = (worlds.table[signed.fate_row] == OPEN) & legal[place]
                weights[self._seat_of(place)] *= ~here
                weights[place] += here
        for signed in still:
            if signed.promise.sense == "refrain":
                weights[signed.promise.places] *= worlds.table[signed.fate_row] != OPEN

    def _seat_of(self, place: int) -> list[int]:
        """The places in the book of all moves of the same seat."""
        seat = self.book.moves[place].seat
        return [other for other, move in enumerate(self.book.moves) if move.seat == seat]
