"""How worlds begin: each draws its own start values, because nobody knows them exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.engine.book import NEVER, Book
from sim.engine.dice import Dice, Purpose
from sim.engine.rows import REAL, Rows, as_column
from sim.engine.worlds import Worlds
from sim.scenario.fields import Part
from sim.scenario.indicators import OneOf, Triangular, Uniform, typical_start


class Start:
    """What all worlds have in common at the start, and what each draws for itself.

    Attributes:
        drawn: the numbers of the indicators that start differently in each world.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.typical = _typical_table(book)
        starts = [indicator.start for indicator in book.scenario.indicators.values()]
        self.drawn = [i for i, start in enumerate(starts) if isinstance(start, Part)]
        self.spreads = [
            Spread([i for i in self.drawn if isinstance(starts[i], kind)], starts)
            for kind in (Uniform, Triangular)
        ]
        self.one_of = {
            i: start.one_of for i, start in enumerate(starts) if isinstance(start, OneOf)
        }
        layout = book.layout
        peaks = [name for name in layout.names("peak") if name != "rung"]
        self.peaks = np.array(layout.rows("peak", peaks), dtype=np.intp)
        self.watched = np.array(layout.rows("indicator", peaks), dtype=np.intp)

    def worlds(self, dice: Dice) -> Worlds:
        """Worlds before their first turn, each with start values of its own."""
        height, points = self.typical.shape
        table = np.empty((height, points * dice.worlds), dtype=REAL)
        table.reshape(height, points, dice.worlds)[:] = self.typical[:, :, None]
        indicators = table[self.book.layout.groups["indicator"]]
        for place, values in self.values(dice).items():
            indicators[place] = values
        table[self.peaks] = table[self.watched]
        return Worlds(self.book.layout, table, 0, dice)

    def values(self, dice: Dice) -> dict[int, Rows]:
        """What each world draws for itself, by the number of the indicator, (W,)."""
        luck = dice.uniforms(Purpose.START, 0, len(self.book.indicators))
        drawn: dict[int, Rows] = {}
        for spread in self.spreads:
            drawn |= zip(spread.places.tolist(), spread.drawn(luck[spread.places]), strict=True)
        for place, figures in self.one_of.items():
            chosen = (luck[place] * len(figures)).astype(np.intp)
            drawn[place] = np.array(figures, dtype=REAL)[chosen]
        return drawn

    def typical_world(self) -> Worlds:
        """One world in its first turn that started with the mean of every start value.

        At several points it is one world for each.
        """
        worlds = Worlds(self.book.layout, self.typical.copy(), 0, Dice(0, 0, self.book.points))
        worlds.begin_turn()
        return worlds


class Spread:
    """Start values between a lowest and a highest figure: all alike, or likeliest at a top."""

    def __init__(self, places: list[int], starts: Sequence[object]) -> None:
        self.places = np.array(places, dtype=np.intp)
        self.peaked = any(isinstance(starts[place], Triangular) for place in places)
        self.low = as_column(_corners(starts[place])[0] for place in places)
        self.high = as_column(_corners(starts[place])[-1] for place in places)
        self.top = as_column(_corners(starts[place])[1] for place in places)
        self.width = self.high - self.low
        self.rise, self.fall = (
            self.width * (self.top - self.low),
            self.width * (self.high - self.top),
        )

    def drawn(self, luck: Rows) -> Rows:
        """Inverse transform of uniform draws, (places, W)."""
        if not self.peaked:
            return self.low + self.width * luck
        rising = self.low + np.sqrt(luck * self.rise)
        falling = self.high - np.sqrt((1 - luck) * self.fall)
        drawn: Rows = np.where(luck * self.width < self.top - self.low, rising, falling)
        return drawn


def _corners(start: object) -> tuple[float, ...]:
    match start:
        case Uniform(uniform=ends):
            return ends
        case Triangular(triangular=corners):
            return corners
    raise AssertionError(f"no spread: {start}")


def _typical_table(book: Book) -> Rows:
    """(rows, points): a world that starts with the mean of every start value."""
    layout, scenario = book.layout, book.scenario
    table = np.zeros((layout.height, book.points), dtype=REAL)
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
