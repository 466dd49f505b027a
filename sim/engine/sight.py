"""What a role sees and hears: what stands in which row of its world, and how well it knows it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from sim.engine.book import Book
from sim.engine.rows import Places
from sim.scenario.indicators import Estimate, sight_of
from sim.scenario.moves import Move

# In place of a role: whoever looks on from outside, and sees it all, or only what everybody sees.
EVERYTHING = ""
PUBLIC = "*"
ONLOOKERS = (EVERYTHING, PUBLIC)


class Sight:
    """The eyes and ears of one role.

    What is done and said is known to all, unless it is private: then to those who do it and those
    at whom it is directed. Commitments, credibility, events and incidents are public.

    Attributes:
        errors: how large its errors are about each indicator; 0: it sees it exactly, None: not
            at all.
    """

    def __init__(self, book: Book, role: str) -> None:
        self.book = book
        self.role = role
        self.number = [*book.actors, *ONLOOKERS].index(role)
        self.errors = {name: self._error(name) for name in book.indicators}

    def _error(self, indicator: str) -> float | None:
        sight = sight_of(self.book.scenario.indicators[indicator], indicator, self.role)
        if isinstance(sight, Estimate):
            return sight.error
        return 0.0 if sight == "exact" else None

    def sees(self, indicator: str) -> bool:
        """Does it see this indicator exactly?"""
        return self.errors[indicator] == 0.0

    def notices(self, move: str) -> bool:
        """Does it learn of this move, as `actor.move`, when it is made?"""
        place = self.book.move_index[move]
        book_move = self.book.moves[place]
        return self.number == book_move.actor or _is_told(book_move.move, self.role)

    @cached_property
    def unnoticed(self) -> Places:
        """The places in the book of all moves that it would not learn of."""
        places = [i for i, move in enumerate(self.book.moves) if not self.notices(move.name)]
        return np.array(places, dtype=np.intp)

    @cached_property
    def known(self) -> Places:
        """The rows in which the truth stands before its eyes."""
        return np.array(sorted(self._known()), dtype=np.intp)

    def _known(self) -> Iterator[int]:
        layout, role = self.book.layout, self.role
        for group in ("turn", "ending", "credibility", "open", "pledged", "kept", "broken"):
            yield from _rows(self.book, group)
        for group in ("met", "dropped"):
            yield from _rows(self.book, group)
        if role in self.book.actors:
            yield layout.row("received", role)
        for group in ("attitude", "estimate"):
            own = (name for name in layout.names(group) if name.startswith(f"{role}/"))
            yield from layout.rows(group, own)
        yield from layout.rows("indicator", filter(self.sees, self.book.indicators))
        for group in ("last", "count"):
            yield from layout.rows(group, self._counted())

    def _counted(self) -> Iterator[str]:
        """The moves, events and incidents of which it knows how often they came about.

        Whoever does something unnoticed seems to rest; so even rest is not known of them.
        """
        secretive = {self.book.moves[place].seat for place in self.unnoticed}
        for move in self.book.moves:
            rests = move.move is None
            if not (rests and move.seat in secretive) and self.notices(move.name):
                yield move.name
        yield from self.book.scenario.events
        yield from self.book.scenario.incidents

    @cached_property
    def estimated(self) -> list[str]:
        """The indicators that it sees, but not exactly."""
        return [name for name in self.book.indicators if self.errors[name]]

    @cached_property
    def estimates(self) -> tuple[Places, Places]:
        """The rows of what it sees but not exactly, and those of its estimates."""
        layout = self.book.layout
        own = [f"{self.role}/{name}" for name in self.estimated]
        rows = layout.rows("indicator", self.estimated), layout.rows("estimate", own)
        return np.array(rows[0], np.intp), np.array(rows[1], np.intp)


class PublicSight(Sight):
    """Sees and hears what everybody does, as the readers of a newspaper do."""

    def __init__(self, book: Book) -> None:
        super().__init__(book, PUBLIC)

    def _error(self, indicator: str) -> float | None:
        # What others estimate it is told by nobody.
        return 0.0 if super()._error(indicator) == 0.0 else None


class FullSight(Sight):
    """Sees and hears everything, as nobody in the crisis does."""

    def __init__(self, book: Book) -> None:
        super().__init__(book, EVERYTHING)

    def _error(self, indicator: str) -> float | None:
        return 0.0

    def notices(self, move: str) -> bool:
        """It does."""
        return True

    def _known(self) -> Iterator[int]:
        yield from range(self.book.layout.height)


def sight_in(book: Book, role: str) -> Sight:
    """The eyes and ears of a role or of an onlooker."""
    if role == EVERYTHING:
        return FullSight(book)
    return PublicSight(book) if role == PUBLIC else Sight(book, role)


def _is_told(move: Move | None, role: str) -> bool:
    return move is None or not move.private or role in move.toward


def _rows(book: Book, group: str) -> range:
    place = book.layout.groups[group]
    return range(place.start, place.stop)
