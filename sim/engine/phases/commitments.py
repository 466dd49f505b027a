"""Phase 5. Demands are met, threats are carried out, or their makers back down and pay for it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.engine.book import Book
from sim.engine.compiled import compiled
from sim.engine.inquiry import Inquiry
from sim.engine.rows import REAL, Figures, Mask, Places, Rows
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Name, Node, Number, Query
from sim.scenario.schema import Scenario

ZERO, ONE = REAL(0.0), REAL(1.0)


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


class _Terms(NamedTuple):
    """What each commitment says, (commitments,).

    Attributes:
        deeds, words: the seats of its maker.
        threats: the deed that is threatened.
        pledging, dropping: (commitments, moves), the words that make it, or take it back.
        prices, due, met: the answers that say what backing down costs, whether the deadline has
            come, and whether the demand is met.
        audience, low, high: the row that pays for backing down, and its bounds.
    """

    deeds: Places
    words: Places
    threats: Places
    pledging: Mask
    dropping: Mask
    prices: Places
    due: Places
    met: Places
    audience: Places
    low: Rows
    high: Rows


class _Notes(NamedTuple):
    """The first rows of what is noted of commitments, and of their makers."""

    open: int
    pledged: int
    kept: int
    broken: int
    met: int
    dropped: int
    credibility: int


class _Costs(NamedTuple):
    """What a threat kept and one broken do to credibility; the share of a price that is excused.

    (points,) each.
    """

    kept: Figures
    broken: Figures
    excuse: Figures


class Commitments:
    """Public demands with a deadline, and what their makers do about them.

    What they cost and whether they are due was asked when the actors decided, and has not changed
    since; whether a demand is met is asked now.
    """

    def __init__(self, book: Book, decision: Inquiry) -> None:
        self.book = book
        self.inquiry = Inquiry(book)
        scenario, named, layout = book.scenario, book.scenario.commitments, book.layout
        parts = list(named.values())
        self.prices = [decision.ask(price(scenario, name)) for name in named]
        due = [decision.ask(is_due(scenario, name)) for name in named]
        met = [self.inquiry.ask(part.met) for part in parts]
        makers = np.array([book.actors.index(part.maker) for part in parts], dtype=np.intp)
        threats = [book.move_index[f"{part.maker}.{part.threat}"] for part in parts]
        audience = np.array([layout.row("indicator", part.audience) for part in parts], np.intp)
        self.terms = _Terms(
            deeds=makers,
            words=makers + len(book.actors),
            threats=np.array(threats, dtype=np.intp),
            pledging=self._speaking("pledges"),
            dropping=self._speaking("drops"),
            prices=np.array(self.prices, dtype=np.intp),
            due=np.array(due, dtype=np.intp),
            met=np.array(met, dtype=np.intp),
            audience=audience,
            low=book.low[audience],
            high=book.high[audience],
        )
        self.notes = _Notes(*map(layout.first, _Notes._fields))
        credibility = scenario.dynamics.credibility
        excuse = scenario.dynamics.audience.excuse
        self.costs = _Costs(*map(book.figures, (credibility.kept, credibility.broken, excuse)))

    def _speaking(self, key: str) -> Mask:
        """Which moves in the book make (or drop) each commitment, (commitments, moves)."""
        moves = [book_move.move for book_move in self.book.moves]
        named = self.book.scenario.commitments
        speaking = [[bool(m) and getattr(m, key) == name for m in moves] for name in named]
        return np.array(speaking, dtype=np.bool_).reshape(len(named), len(moves))

    def __call__(self, worlds: Worlds, chosen: Places, answers: Rows) -> None:
        """What has been said before is settled first; what is said in this turn stands from now.

        chosen: (seats, W). answers: those of the decision's inquiry.
        """
        if self.prices:
            met, turn = self.inquiry.answer(worlds), REAL(worlds.turn)
            tables = self.terms, self.notes, self.costs
            _settle(worlds.table, worlds.alive, turn, chosen, answers, met, *tables)


@compiled
def _settle(
    table: Rows,
    alive: Mask,
    turn: np.float32,
    chosen: Places,
    answers: Rows,
    met: Rows,
    terms: _Terms,
    notes: _Notes,
    costs: _Costs,
) -> None:
    """Whatever no longer stands has come to its end for the first reason that applies."""
    copies = table.shape[1] // len(costs.kept)
    for number in range(len(terms.words)):
        credibility, audience = notes.credibility + terms.deeds[number], terms.audience[number]
        for w in range(table.shape[1]):
            if not alive[w]:
                continue
            word, point = chosen[terms.words[number], w], w // copies
            if table[notes.open + number, w] > 0:
                table[notes.open + number, w] = ZERO
                share = trust = 0.0
                if terms.dropping[number, word]:
                    # A retreat that is explained as the national interest costs a part of the
                    # price; backing down without a word costs the whole of it.
                    table[notes.dropped + number, w] += ONE
                    share = costs.excuse[point]
                elif met[terms.met[number], w] != 0:
                    table[notes.met + number, w] += ONE
                elif chosen[terms.deeds[number], w] == terms.threats[number]:
                    table[notes.kept + number, w] += ONE
                    trust = costs.kept[point]
                elif answers[terms.due[number], w] != 0:
                    table[notes.broken + number, w] += ONE
                    share, trust = 1.0, costs.broken[point]
                else:
                    table[notes.open + number, w] = ONE
                paid = share * np.float64(answers[terms.prices[number], w])
                left = REAL(np.float64(table[audience, w]) - paid)
                table[audience, w] = min(max(left, terms.low[number]), terms.high[number])
                believed = REAL(np.float64(table[credibility, w]) + trust)
                table[credibility, w] = min(max(believed, ZERO), ONE)
            if terms.pledging[number, word]:
                table[notes.open + number, w] = ONE
                table[notes.pledged + number, w] = turn
