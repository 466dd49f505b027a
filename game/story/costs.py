"""The human cost, in words: said wherever there is any, and never converted into points."""

from __future__ import annotations

from dataclasses import replace

from game.board.wording import bare
from game.story.prose import Line
from game.words import _
from sim.session import Quantity, View


def human_cost(view: View, turn: int | None = None) -> list[Line]:
    """A line that says what people have suffered; none while there is nothing to say.

    turn: as it was after that turn; now if None.
    """
    parts = [
        _("{label}: {amount}").format(label=quantity.label, amount=bare(quantity))
        for quantity in (_as_of(quantity, turn) for quantity in view.quantities if quantity.harm)
        if quantity.value > 0
    ]
    words = _("Human cost. {parts}.").format(parts="; ".join(parts))
    return [Line(words, "small", icon="hatch")] if parts else []


def _as_of(quantity: Quantity, turn: int | None) -> Quantity:
    """A quantity as it was after a turn, its estimate as wide as it is now."""
    if turn is None or turn >= len(quantity.past):
        return quantity
    moved = quantity.past[turn] - quantity.value
    return replace(
        quantity,
        value=quantity.past[turn],
        low=quantity.low + moved,
        high=quantity.high + moved,
    )
