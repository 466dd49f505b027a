"""How worlds begin: each draws its own start values, because nobody knows them exactly."""

from __future__ import annotations

import numpy as np

from sim.engine.book import NEVER, Book, typical_start
from sim.engine.dice import Dice, Purpose
from sim.engine.program import Rows
from sim.engine.worlds import Table, Worlds
from sim.scenario.schema import Indicator, OneOf, Triangular, Uniform


def start_worlds(book: Book, dice: Dice) -> Worlds:
    """Worlds before their first turn, each with start values of its own."""
    luck = dice.uniforms(Purpose.START, 0, len(book.indicators))
    indicators = book.scenario.indicators.values()
    starts = [drawn_start(part, row) for part, row in zip(indicators, luck, strict=True)]
    return Worlds(book.layout, _table(book, np.array(starts)), 0, dice)


def typical_world(book: Book) -> Worlds:
    """One world in its first turn that started with the mean of every start value."""
    indicators = book.scenario.indicators.values()
    table = _table(book, np.array([[typical_start(part)] for part in indicators]))
    worlds = Worlds(book.layout, table, 0, Dice(0, 0, 1))
    worlds.begin_turn()
    return worlds


def drawn_start(indicator: Indicator, luck: np.ndarray) -> np.ndarray:
    """Start values by inverse transform, one uniform draw a world, (W,)."""
    match indicator.start:
        case Uniform(uniform=(low, high)):
            return low + (high - low) * luck
        case Triangular(triangular=(low, top, high)):
            width = high - low
            if width == 0:
                return np.full_like(luck, low)
            rising = low + np.sqrt(luck * width * (top - low))
            falling = high - np.sqrt((1 - luck) * width * (high - top))
            return np.where(luck * width < top - low, rising, falling)
        case OneOf(one_of=figures):
            return np.array(figures)[(luck * len(figures)).astype(np.intp)]
        case figure:
            return np.full_like(luck, figure)


def _table(book: Book, indicators: Rows) -> Table:
    """A table in which only the indicators differ between worlds."""
    layout, scenario = book.layout, book.scenario
    table = np.zeros((layout.height, indicators.shape[1]))
    table[layout.row("ending", "ending")] = -1.0
    table[layout.groups["indicator"]] = indicators
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
    for name in layout.names("peak"):
        if name != "rung":
            table[layout.row("peak", name)] = table[layout.row("indicator", name)]
    return table
