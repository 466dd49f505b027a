"""Phase 5. Demands are met, threats are carried out, or their makers back down and pay for it."""

from __future__ import annotations

import numpy as np

from sim.engine.book import Book
from sim.engine.phases.decide import Choice
from sim.engine.inquiry import Inquiry
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Name, Node, Number, Query
from sim.scenario.schema import Commitment, Scenario


def price(scenario: Scenario, name: str) -> Node:
    """What backing down would cost now: more the louder the threat and the longer it stood.

    Fearon 1994: the cost of backing down rises as the public confrontation goes on; here, in a
    straight line. Nothing while the commitment does not stand.
    """
    commitment = scenario.commitments[name]
    growth = scenario.dynamics.audience.growth
    grown = Binary("*", Number(growth), age(name))
    at_once = Number(commitment.cost * commitment.loudness)
    standing = Query("open", (name,))
    return Binary("*", standing, Binary("*", at_once, Binary("+", Number(1), grown)))


def age(name: str) -> Node:
    """For how many turns a commitment has stood."""
    return Binary("-", Name("turn"), Query("pledged", (name,)))


def is_due(scenario: Scenario, name: str) -> Node:
    """Has the deadline come?"""
    return Binary(">=", age(name), Number(scenario.commitments[name].deadline))


class Commitments:
    """Public demands with a deadline, and what their makers do about them."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.inquiry = Inquiry(book)
        scenario = book.scenario
        self.named = scenario.commitments
        self.prices = [self.inquiry.ask(price(scenario, name)) for name in self.named]
        self.due = [self.inquiry.ask(is_due(scenario, name)) for name in self.named]
        self.met = [self.inquiry.ask(commitment.met) for commitment in self.named.values()]
        self.threats = [self._place(c, c.threat) for c in self.named.values()]
        self.pledging = [self._speaking("pledges", name) for name in self.named]
        self.dropping = [self._speaking("drops", name) for name in self.named]

    def _place(self, commitment: Commitment, move: str) -> int:
        return self.book.move_index[f"{commitment.maker}.{move}"]

    def _speaking(self, key: str, commitment: str) -> np.ndarray:
        """Which moves in the book make (or drop) a commitment, (moves,) bool."""
        return np.array(
            [bool(m.move) and getattr(m.move, key) == commitment for m in self.book.moves]
        )

    def __call__(self, worlds: Worlds, chosen: Choice) -> None:
        """What has been said before is settled first; what is said in this turn stands from now."""
        if not self.named:
            return
        answers = self.inquiry.answer(worlds.table)
        for number, (name, commitment) in enumerate(self.named.items()):
            maker = self.book.actors.index(commitment.maker)
            deed, word = chosen[maker], chosen[maker + len(self.book.actors)]
            stands = worlds.row("open", name) > 0
            dropped = stands & self.dropping[number][word]
            stands &= ~dropped
            met = stands & (answers[self.met[number]] != 0)
            stands &= ~met
            carried_out = stands & (deed == self.threats[number])
            stands &= ~carried_out
            backed_down = stands & (answers[self.due[number]] != 0)
            stands &= ~backed_down
            said = self.pledging[number][word]
            settled = {"dropped": dropped, "met": met, "kept": carried_out, "broken": backed_down}
            for group, here in settled.items():
                worlds.row(group, name)[:] += here
            cost = answers[self.prices[number]]
            self._settle(worlds, commitment, cost, dropped, carried_out, backed_down)
            worlds.row("open", name)[:] = stands | said
            since = worlds.row("pledged", name)
            since[:] = np.where(said, worlds.turn, since)

    def _settle(
        self,
        worlds: Worlds,
        commitment: Commitment,
        cost: np.ndarray,
        dropped: np.ndarray,
        carried_out: np.ndarray,
        backed_down: np.ndarray,
    ) -> None:
        dynamics = self.book.scenario.dynamics
        row = self.book.layout.row("indicator", commitment.audience)
        audience = worlds.table[row]
        # A retreat that is explained as the national interest costs a part of the price;
        # backing down without a word costs the whole of it.
        loss = cost * (backed_down + dynamics.audience.excuse * dropped)
        audience[:] = np.clip(audience - loss, self.book.low[row], self.book.high[row])
        credibility = worlds.row("credibility", commitment.maker)
        change = dynamics.credibility.kept * carried_out + dynamics.credibility.broken * backed_down
        credibility[:] = np.clip(credibility + change, 0.0, 1.0)
