"""The rules of one scenario, compiled: the eight phases of a turn and what they share."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from sim.engine.book import Book
from sim.engine.inquiry import Inquiry
from sim.engine.logit import STEPS, weight_table
from sim.engine.phases.commitments import Commitments
from sim.engine.phases.decide import Draw, Legality
from sim.engine.phases.drift import Drift
from sim.engine.phases.endings import Endings
from sim.engine.phases.events import Events, Injects
from sim.engine.phases.incidents import Incidents
from sim.engine.phases.pacts import Pacts
from sim.engine.phases.perceive import Perceive
from sim.engine.phases.resolve import Resolve
from sim.engine.policies import Policy
from sim.engine.prospects import Losses, Prospects
from sim.engine.rows import REAL, Figures
from sim.engine.start import Start
from sim.engine.worlds import Worlds
from sim.scenario.check import load_scenario
from sim.scenario.library import scenario_path
from sim.scenario.schema import Scenario

RULES_VERSION = 1  # raised whenever the same seed no longer gives the same worlds


class Rules:
    """Everything that is worked out once from a scenario. It holds no world and never changes.

    Args:
        scenario: its numbers may be `PerPoint`.
        points: how many points these have.
    """

    def __init__(self, scenario: Scenario, points: int = 1) -> None:
        self.book = book = Book(scenario, points)
        self.decision = Inquiry(book)
        self.start = Start(book)
        self.events = Events(book)
        self.injects = Injects(book)
        self.perceive = Perceive(book)
        self.legality = Legality(book, self.decision)
        self.prospects = Prospects(book, self.decision)
        self.draw = Draw(book)
        self.resolve = Resolve(book, self.decision)
        self.commitments = Commitments(book, self.decision)
        self.pacts = Pacts(book)
        self.incidents = Incidents(book)
        self.drift = Drift(book)
        self.endings = Endings(book)
        self.true_losses = Losses(book, seen=False)
        self.minds: dict[str, Policy] = {}
        self._settle()

    def _settle(self) -> None:
        """Stakes and characters, measured in a typical world of each point at the start."""
        worlds = self.start.typical_world()
        answers = self.decision.answer(worlds)
        self.prospects.settle_stakes(worlds, answers)
        self.typical_changes = self._typical_changes(worlds)
        self.typical_choice = self._typical_choice(worlds)

    def _typical_changes(self, worlds: Worlds) -> dict[str, Figures]:
        """Indicator: (moves, points), what each move is expected to change at a typical start."""
        inquiry = Inquiry(self.book)
        asked = [
            (place, key, inquiry.ask(amount))
            for place, expected in enumerate(self.prospects.expected)
            for key, amount in expected.items()
            if key in self.book.indicators
        ]
        answers = inquiry.answer(worlds)
        shape = len(self.book.moves), self.book.points
        changes = {name: np.zeros(shape) for name in self.book.indicators}
        for place, key, answer in asked:
            changes[key][place] += answers[answer]
        for place, book_move in enumerate(self.book.moves):
            believed = book_move.move.believed if book_move.move else {}
            credibility = worlds.group("credibility")[book_move.actor]
            for key in believed.keys() & changes.keys():
                changes[key][place] += REAL(believed[key]) * credibility
        return changes

    def _typical_choice(self, worlds: Worlds) -> Figures:
        """(moves, points): how likely each move is to be chosen, by its actor's character alone."""
        losses, moves = self.prospects.losses, self.book.moves
        worse, better = self.prospects.rates(losses.distance(worlds.table))
        worth = np.zeros((len(moves), self.book.points))
        for number, side in enumerate(losses.sides):
            own = self.book.moves_of(side.actor)
            change = self.typical_changes[side.indicator][own] * losses.scale[number, 0]
            lost = np.maximum(change, 0) * worse[number]
            spared = np.minimum(change, 0) * better[number]
            worth[own] -= lost + spared
        choice = np.zeros_like(worth)
        actors = list(self.book.scenario.actors.values())
        for seat in range(len(self.book.seats)):
            own = [place for place, move in enumerate(moves) if move.seat == seat]
            rationality = actors[moves[own[0]].actor].policy.rationality
            steps = (worth[own].max(0) - worth[own]) * rationality * STEPS
            weights = weight_table(len(own)).take(steps.astype(np.intp), mode="clip")
            choice[own] = weights / np.add.reduce(weights, 0)  # exact: whole numbers
        return choice


def rules_of(scenario: Scenario | str) -> Rules:
    """The compiled rules of a scenario, or of the scenario of that id or path.

    Compiled once for each scenario object, and once for each version of a file.

    Raises:
        ScenarioError: the file can't be read or is not sound.
    """
    return _compiled(_Identity(scenario_of(scenario)))


def scenario_of(scenario: Scenario | str) -> Scenario:
    """The scenario itself, or that of the id or path, read once for each version of its file."""
    if isinstance(scenario, Scenario):
        return scenario
    path = scenario_path(scenario)
    return _loaded(path, path.stat().st_mtime_ns)


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
