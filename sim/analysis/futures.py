"""What could have followed from a moment: many futures of it, for several plans side by side.

A plan puts orders to some seats in the turn of that moment; whoever is given none is played by a
policy, and all are from the next turn on. Copy 7 meets the same luck under every plan, so that two
plans differ by what was done, and by what luck made of it only where that depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sim.engine.crisis import Crisis
from sim.engine.dice import Dice, Purpose
from sim.engine.phases.decide import Outlook
from sim.engine.rows import Figures, Mask, Places, Rows
from sim.engine.worlds import Worlds
from sim.scenario.schema import Scenario

Plan = Mapping[int, int]  # by seat, the place in the book of the move
FIRST_STREAM = 2**60 + 16  # of luck that no session, fork, memory or forecast meets
WIDEST = 16_384  # worlds side by side, for the sake of memory


class Luck(IntEnum):
    """What futures are drawn for: what is chosen by some is judged by others."""

    CHOICE = 0
    JUDGEMENT = 1
    CURVE = 2
    SWING = 3
    HISTORY = 4

    def stream(self, number: int) -> int:
        """A stream of its own; that below it is free as well. number: the luck of a review."""
        return FIRST_STREAM + 2 * (number * len(Luck) + self) + 1


@dataclass(frozen=True, eq=False)
class Moment:
    """A turn that has begun: all have perceived and nobody has decided.

    Attributes:
        table: (rows, copies), the world of each copy.
    """

    turn: int
    table: Rows


@dataclass(frozen=True, eq=False)
class Outcomes:
    """How the futures ended, all (plans, copies).

    Attributes:
        ending: its number in the scenario. goals: of one role, 0 to 100.
        peaks, harm: by "rung" and watched indicator, and by indicator of human cost.
    """

    ending: Places
    peaceful: Mask
    goals: Figures
    peaks: dict[str, Rows]
    harm: dict[str, Rows]


class SharedLuck(Dice):
    """The luck of `copies` worlds, met again under each of several plans."""

    def __init__(self, seed: int, first_copy: int, copies: int, stream: int, plans: int) -> None:
        super().__init__(seed, first_copy, copies, stream)
        self.plans = plans

    def uniforms(self, purpose: Purpose, turn: int, draws: int) -> Rows:
        """Uniform numbers in [0, 1), (draws, plans × copies), plan by plan."""
        return np.tile(super().uniforms(purpose, turn, draws), self.plans)


class Futures:
    """Plays futures of one scenario.

    Args:
        policies: who plays which actor, where not as the scenario says.
        role: whose goals are counted.
        done: what was done in each turn, by turn, (seats,): under `as_they_did`, all seats that a
            plan leaves free do that where it is legal, and rest where it is not.
    """

    def __init__(
        self,
        scenario: Scenario,
        policies: Mapping[str, str],
        role: str,
        done: Mapping[int, Places] | None = None,
    ) -> None:
        self.crisis = Crisis(scenario, policies=policies)
        self.book = self.crisis.rules.book
        self.number = self.book.actors.index(role)
        self.done = done or {}
        self.peaceful = np.array([not end.violent for end in scenario.endings.values()])

    def legal(self, moment: Moment) -> Mask:
        """(moves,): what may be done in the world of the first copy."""
        outlook = self._outlook(self._worlds(moment, slice(0, 1), 1, Dice(0, 0, 1)))
        legal: Mask = outlook.legal[:-1, 0].copy()
        return legal

    def play(
        self,
        moment: Moment,
        plans: Sequence[Plan],
        dice: tuple[int, int],
        as_they_did: bool = False,
    ) -> Outcomes:
        """The futures of a moment under each plan.

        dice: seed and stream of their luck.
        """
        copies = moment.table.shape[1]
        size = max(1, WIDEST // len(plans))
        parts = [
            self._play(moment, slice(first, min(first + size, copies)), plans, dice, as_they_did)
            for first in range(0, copies, size)
        ]
        return parts[0] if len(parts) == 1 else _joined(parts)

    def _play(
        self,
        moment: Moment,
        copies: slice,
        plans: Sequence[Plan],
        dice: tuple[int, int],
        as_they_did: bool,
    ) -> Outcomes:
        seed, stream = dice
        width = copies.stop - copies.start
        luck = SharedLuck(seed, copies.start, width, stream, len(plans))
        crisis, worlds = self.crisis, self._worlds(moment, copies, len(plans), luck)
        crisis.worlds, crisis.running = worlds, True
        orders = [(plan, slice(i * width, (i + 1) * width)) for i, plan in enumerate(plans)]
        self._close(self._outlook(worlds), orders, as_they_did)
        while crisis.running:
            self._close(crisis.open_turn(), [], as_they_did)
        return self._outcomes((len(plans), width))

    def _worlds(self, moment: Moment, copies: slice, plans: int, dice: Dice) -> Worlds:
        # Row by row in memory, as the engine wants it, however the moment was cut out.
        table = np.ascontiguousarray(np.tile(moment.table[:, copies], plans))
        return Worlds(self.book.layout, table, moment.turn, dice)

    def _outlook(self, worlds: Worlds) -> Outlook:
        rules = self.crisis.rules
        answers = rules.decision.answer(worlds)
        return Outlook(worlds, answers, rules.legality(worlds, answers))

    def _close(
        self, outlook: Outlook, orders: Sequence[tuple[Plan, slice]], as_they_did: bool
    ) -> None:
        """All decide, and the turn takes its course. orders: a plan, and the worlds it is for."""
        crisis, worlds = self.crisis, outlook.worlds
        if as_they_did and worlds.turn in self.done:
            chosen = self._as_done(outlook)
        else:
            chosen = crisis.rules.draw(worlds, crisis.weigh(outlook))
        for plan, here in orders:
            for seat, place in plan.items():
                assert outlook.legal[place, here].all(), self.book.moves[place].name
                chosen[seat, here] = place
        crisis.close_turn(outlook, chosen)

    def _as_done(self, outlook: Outlook) -> Places:
        done, rest = self.done[outlook.worlds.turn], self.book.seat_starts
        chosen: Places = np.where(outlook.legal[done], done[:, None], rest[:, None])
        return chosen

    def _outcomes(self, shape: tuple[int, int]) -> Outcomes:
        worlds, layout = self.crisis.worlds, self.book.layout
        ending = worlds.row("ending", "ending").astype(np.intp).reshape(shape)
        indicators = self.book.scenario.indicators.items()
        return Outcomes(
            ending=ending,
            peaceful=self.peaceful.take(ending),
            goals=self.crisis.scores()[self.number].reshape(shape),
            peaks={k: worlds.row("peak", k).reshape(shape) for k in layout.names("peak")},
            harm={k: worlds.row("indicator", k).reshape(shape) for k, i in indicators if i.harm},
        )


def _joined(parts: Sequence[Outcomes]) -> Outcomes:
    """The same plans for more copies."""
    first = parts[0]
    return Outcomes(
        ending=np.hstack([part.ending for part in parts]),
        peaceful=np.hstack([part.peaceful for part in parts]),
        goals=np.hstack([part.goals for part in parts]),
        peaks={k: np.hstack([part.peaks[k] for part in parts]) for k in first.peaks},
        harm={k: np.hstack([part.harm[k] for part in parts]) for k in first.harm},
    )
