"""What events and incidents have in common: a chance to happen, and what follows when they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.engine.book import Book, Change
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.rows import Mask, Places, Rows, bound, cut
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Node, Number, Query
from sim.scenario.schema import Event, Incident


@dataclass(frozen=True)
class _Branch:
    """Changes that follow when the second draw falls between two bounds, no row twice."""

    always: bool
    start: Rows  # (1, 1) or (1, W), as amounts
    stop: Rows
    plain: Rows  # amounts that are always the same, (changes, 1) or (changes, W)
    asked: Places  # then the rows of the answers that are the amounts of the others, (changes, 1)
    slots: tuple[tuple[Places, Rows, Rows], ...]  # rows and their bounds, by slot of the turn


class Happenings:
    """Things that may happen to every world in a turn, and then change it.

    All chances and amounts are worked out before the first of them happens.
    """

    def __init__(self, book: Book, named: Mapping[str, Event | Incident], purpose: Purpose) -> None:
        self.book = book
        self.named = named
        self.purpose = purpose
        self.inquiry = Inquiry(book)
        chances = [self.inquiry.ask(self._chance(*item)) for item in named.items()]
        self.chances = np.array(chances, dtype=np.intp)
        self.branches = [self._branches(*item) for item in named.items()]
        # A draw for each, and after these another for each that may turn several ways.
        several = np.array([bool(part.chances) for part in named.values()], dtype=np.intp)
        self.draws = len(named) + int(several.sum())
        self.last = book.layout.rows("last", named)
        self.branch_draws = (len(named) - 1 + np.cumsum(several)) * several

    def _chance(self, name: str, part: Event | Incident) -> Node:
        """How likely it is now: nothing where its condition, limit or cooldown forbids it."""
        allowed: Node = Binary("<", Query("count", (name,)), Number(part.limit))
        if part.cooldown:
            # With `last` at -1000 for what never happened, it has always been long enough.
            waited = Binary(">", Query("since", (name,)), Number(part.cooldown))
            allowed = Binary("and", allowed, waited)
        condition = self.condition(part)
        if condition:
            allowed = Binary("and", condition, allowed)
        return Binary("*", allowed, part.chance) if part.chance else allowed

    def condition(self, part: Event | Incident) -> Node | None:
        """When it may happen at all; None: at any time."""
        return None

    def __call__(self, worlds: Worlds) -> None:
        """Draw for each of them, and let it happen where the draw says so."""
        if not self.named:
            return
        answers = self.inquiry.answer(worlds)
        luck = worlds.dice.uniforms(self.purpose, worlds.turn, self.draws)
        here = luck[: len(self.named)] < answers.take(self.chances, 0)
        if not worlds.all_alive:
            here &= worlds.alive
        self.happen(worlds, answers, luck, here)

    def happen(self, worlds: Worlds, answers: Rows, luck: Rows, here: Mask) -> None:
        """Let each of them happen in the worlds of its row of `here`, (happenings, W)."""
        if not np.count_nonzero(here):
            return
        for number in np.logical_or.reduce(here, 1).nonzero()[0].tolist():
            there = here[number].nonzero()[0]
            worlds.table[self.last[number]][there] = worlds.turn
            for branch in self.branches[number]:
                if branch.always:
                    self._follow(worlds, answers, branch, there)
                else:
                    turned = luck[self.branch_draws[number]].take(there)
                    start, stop = cut(branch.start, there)[0], cut(branch.stop, there)[0]
                    turned_so = (turned >= start) & (turned < stop)
                    self._follow(worlds, answers, branch, there[turned_so])

    def _follow(self, worlds: Worlds, answers: Rows, branch: _Branch, there: Places) -> None:
        """What a branch changes in some worlds, given by their columns."""
        if not len(there):
            return
        rows, low, high = branch.slots[worlds.turn % self.book.slots]
        places = rows * worlds.count + there  # as if the table were one long row
        values = worlds.table.take(places)
        plain = len(branch.plain)
        values[:plain] += cut(branch.plain, there)
        if len(branch.asked):
            values[plain:] += answers.take(branch.asked * worlds.count + there)
        bound(values, low, high)
        worlds.table.put(places, values)

    # -- setting up --------------------------------------------------------------------------

    def _branches(self, name: str, part: Event | Incident) -> list[_Branch]:
        """What always follows, then what follows by chance."""
        once_more = Change(self.book.layout.row("count", name), 0, Number(1.0))
        found = self._rounds(0.0, 1.0, [once_more, *self.book.changes(part)])
        start = 0.0
        for branch in part.chances:
            found += self._rounds(start, start + branch.chance, self.book.changes(branch))
            start += branch.chance
        return found

    def _rounds(self, start: float, stop: float, changes: list[Change]) -> list[_Branch]:
        """One branch; several, one after the other, if a row is changed more than once."""
        rounds: list[dict[tuple[int, int], Change]] = []
        for change in changes:
            target = (change.row, change.after)
            free = next((r for r in rounds if target not in r), None)
            if free is None:
                rounds.append(free := {})
            free[target] = change
        return [self._branch(start, stop, list(changes.values())) for changes in rounds]

    def _branch(self, start: float, stop: float, changes: list[Change]) -> _Branch:
        changes = sorted(changes, key=lambda change: not isinstance(change.amount, Number))
        amounts = [change.amount for change in changes]
        asked = [self.inquiry.ask(amount) for amount in amounts if not isinstance(amount, Number)]
        return _Branch(
            always=bool(np.all(stop - start >= 1)),
            start=self.book.columns([start]),
            stop=self.book.columns([stop]),
            plain=self.book.columns(
                amount.value for amount in amounts if isinstance(amount, Number)
            ),
            asked=np.array(asked, dtype=np.intp).reshape(-1, 1),
            slots=tuple(self._slot(changes, slot) for slot in range(self.book.slots)),
        )

    def _slot(self, changes: list[Change], slot: int) -> tuple[Places, Rows, Rows]:
        """The rows that change in turns of this slot, and their bounds, (changes, 1) each."""
        rows = [[arrival_row(self.book, change.row, slot, change.after)] for change in changes]
        places = np.array(rows, dtype=np.intp)
        return places, self.book.low[places], self.book.high[places]


def arrival_row(book: Book, row: int, turn: int, after: int) -> int:
    """The row that holds what will be added to `row` in `after` turns; 0 turns is the row itself.

    The waiting amounts stand in a ring of slots, one a turn, so that none is ever moved.
    """
    if after == 0:
        return row
    slot = (turn + after) % book.slots
    return book.layout.row("arriving", f"{slot}/{row}")
