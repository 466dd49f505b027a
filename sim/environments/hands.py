"""What a role can do, as numbers: every pair of one of its deeds and one of its words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.engine.book import Book
from sim.engine.rows import Mask, Places

Actions = NDArray[np.integer]


class Hands:
    """The hands and the voice of one role.

    Action `a` is deed `a // words` and word `a % words`; action 0 is to hold and stay silent,
    which is always legal. A single number for both is what masks of the usual libraries want.

    Attributes:
        names: what each action is, as (deed, word).
    """

    def __init__(self, book: Book, role: str) -> None:
        number = book.actors.index(role)
        self.seats = number, number + len(book.actors)
        self.deeds, self.words = (_moves_of(book, seat) for seat in self.seats)
        self.names = tuple(
            (_short(book, deed), _short(book, word)) for deed in self.deeds for word in self.words
        )

    def mask(self, legal: Mask) -> Mask:
        """(actions, W), which actions are legal, from which moves are, (moves + 1, W)."""
        both = legal[self.deeds][:, None] & legal[self.words][None]
        return both.reshape(len(self.names), -1)

    def choose(self, actions: Actions, legal: Mask, chosen: Places) -> Mask:
        """Put what the role does and says into `chosen`, (seats, W); what is not legal rests.

        Returns:
            (W,), where deed and word were legal.
        """
        worlds = np.arange(len(actions))
        allowed = np.ones(len(actions), dtype=np.bool_)
        parts = np.divmod(actions, len(self.words))
        for seat, moves, part in zip(self.seats, (self.deeds, self.words), parts, strict=True):
            places = moves[part]
            fine = legal[places, worlds]
            chosen[seat] = np.where(fine, places, moves[0])
            allowed &= fine
        return allowed


def _moves_of(book: Book, seat: int) -> Places:
    """The places of a seat's moves; what it may always do stands first."""
    return np.array([i for i, move in enumerate(book.moves) if move.seat == seat], dtype=np.intp)


def _short(book: Book, place: int) -> str:
    return book.moves[place].name.split(".", 1)[1]
