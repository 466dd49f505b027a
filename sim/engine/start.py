"""How worlds begin: each draws its own start values, because nobody knows them exactly."""

from __future__ import annotations

import numpy as np

from sim.engine.book import NEVER, Book, typical_start
from sim.engine.dice import Dice, Purpose
from sim.engine.rows import REAL, Rows
from sim.engine.worlds import Worlds
from sim.scenario.schema import Indicator, OneOf, Triangular, Uniform


class Start:
    """What all worlds have in common at the start, and what each draws for itself."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.typical = _typical_table(book)
        self.indicators = list(book.scenario.indicators.values())
        self.drawn = [
            number
            for number, indicator in enumerate(self.indicators)
            if not isinstance(indicator.start, int | float)
        ]
        layout = book.layout
        peaks = [name for name in layout.names("peak") if name != "rung"]
        self.peaks = layout.rows("peak", peaks)
        self.watched = layout.rows("indicator", peaks)

    def worlds(self, dice: Dice) -> Worlds:
        """Worlds before their first turn, each with start values of its own."""
        table = self.typical.repeat(dice.worlds, axis=1)
        luck = dice.uniforms(Purpose.START, 0, len(self.indicators))
        first = self.book.layout.first("indicator")
        for number in self.drawn:
            table[first + number] = drawn_start(self.indicators[number], luck[number])
        table[self.peaks] = table[self.watched]
        return Worlds(self.book.layout, table, 0, dice)

    def typical_world(self) -> Worlds:
        """One world in its first turn that started with the mean of every start value."""
        worlds = Worlds(self.book.layout, self.typical.copy(), 0, Dice(0, 0, 1))
        worlds.begin_turn()
        return worlds


def drawn_start(indicator: Indicator, luck: Rows) -> Rows:
    """Start values by inverse transform, one uniform draw a world, (W,)."""
    match indicator.start:
        case Uniform(uniform=(low, high)):
            return low + (high - low) * luck
        case Triangular(triangular=(low, top, high)):
            width = high - low
            rising = low + np.sqrt(luck * width * (top - low))
            falling = high - np.sqrt((1 - luck) * width * (high - top))
            start: Rows = np.where(luck * width < top - low, rising, falling)
            return start
        case OneOf(one_of=figures):
            drawn: Rows = np.array(figures, dtype=REAL)[(luck * len(figures)).astype(np.intp)]
            return drawn
        case figure:
            return np.full(luck.shape, figure, dtype=REAL)


def _typical_table(book: Book) -> Rows:
    """(rows, 1): a world that starts with the mean of every start value."""
    layout, scenario = book.layout, book.scenario
    table = np.zeros((layout.height, 1), dtype=REAL)
    table[layout.row("ending", "ending")] = -1.0
    for name, indicator in scenario.indicators.items():
        table[layout.row("indicator", name)] = typical_start(indicator)
    for pair in layout.names("attitude"):
        actor, other = pair.split("/")
        value = scenario.dynamics.attitudes.start.get(actor, {}).get(other, 0.0)
        table[layout.row("attitude", pair)] = value
    table[layout.groups["credibility"]] = scenario.dynamics.credibility.start
    for actor, name, _ in book.estimated():
        # Before anybody has looked, and where nobody can: what a well-read person would guess.
        guess = typical_start(scenario.indicators[name])
        table[layout.row("estimate", f"{actor}/{name}")] = guess
    table[layout.groups["last"]] = NEVER
    return table
