"""How a session stands: what may be asked of it, and by whom."""

from __future__ import annotations

from typing import Any

from sim.session.card import Card
from sim.session.inputs import Entry, Note
from sim.session.knowledge import Knowledge
from sim.session.printed import printed_cards
from sim.session.spoken import Answer, Talking
from sim.session.table import Given, Orders, Table
from sim.session.view import View
from sim.session.viewing import view_of


class Standing:
    """A table, and what was put in at it; nothing here changes anything.

    Attributes:
        people: the actors that persons play.
    """

    people: tuple[str, ...]
    _table: Table
    _entries: list[Entry]

    @property
    def turn(self) -> int:
        """The turn to decide now, from 1; the last one played once it is over."""
        return self._table.turn

    @property
    def over(self) -> bool:
        """Has it come to an end?"""
        return self._table.over

    @property
    def hashes(self) -> tuple[str, ...]:
        """What the state came to, one text a turn that is over."""
        return tuple(turned.state for turned in self._table.turns)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was kept of answers and the like."""
        return tuple(self._table.notes)

    @property
    def ordered(self) -> tuple[Given, ...]:
        """What people ordered in each turn that is over; what is left out, policies chose."""
        return tuple(self._table.ordered)

    @property
    def injected(self) -> dict[int, tuple[str, ...]]:
        """The events that whoever leads the game has put in, by the turn that began with them."""
        return dict(self._table.injected)

    @property
    def injects(self) -> tuple[str, ...]:
        """Those with which the next turn will begin."""
        return tuple(self._table.injects)

    @property
    def talked(self) -> tuple[tuple[Talking, ...], ...]:
        """Turn by turn, what was said, proposed and answered, by people and policies."""
        return tuple(map(tuple, self._table.talk.talked))

    @property
    def away(self) -> tuple[str, ...]:
        """The people who have left their seats to their policies."""
        return tuple(role for role in self.people if role in self._table.away)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that was put in, and when."""
        return tuple(self._entries)

    def would_sign(self, role: str, number: int) -> bool:
        """Would the role's policy sign the proposal that the role knows by this number?

        Raises:
            SessionRefused: there is no such proposal to it.
        """
        given = Answer(role=role, number=self._proposal(role, number), sign=True)
        self._table.check(given)
        return self._table.would_sign(given.number)

    def _proposal(self, role: str, number: int) -> int:
        """The place of a proposal, which a role knows by a number, among all; -1: none such."""
        own = self._table.talk.own(role)
        return own[number - 1] if 1 <= number <= len(own) else -1

    def orders(self, role: str) -> Orders:
        """What a person's role has put down in this turn."""
        return self._table.person(role).orders

    def may_undo(self, role: str) -> bool:
        """Is there a change that it could take back?"""
        return not self.over and bool(self._table.person(role).earlier)

    def given(self, role: str) -> tuple[Orders, ...]:
        """What a person's role did, said and expected in each turn that is over."""
        return tuple(self._table.seat(role).given)

    @property
    def decided_until(self) -> int:
        """The last turn in which a person gave orders; what followed, policies played alone."""
        turns = (turn for turn, given in enumerate(self.ordered, 1) if given)
        return max(turns, default=0)

    def results(self) -> dict[str, Any]:
        """What it came to so far, as in a row of a batch; all of the truth is in it."""
        [row] = self._table.crisis.results().to_pylist()
        return dict(row)

    def waiting(self) -> tuple[str, ...]:
        """The people who have not given their orders in this turn."""
        return self._table.waiting()

    def view(self, role: str, language: str = "en", turns: int | None = None) -> View:
        """All that the role may know now.

        turns: of how many turns, the newest, it is told what happened in them; None: of all.
        """
        self._table.seat(role)
        return view_of(self._table, role, language, turns)

    def printed(self, role: str, language: str = "en") -> dict[str, Card]:
        """The role's cards by id as they are printed: without figures, and whether legal or not."""
        book = self._table.crisis.rules.book
        return {each.card.id: each.card for each in printed_cards(book, role, language).values()}

    def knowledge(self, role: str) -> Knowledge:
        """The same for a forecast, as plain data."""
        return self._table.knowledge(role)
