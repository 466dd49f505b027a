"""Phase 4. In the actors' listed order: chance branches are drawn and effects applied."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sim.engine.book import Book, BookMove, Change
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.phases.decide import Choice
from sim.engine.phases.happenings import arrival_row
from sim.engine.program import Rows
from sim.engine.worlds import Worlds, bound
from sim.scenario.expressions import Node, Number


@dataclass(frozen=True)
class _Outcome:
    """A move as one of its branches turned it: everything that it changes then."""

    move: int
    changes: tuple[Change, ...]
    believed: tuple[Change, ...]


_NOTHING = _Outcome(-1, (), ())


@dataclass
class _Turn:
    """What one actor's outcomes change: amounts by target (rows) and outcome (columns)."""

    actor: int
    targets: list[tuple[int, int]] = field(default_factory=list)  # (row, after)
    plain: Rows = field(default_factory=lambda: np.zeros((0, 0)))
    believed: Rows = field(default_factory=lambda: np.zeros((0, 0)))
    worked_out: list[tuple[int, int, int, int]] = field(default_factory=list)


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
        self.bounds = np.array(filled).T.copy()
        self.first_outcome = np.array(self.first)
        self.outcomes.append(_NOTHING)
        self.turns = [self._turn(actor, inquiry) for actor in range(len(book.actors))]
        self.targets = [
            [self._targets(turn, slot) for slot in range(book.slots)] for turn in self.turns
        ]
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
            Change(self.book.target(key), 0, Number(amount)) for key, amount in move.believed.items()
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

    def _turn(self, actor: int, inquiry: Inquiry) -> _Turn:
        """The table of one actor; amounts that are not plain numbers are asked for each turn."""
        turn = _Turn(actor)
        owns = {place for place, move in enumerate(self.book.moves) if move.actor == actor}
        own = [(i, outcome) for i, outcome in enumerate(self.outcomes) if outcome.move in owns]
        changes = [c for _, o in own for c in (*o.changes, *o.believed)]
        turn.targets = sorted({(change.row, change.after) for change in changes})
        shape = (len(turn.targets), len(self.outcomes))
        turn.plain, turn.believed = np.zeros(shape), np.zeros(shape)
        asked: dict[Node, int] = {}
        for number, outcome in own:
            for table, parts in ((turn.plain, outcome.changes), (turn.believed, outcome.believed)):
                for change in parts:
                    target = turn.targets.index((change.row, change.after))
                    if isinstance(change.amount, Number):
                        table[target, number] += change.amount.value
                        continue
                    if change.amount not in asked:
                        asked[change.amount] = inquiry.ask(change.amount)
                    seat = self.book.moves[outcome.move].seat
                    turn.worked_out.append((target, seat, number, asked[change.amount]))
        return turn

    def _targets(self, turn: _Turn, slot: int) -> tuple[Choice, Rows, Rows]:
        """The rows that an actor's outcomes change in turns of this slot, and their bounds."""
        rows = [arrival_row(self.book, row, slot, after) for row, after in turn.targets]
        places = np.array(rows, dtype=np.intp)
        return places, self.book.low[places, None], self.book.high[places, None]

    # -- each turn ---------------------------------------------------------------------------

    def __call__(self, worlds: Worlds, chosen: Choice, answers: Rows) -> None:
        """Apply what was chosen.

        chosen: (seats, W) places in the book. answers: those of the decision's inquiry.
        """
        self._remember(worlds, chosen)
        for group in ("risk", "received"):
            worlds.group(group)[:] *= ~worlds.alive
        outcome = self._outcome(worlds, chosen)
        credibility = worlds.group("credibility").copy()
        for turn in self.turns:
            if turn.targets:
                self._apply(worlds, turn, outcome, credibility[turn.actor], answers)
        self._mind_the_gap(worlds, chosen)

    def _remember(self, worlds: Worlds, chosen: Choice) -> None:
        layout, here = self.book.layout, np.flatnonzero(worlds.alive)
        if len(here) < worlds.count:
            chosen = chosen[:, here]
        worlds.table[layout.first("count") + chosen, here] += 1
        worlds.table[layout.first("last") + chosen, here] = worlds.turn
        worlds.group("choice")[:, here] = chosen

    def _outcome(self, worlds: Worlds, chosen: Choice) -> Choice:
        """The outcome of each chosen move; in a world that is over, the one that changes nothing."""
        outcome: Choice = self.first_outcome.take(chosen)
        if len(self.bounds):
            luck = worlds.dice.uniforms(Purpose.CHANCE, worlds.turn, len(chosen))
            for bounds in self.bounds:
                outcome += luck >= bounds.take(chosen)
        if not worlds.alive.all():
            outcome[:, ~worlds.alive] = len(self.outcomes) - 1
        return outcome

    def _apply(
        self, worlds: Worlds, turn: _Turn, outcome: Choice, credibility: Rows, answers: Rows
    ) -> None:
        deed, word = outcome[turn.actor], outcome[turn.actor + len(self.book.actors)]
        amount = turn.believed.take(word, axis=1, mode="clip")
        amount *= credibility
        amount += turn.plain.take(deed, axis=1, mode="clip")
        amount += turn.plain.take(word, axis=1, mode="clip")
        for target, seat, number, answer in turn.worked_out:
            amount[target] += (outcome[seat] == number) * answers[answer]
        rows, low, high = self.targets[turn.actor][worlds.turn % self.book.slots]
        amount += worlds.table.take(rows, axis=0)
        bound(amount, low, high)
        worlds.table[rows] = amount

    def _mind_the_gap(self, worlds: Worlds, chosen: Choice) -> None:
        """Who soothes and escalates in one turn is believed less afterwards."""
        sides = len(self.book.actors)
        gap = self.escalating.take(chosen[:sides])
        gap &= self.soothing.take(chosen[sides:])
        gap &= worlds.alive
        worlds.group("gap")[:] += gap
        credibility = worlds.group("credibility")
        credibility += gap * self.gap
        bound(credibility, 0.0, 1.0)
