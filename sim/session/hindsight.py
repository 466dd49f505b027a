"""A session looked back on: for every turn, how things stood and what one role knew of it.

For those who review what was played. Nothing of it is for a screen while the crisis goes on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.engine.rows import Places, Rows
from sim.scenario.schema import Scenario
from sim.session.futures import scenario_in
from sim.session.knowledge import Knowledge
from sim.session.session import replay
from sim.session.table import Table


@dataclass(frozen=True, eq=False)
class Lived:
    """A turn that people decided, as it stood when they did.

    Attributes:
        truth: the true world, (rows,); knowledge: what the role knew of it.
        done: the place in the book of what each seat did, (seats,).
        deed, word: what the role did and said, by id.
        expected: its chance of a peaceful end then, 0 to 1, if it gave one.
    """

    turn: int
    truth: Rows
    knowledge: Knowledge
    done: Places
    deed: str
    word: str
    expected: float | None


@dataclass(frozen=True, eq=False)
class Hindsight:
    """One role's part in a session, from the turn on in which people sat down.

    Attributes:
        text: the scenario, as in the file; seed, world: the address of its luck.
        policies: who played, or would play, which actor.
        over: the crisis has ended.
        last: the true world as the turn to decide now began, or as it ended, (rows,).
    """

    text: str
    role: str
    seed: int
    world: int
    policies: dict[str, str]
    over: bool
    turns: tuple[Lived, ...]
    last: Rows

    @property
    def scenario(self) -> Scenario:
        """What was played; the same object as for what the role knew."""
        return scenario_in(self.text)

    @property
    def columns(self) -> list[Rows]:
        """The true world as each of the turns began, and the last of it."""
        return [*(lived.truth for lived in self.turns), self.last]


def look_back(path: Path, role: str) -> Hindsight:
    """What a saved session came to so far.

    Raises:
        SaveBroken: it can't be read.
        SessionRefused: no person plays that role.
    """
    return look_back_at(path, [role])[role]


def look_back_at(path: Path, roles: Collection[str] = ()) -> dict[str, Hindsight]:
    """The same for several roles at once, by role; for all that people play if none is named."""
    moments = replay(path)
    session = next(moments)
    knowledge = {role: session.knowledge(role) for role in roles or session.people}
    table: Table = session._table  # the truth, which no session hands out to those who play
    turns = [{role: _lived(table, role) for role in knowledge} for _session in moments]
    return {
        role: Hindsight(
            text=known.scenario,
            role=role,
            seed=session.seed,
            world=table.crisis.worlds.dice.first_world,
            policies=dict(known.policies),
            over=table.over,
            turns=tuple(lived[role] for lived in turns),
            last=table.crisis.worlds.table[:, 0].copy(),
        )
        for role, known in knowledge.items()
    }


def _lived(table: Table, role: str) -> Lived:
    """The turn that has just been taken."""
    knowledge, orders = table.decided_on[role], table.seat(role).given[-1]
    return Lived(
        turn=knowledge.turn,
        truth=table.decided_in,
        knowledge=knowledge,
        done=table.crisis.worlds.group("choice")[:, 0].astype(np.intp),
        deed=orders.deed,
        word=orders.word,
        expected=orders.expected,
    )
