"""Some worlds of a batch, played again for what a row a world can't tell: every turn and move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.batch.store import Batch
from sim.engine.crisis import Crisis
from sim.engine.rules import RULES_VERSION
from sim.scenario.schema import Scenario

Values = NDArray[np.float32]
MOST = 2_000  # worlds; a 10 % quantile is then sure to about one part in a hundred
FOLLOWING = 200  # worlds that follow history: its moves are fixed, only luck differs


@dataclass(frozen=True)
class Course:
    """What went on in some worlds, turn by turn.

    Attributes:
        values: indicator: its value at the start and after each turn, (turns + 1, W); worlds that
            are over keep their last value.
        made: move: how often it was made so far, likewise.
        turns: how many turns each world took, (W,).
        endings: the name of each world's ending, (W,).
    """

    values: Mapping[str, Values]
    made: Mapping[str, Values]
    turns: Values
    endings: NDArray[np.str_]

    @property
    def worlds(self) -> int:
        """How many worlds."""
        return len(self.turns)


def follow(crisis: Crisis) -> Course:
    """Play a crisis to the end, and keep every turn."""
    book, worlds = crisis.rules.book, crisis.worlds
    kept: dict[str, list[Values]] = {"indicator": [], "count": []}
    for turn in range(book.scenario.clock.turns + 1):
        if turn:
            crisis.step()  # nothing moves once all worlds are over
        for group, tables in kept.items():
            tables.append(worlds.group(group).copy())
    values, counts = (np.stack(tables) for tables in kept.values())
    names = np.array(list(book.scenario.endings))
    return Course(
        values={name: values[:, place] for place, name in enumerate(book.indicators)},
        made={move.name: counts[:, place] for place, move in enumerate(book.moves)},
        turns=worlds.row("turn", "turn").copy(),
        endings=names[worlds.row("ending", "ending").astype(np.intp)],
    )


def play_again(batch: Batch, scenario: Scenario, manifest: Mapping[str, Any]) -> Course:
    """The first worlds of a batch.

    Raises:
        ValueError: this program plays them differently; the message says what to do.
    """
    there = batch.worlds.head(MOST, columns=["world", "ending"])
    numbers = there.column("world").to_numpy()
    count = int(np.sum(numbers - numbers[0] == np.arange(len(numbers))))  # parts may be missing
    first, seed, policies = int(numbers[0]), manifest["seed"], manifest["policies"]
    found = None
    if manifest["rules_version"] == RULES_VERSION:
        found = follow(Crisis(scenario, count, first, seed, policies))
    if found is None or found.endings.tolist() != there.column("ending").to_pylist()[:count]:
        raise ValueError(
            f'"{batch.place}" was computed by another version of Standoff, and its worlds come '
            f"out differently now; compute it again: {manifest['command']}"
        )
    return found


def follow_history(scenario: Scenario, seed: int) -> Course | None:
    """Worlds in which every actor does what was recorded; None where nothing is."""
    if scenario.history is None:
        return None
    return follow(Crisis(scenario, FOLLOWING, seed=seed, policies={"all": "historical"}))
