"""What events and incidents have in common: a chance to happen, and what follows when they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.engine.book import Book, Change
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.rows import Mask, Places, Rows, as_column, bound
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Choose, Node, Number
from sim.scenario.schema import Consequence, Event, Incident

ALWAYS = Number(1.0)


@dataclass(frozen=True)
class _Effect:
    """A change whose amount the inquiry works out; `answer` is the row of that amount."""

    row: int
    after: int
    answer: int


@dataclass(frozen=True)
class _Branch:
    """Effects that follow when the second draw falls between two bounds."""

    start: float
    stop: float
    effects: tuple[_Effect, ...]


class Happenings:
    """Things that may happen to every world in a turn, and then change it.

    All chances and amounts are worked out before the first of them happens.
    """

    def __init__(self, book: Book, named: Mapping[str, Event | Incident], purpose: Purpose) -> None:
        self.book = book
        self.named = named
        self.purpose = purpose
        self.inquiry = Inquiry(book)
        self.chances = [self.inquiry.ask(self._chance(part)) for part in named.values()]
        self.branches = [self._branches(part) for part in named.values()]
        # A draw for each, and after these another for each that may turn several ways.
        several = np.array([bool(part.chances) for part in named.values()], dtype=np.intp)
        self.draws = len(named) + int(several.sum())
        self.branch_draws = (len(named) - 1 + np.cumsum(several)) * several
        self.limits = as_column(part.limit for part in named.values())
        self.cooldowns = as_column(part.cooldown for part in named.values())
        self.waits = any(part.cooldown for part in named.values())
        layout = book.layout
        self.last = np.array(layout.rows("last", named), dtype=np.intp)
        self.counted = np.array(layout.rows("count", named), dtype=np.intp)

    def _chance(self, part: Event | Incident) -> Node:
        """How likely it is now: nothing where its condition does not hold."""
        condition = self.condition(part)
        if condition is None or part.chance is None:
            return condition or part.chance or ALWAYS
        return Choose(condition, part.chance, Number(0.0))

    def condition(self, part: Event | Incident) -> Node | None:
        """When it may happen at all; None: at any time."""
        return None

    def __call__(self, worlds: Worlds) -> None:
        """Draw for each of them, and let it happen where the draw says so."""
        if not self.named:
            return
        table = worlds.table
        answers = self.inquiry.answer(worlds)
        luck = worlds.dice.uniforms(self.purpose, worlds.turn, self.draws)
        here = luck[: len(self.named)] < answers.take(self.chances, 0)
        here &= table.take(self.counted, 0) < self.limits
        if self.waits:
            # With `last` at -1000 for what never happened, it has always been long enough.
            here &= table.take(self.last, 0) < worlds.turn - self.cooldowns
        if not worlds.all_alive:
            here &= worlds.alive
        self.happen(worlds, answers, luck, here)

    def happen(self, worlds: Worlds, answers: Rows, luck: Rows, here: Mask) -> None:
        """Let each of them happen in the worlds of its row of `here`, (happenings, W)."""
        table = worlds.table
        for number in np.flatnonzero(np.logical_or.reduce(here, 1)):
            there = np.flatnonzero(here[number])
            table[self.counted[number], there] += 1
            table[self.last[number], there] = worlds.turn
            for branch in self.branches[number]:
                if branch.stop - branch.start < 1:
                    turned = luck[self.branch_draws[number], there]
                    turned_so = (turned >= branch.start) & (turned < branch.stop)
                    self._follow(worlds, answers, branch, there[turned_so])
                else:
                    self._follow(worlds, answers, branch, there)

    def _follow(self, worlds: Worlds, answers: Rows, branch: _Branch, there: Places) -> None:
        """What a branch changes in some worlds, given by their columns."""
        for effect in branch.effects:
            place = arrival_row(self.book, effect.row, worlds.turn, effect.after)
            row = worlds.table[place]
            values = row.take(there)
            values += answers[effect.answer].take(there)
            if not effect.after:
                bound(values, self.book.low[place], self.book.high[place])
            row[there] = values

    def _branches(self, part: Event | Incident) -> list[_Branch]:
        """What always follows, then what follows by chance."""
        found = [_Branch(0.0, 1.0, self._effects(part))]
        start = 0.0
        for branch in part.chances:
            found.append(_Branch(start, start + branch.chance, self._effects(branch)))
            start += branch.chance
        return found

    def _effects(self, part: Consequence) -> tuple[_Effect, ...]:
        return tuple(self._effect(change) for change in self.book.changes(part))

    def _effect(self, change: Change) -> _Effect:
        return _Effect(change.row, change.after, self.inquiry.ask(change.amount))


def arrival_row(book: Book, row: int, turn: int, after: int) -> int:
    """The row that holds what will be added to `row` in `after` turns; 0 turns is the row itself.

    The waiting amounts stand in a ring of slots, one a turn, so that none is ever moved.
    """
    if after == 0:
        return row
    slot = (turn + after) % book.slots
    return book.layout.row("arriving", f"{slot}/{row}")
