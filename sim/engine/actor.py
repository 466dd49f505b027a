"""An actor: a side of the crisis, as an agent of Mesa."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.engine.late import mesa

if TYPE_CHECKING:
    from sim.engine.crisis import Crisis
    from sim.engine.rows import Rows


class Actor(mesa.Agent):  # type: ignore[misc]  # Mesa gives no types
    """One side in all worlds of a crisis.

    Its rules are those of the scenario and are applied to all actors at once; the agent is where
    one side is asked and told: what it may do, what it sees, what it did, how it chooses.

    Attributes:
        name: its id in the scenario.
        policy: the name of the policy that plays it; may be changed between turns.
    """

    def __init__(self, model: Crisis, name: str, policy: str) -> None:
        super().__init__(model)
        self.crisis = model
        self.name = name
        self._policy = policy

    @property
    def policy(self) -> str:
        """The name of the policy that plays this actor."""
        return self._policy

    @policy.setter
    def policy(self, name: str) -> None:
        self._policy = name
        self.crisis.assign_policies()

    def sees(self, indicator: str) -> Rows:
        """The indicator as this actor sees it, (W,): the truth or its estimate."""
        book = self.crisis.rules.book
        seen: Rows = self.crisis.worlds.table[book.seen_row(self.name, indicator)]
        return seen

    def did(self, channel: str, world: int | None = None) -> str | None:
        """Its last move in `channel` ("deed" or "word"); None before the first turn.

        world: the number of a world; the first one if not given.
        """
        if self.crisis.turn == 0:
            return None
        book = self.crisis.rules.book
        column = 0 if world is None else self.crisis.column(world)
        place = int(self.crisis.worlds.row("choice", f"{self.name}/{channel}")[column])
        return book.moves[place].name.removeprefix(f"{self.name}.")

    @property
    def score(self) -> Rows:
        """How far its goals are reached, 0 to 100, (W,)."""
        score: Rows = self.crisis.scores()[self.crisis.rules.book.actors.index(self.name)]
        return score
