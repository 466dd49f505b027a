"""Screening: which numbers of a scenario decide how it ends.

Each dial is turned alone, a fifth up, and the same worlds are played again with the same luck; what
counts is how many of a hundred worlds come to another ending, on balance. Those that moved most
are turned up and down in more and other worlds, so that none is told for its luck. One at a time
shows no interplay of numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.assay.bench import Bench, endings_of
from sim.analysis.assay.casts import USUAL
from sim.analysis.assay.dials import AMOUNTS, TURN, Dial, dials_of, turned
from sim.analysis.assay.outcomes import moved
from sim.analysis.intervals import Difference, paired_difference
from sim.engine.crisis import Crisis
from sim.engine.rows import Places
from sim.scenario.expressions import Number
from sim.scenario.schema import Scenario

PART = 4  # of the worlds of a cast, one in so many for a dial of the first round
MOST_DIALS = 300  # of the first round
FINALISTS = 24  # of the second


@dataclass(frozen=True)
class DialTrial:
    """Plays worlds in which a dial is turned, the others stand as they are."""

    dial: Dial
    is_up: bool
    first_world: int
    worlds: int

    def on(self, bench: Bench) -> Places:
        """The number of each world's ending, (worlds,)."""
        scenario = turned(bench.document, {self.dial: self.is_up})
        return endings_of(USUAL.crisis(scenario, self.worlds, bench.seed, self.first_world).run())


@dataclass(frozen=True)
class Decisive:
    """What turning a dial from a fifth down to a fifth up does.

    Attributes:
        moved: the share of worlds that come to another ending on balance.
        ending: the one whose share it changes most, and by how much.
    """

    dial: Dial
    moved: float
    ending: str
    change: Difference

    @property
    def is_sure(self) -> bool:
        """Is it more than luck?"""
        return self.change.low > 0 or self.change.high < 0


def first_round(bench: Bench) -> list[DialTrial]:
    """Every dial that might matter, turned up, in some of the worlds that the usual cast played."""
    dials = promising(bench)
    return [DialTrial(dial, True, 0, -(-bench.worlds // PART)) for dial in dials]


def second_round(bench: Bench, usual: Places, found: Mapping[DialTrial, Places]) -> list[DialTrial]:
    """Those that moved most, turned both ways, in worlds that nobody has played yet."""
    count = len(bench.scenario.endings)

    def change(trial: DialTrial) -> float:
        return moved(found[trial], usual[: trial.worlds], count)

    best = sorted(found, key=lambda trial: (-change(trial), str(trial.dial)))[:FINALISTS]
    return [
        DialTrial(trial.dial, is_up, bench.worlds, bench.worlds)
        for trial in best
        if change(trial) > 0
        for is_up in (True, False)
    ]


def decisive(scenario: Scenario, found: Mapping[DialTrial, Places]) -> list[Decisive]:
    """What the second round shows, the most decisive first; left out is what may be luck."""
    ends = {(trial.dial, trial.is_up): endings for trial, endings in found.items()}
    told = [
        _told(scenario, dial, ends[dial, True], ends[dial, False])
        for dial in dict.fromkeys(trial.dial for trial in found)
    ]
    return sorted((each for each in told if each.is_sure), key=lambda each: -each.moved)


def _told(scenario: Scenario, dial: Dial, up: Places, down: Places) -> Decisive:
    names = list(scenario.endings)
    changes = [paired_difference(up == number, down == number) for number in range(len(names))]
    number = max(range(len(names)), key=lambda each: abs(changes[each].mean))
    share = moved(up, down, len(names))
    return Decisive(dial, share, names[number], changes[number])


def promising(bench: Bench) -> list[Dial]:
    """The dials that could move most, by how often what they belong to came about."""
    crisis = USUAL.crisis(bench.scenario, -(-bench.worlds // PART), bench.seed).run()
    weight = _Weight(bench.scenario, crisis)
    dials = sorted(dials_of(bench.document), key=lambda dial: -weight(dial))
    return [dial for dial in dials[:MOST_DIALS] if weight(dial) > 0]


class _Weight:
    """About how much a world changes with a dial.

    An amount: by how many spreads (between worlds) it shifts its indicator. A cost: how many
    choices it changes. What does not belong to a move, event or incident is always tried.
    """

    def __init__(self, scenario: Scenario, crisis: Crisis) -> None:
        book, worlds = crisis.rules.book, crisis.worlds
        things = [*(move.name for move in book.moves), *scenario.events, *scenario.incidents]
        self.scenario = scenario
        self.times: dict[str, float] = dict(
            zip(things, worlds.group("count").mean(axis=1).tolist(), strict=True)
        )
        spreads = worlds.group("indicator").std(axis=1).tolist()
        self.spreads: dict[str, float] = dict(zip(book.indicators, spreads, strict=True))

    def __call__(self, dial: Dial) -> float:
        match dial.path:
            case ("moves", str(actor), str(move), *rest):
                times = self.times[f"{actor}.{move}"]
                rationality = self.scenario.actors[actor].policy.rationality
            case ("events" | "incidents", str(name), *rest):
                times, rationality = self.times[name], 0.0
            case _:
                return np.inf
        if rest[-1] == "cost":
            return TURN * times * float(dial.value) * rationality
        return TURN * times * (self._shift(dial) if set(rest) & set(AMOUNTS) else 1.0)

    def _shift(self, dial: Dial) -> float:
        """The amount in spreads of its indicator; 1 where that can't be told."""
        amount = dial.value.value if isinstance(dial.value, Number) else dial.value
        spread = self.spreads.get(str(dial.path[-1]), 0.0)
        return abs(float(amount)) / spread if spread and isinstance(amount, int | float) else 1.0
