"""Phase 1. What was announced arrives; scheduled, conditional and hazard events happen."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sim.engine.book import Book
from sim.engine.compiled import compiled
from sim.engine.dice import Purpose
from sim.engine.orders import OrderRefused
from sim.engine.phases.happenings import Happenings
from sim.engine.rows import REAL, Mask, Places, Rows
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Name, Node, Number
from sim.scenario.faults import did_you_mean
from sim.scenario.schema import Event, Incident

ZERO = REAL(0.0)


class Events(Happenings):
    """What happens to the actors at the beginning of a turn."""

    def __init__(self, book: Book) -> None:
        scenario = book.scenario
        self.clock = scenario.clock
        # Injects wait for a teacher; they never happen by themselves.
        automatic = {name: event for name, event in scenario.events.items() if not event.inject}
        super().__init__(book, automatic, Purpose.EVENT)
        self.delayed = np.array(book.delayed, dtype=np.intp)
        self.arriving = book.layout.first("arriving")
        self.low, self.high = book.low[self.delayed], book.high[self.delayed]

    def condition(self, part: Event | Incident) -> Node | None:
        """On its date, if it has one, and while its condition holds."""
        assert isinstance(part, Event)
        if part.on is None:
            return part.when
        turn = self.clock.turn_of(part.on, part.hour)
        in_its_turn = Binary("==", Name("turn"), Number(turn or 0))
        return Binary("and", in_its_turn, part.when) if part.when else in_its_turn

    def __call__(self, worlds: Worlds) -> None:
        """Arrivals first, so that an event sees what has arrived."""
        self.arrive(worlds)
        super().__call__(worlds)

    def arrive(self, worlds: Worlds) -> None:
        """Add what was announced for this turn, and empty its slot."""
        slot = self.arriving + worlds.turn % self.book.slots * len(self.delayed)
        _arrive(worlds.table, worlds.alive, slot, self.delayed, self.low, self.high)


@compiled
def _arrive(table: Rows, alive: Mask, slot: int, delayed: Places, low: Rows, high: Rows) -> None:
    for number in range(len(delayed)):
        row, waiting = table[delayed[number]], table[slot + number]
        for w in range(len(row)):
            now = min(max(row[w] + waiting[w], low[number]), high[number])
            row[w] = now if alive[w] else row[w]
            waiting[w] = ZERO if alive[w] else waiting[w]


class Injects(Happenings):
    """Events that happen when somebody puts them in, at the beginning of a turn."""

    def __init__(self, book: Book) -> None:
        events = book.scenario.events.items()
        super().__init__(book, {n: event for n, event in events if event.inject}, Purpose.INJECT)

    def put_in(self, worlds: Worlds, names: Collection[str]) -> None:
        """Let these happen in every world that is not over, whatever their limits.

        Raises:
            OrderRefused: there is no such inject.
        """
        for name in names:
            if name not in self.named:
                raise OrderRefused(did_you_mean(name, "inject", list(self.named)))
        luck = worlds.dice.uniforms(self.purpose, worlds.turn, self.draws)
        wanted = np.array([[name in names] for name in self.named])
        self.happen(worlds, self.inquiry.answer(worlds), luck, wanted & worlds.alive)
