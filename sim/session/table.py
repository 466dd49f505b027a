"""The table at which people play one world: their orders, and the turns that these come to.

It holds no file. What it came to depends on what it began with and on the inputs alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sim.engine.crisis import Crisis
from sim.engine.orders import obey, read_orders
from sim.scenario.faults import did_you_mean
from sim.scenario.moves import REST
from sim.scenario.schema import Scenario
from sim.session.deck import check_orders
from sim.session.inputs import Commit, Draft, Input, Note, Turned, Undo
from sim.session.memory import Memory
from sim.session.recorder import Recorder
from sim.session.refusals import SessionRefused
from sim.session.story import Step
from sim.session.words import Translations, _


@dataclass(frozen=True)
class Orders:
    """What a role has put down; `committed` once it has given them."""

    deed: str = REST["deed"]
    word: str = REST["word"]
    committed: bool = False
    expected: float | None = None


@dataclass
class Seat:
    """A person's place at the table.

    Attributes:
        memory: what the role knows.
        orders: those of this turn; earlier: what `undo` goes back to.
        given: the orders of the turns that are over.
        retold: what happened in these, in words, by turn, language and catalog.
    """

    memory: Memory
    orders: Orders = field(default_factory=Orders)
    earlier: list[Orders] = field(default_factory=list)
    given: list[Orders] = field(default_factory=list)
    retold: dict[tuple[int, str, Translations], tuple[Step, ...]] = field(default_factory=dict)

    def change(self, orders: Orders) -> None:
        """Other orders, which can be taken back."""
        self.earlier.append(self.orders)
        self.orders = orders


class Table:
    """One world, and the people who play some of its actors.

    Attributes:
        seats: by the role that a person plays.
        turns: what each turn came to.
        notes: what was kept of answers and the like.
    """

    def __init__(
        self, scenario: Scenario, people: Sequence[str], seed: int, policies: Mapping[str, str]
    ) -> None:
        """Set it; the first turn is opened.

        Raises:
            ValueError: the seed is out of range, or a policy unknown.
        """
        self.scenario = scenario
        self.crisis = Crisis(scenario, seed=seed, policies=policies)
        self.turns: list[Turned] = []
        self.notes: list[Note] = []
        rules, worlds = self.crisis.rules, self.crisis.worlds
        self.seats = {role: Seat(Memory(rules, role, worlds)) for role in people}
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
        return tuple(role for role, seat in self.seats.items() if not seat.orders.committed)

    def seat(self, role: str) -> Seat:
        """The seat of a person; SessionRefused if no person plays that role."""
        if role not in self.seats:
            kind = _("role that a person plays here")
            raise SessionRefused(did_you_mean(role, kind, self.seats))
        return self.seats[role]

    # -- what people put in --------------------------------------------------------------------

    def check(self, given: Input) -> None:
        """SessionRefused says why this can't be taken now."""
        if isinstance(given, Turned):
            return
        seat = self.seat(given.role)
        if isinstance(given, Note):
            return
        if self.over:
            raise SessionRefused(_("The crisis is over."))
        if isinstance(given, Undo):
            if not seat.earlier:
                raise SessionRefused(_("There is nothing to take back."))
            return
        if seat.orders.committed:
            raise SessionRefused(_("The orders are given; take them back first."))
        if isinstance(given, Draft):
            check_orders(seat.memory, given.deed, given.word)

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
                if not self.waiting():
                    self._take_turn()

    # -- a turn --------------------------------------------------------------------------------

    def _open_turn(self) -> None:
        """What happens before anybody decides."""
        before = self.crisis.worlds.table.copy()
        self._outlook = self.crisis.open_turn()
        self._course = self._recorder.opened(before, self.crisis.worlds)
        for seat in self.seats.values():
            seat.memory.open(self._course)

    def _take_turn(self) -> None:
        """All have given their orders: what follows, and the beginning of the next turn."""
        crisis, outlook = self.crisis, self._outlook
        orders = {r: {"deed": s.orders.deed, "word": s.orders.word} for r, s in self.seats.items()}
        book, worlds = crisis.rules.book, crisis.worlds
        chosen = crisis.rules.draw(worlds, crisis.weigh(outlook))
        obey(book, read_orders(book, orders), chosen, outlook.legal, worlds.alive)
        answers = outlook.answers.copy()
        crisis.close_turn(outlook, chosen)
        self._recorder.closed(self._course, chosen, answers, worlds)
        for seat in self.seats.values():
            seat.memory.close(self._course)
            seat.given.append(seat.orders)
            seat.orders, seat.earlier = Orders(), []
        self.turns.append(Turned(turn=self.turn, state=crisis.state_hash(), over=self.over))
        if not self.over:
            self._open_turn()
