"""A tally: in how many worlds each thing that a scenario offers came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from sim.engine.crisis import Crisis
from sim.engine.phases.decide import Outlook
from sim.engine.rows import Mask
from sim.engine.worlds import Worlds
from sim.scenario.schema import Scenario


class Tally:
    """Counts worlds, by name, over all the crises that it is shown.

    Attributes:
        worlds: how many in all.
        legal: by move, in how many it was ever legal.
        made: by move, in how many it was made.
        happened, ended, stood: the same of events and incidents, endings, and rungs.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.worlds = 0
        self.legal: Counter[str] = Counter()
        self.made: Counter[str] = Counter()
        self.happened: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.stood: Counter[str] = Counter()

    def eye(self, crisis: Crisis) -> _Eye:
        """An eye for one crisis; `add` it when that is over."""
        return _Eye(crisis)

    def add(self, seen: _Eye) -> None:
        """Count what was seen in a crisis that is over."""
        crisis, book = seen.crisis, seen.crisis.rules.book
        moves = [move.name for move in book.moves]
        happenings = [*self.scenario.events, *self.scenario.incidents]
        came = crisis.worlds.group("count") > 0
        ended = crisis.worlds.row("ending", "ending")[None] == np.arange(
            len(self.scenario.endings)
        ).reshape(-1, 1)
        self.worlds += crisis.worlds.count
        _count(self.legal, moves, seen.legal)
        _count(self.made, moves, came[: len(moves)])
        _count(self.happened, happenings, came[len(moves) :])
        _count(self.ended, list(self.scenario.endings), ended)
        _count(self.stood, list(self.scenario.ladder), seen.stood)


class _Eye:
    """What is over before a crisis is: what was legal, and where worlds stood on the ladder."""

    def __init__(self, crisis: Crisis) -> None:
        self.crisis = crisis
        book, width = crisis.rules.book, crisis.worlds.count
        self.legal: Mask = np.zeros((len(book.moves), width), dtype=np.bool_)
        self.stood: Mask = np.zeros((len(book.scenario.ladder), width), dtype=np.bool_)
        self.columns = np.arange(width)

    def before(self, outlook: Outlook) -> None:
        self.legal |= outlook.legal[:-1] & outlook.worlds.alive

    def after(self, worlds: Worlds) -> None:
        rung = worlds.row("rung", "rung").astype(np.intp)
        self.stood[rung, self.columns] |= worlds.alive


def _count(counter: Counter[str], names: Sequence[str], came: Mask) -> None:
    for name, count in zip(names, came.sum(axis=1).tolist(), strict=True):
        counter[name] += count
