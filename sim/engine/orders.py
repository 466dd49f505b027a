"""What people order their actors to do in a turn, in place of a policy."""

from __future__ import annotations

from sim.engine.book import CHANNELS, Book
from sim.engine.rows import Mask, Places
from sim.scenario.faults import did_you_mean

Orders = dict[str, dict[str, str]]


class OrderRefused(ValueError):
    """An order names nothing that can be done, or nothing that is legal now."""


def read_orders(book: Book, orders: Orders) -> dict[int, int]:
    """The place in the book of the ordered move, by seat.

    orders: {actor: {"deed": move, "word": move}}; what is left out is left to the policy.

    Raises:
        OrderRefused: there is no such actor, channel or move; the sentence names the nearest.
    """
    found = {}
    for actor, order in orders.items():
        if actor not in book.actors:
            raise OrderRefused(did_you_mean(actor, "actor", book.actors))
        for channel, name in order.items():
            if channel not in CHANNELS:
                raise OrderRefused(did_you_mean(channel, "channel", list(CHANNELS)))
            seat = book.seats.index(f"{actor}/{channel}")
            names = {m.name.split(".", 1)[1]: i for i, m in enumerate(book.moves) if m.seat == seat}
            if name not in names:
                raise OrderRefused(did_you_mean(name, f"{channel} of {actor}", list(names)))
            found[seat] = names[name]
    return found


def obey(book: Book, ordered: dict[int, int], chosen: Places, legal: Mask, alive: Mask) -> None:
    """Put what was ordered in place of what was drawn, in `chosen`, (seats, W).

    Raises:
        OrderRefused: a move is not legal in some world that is still going on.
    """
    for seat, place in ordered.items():
        if not legal[place][alive].all():
            actor, name = book.moves[place].name.split(".", 1)
            raise OrderRefused(f'"{name}" is not legal for {actor} in this turn')
        chosen[seat] = place
