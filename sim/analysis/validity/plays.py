"""Plays: worlds of a scenario with something changed, and what is counted in each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.assay.bench import BLOCK, Bench, Trial, endings_of
from sim.analysis.assay.casts import ALL
from sim.analysis.intervals import Frequency
from sim.analysis.summary import endings_as
from sim.engine.crisis import Crisis
from sim.engine.rows import Figures
from sim.scenario.overrides import with_overrides
from sim.scenario.schema import Scenario
from sim.scenario.validate import validate

Do = Callable[[Sequence[Trial[Any]]], list[Any]]
CLASHES = ("clashes", "war")
ALWAYS = "always"  # the measure by which shares of all worlds are divided


@dataclass(frozen=True)
class Change:
    """What is put in place of the scenario's own: values by path, and policies by actor."""

    settings: tuple[tuple[str, Any], ...] = ()
    policies: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.settings or self.policies)

    @property
    def options(self) -> tuple[str, ...]:
        """As the command line takes them."""
        return (
            *(f"--set {path}={value}" for path, value in self.settings),
            *(f"--policy {actor}={name}" for actor, name in self.policies),
        )

    def scenario(self, bench: Bench) -> Scenario:
        """The scenario of the bench with the change."""
        if not self.settings:
            return bench.scenario
        return validate(with_overrides(bench.document, dict(self.settings)), Scenario)


AS_WRITTEN = Change()


@dataclass(frozen=True, eq=False)
class Played:
    """What came of it: a row of numbers, (W,), for each measure.

    The same world has the same luck in all plays of a seed, so that differences are paired.
    """

    scenario_endings: tuple[str, ...]
    endings: Figures
    turns: Figures
    measures: Mapping[str, Figures]

    @property
    def worlds(self) -> int:
        """How many."""
        return len(self.endings)

    @property
    def frequencies(self) -> dict[str, Frequency]:
        """How often it came to each ending."""
        counts = np.bincount(self.endings.astype(np.intp), minlength=len(self.scenario_endings))
        named = zip(self.scenario_endings, counts.tolist(), strict=True)
        return {name: Frequency(count, self.worlds) for name, count in named}


@dataclass(frozen=True)
class PlayTrial:
    """Plays so many worlds with a change."""

    change: Change
    worlds: int

    def on(self, bench: Bench) -> Played:
        """All of them, to the end."""
        scenario = self.change.scenario(bench)
        played = []
        for first in range(0, self.worlds, BLOCK):
            width = min(BLOCK, self.worlds - first)
            policies = dict(self.change.policies)
            played.append(Crisis(scenario, width, first, bench.seed, policies).run())
        parts = [measures(crisis) for crisis in played]
        return Played(
            scenario_endings=tuple(scenario.endings),
            endings=np.concatenate([endings_of(crisis).astype(np.float64) for crisis in played]),
            turns=np.concatenate([crisis.worlds.row("turn", "turn") for crisis in played]),
            measures={name: np.concatenate([part[name] for part in parts]) for name in parts[0]},
        )


def all_play(policy: str) -> Change:
    """Every actor chooses by this policy."""
    return Change(policies=((ALL, policy),))


def measures(crisis: Crisis) -> dict[str, Figures]:
    """What is counted in each world once it is over, (W,) each."""
    scenario, worlds = crisis.rules.book.scenario, crisis.worlds
    ending = endings_of(crisis)
    names = list(scenario.endings)

    def ended(outcomes: Sequence[str]) -> Figures:
        wanted = [names.index(name) for name in endings_as(scenario, outcomes)]
        return np.isin(ending, wanted).astype(np.float64)

    def summed(group: str) -> Figures:
        return np.asarray(worlds.group(group).sum(axis=0, dtype=np.float64))

    backed_down = summed("broken") + summed("dropped")
    found = {
        ALWAYS: np.ones(worlds.count),
        "war": ended(["war"]),
        "clashes or war": ended(CLASHES),
        "agreement": ended(["agreement"]),
        "backed down": backed_down,
        "unmet": backed_down + summed("kept"),
        "hostile": _hostile(crisis),
    }
    return found | {f"worth {name}": row for name, row in _worth(crisis).items()}


def _worth(crisis: Crisis) -> dict[str, Figures]:
    """What each actor has in the end, in its stakes: goals reached, less what its moves cost it."""
    book, worlds = crisis.rules.book, crisis.worlds
    losses = crisis.rules.prospects.losses
    felt = (losses.straight + losses.curved)[:, 0]
    stakes = {
        book.actors[side.actor]: side.weight / float(weight)
        for side, weight in zip(losses.sides, felt, strict=True)
    }
    reached = dict(zip(book.actors, crisis.scores() / 100, strict=True))
    found = {name: reached[name] / stakes.get(name, 1.0) for name in book.actors}
    first = book.layout.first("count")
    for place, move in enumerate(book.moves):
        if move.move and move.move.cost:
            made = worlds.table[first + place]
            found[book.actors[move.actor]] -= move.move.cost * made
    return found


def _hostile(crisis: Crisis) -> Figures:
    """How often the two rivals did or said something to each other that escalates, (W,)."""
    book = crisis.rules.book
    pair = rivals(book.scenario)
    counts = np.zeros(crisis.worlds.count)
    if pair is None:
        return counts
    first = book.layout.first("count")
    one, other = (book.actors.index(name) for name in pair)
    for place, move in enumerate(book.moves):
        if move.kind == "escalate" and (
            (move.actor == one and other in move.toward)
            or (move.actor == other and one in move.toward)
        ):
            counts += crisis.worlds.table[first + place]
    return counts


def rivals(scenario: Scenario) -> tuple[str, str] | None:
    """The two whose crisis it is: of those who may do something to each other, the most hostile.

    None where no two sides begin with ill feelings.
    """
    feelings = scenario.dynamics.attitudes.start
    aimed = {
        (actor, other)
        for actor, moves in scenario.moves.items()
        for move in moves.values()
        for other in move.toward
    }
    actors = list(scenario.actors)
    warmth = {
        (one, other): feelings.get(one, {}).get(other, 0) + feelings.get(other, {}).get(one, 0)
        for place, one in enumerate(actors)
        for other in actors[place + 1 :]
        if {(one, other), (other, one)} <= aimed
    }
    coldest = min(warmth, key=warmth.__getitem__, default=None)
    return coldest if coldest and warmth[coldest] < 0 else None
