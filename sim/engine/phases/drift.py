"""Phase 7. Indicators relax toward their baseline, attitudes toward where they began."""

from __future__ import annotations

import numpy as np

from sim.engine.book import Book
from sim.engine.worlds import Worlds


class Drift:
    """Each quantity covers a part of the distance that is left."""

    def __init__(self, book: Book) -> None:
        scenario, layout = book.scenario, book.layout
        rows, toward, rates = [], [], []
        for name, indicator in scenario.indicators.items():
            if indicator.drift:
                rows.append(layout.row("indicator", name))
                toward.append(indicator.drift.toward)
                rates.append(indicator.drift.rate)
        attitudes = scenario.dynamics.attitudes
        for pair in layout.names("attitude"):
            actor, other = pair.split("/")
            rows.append(layout.row("attitude", pair))
            toward.append(attitudes.start.get(actor, {}).get(other, 0.0))
            rates.append(attitudes.rate)
        self.rows = np.array(rows, dtype=np.intp)
        self.toward = book.columns(toward)
        self.rates = book.columns(rates)

    def __call__(self, worlds: Worlds) -> None:
        """Between its value and its baseline, so it can't leave its range."""
        if not len(self.rows):
            return
        now = worlds.table.take(self.rows, 0)
        step = self.toward - now
        step *= self.rates
        if not worlds.all_alive:
            step *= worlds.alive
        now += step
        worlds.table[self.rows] = now
