"""What may come of every move: an outcome for each of its branches, and one for none of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.engine.book import Book, BookMove, Change
from sim.scenario.expressions import Number


@dataclass(frozen=True)
class Outcome:
    """A move as one of its branches turned it: everything that it changes then.

    Attributes:
        move: its place in the book.
        actor: the number of the side that makes it.
        changes: what is changed, whoever believes it.
        believed: what is changed in proportion to the actor's credibility; plain numbers.
    """

    move: int
    actor: int
    changes: tuple[Change, ...]
    believed: tuple[Change, ...]

    @property
    def all_changes(self) -> tuple[Change, ...]:
        """Believed or not."""
        return (*self.believed, *self.changes)


def outcomes_of(book: Book) -> Iterator[Outcome]:
    """The outcomes of all moves, in the order of the book and of their branches."""
    for place, book_move in enumerate(book.moves):
        move = book_move.move
        if move is None:
            yield Outcome(place, book_move.actor, (), ())
            continue
        always = (*book.changes(move), *_risk(book, move.risk))
        believed = tuple(
            Change(book.target(key), 0, Number(amount)) for key, amount in move.believed.items()
        )
        reaction = tuple(_reaction(book, book_move))
        if move.channel == "word":
            believed += reaction  # words move others as far as they are believed
        else:
            always += reaction
        for branch in move.chances:
            yield Outcome(place, book_move.actor, (*always, *book.changes(branch)), believed)
        yield Outcome(place, book_move.actor, always, believed)


def bounds_of(book_move: BookMove) -> list[float]:
    """Up to where a draw means each of the branches of a move."""
    bounds, bound = [], 0.0
    for branch in book_move.move.chances if book_move.move else ():
        bound += branch.chance
        bounds.append(bound)
    return bounds


def _risk(book: Book, risk: float) -> list[Change]:
    return [Change(book.layout.row("risk", "risk"), 0, Number(risk))] if np.any(risk) else []


def _reaction(book: Book, book_move: BookMove) -> Iterator[Change]:
    """What is done to an actor moves its attitude by the Goldstein value of the deed."""
    names, layout = book.actors, book.layout
    per_point = book.scenario.dynamics.attitudes.per_point
    for other in book_move.toward:
        pair = f"{names[other]}/{names[book_move.actor]}"
        shift = per_point * book_move.goldstein
        yield Change(layout.row("attitude", pair), 0, Number(shift))
        yield Change(layout.row("received", names[other]), 0, Number(book_move.goldstein))
