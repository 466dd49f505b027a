"""Phase 4. In the actors' listed order: chance branches are drawn and effects applied."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.engine.book import Book, BookMove, Change
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.phases.happenings import arrival_row
from sim.engine.rows import REAL, Places, Rows, bound
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Number


@dataclass(frozen=True)
class _Outcome:
    """A move as one of its branches turned it: everything that it changes then."""

    move: int
    changes: tuple[Change, ...]
    believed: tuple[Change, ...]


_NOTHING = _Outcome(-1, (), ())


class _Tables:
    """Amounts by target and outcome, one table an actor, all in a single flat array.

    targets: for each actor the (row, after) that its outcomes change.
    """

    def __init__(self, targets: list[list[tuple[int, int]]], outcomes: int) -> None:
        self.targets = targets
        self.outcomes = outcomes
        ends = np.cumsum([0, *(len(own) for own in targets)])
        self.slices = [slice(a, b) for a, b in pairwise(ends.tolist())]
        self.actors = np.repeat(np.arange(len(targets)), [len(own) for own in targets])
        self.amounts = np.zeros(int(ends[-1]) * outcomes, dtype=REAL)
        self.firsts = np.arange(int(ends[-1]))[:, None] * outcomes

    def row(self, actor: int, target: tuple[int, int]) -> int:
        """The row of an actor's target among the rows of all actors."""
        return int(self.slices[actor].start) + self.targets[actor].index(target)

    def add(self, actor: int, target: tuple[int, int], outcome: int, amount: float) -> None:
        """While it is set up: an outcome changes a target by so much."""
        self.amounts[self.row(actor, target) * self.outcomes + outcome] += amount

    def of(self, outcome: Places) -> Rows:
        """(rows, W): what the outcomes of the actors, (actors, W), change."""
        places = outcome.take(self.actors, 0)
        places += self.firsts
        return self.amounts.take(places, mode="clip")


