"""Phase 5. Demands are met, threats are carried out, or their makers back down and pay for it."""

from __future__ import annotations

import numpy as np

from sim.engine.book import Book
from sim.engine.inquiry import Inquiry
from sim.engine.rows import Mask, Places, Rows, bound
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Name, Node, Number, Query
from sim.scenario.schema import Scenario


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
    """Public demands with a deadline, and what their makers do about them.

    What they cost and whether they are due was asked when the actors decided, and has not changed
    since; whether a demand is met is asked now.
    """

    def __init__(self, book: Book, decision: Inquiry) -> None:
        self.book = book
        self.inquiry = Inquiry(book)
        scenario, named = book.scenario, book.scenario.commitments
        self.parts = list(named.values())
        prices = [decision.ask(price(scenario, name)) for name in named]
        due = [decision.ask(is_due(scenario, name)) for name in named]
        met = [self.inquiry.ask(part.met) for part in self.parts]
        self.prices, self.due, self.met = np.array([prices, due, met], dtype=np.intp)
        makers = [book.actors.index(part.maker) for part in self.parts]
        self.deeds = np.array(makers, dtype=np.intp)
        self.words = self.deeds + len(book.actors)
        threats = [book.move_index[f"{part.maker}.{part.threat}"] for part in self.parts]
        self.threats = np.array(threats).reshape(-1, 1)
        self.pledging = self._speaking("pledges")
        self.dropping = self._speaking("drops")
        self.offsets = np.arange(len(named))[:, None] * len(book.moves)
        dynamics = scenario.dynamics
        self.excuse = book.beside(dynamics.audience.excuse)
        self.kept = book.beside(dynamics.credibility.kept)
        self.broken = book.beside(dynamics.credibility.broken)

    def _speaking(self, key: str) -> Mask:
        """Which moves in the book make (or drop) each commitment, (commitments × moves,)."""
        moves = [book_move.move for book_move in self.book.moves]
        named = self.book.scenario.commitments
        return np.array([bool(m) and getattr(m, key) == name for name in named for m in moves])

    def __call__(self, worlds: Worlds, chosen: Places, answers: Rows) -> None:
        """What has been said before is settled first; what is said in this turn stands from now.

        chosen: (seats, W). answers: those of the decision's inquiry.
        """
        if not self.parts:
            return
        words = chosen.take(self.words, 0)
        said = self._which(self.pledging, words)
        stands = worlds.group("open")
        left = stands > 0
        if not worlds.all_alive:
            said &= worlds.alive
            left &= worlds.alive
        if np.count_nonzero(left):
            dropped, carried_out = self._which(self.dropping, words), chosen.take(self.deeds, 0)
            self._settle(worlds, left, dropped, carried_out == self.threats, answers)
            np.copyto(stands, left, where=worlds.alive)
        if np.count_nonzero(said):
            np.copyto(stands, 1.0, where=said)
            np.copyto(worlds.group("pledged"), worlds.turn, where=said)

    def _settle(
        self, worlds: Worlds, left: Mask, dropped: Mask, carried_out: Mask, answers: Rows
    ) -> None:
        """Take out of `left` what no longer stands, for the first reason that applies."""
        met = self.inquiry.answer(worlds).take(self.met, 0) != 0
        due = answers.take(self.due, 0) != 0
        settled = {"dropped": dropped, "met": met, "kept": carried_out, "broken": due}
        for here in settled.values():
            here &= left
            left ^= here
        for group, here in settled.items():
            if np.count_nonzero(here):
                count = worlds.group(group)
                count += here
        self._charge(worlds, answers, settled)

    def _which(self, speaking: Mask, words: Places) -> Mask:
        """(commitments, W): does its maker's word make (or drop) it?"""
        return speaking.take(words + self.offsets)

    def _charge(self, worlds: Worlds, answers: Rows, settled: dict[str, Mask]) -> None:
        """Backing down costs the audience and credibility; a threat kept is remembered too."""
        dropped, kept, broken = (settled[group] for group in ("dropped", "kept", "broken"))
        touched = dropped | kept | broken
        if not np.count_nonzero(touched):
            return
        prices = answers.take(self.prices, 0)
        for number in np.flatnonzero(np.logical_or.reduce(touched, 1)):
            part = self.parts[number]
            # A retreat that is explained as the national interest costs a part of the price;
            # backing down without a word costs the whole of it.
            share = dropped[number] * self.excuse + broken[number]
            row = self.book.layout.row("indicator", part.audience)
            audience = worlds.table[row]
            audience -= share * prices[number]
            bound(audience, self.book.low[row], self.book.high[row])
            credibility = worlds.row("credibility", part.maker)
            credibility += kept[number] * self.kept
            credibility += broken[number] * self.broken
            bound(credibility, 0.0, 1.0)
