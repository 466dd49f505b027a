"""Phase 7. Indicators relax toward their baseline, attitudes toward where they began."""

from __future__ import annotations

import numpy as np

from sim.engine.book import Book
from sim.engine.compiled import compiled
from sim.engine.rows import REAL, Mask, Places, Rows
from sim.engine.worlds import Worlds

ZERO = REAL(0.0)


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
        _relax(worlds.table, worlds.alive, self.rows, self.toward, self.rates)


@compiled
def _relax(table: Rows, alive: Mask, rows: Places, toward: Rows, rates: Rows) -> None:
    points = rates.shape[1]
    copies = table.shape[1] // points
    for number in range(len(rows)):
        row = table[rows[number]]
        for point in range(points):
            baseline, rate = toward[number, point], rates[number, point]
            for w in range(point * copies, (point + 1) * copies):
                step = (baseline - row[w]) * rate
                row[w] += step if alive[w] else ZERO
