"""What changed most for a role in a turn, and what brought it about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
        causes: the three that moved it most; none where this role only estimates it.
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
    """How one quantity changed in a turn; None where it did not, or not as far as can be seen."""
    moved = list(_moves_of(quantity, played.steps))
    if moved:
        causes = sorted((cause for cause, _, _ in moved), key=lambda cause: -abs(cause.amount))
        change = Change(quantity, moved[0][1], moved[-1][2], tuple(causes[:3]), len(causes[3:]))
        return change if change.amount else None
    return _estimated(quantity, played.turn)


def _moves_of(quantity: Quantity, steps: tuple[Step, ...]) -> Iterator[tuple[Cause, float, float]]:
    for step in steps:
        for change in step.changes:
            if change.quantity == quantity.id:
                report, amount = step.report, change.after - change.before
                cause = Cause(report.actor, report.headline, amount)
                yield cause, change.before, change.after


def _estimated(quantity: Quantity, turn: int) -> Change | None:
    """An estimate that moved by less than its own error has not been seen to move."""
    if quantity.certainty == "exact" or len(quantity.past) <= turn:
        return None
    before, after = quantity.past[turn - 1 : turn + 1]
    error = (quantity.high - quantity.low) / 2
    return Change(quantity, before, after, ()) if abs(after - before) > error else None


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
