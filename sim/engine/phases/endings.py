"""Phase 8. Where the world stands on the ladder, its peaks, and whether it is over."""

from __future__ import annotations

import numpy as np

from sim.engine.book import Book
from sim.engine.inquiry import Inquiry
from sim.engine.rows import as_column
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Number

ALWAYS = Number(1.0)


class Endings:
    """Endings are checked in order; a world that ends records which and when."""

    def __init__(self, book: Book) -> None:
        self.book = book
        scenario, layout = book.scenario, book.layout
        self.inquiry = Inquiry(book)
        self.rungs = [self.inquiry.ask(rung.when or ALWAYS) for rung in scenario.ladder.values()]
        self.endings = [self.inquiry.ask(end.when or ALWAYS) for end in scenario.endings.values()]
        at_last = [ending.last or ending.when is None for ending in scenario.endings.values()]
        self.before_last = ~np.array(at_last).reshape(-1, 1)
        self.heights = as_column(range(len(self.rungs)))
        self.rung = layout.row("rung", "rung")
        peaks = layout.names("peak")
        self.watched = np.array(
            [self.rung if k == "rung" else layout.row("indicator", k) for k in peaks], np.intp
        )
        lowest = [k != "rung" and scenario.indicators[k].peak == "lowest" for k in peaks]
        self.sign = as_column(-1 if is_lowest else 1 for is_lowest in lowest)

    def __call__(self, worlds: Worlds) -> None:
        """Look at the ladder first: its highest rung may be reached in the last turn."""
        answers = self.inquiry.answer(worlds)
        rungs = answers.take(self.rungs, 0)
        rungs *= self.heights
        np.maximum.reduce(rungs, 0, out=worlds.table[self.rung])
        self.record_peaks(worlds)
        holds = answers.take(self.endings, 0) != 0
        if worlds.turn < self.book.scenario.clock.turns:
            holds &= self.before_last
        ended = np.logical_or.reduce(holds, 0)
        ended &= worlds.alive
        if ended.any():
            np.copyto(worlds.row("ending", "ending"), holds.argmax(axis=0), where=ended)

    def record_peaks(self, worlds: Worlds) -> None:
        """The size and the turn of the extreme so far; the first one where several are equal."""
        now = worlds.table.take(self.watched, 0)
        peak = worlds.group("peak")
        beyond = now * self.sign > peak * self.sign
        if beyond.any():
            np.copyto(peak, now, where=beyond)
            np.copyto(worlds.group("peak_turn"), worlds.turn, where=beyond)
