"""Promises: what an actor may promise in a pact, each with a number, and how a pact stands in rows.

A promise is to make one move, or to refrain from one or from all that escalates, up to a turn. Only
what everybody can see may be promised: whoever relies on a promise must see whether it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.engine.book import Book
from sim.engine.rows import Places, Rows, as_column
from sim.engine.worlds import Worlds

Sense = Literal["do", "refrain"]
Fate = Literal["open", "kept", "broken", "released"]

ANY_ESCALATION = "*"
FATES: tuple[Fate, ...] = ("open", "kept", "broken", "released")  # by number, as they stand in rows
OPEN, KEPT, BROKEN, RELEASED = range(4)
WIDTH = 5  # rows of a promise: its number, its last turn, that of signing, is it public, its fate


@dataclass(frozen=True, eq=False)
class Promise:
    """What an actor may promise.

    Attributes:
        maker: the number of the actor. what: a move's id, or ANY_ESCALATION.
        places: in the book, of the move to make or of all to refrain from.
    """

    maker: int
    sense: Sense
    what: str
    places: Places


@dataclass(frozen=True)
class Signed:
    """A promise in worlds, as it was signed there: the same in all of them.

    Attributes:
        row: where it begins in the table. to: the number of the actor to whom it was given.
        until: its last turn. since: the turn of signing.
    """

    row: int
    promise: Promise
    to: int
    until: int
    since: int
    public: bool

    @property
    def fate_row(self) -> int:
        """The row of what became of it, in every world."""
        return self.row + WIDTH - 1


class Promises:
    """All that the actors of a scenario may promise, by number."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.all = list(self._all())
        self.numbers = {(p.maker, p.sense, p.what): number for number, p in enumerate(self.all)}

    def _all(self) -> Iterator[Promise]:
        for actor in range(len(self.book.actors)):
            own = [(place, self.book.moves[place]) for place in self.book.moves_of(actor)]
            public = [(place, move) for place, move in own if move.move and not move.move.private]
            named = [(place, move.name.partition(".")[2]) for place, move in public]
            for sense in ("do", "refrain"):
                yield from (Promise(actor, sense, what, _places(place)) for place, what in named)
            escalating = [place for place, move in public if move.kind == "escalate"]
            if escalating:
                yield Promise(actor, "refrain", ANY_ESCALATION, _places(*escalating))

    def of(self, maker: str) -> list[Promise]:
        """All that an actor may promise."""
        return [p for p in self.all if p.maker == self.book.actors.index(maker)]

    def find(self, maker: str, sense: Sense, what: str) -> Promise | None:
        """The promise of that actor; None if it may promise no such thing."""
        number = self.numbers.get((self.book.actors.index(maker), sense, what))
        return None if number is None else self.all[number]

    def rows(self, promise: Promise, until: int, since: int, public: bool) -> Rows:
        """A promise as it is signed, (WIDTH, 1)."""
        number = self.numbers[promise.maker, promise.sense, promise.what]
        return as_column([number, until, since, public, OPEN])

    def signed(self, worlds: Worlds) -> list[Signed]:
        """All that was ever signed there, in order; the two of a pact stand side by side."""
        height = worlds.layout.height
        vows = worlds.added[:, 0].reshape(-1, WIDTH).astype(np.intp).tolist()
        makers = [self.all[number].maker for number, *_rest in vows]
        return [
            Signed(
                row=height + WIDTH * place,
                promise=self.all[number],
                to=makers[place ^ 1],
                until=until,
                since=since,
                public=bool(public),
            )
            for place, (number, until, since, public, _fate) in enumerate(vows)
        ]


def _places(*places: int) -> Places:
    return np.array(places, dtype=np.intp)
