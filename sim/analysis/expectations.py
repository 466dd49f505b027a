"""The tests that a scenario brings along: what it expects of itself, and whether it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Difference, Frequency, paired_difference
from sim.analysis.summary import endings_as
from sim.engine.crisis import Crisis
from sim.scenario.check import load_scenario
from sim.scenario.schema import Expectation, Scenario

BLOCK = 4_112


@dataclass(frozen=True)
class ExpectationResult:
    """What came of one expectation.

    Attributes:
        says: the expectation in a sentence.
        found: how often it came to what the expectation is about.
        between: the shares between which it should be, if it says so.
        compared: "higher" or "lower" than in the scenario as it stands, if it says so.
        difference: how much higher it is, by the same luck.
    """

    says: str
    found: Frequency
    between: tuple[float, float] | None
    compared: str | None
    difference: Difference | None

    @property
    def holds(self) -> bool:
        """Is all as expected, and a difference too large to be luck?"""
        if self.between and not self.between[0] <= self.found.share <= self.between[1]:
            return False
        if self.difference is None:
            return True
        return self.difference.low > 0 if self.compared == "higher" else self.difference.high < 0

    def plain(self) -> dict[str, object]:
        """As plain data."""
        told = {"says": self.says, "holds": self.holds, "found": self.found.plain()}
        difference = asdict(self.difference) if self.difference else None
        return {
            **told,
            "between": self.between,
            "compared": self.compared,
            "difference": difference,
        }


def check_expectations(
    scenario: str | Path,
    seed: int = 0,
    overrides: Mapping[str, object] | None = None,
    most_worlds: int | None = None,
) -> list[ExpectationResult]:
    """Play what the scenario expects something of, in the order of the file.

    Args:
        scenario: the id or path of one.
        seed: chooses the luck of all worlds.
        overrides: path: value, put in place of what the file says before all else.
        most_worlds: play no more than this, for a quick look; None plays what each asks for.

    Raises:
        ScenarioError: the scenario is not sound, with the overrides or an expectation's settings.
    """
    return list(each_expectation(scenario, seed, overrides, most_worlds))


def each_expectation(
    scenario: str | Path,
    seed: int = 0,
    overrides: Mapping[str, object] | None = None,
    most_worlds: int | None = None,
) -> Iterator[ExpectationResult]:
    """The same one by one, as soon as each has been played."""
    trials = _Trials(scenario, seed, overrides or {}, most_worlds)
    for expectation in trials.usual.expect:
        trials.need(expectation)
    yield from map(trials.result, trials.usual.expect)


class _Trials:
    """Plays each changed scenario once, with as many worlds as any expectation wants of it."""

    def __init__(
        self,
        scenario: str | Path,
        seed: int,
        overrides: Mapping[str, object],
        most_worlds: int | None,
    ) -> None:
        self.name = scenario
        self.seed = seed
        self.overrides = overrides
        self.most_worlds = most_worlds
        self.usual = load_scenario(scenario, overrides)
        self.wanted: dict[str, int] = {}
        self.played: dict[str, NDArray[np.intp]] = {}

    def need(self, expectation: Expectation) -> None:
        """Note how many worlds it wants, changed and, if it compares, as they stand."""
        trials = [_trial(expectation), _trial()] if expectation.compared else [_trial(expectation)]
        for trial in trials:
            self.wanted[trial] = max(self.wanted.get(trial, 0), self._count(expectation))

    def result(self, expectation: Expectation) -> ExpectationResult:
        """What came of it."""
        wanted = [list(self.usual.endings).index(n) for n in self._names(expectation)]
        count = self._count(expectation)
        came = np.isin(self._endings(_trial(expectation))[:count], wanted)
        difference = None
        if expectation.compared:
            usual = np.isin(self._endings(_trial())[:count], wanted)
            difference = paired_difference(came, usual)
        return ExpectationResult(
            says=str(expectation.says),
            found=Frequency(int(came.sum()), count),
            between=expectation.between,
            compared=expectation.compared,
            difference=difference,
        )

    def _names(self, expectation: Expectation) -> list[str]:
        return endings_as(self.usual, expectation.chance_of)

    def _count(self, expectation: Expectation) -> int:
        return min(expectation.worlds, self.most_worlds or expectation.worlds)

    def _endings(self, trial: str) -> NDArray[np.intp]:
        """The number of each world's ending. Luck has an address: the first of many are the few."""
        if trial not in self.played:
            change = json.loads(trial)
            scenario = self.usual
            if change["set"]:
                scenario = load_scenario(self.name, {**self.overrides, **change["set"]})
            worlds = self.wanted[trial]
            self.played[trial] = play(scenario, worlds, self.seed, change["policy"])
        return self.played[trial]


def _trial(expectation: Expectation | None = None) -> str:
    """What an expectation changes, as a key; without one, the scenario as it stands."""
    settings = expectation.set if expectation else {}
    policies = expectation.policy if expectation else {}
    return json.dumps({"set": settings, "policy": policies}, sort_keys=True)


def play(
    scenario: Scenario, worlds: int, seed: int, policies: Mapping[str, str]
) -> NDArray[np.intp]:
    """The number of each world's ending, (worlds,)."""
    endings = []
    for first in range(0, worlds, BLOCK):
        crisis = Crisis(scenario, min(BLOCK, worlds - first), first, seed, policies).run()
        endings.append(crisis.worlds.row("ending", "ending").astype(np.intp))
    return np.concatenate(endings)
