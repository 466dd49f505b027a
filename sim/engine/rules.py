"""The rules of one scenario, compiled: the eight phases of a turn and what they share."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from sim.engine.book import Book
from sim.engine.inquiry import Inquiry
from sim.engine.phases.commitments import Commitments
from sim.engine.phases.decide import Draw, Legality
from sim.engine.phases.drift import Drift
from sim.engine.phases.endings import Endings
from sim.engine.phases.events import Events
from sim.engine.phases.incidents import Incidents
from sim.engine.phases.perceive import Perceive
from sim.engine.phases.resolve import Resolve
from sim.engine.policies import Policy
from sim.engine.prospects import Losses, Prospects
from sim.engine.start import Start
from sim.engine.worlds import Worlds
from sim.scenario.check import load_scenario
from sim.scenario.library import scenario_path
from sim.scenario.schema import Scenario

RULES_VERSION = 1  # raised whenever the same seed no longer gives the same worlds


class Rules:
    """Everything that is worked out once from a scenario. It holds no world and never changes."""

    def __init__(self, scenario: Scenario) -> None:
        self.book = book = Book(scenario)
        self.decision = Inquiry(book)
        self.start = Start(book)
        self.events = Events(book)
        self.perceive = Perceive(book)
        self.legality = Legality(book, self.decision)
        self.prospects = Prospects(book, self.decision)
        self.draw = Draw(book)
        self.resolve = Resolve(book, self.decision)
        self.commitments = Commitments(book, self.decision)
        self.incidents = Incidents(book)
        self.drift = Drift(book)
        self.endings = Endings(book)
        self.true_losses = Losses(book, seen=False)
        self.minds: dict[str, Policy] = {}
        self._settle()

    def _settle(self) -> None:
        """Stakes and characters, measured in a typical world at the start."""
        worlds = self.start.typical_world()
        answers = self.decision.answer(worlds)
        self.prospects.settle_stakes(worlds, answers)
        distance = self.prospects.losses.distance(worlds.table)
        utility = self.prospects.utility(answers, distance)[:-1, 0].astype(np.float64)
        self.typical_choice = self._typical_choice(utility)
        self.typical_changes = self._typical_changes(worlds)

    def _typical_choice(self, utility: np.ndarray) -> np.ndarray:
        """(moves,): how likely each actor is to choose each move, by its character alone."""
        choice = np.zeros(len(utility))
        actors = list(self.book.scenario.actors.values())
        for seat in range(len(self.book.seats)):
            own = [i for i, move in enumerate(self.book.moves) if move.seat == seat]
            rationality = actors[self.book.moves[own[0]].actor].policy.rationality
            # A rational curve in place of exp, which differs between processors.
            worth = 1 / (1 + rationality * (utility[own].max() - utility[own])) ** 2
            choice[own] = worth / sum(worth.tolist())
        return choice

    def _typical_changes(self, worlds: Worlds) -> dict[str, np.ndarray]:
        """Indicator: (moves,), what each move is expected to change at a typical start."""
        inquiry = Inquiry(self.book)
        asked: list[tuple[str, int, int]] = []
        for place, move in enumerate(self.book.moves):
            for key, amount in self.prospects.expected(move).items():
                if key in self.book.indicators:
                    asked.append((key, place, inquiry.ask(amount)))
        changes = {name: np.zeros(len(self.book.moves)) for name in self.book.indicators}
        if asked:
            answers = inquiry.answer(worlds)
            for key, place, answer in asked:
                changes[key][place] = answers[answer, 0]
        return changes


def rules_of(scenario: Scenario | str) -> Rules:
    """The compiled rules of a scenario, or of the scenario of that id or path.

    Compiled once for each scenario object, and once for each version of a file.

    Raises:
        ScenarioError: the file can't be read or is not sound.
    """
    if isinstance(scenario, Scenario):
        return _compiled(_Identity(scenario))
    path = scenario_path(scenario)
    return _compiled(_Identity(_loaded(path, path.stat().st_mtime_ns)))


class _Identity:
    """A scenario as a key: this very object, since comparing whole scenarios takes long."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __hash__(self) -> int:
        return id(self.scenario)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.scenario is self.scenario


@lru_cache(maxsize=16)
def _compiled(key: _Identity) -> Rules:
    return Rules(key.scenario)


@lru_cache(maxsize=16)
def _loaded(path: Path, changed: int) -> Scenario:
    return load_scenario(path)
