"""Phase 4. In the actors' listed order: chance branches are drawn and effects applied."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.engine.book import NEVER, Book, BookMove, Change
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.phases.decide import rows_of_moves
from sim.engine.phases.happenings import arrival_row
from sim.engine.phases.resolve_alone import ResolveAlone
from sim.engine.rows import REAL, Places, Rows, as_column, bound, total
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Number


@dataclass(frozen=True)
class _Outcome:
    """A move as one of its branches turned it: everything that it changes then."""

    move: int
    changes: tuple[Change, ...]
    believed: tuple[Change, ...]


Amounts = dict[tuple[int, int], list[float]]  # by target and outcome, to be added up
PerWorld = tuple[tuple[int, int, Rows], ...]  # target, outcome, and the amount in each world


@dataclass(frozen=True)
class _Part:
    """What the outcomes of one actor change: amounts by target (rows) and outcome (columns).

    What changes in a world is the product of such a table and a column that is 1 where an outcome
    came about and 0 elsewhere: one deed's number and one word's, so that the sum is the same in
    whatever order it is added up.
    """

    outcomes: slice  # of its deeds, then of its words
    words: slice
    plain: Rows
    believed: Rows  # in full credibility: the first targets, by its words
    varied: PerWorld  # what differs between points, and is 0 in the tables: of `plain`
    varied_belief: PerWorld  # of `believed`
    worked_out: tuple[tuple[int, int, int], ...]  # (target, outcome, answer)
    slots: tuple[tuple[Places, Rows, Rows], ...]  # rows and bounds, by slot of the turn


class Resolve:
    """Amounts are those of the snapshot on which the move was chosen; sums stay in their range."""

    def __init__(self, book: Book, inquiry: Inquiry) -> None:
        self.book = book
        self.outcomes: list[_Outcome] = []
        first, branching = [], []
        for place, move in enumerate(book.moves):
            first.append(len(self.outcomes))
            branching.append(self._add_outcomes(place, move))
        self.first_outcome = np.array(first, dtype=np.int16)
        # Beyond a move's last branch no draw can fall: 2 is more than any.
        most = max(len(bounds) for bounds in branching)
        filled = [bounds + [2.0] * (most - len(bounds)) for bounds in branching]
        columns = as_column(bound for bounds in filled for bound in bounds)
        shape = len(filled), most, columns.shape[1]
        self.bounds = columns.reshape(shape).transpose(1, 0, 2).copy()
        # Of every world the column of bounds that holds at its point.
        self.columns = np.arange(book.points).repeat(book.copies) if shape[2] > 1 else None
        seats = {book.moves[place].seat for place, bounds in enumerate(branching) if bounds}
        self.branching = np.array(sorted(seats), dtype=np.intp)  # seats whose moves may branch
        # An actor's outcomes stand together, those of its deeds and of its words.
        order = sorted(range(len(self.outcomes)), key=self._actor)
        self.ordered = np.array(order, dtype=np.int16)[:, None]
        self.seats = np.array([book.moves[self.outcomes[i].move].seat for i in order], np.intp)
        self.parts = [self._part(actor, inquiry) for actor in range(len(book.actors))]
        self.seat_of_move = np.array([move.seat for move in book.moves], dtype=np.intp)
        self.places_in_book = np.arange(len(book.moves), dtype=np.int16)[:, None]
        self.counts, self.lasts = rows_of_moves(book, "count"), rows_of_moves(book, "last")
        self.soothing = np.array([move.kind == "de-escalate" for move in book.moves])
        self.escalating = np.array([move.kind == "escalate" for move in book.moves])
        self.gap = book.beside(book.scenario.dynamics.credibility.gap)
        self.alone = ResolveAlone(self)

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
        row = self.book.layout.row("risk", "risk")
        return [Change(row, 0, Number(risk))] if np.any(risk) else []

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

    def _part(self, actor: int, inquiry: Inquiry) -> _Part:
        """The tables of one actor; amounts that are no plain numbers are asked for each turn."""
        order = self.ordered[:, 0].tolist()
        places = [place for place, number in enumerate(order) if self._actor(number) == actor]
        own = [self.outcomes[order[place]] for place in places]
        told = sorted({_target(c) for outcome in own for c in outcome.believed})
        targets = told + sorted({_target(c) for o in own for c in o.changes} - set(told))
        deeds = sum(self.book.moves[outcome.move].seat == actor for outcome in own)
        fixed: Amounts = {}
        words: Amounts = {}
        worked_out = []
        for place, outcome in zip(places, own, strict=True):
            for change in outcome.believed:
                assert isinstance(change.amount, Number)
                target = told.index(_target(change))
                words.setdefault((target, place), []).append(change.amount.value)
            for change in outcome.changes:
                target = targets.index(_target(change))
                if isinstance(change.amount, Number):
                    fixed.setdefault((target, place), []).append(change.amount.value)
                else:
                    worked_out.append((target, place, inquiry.ask(change.amount)))
        plain, varied = self._added_up(fixed, len(targets), places)
        believed, varied_belief = self._added_up(words, len(told), places[deeds:])
        return _Part(
            outcomes=slice(places[0], places[-1] + 1),
            words=slice(places[0] + deeds, places[-1] + 1),
            plain=plain,
            believed=believed,
            varied=varied,
            varied_belief=varied_belief,
            worked_out=tuple(worked_out),
            slots=tuple(self._places(targets, slot) for slot in range(self.book.slots)),
        )

    def _added_up(self, amounts: Amounts, targets: int, places: list[int]) -> tuple[Rows, PerWorld]:
        """(targets, places): the sums; and apart from them, those that differ between points."""
        table = np.zeros((targets, len(places)), dtype=REAL)
        varied: list[tuple[int, int, Rows]] = []
        for (target, place), numbers in amounts.items():
            added: Rows = total(as_column(numbers))
            if len(added) > 1:
                varied.append((target, place, added.repeat(self.book.copies)))
            else:
                table[target, place - places[0]] = added[0]
        return table, tuple(varied)

    def _actor(self, outcome: int) -> int:
        return self.book.moves[self.outcomes[outcome].move].actor

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
        if worlds.count == 1 and worlds.all_alive:
            self.alone(worlds, chosen, answers)
            return
        self._remember(worlds, chosen)
        for group in ("risk", "received"):
            np.copyto(worlds.group(group), 0.0, where=worlds.alive)
        came = self._came_about(worlds, chosen)
        credibility = worlds.group("credibility").copy()
        for actor, part in enumerate(self.parts):
            self._apply(worlds, part, came, credibility[actor], answers)
        self._mind_the_gap(worlds, chosen)

    def _apply(
        self, worlds: Worlds, part: _Part, came: Rows, credibility: Rows, answers: Rows
    ) -> None:
        """All that one actor's deed and word change, kept in range."""
        rows, low, high = part.slots[worlds.turn % self.book.slots]
        values = worlds.table.take(rows, 0)
        plain, believed = part.plain @ came[part.outcomes], part.believed @ came[part.words]
        for change, varied in ((plain, part.varied), (believed, part.varied_belief)):
            for target, outcome, amounts in varied:
                change[target] += came[outcome] * amounts
        values += plain
        believed *= credibility
        values[: len(believed)] += believed
        for target, outcome, answer in part.worked_out:
            values[target] += came[outcome] * answers[answer]
        bound(values, low, high)
        worlds.table[rows] = values

    def _remember(self, worlds: Worlds, chosen: Places) -> None:
        """Count each move, and note the turn in which it was made last."""
        made = chosen.astype(np.int16).take(self.seat_of_move, 0) == self.places_in_book
        if not worlds.all_alive:
            made &= worlds.alive
        worlds.table[self.counts] += made
        # The later of two turns; NEVER, for moves not made now, is before any.
        now = made * REAL(worlds.turn - NEVER)
        now += NEVER
        last = worlds.table[self.lasts]
        np.maximum(last, now, out=last)
        np.copyto(worlds.group("choice"), chosen, where=worlds.alive, casting="unsafe")

    def _came_about(self, worlds: Worlds, chosen: Places) -> Rows:
        """(outcomes, W): 1 where an outcome came about; none does in worlds that are over."""
        outcome = self.first_outcome.take(chosen)
        if len(self.bounds):
            luck = worlds.dice.uniforms(Purpose.CHANCE, worlds.turn, len(self.branching))
            branching = chosen.take(self.branching, 0)
            if self.columns is not None:
                branching = branching * self.bounds.shape[2] + self.columns
            for bounds in self.bounds:
                outcome[self.branching] += luck >= bounds.take(branching)
        came = outcome.take(self.seats, 0) == self.ordered
        if not worlds.all_alive:
            came &= worlds.alive
        about: Rows = came.astype(REAL)
        return about

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


def _target(change: Change) -> tuple[int, int]:
    return change.row, change.after
