"""What changed most for a role in a turn, and what brought it about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.board.wording import level
from sim.session import Aim, Played, Quantity, Step, View


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
    changes = [
        change
        for quantity in view.quantities
        if not quantity.harm and (change := change_of(quantity, played))
    ]
    return sorted(changes, key=lambda change: -_weight(change))[:most]


def change_of(quantity: Quantity, played: Played) -> Change | None:
    """How one quantity changed in a turn; None where a reader would see no difference.

    That an estimate is another than before is no change: each turn it is made anew.
    """
    moved = list(_moves_of(quantity, played.steps))
    if not moved:
        return None
    before, after = moved[0][1], moved[-1][2]
    causes = sorted((cause for cause, _, _ in moved), key=lambda cause: -abs(cause.amount))
    change = Change(quantity, before, after, tuple(causes[:3]), len(causes[3:]))
    return None if level(before, quantity) == level(after, quantity) else change


def _moves_of(quantity: Quantity, steps: tuple[Step, ...]) -> Iterator[tuple[Cause, float, float]]:
    for step in steps:
        for change in step.changes:
            if change.quantity == quantity.id:
                report, amount = step.report, change.after - change.before
                cause = Cause(report.actor, report.headline, amount)
                yield cause, change.before, change.after


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
