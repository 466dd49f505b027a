"""Phase 1. What was announced arrives; scheduled, conditional and hazard events happen."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sim.engine.book import Book
from sim.engine.dice import Purpose
from sim.engine.orders import OrderRefused
from sim.engine.phases.happenings import Happenings
from sim.engine.rows import bound
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Name, Node, Number
from sim.scenario.faults import did_you_mean
from sim.scenario.schema import Event, Incident


class Events(Happenings):
    """What happens to the actors at the beginning of a turn."""

    def __init__(self, book: Book) -> None:
        scenario = book.scenario
        self.clock = scenario.clock
        # Injects wait for a teacher; they never happen by themselves.
        automatic = {name: event for name, event in scenario.events.items() if not event.inject}
        super().__init__(book, automatic, Purpose.EVENT)
        self.delayed = np.array(book.delayed, dtype=np.intp)
        first, width = book.layout.first("arriving"), len(book.delayed)
        starts = range(first, first + book.slots * width, width or 1)
        self.arriving = [slice(start, start + width) for start in starts]
        self.low, self.high = book.low[self.delayed, None], book.high[self.delayed, None]

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
        if not len(self.delayed):
            return
        slot = worlds.table[self.arriving[worlds.turn % self.book.slots]]
        now = worlds.table.take(self.delayed, 0)
        now += slot if worlds.all_alive else slot * worlds.alive
        bound(now, self.low, self.high)
        worlds.table[self.delayed] = now
        np.copyto(slot, 0.0, where=worlds.alive)


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
