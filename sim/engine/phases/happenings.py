"""What events and incidents have in common: a chance to happen, and what follows when they do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.engine.book import Book, Change
from sim.engine.compiled import compiled
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.rows import REAL, Mask, Places, Rows
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Node, Number, Query
from sim.scenario.schema import Event, Incident

ALWAYS = (0.0, 2.0)  # every draw falls between these


class _Follows(NamedTuple):
    """What follows from what happens, change by change.

    Attributes:
        starts: by happening, the first of its changes; behind its last stand those of the next.
        draws: by happening, the second draw, which chooses between its branches.
        first, end: by change, between which of these draws it comes about.
        plain: by change, what is added.
        asked: by change, the answer that is added instead; -1: none.
        rows: by slot of the turn and change, what is changed.
        low, high: by change, its bounds.
    """

    starts: Places
    draws: Places
    first: Rows
    end: Rows
    plain: Rows
    asked: Places
    rows: Places
    low: Rows
    high: Rows


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
        # A draw for each, and after these another for each that may turn several ways.
        several = np.array([bool(part.chances) for part in named.values()], dtype=np.intp)
        self.draws = len(named) + int(several.sum())
        self.lasts = np.array(book.layout.rows("last", named), dtype=np.intp)
        self.branch_draws = (len(named) - 1 + np.cumsum(several)) * several
        self.follows = self._follows()

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
        slot = worlds.turn % self.book.slots
        turn = REAL(worlds.turn)
        _happen(worlds.table, turn, slot, here, luck, answers, self.lasts, self.follows)

    # -- setting up --------------------------------------------------------------------------

    def _follows(self) -> _Follows:
        book, parts = self.book, [self._branches(*item) for item in self.named.items()]
        branches = [branch for part in parts for branch in part]
        changes = [change for *_, change in branches]
        rows = [
            [arrival_row(book, change.row, slot, change.after) for change in changes]
            for slot in range(book.slots)
        ]
        amounts = [change.amount for change in changes]
        plain = [amount.value if isinstance(amount, Number) else 0.0 for amount in amounts]
        asked = [
            -1 if isinstance(amount, Number) else self.inquiry.ask(amount) for amount in amounts
        ]
        places = np.array(rows, dtype=np.intp)
        return _Follows(
            starts=np.cumsum([0, *map(len, parts)]),
            draws=self.branch_draws,
            first=book.columns(first for first, _, _ in branches),
            end=book.columns(end for _, end, _ in branches),
            plain=book.columns(plain),
            asked=np.array(asked, dtype=np.intp),
            rows=places,
            low=book.low[places[0]],
            high=book.high[places[0]],
        )

    def _branches(self, name: str, part: Event | Incident) -> list[tuple[float, float, Change]]:
        """What always follows, then what follows by chance: between which draws, and what."""
        once_more = Change(self.book.layout.row("count", name), 0, Number(1.0))
        found = [(*ALWAYS, change) for change in (once_more, *self.book.changes(part))]
        start = 0.0
        for branch in part.chances:
            end = start + branch.chance
            found += [(start, end, change) for change in self.book.changes(branch)]
            start = end
        return found


def arrival_row(book: Book, row: int, turn: int, after: int) -> int:
    """The row that holds what will be added to `row` in `after` turns; 0 turns is the row itself.

    The waiting amounts stand in a ring of slots, one a turn, so that none is ever moved.
    """
    if after == 0:
        return row
    slot = (turn + after) % book.slots
    return book.layout.row("arriving", f"{slot}/{row}")


@compiled
def _happen(
    table: Rows,
    turn: np.float32,
    slot: int,
    here: Mask,
    luck: Rows,
    answers: Rows,
    lasts: Places,
    follows: _Follows,
) -> None:
    """One after the other; what each changes is kept in range before the next is added."""
    copies = table.shape[1] // follows.plain.shape[1]
    for number in range(len(here)):
        draw = follows.draws[number]
        for w in range(table.shape[1]):
            if here[number, w]:
                point = w // copies
                table[lasts[number], w] = turn
                for change in range(follows.starts[number], follows.starts[number + 1]):
                    first, end = follows.first[change, point], follows.end[change, point]
                    if first <= luck[draw, w] < end:
                        row, asked = follows.rows[slot, change], follows.asked[change]
                        amount = follows.plain[change, point] if asked < 0 else answers[asked, w]
                        value = max(table[row, w] + amount, follows.low[change])
                        table[row, w] = min(value, follows.high[change])
