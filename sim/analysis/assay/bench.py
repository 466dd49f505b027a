"""The bench: one scenario set up for many small trials, here and in helping processes."""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

import numpy as np

from sim.engine.crisis import Crisis
from sim.engine.machine import keep_freed_memory
from sim.engine.rows import Places
from sim.scenario.document import Document
from sim.scenario.schema import Scenario

Found = TypeVar("Found", covariant=True)
BLOCK = 4_112  # worlds side by side, as in a batch


class Trial(Protocol, Generic[Found]):
    """A piece of work that needs nothing but the bench."""

    def on(self, bench: Bench) -> Found:
        """What is found."""


class Bench:
    """Does trials. It is sent to helpers, and sets up there what it needs.

    Attributes:
        document: the file; scenario: what it says.
        worlds: how many for each cast. Other trials take a part of that.
        seed: the same luck for every trial, so that differences are paired.
    """

    def __init__(self, document: Document, scenario: Scenario, worlds: int, seed: int) -> None:
        self.document = document
        self.scenario = scenario
        self.worlds = worlds
        self.seed = seed

    def __call__(self, trial: Trial[Any]) -> tuple[Trial[Any], Any]:
        """The trial, and what is found."""
        keep_freed_memory()
        return trial, trial.on(self)


def endings_of(crisis: Crisis) -> Places:
    """The number of each world's ending, (W,)."""
    endings: Places = crisis.worlds.row("ending", "ending").astype(np.intp)
    return endings