class Resolve:
    """Amounts are those of the snapshot on which the move was chosen; sums stay in their range."""

    def __init__(self, book: Book, inquiry: Inquiry) -> None:
        self.book = book
        self.outcomes: list[_Outcome] = []
        self.first: list[int] = []
        branching: list[list[float]] = []
        for place, move in enumerate(book.moves):
            self.first.append(len(self.outcomes))
            branching.append(self._add_outcomes(place, move))
        most = max(len(bounds) for bounds in branching)
        # Beyond a move's last branch no draw can fall: 2 is more than any.
        filled = [bounds + [2.0] * (most - len(bounds)) for bounds in branching]
        self.bounds = np.array(filled, dtype=REAL).T.copy()
        self.first_outcome = np.array(self.first)
        self.outcomes.append(_NOTHING)
        self.first_outcome = np.array(self.first)
        self._tabulate(inquiry)
        self.seat_of_move = np.array([move.seat for move in book.moves], dtype=np.intp)
        self.places_in_book = np.arange(len(book.moves))[:, None]
        first_count, first_last = book.layout.first("count"), book.layout.first("last")
        self.counts = slice(first_count, first_count + len(book.moves))
        self.lasts = slice(first_last, first_last + len(book.moves))
        self.soothing = np.array([move.kind == "de-escalate" for move in book.moves])
        self.escalating = np.array([move.kind == "escalate" for move in book.moves])
        self.gap = book.scenario.dynamics.credibility.gap

    # -- setting up --------------------------------------------------------------------------

    def _add_outcomes(self, place: int, book_move: BookMove) -> list[float]:
        """One outcome a branch and one for none of them; the bounds between them."""
        move = book_move.move
        if move is None:
            self.outcomes.append(_Outcome(place, (), ()))
            return []
        always = (*self.book.changes(move), *self._risk(book_move))
        believed = tuple(
            Change(self.book.target(key), 0, Number(amount))
            for key, amount in move.believed.items()
        )
        reaction = tuple(self._reaction(book_move))
        if move.channel == "word":
            believed += reaction  # words move others as far as they are believed
        else:
            always += reaction
        bounds, bound = [], 0.0
        for branch in move.chances:
            changes = (*always, *self.book.changes(branch))
            self.outcomes.append(_Outcome(place, changes, believed))
            bound += branch.chance
            bounds.append(bound)
        self.outcomes.append(_Outcome(place, always, believed))
        return bounds

    def _risk(self, book_move: BookMove) -> list[Change]:
        assert book_move.move
        risk = book_move.move.risk
        return [Change(self.book.layout.row("risk", "risk"), 0, Number(risk))] if risk else []

    def _reaction(self, book_move: BookMove) -> list[Change]:
        """What is done to an actor moves its attitude by the Goldstein value of the deed."""
        names, layout = self.book.actors, self.book.layout
        per_point = self.book.scenario.dynamics.attitudes.per_point
        found = []
        for other in book_move.toward:
            pair = f"{names[other]}/{names[book_move.actor]}"
            shift = per_point * book_move.goldstein
            found.append(Change(layout.row("attitude", pair), 0, Number(shift)))
            received = layout.row("received", names[other])
            found.append(Change(received, 0, Number(book_move.goldstein)))
        return found

    def _tabulate(self, inquiry: Inquiry) -> None:
        """Each actor's amounts by target (rows) and outcome (columns); others are asked for.

        The tables of all actors stand behind one another in flat arrays, so that the amounts of
        all outcomes are gathered at once.
        """
        sides = range(len(self.book.actors))
        own = [[o for o in self.outcomes if o.move >= 0 and self._actor(o) == a] for a in sides]
        changes = [[c for o in mine for c in (*o.changes, *o.believed)] for mine in own]
        targets = [sorted({(c.row, c.after) for c in mine}) for mine in changes]
        believed = [sorted({(c.row, c.after) for o in mine for c in o.believed}) for mine in own]
        self.plain = _Tables(targets, len(self.outcomes))
        self.believed = _Tables(believed, len(self.outcomes))
        self.of_believed = np.array(
            [self.plain.row(a, target) for a in sides for target in believed[a]], dtype=np.intp
        )
        self.worked_out: list[
            tuple[int, int, int, int]
        ] = []  # row of amounts, seat, outcome, answer
        for number, outcome in enumerate(self.outcomes):
            if outcome.move < 0:
                continue
            actor = self._actor(outcome)
            for change in outcome.believed:
                self.believed.add(actor, (change.row, change.after), number, _figure(change))
            for change in outcome.changes:
                if isinstance(change.amount, Number):
                    self.plain.add(actor, (change.row, change.after), number, change.amount.value)
                else:
                    row = self.plain.row(actor, (change.row, change.after))
                    seat = self.book.moves[outcome.move].seat
                    self.worked_out.append((row, seat, number, inquiry.ask(change.amount)))
        self.places = [
            [self._places(targets[actor], slot) for slot in range(self.book.slots)]
            for actor in sides
        ]

    def _actor(self, outcome: _Outcome) -> int:
        return self.book.moves[outcome.move].actor

    def _places(self, targets: list[tuple[int, int]], slot: int) -> tuple[Places, Rows, Rows]:
        """The rows that an actor's outcomes change in turns of this slot, and their bounds."""
        rows = [arrival_row(self.book, row, slot, after) for row, after in targets]
        places = np.array(rows, dtype=np.intp)
        return places, self.book.low[places, None], self.book.high[places, None]

    # -- each turn ---------------------------------------------------------------------------

    def __call__(self, worlds: Worlds, chosen: Places, answers: Rows) -> None:
        """Apply what was chosen.

        chosen: (seats, W) places in the book. answers: those of the decision's inquiry.
        """
        self._remember(worlds, chosen)
        for group in ("risk", "received"):
            np.copyto(worlds.group(group), 0.0, where=worlds.alive)
        outcome = self._outcome(worlds, chosen)
        deeds, words = self._amounts(worlds, outcome, answers)
        table = worlds.table
        for part, places in zip(self.plain.slices, self.places, strict=True):
            rows, low, high = places[worlds.turn % self.book.slots]
            values = table.take(rows, 0)
            values += deeds[part]
            values += words[part]
            bound(values, low, high)
            table[rows] = values
        self._mind_the_gap(worlds, chosen)

    def _amounts(self, worlds: Worlds, outcome: Places, answers: Rows) -> tuple[Rows, Rows]:
        """What the deeds and the words of all actors change, (rows of all actors, W) each."""
        sides = len(self.book.actors)
        deeds, words = self.plain.of(outcome[:sides]), self.plain.of(outcome[sides:])
        if len(self.of_believed):
            believed = self.believed.of(outcome[sides:])
            believed *= worlds.group("credibility").take(self.believed.actors, 0)
            words[self.of_believed] += believed
        for row, seat, number, answer in self.worked_out:
            here = outcome[seat] == number
            if here.any():
                amounts = deeds if seat < sides else words
                amounts[row] += here * answers[answer]
        return deeds, words

    def _remember(self, worlds: Worlds, chosen: Places) -> None:
        """Count each move, and note the turn in which it was made last."""
        made = chosen.take(self.seat_of_move, 0) == self.places_in_book
        if not worlds.all_alive:
            made &= worlds.alive
        worlds.table[self.counts] += made
        np.copyto(worlds.table[self.lasts], worlds.turn, where=made)
        np.copyto(worlds.group("choice"), chosen, where=worlds.alive, casting="unsafe")

    def _outcome(self, worlds: Worlds, chosen: Places) -> Places:
        """The outcome of each chosen move; in worlds that are over, one that changes nothing."""
        outcome: Places = self.first_outcome.take(chosen)
        if len(self.bounds):
            luck = worlds.dice.uniforms(Purpose.CHANCE, worlds.turn, len(chosen))
            for bounds in self.bounds:
                outcome += luck >= bounds.take(chosen)
        if not worlds.all_alive:
            outcome[:, ~worlds.alive] = len(self.outcomes) - 1
        return outcome

    def _mind_the_gap(self, worlds: Worlds, chosen: Places) -> None:
        """Who soothes and escalates in one turn is believed less afterwards."""
        sides = len(self.book.actors)
        gap = self.escalating.take(chosen[:sides])
        gap &= self.soothing.take(chosen[sides:])
        gap &= worlds.alive
        if not gap.any():
            return
        worlds.group("gap")[:] += gap
        credibility = worlds.group("credibility")
        credibility += gap * self.gap
        bound(credibility, 0.0, 1.0)


def _figure(change: Change) -> float:
    """The amount of a change that is a plain number, as those of words that are believed are."""
    assert isinstance(change.amount, Number)
    return change.amount.value
