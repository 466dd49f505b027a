"""The table at which people play one world: their orders, and the turns that these come to.

It holds no file. What it came to depends on what it began with and on the inputs alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from sim.engine.bargain import Offer, would_sign
from sim.engine.crisis import Crisis
from sim.engine.orders import obey, read_orders
from sim.engine.rows import REAL, Places, Rows
from sim.scenario.faults import did_you_mean
from sim.scenario.moves import REST
from sim.scenario.schema import Scenario
from sim.session.deck import check_orders
from sim.session.inputs import About, Away, Close, Commit, Draft, Inject, Input, Note, Turned, Undo
from sim.session.knowledge import Knowledge
from sim.session.memory import Memory
from sim.session.recorder import Recorder
from sim.session.refusals import SessionRefused
from sim.session.spoken import Answer, Message, Propose, Talking, Withdraw
from sim.session.story import Step
from sim.session.talk import Talk
from sim.session.words import Translations, _

Given = dict[str, tuple[str, str]]
"""What some roles are ordered to do and say, as role: (deed, word)."""

Retold = dict[tuple[int, int, str, Translations], tuple[Step, ...]]

Giver = Literal["person", "clock", "policy"]


@dataclass(frozen=True, slots=True)
class Orders:
    """What a role has put down; `committed` once it has given them.

    Attributes:
        by: of a turn that is over: who gave them; "clock": they counted without being given.
    """

    deed: str = REST["deed"]
    word: str = REST["word"]
    committed: bool = False
    expected: float | None = None
    by: Giver = "person"


@dataclass
class Seat:
    """A person's place at the table.

    Attributes:
        memory: what the role knows.
        orders: those of this turn; earlier: what `undo` goes back to.
        given: the orders of the turns that are over.
        retold: what happened in each turn so far, in words, by the turn, how much was told of it,
            language and catalog.
    """

    memory: Memory
    orders: Orders = field(default_factory=Orders)
    earlier: list[Orders] = field(default_factory=list)
    given: list[Orders] = field(default_factory=list)
    retold: Retold = field(default_factory=dict)

    def change(self, orders: Orders) -> None:
        """Other orders, which can be taken back."""
        self.earlier.append(self.orders)
        self.orders = orders


class Table:
    """One world, and the people who play some of its actors.

    Attributes:
        about: what it began with; people: the roles that persons play.
        seats: by role.
        away: the people for whom their policies play; injects: what the next turn will begin with.
        ordered: what people gave as orders, turn by turn.
        turns: what each turn came to.
        talk: what was said and signed.
        decided_in: the true world when the last turn was taken, (rows,); decided_on: what each
            role knew then.
        notes: what was kept of answers and the like.
    """

    def __init__(
        self, scenario: Scenario, about: About, watchers: Collection[str] | None = None
    ) -> None:
        """Set it; the first turn is opened.

        watchers: whoever has a seat, where these are not just the people who play; EVERYTHING
            (see `sight`) is one who sees it all.

        Raises:
            ValueError: the seed or the world is out of range, or a policy unknown.
        """
        self.scenario = scenario
        self.crisis = Crisis(
            scenario, first_world=about.world, seed=about.seed, policies=about.policies
        )
        self.about = about
        self.people = about.people
        self.ordered: list[Given] = []
        self.turns: list[Turned] = []
        self.notes: list[Note] = []
        self.decided_in: Rows = np.zeros(0, dtype=REAL)
        self.decided_on: dict[str, Knowledge] = {}
        self.away: set[str] = set()
        self.injects: list[str] = []
        self.injected = dict(about.injected)
        rules, worlds = self.crisis.rules, self.crisis.worlds
        self.talk = Talk(rules)
        seated = about.people if watchers is None else watchers
        self.seats = {role: Seat(Memory(rules, role, worlds)) for role in seated}
        self._recorder = Recorder(rules, worlds)
        self._open_turn()

    # -- how things stand ----------------------------------------------------------------------

    @property
    def turn(self) -> int:
        """The turn to decide now, from 1; the last one played once it is over."""
        return self.crisis.turn

    @property
    def over(self) -> bool:
        """Has it come to an end?"""
        return not self.crisis.running

    def waiting(self) -> tuple[str, ...]:
        """The people who have not given their orders in this turn."""
        if self.over:
            return ()
        return tuple(role for role in self.present() if not self.seats[role].orders.committed)

    def present(self) -> tuple[str, ...]:
        """The people who play now, and for whom no policy does."""
        return tuple(role for role in self.people if role not in self.away)

    def seat(self, role: str) -> Seat:
        """The seat of a person; SessionRefused if no person plays that role."""
        if role not in self.seats:
            kind = _("role that a person plays here")
            raise SessionRefused(did_you_mean(role, kind, self.seats))
        return self.seats[role]

    def person(self, role: str) -> Seat:
        """The seat of one who plays, not of one who looks on; SessionRefused if there is none."""
        if role not in self.people:
            kind = _("role that a person plays here")
            raise SessionRefused(did_you_mean(role, kind, self.people))
        return self.seats[role]

    def knowledge(self, role: str) -> Knowledge:
        """What a role knows now, for a forecast, as plain data."""
        column = np.ascontiguousarray(self.seat(role).memory.column, dtype="<f4")
        policies = tuple((name, actor.policy) for name, actor in self.crisis.actors.items())
        text = self.about.scenario
        return Knowledge(role, text, policies, self.turn, column.tobytes())

    # -- what people put in --------------------------------------------------------------------

    def check(self, given: Input) -> None:
        """SessionRefused says why this can't be taken now."""
        if isinstance(given, Turned):
            return
        if isinstance(given, Close | Inject):
            return self._check_led(given)
        seat = self.person(given.role)
        if isinstance(given, Note):
            return
        if self.over:
            raise SessionRefused(_("The crisis is over."))
        if isinstance(given, Away):
            return
        if isinstance(given, Talking):
            return self.talk.check(given)
        if isinstance(given, Undo):
            if not seat.earlier:
                raise SessionRefused(_("There is nothing to take back."))
            return
        if seat.orders.committed:
            raise SessionRefused(_("The orders are given; take them back first."))
        if isinstance(given, Draft):
            check_orders(seat.memory, given.deed, given.word)

    def _check_led(self, given: Close | Inject) -> None:
        """The same for what comes from whoever leads the game."""
        if self.over:
            raise SessionRefused(_("The crisis is over."))
        if isinstance(given, Inject):
            prepared = [name for name, event in self.scenario.events.items() if event.inject]
            if given.event not in prepared:
                raise SessionRefused(did_you_mean(given.event, _("prepared event"), prepared))

    def apply(self, given: Input) -> None:
        """Let it count; it has been checked."""
        match given:
            case Note():
                self.notes.append(given)
            case Draft(role=role, deed=deed, word=word):
                self.seats[role].change(Orders(deed, word))
            case Undo(role=role):
                seat = self.seats[role]
                seat.orders = seat.earlier.pop()
            case Commit(role=role, expected=expected):
                seat = self.seats[role]
                seat.change(replace(seat.orders, committed=True, expected=expected))
                self._take_turn_if_all_have()
            case Away(role=role, away=away):
                (self.away.add if away else self.away.discard)(role)
                self._take_turn_if_all_have()
            case Close():
                self.play(self._put_down())
            case Inject(event=event):
                self.injects.append(event)
            case Propose():
                self.put(given)
                if given.to not in self.present():
                    number = len(self.talk.bids) - 1
                    sign = self.would_sign(number)
                    self.put(Answer(role=given.to, number=number, sign=sign))
            case Message() | Answer() | Withdraw():
                self.put(given)

    # -- talk ----------------------------------------------------------------------------------

    def put(self, given: Talking) -> None:
        """Let it count that something was said, proposed, signed or declined."""
        self.talk.put(given)
        if isinstance(given, Answer) and given.sign:
            self._sign(given.number)

    def retell(self, talked: Iterable[Talking]) -> None:
        """What was put in before in such a turn, the answers of policies among it."""
        for given in talked:
            self.put(given)

    def would_sign(self, number: int) -> bool:
        """Would a policy sign this proposal in the place of the side to which it was made?"""
        given = self.talk.bids[number].given
        offers = zip(self.talk.promises(given), given.vows, strict=True)
        other, own = (Offer(promise, vow.until) for promise, vow in offers)
        return would_sign(self.crisis.rules, self._outlook, own, other)

    def _sign(self, number: int) -> None:
        """From now on it binds both sides."""
        bid, worlds = self.talk.bids[number], self.crisis.worlds
        promises = self.crisis.rules.pacts.promises
        first = len(promises.signed(worlds))
        rows = np.concatenate(
            [
                promises.rows(promise, vow.until, self.turn, bid.given.public)
                for promise, vow in zip(self.talk.promises(bid.given), bid.given.vows, strict=True)
            ]
        )
        bid.sign(first)
        worlds.add_rows(rows)
        self._recorder.sign(self._course, bid.given, worlds)
        for role, seat in self.seats.items():
            if bid.is_known_to(role):
                seat.memory.sign(rows, first)

    def _take_turn_if_all_have(self) -> None:
        """A turn waits for people only; but somebody must want it."""
        if not self.waiting() and any(self.seats[role].orders.committed for role in self.people):
            self.play(self._put_down())

    def _put_down(self) -> Given:
        """The orders of all people but those for whom their policies play."""
        orders = {role: self.seats[role].orders for role in self.people}
        return {
            role: (own.deed, own.word)
            for role, own in orders.items()
            if own.committed or role not in self.away
        }

    # -- a turn --------------------------------------------------------------------------------

    def _open_turn(self) -> None:
        """What happens before anybody decides."""
        before = self.crisis.worlds.table.copy()
        turn = self.crisis.turn + 1
        if self.injects:
            self.injected[turn], self.injects = tuple(self.injects), []
        self._outlook = self.crisis.open_turn(self.injected.get(turn, ()))
        self._course = self._recorder.opened(before, self.crisis.worlds)
        for seat in self.seats.values():
            seat.memory.open(self._course)

    def play(self, given: Given) -> None:
        """Take the turn, and begin the next; who is given no orders is played by its policy.

        Raises:
            ValueError: the crisis is over, or an order can't be given.
        """
        if self.over:
            raise ValueError(_("The crisis is over."))
        crisis, outlook = self.crisis, self._outlook
        self.decided_in = crisis.worlds.table[:, 0].copy()
        self.decided_on = {role: self.knowledge(role) for role in self.seats}
        orders = {role: {"deed": deed, "word": word} for role, (deed, word) in given.items()}
        book, worlds = crisis.rules.book, crisis.worlds
        chosen = crisis.rules.draw(worlds, crisis.weigh(outlook))
        obey(book, read_orders(book, orders), chosen, outlook.legal, worlds.alive)
        answers = outlook.answers.copy()
        crisis.close_turn(outlook, chosen)
        self._recorder.closed(self._course, chosen, answers, worlds)
        self.talk.close_turn(worlds)
        made = self._made(chosen)
        for role, seat in self.seats.items():
            seat.memory.close(self._course)
            deed, word = (made.get(f"{role}/{channel}", rest) for channel, rest in REST.items())
            by = "policy" if role not in given else self._giver(seat.orders)
            seat.given.append(replace(seat.orders, deed=deed, word=word, by=by))
            seat.orders, seat.earlier = Orders(), []
        self.ordered.append(given)
        state = crisis.state_hash(worlds.dice.first_world)
        self.turns.append(Turned(turn=self.turn, state=state, over=self.over))
        if not self.over:
            self._open_turn()

    def _giver(self, orders: Orders) -> Giver:
        return "person" if orders.committed else "clock"

    def _made(self, chosen: Places) -> dict[str, str]:
        """The move that each seat has come to, as `actor/channel`: move."""
        book = self.crisis.rules.book
        return {
            seat: book.moves[int(place)].name.partition(".")[2]
            for seat, [place] in zip(book.seats, chosen, strict=True)
        }
