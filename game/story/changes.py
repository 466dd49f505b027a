"""What changed most for a role in a turn, and what brought it about."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from game.board.wording import level
from sim.session import Aim, Difference, Played, Quantity, View


@dataclass(frozen=True)
class Cause:
    """One thing that moved a quantity, and by how much.

    Attributes:
        actor: whose doing it was; None where it was nobody's.
    """

    actor: str | None
    headline: str
    amount: float


@dataclass(frozen=True)
class Change:
    """A quantity before and after a turn.

    Attributes:
        causes: the three that moved it most.
        others: how many more there were.
    """

    quantity: Quantity
    before: float
    after: float
    causes: tuple[Cause, ...]
    others: int = 0

    @property
    def amount(self) -> float:
        """How far it moved; below 0 is down."""
        return self.after - self.before


def biggest_changes(view: View, played: Played, most: int = 5) -> list[Change]:
    """What moved most in a turn, as a part of what it can move at all; human cost stands apart."""
    moves = _moves_in(played)
    found = [
        _change(quantity, moves[quantity.id])
        for quantity in view.quantities
        if not quantity.harm and quantity.id in moves
    ]
    found.sort(key=lambda change: -_weight(change))
    return list(islice(filter(_shows, found), most))


def change_of(quantity: Quantity, played: Played) -> Change | None:
    """How one quantity changed in a turn; None where a reader would see no difference.

    That an estimate is another than before is no change: each turn it is made anew.
    """
    moves = _moves_in(played).get(quantity.id)
    change = _change(quantity, moves) if moves else None
    return change if change and _shows(change) else None


Move = tuple[Cause, Difference]


def _moves_in(played: Played) -> dict[str, list[Move]]:
    """What moved each quantity in a turn, in order."""
    moves: dict[str, list[Move]] = {}
    for step in played.steps:
        for change in step.changes:
            amount = change.after - change.before
            cause = Cause(step.report.actor, step.report.headline, amount)
            moves.setdefault(change.quantity, []).append((cause, change))
    return moves


def _change(quantity: Quantity, moves: list[Move]) -> Change:
    causes = sorted((cause for cause, _ in moves), key=lambda cause: -abs(cause.amount))
    before, after = moves[0][1].before, moves[-1][1].after
    return Change(quantity, before, after, tuple(causes[:3]), len(causes[3:]))


def _shows(change: Change) -> bool:
    """Would a reader see a difference?"""
    return level(change.before, change.quantity) != level(change.after, change.quantity)


def _weight(change: Change) -> float:
    low, high = change.quantity.range
    return abs(change.amount) / (high - low)


def is_nearer(aim: Aim, before: float, after: float) -> bool | None:
    """Whether a change brought a role nearer to what it wants; None where it made no odds."""
    left, now = _short_of(aim, before), _short_of(aim, after)
    return None if left == now else now < left


def _short_of(aim: Aim, value: float) -> float:
    """How far a value is from what is wanted; only differences of it mean anything."""
    beyond = value - (aim.figure or 0.0)
    match aim.shape:
        case "near":
            return abs(beyond)
        case "below":
            return max(beyond, 0.0)
        case "above":
            return max(-beyond, 0.0)
    return -value if aim.shape == "more" else value
