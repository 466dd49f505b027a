"""What is only looked at: a saved game or a world of a batch, at any turn, through any eyes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.forecasting import Forecaster
from game.play import Play
from game.words import language
from sim.session import EVERYTHING

if TYPE_CHECKING:
    from sim import Row
    from sim.session import Played, Session, View, Watch


def show_save(path: Path) -> Showing:
    """A saved game; SaveBroken says why it can't be shown."""
    from sim.session import Watch  # late: it takes a second to import

    return Showing(Watch.of_save(path))


def show_row(row: Row) -> Showing:
    """A world of a batch."""
    from sim.session import Watch

    policies = dict(row.policies)
    return Showing(Watch.of_world(row.scenario, seed=row.seed, world=row.world, policies=policies))


class Showing(Play):
    """A game whose view is that of any turn. Nothing can be ordered in it.

    Attributes:
        watch: the game.
        turn: the turn that is shown, as it was when it was to be decided; after the last one
            follows how it all came out.
    """

    def __init__(self, watch: Watch) -> None:
        super().__init__(watch.session, Forecaster(on=False))
        self.watch = watch
        self.turn = 1
        self.role = self.eyes[0]

    @property
    def eyes(self) -> tuple[str, ...]:
        """Through whose eyes it can be seen: as long as it goes on, only its players'."""
        return (EVERYTHING, *self.watch.eyes[:-1]) if self.over else self.people

    @property
    def chairs(self) -> tuple[str, ...]:
        """The sides that a person may take over."""
        if not self.over:
            return self.people
        return tuple(side.id for side in self.view.sides if side.playable)

    @property
    def last(self) -> int:
        """The last moment there is to look at."""
        return self.watch.last

    @property
    def view(self) -> View:
        """How it was then, through these eyes."""
        return self.watch.view(self.turn, self.role, language())

    @property
    def played(self) -> Played | None:
        """What was done in this turn and what it brought; None where it was not played."""
        played = self.watch.view(self.last, self.role, language()).played
        return played[self.turn - 1] if self.turn <= len(played) else None

    @property
    def may_take_over(self) -> bool:
        """Was there anything to decide here?"""
        return self.turn <= self.watch.turns

    def go_to(self, turn: int) -> None:
        """Show another turn; beyond the ends, the first or the last."""
        self.turn = min(max(turn, 1), self.last)

    def look_through(self, role: str) -> None:
        """Show it through other eyes."""
        self.role = role

    def take_over(self, people: tuple[str, ...]) -> Session:
        """A new game that goes on from this turn. SessionRefused, SaveBroken: why it can't."""
        return self.session.branch(self.turn, people=people)
