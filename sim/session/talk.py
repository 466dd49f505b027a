"""Talk: what people said to one another, and what they proposed, signed and declined.

It keeps the books and says what may be put in; what a pact does is the engine's business.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sim.engine.rules import Rules
from sim.engine.sight import EVERYTHING
from sim.engine.vows import FATES, Fate, Promise
from sim.engine.worlds import Worlds
from sim.scenario.faults import did_you_mean
from sim.session.refusals import SessionRefused
from sim.session.said import Answered
from sim.session.spoken import Answer, Message, Propose, Talking, Vow, Withdraw
from sim.session.words import _

MOST_MESSAGES, MOST_PROPOSALS = 60, 5  # of one role in one turn


@dataclass
class Bid:
    """A proposal, and what came of it so far.

    Attributes:
        turn: of proposing; settled: of signing, declining, withdrawing or lapsing.
        first: the place of the author's vow among all that were signed in the true world; that
            of the other side stands next to it. None while it is not signed.
        kept: what became of the two vows; ended: the turns of that.
    """

    given: Propose
    turn: int
    fate: Answered = "open"
    settled: int | None = None
    first: int | None = None
    kept: list[Fate] = field(default_factory=list)
    ended: list[int | None] = field(default_factory=list)

    def is_known_to(self, role: str) -> bool:
        """Does the role know of it, as long as the crisis goes on?

        What is signed in public, and that a promise was broken, everybody learns.
        """
        told = (self.fate == "signed" and self.given.public) or "broken" in self.kept
        return told or role == EVERYTHING or role in self.given.sides

    def settle(self, fate: Answered, turn: int) -> None:
        """It is no longer open."""
        self.fate, self.settled = fate, turn

    def sign(self, first: int) -> None:
        """It binds both sides. first: see above."""
        self.first, self.kept, self.ended = first, ["open", "open"], [None, None]


class Talk:
    """The books of one session.

    Attributes:
        messages: each with the turn in which it was said. bids: all proposals, in order.
        talked: turn by turn, all that was put in, with the answers of policies.
        over: the crisis has ended.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.scenario = rules.book.scenario
        self.messages: list[tuple[int, Message]] = []
        self.bids: list[Bid] = []
        self.talked: list[list[Talking]] = [[]]
        self.over = False

    @property
    def turn(self) -> int:
        """The turn in which people talk."""
        return len(self.talked)

    def own(self, role: str) -> list[int]:
        """The numbers of the proposals of which a role is a side, in order."""
        return [number for number, bid in enumerate(self.bids) if role in bid.given.sides]

    def promises(self, given: Propose) -> tuple[Promise, Promise]:
        """Both promises, as the engine knows them; SessionRefused if one can't be given."""
        return self._promise(given.role, given.give), self._promise(given.to, given.ask)

    def _promise(self, maker: str, vow: Vow) -> Promise:
        promises = self.rules.pacts.promises
        found = promises.find(maker, vow.sense, vow.what)
        if found is None:
            like = [p.what for p in promises.of(maker) if p.sense == vow.sense]
            kind = _("public move that {actor} can promise").format(actor=maker)
            raise SessionRefused(did_you_mean(vow.what, kind, like))
        return found

    # -- what may be put in --------------------------------------------------------------------

    def check(self, given: Talking) -> None:
        """SessionRefused says why this can't be said or done now."""
        match given:
            case Message(role=role, to=to):
                words = _("That was the last of {most} messages in this turn; wait for the next.")
                self._check_amount(given, MOST_MESSAGES, words)
                self._check_others(role, to)
            case Propose(role=role, to=to):
                words = _("That was the last of {most} proposals in this turn; wait for the next.")
                self._check_amount(given, MOST_PROPOSALS, words)
                self._check_others(role, (to,))
                self._check_turns(given)
                self.promises(given)
            case Answer():
                self._check_open(given, 1)
            case Withdraw():
                self._check_open(given, 0)

    def _check_amount(self, given: Message | Propose, most: int, words: str) -> None:
        counts = Counter(talk.kind for talk in self.talked[-1] if talk.role == given.role)
        if counts[given.kind] >= most:
            raise SessionRefused(words.format(most=most))

    def _check_others(self, role: str, to: tuple[str, ...]) -> None:
        others = [name for name in self.scenario.actors if name != role]
        for name in to:
            if name not in others:
                raise SessionRefused(did_you_mean(name, _("other side"), others))
        if len(set(to)) < len(to):
            raise SessionRefused(_("Name everybody once."))

    def _check_turns(self, given: Propose) -> None:
        last = self.scenario.clock.turns
        for vow in given.vows:
            if not self.turn <= vow.until <= last:
                words = _("A promise is for turns {first} to {last}, not for turn {turn}.")
                raise SessionRefused(words.format(first=self.turn, last=last, turn=vow.until))
        latest = min(vow.until for vow in given.vows)
        if not self.turn <= given.until <= latest:
            words = _("It can stay open in turns {first} to {last}, not up to turn {turn}.")
            words = words.format(first=self.turn, last=latest, turn=given.until)
            raise SessionRefused(words)

    def _check_open(self, given: Answer | Withdraw, side: int) -> None:
        """Is it an open proposal of which the role is that side?"""
        known = 0 <= given.number < len(self.bids)
        if not known or self.bids[given.number].given.sides[side] != given.role:
            mine = _("You have made no such proposal.")
            raise SessionRefused(_("Nobody has proposed that to you.") if side else mine)
        fate = self.bids[given.number].fate
        if fate != "open":
            reasons = {
                "signed": _("It is signed already."),
                "declined": _("It was declined."),
                "lapsed": _("The time to sign it is over."),
                "withdrawn": _("It was withdrawn."),
            }
            raise SessionRefused(reasons[fate])

    # -- putting it in -------------------------------------------------------------------------

    def put(self, given: Talking) -> None:
        """Let it count; it has been checked."""
        self.talked[-1].append(given)
        match given:
            case Message():
                self.messages.append((self.turn, given))
            case Propose():
                self.bids.append(Bid(given, self.turn))
            case Answer(number=number, sign=sign):
                self.bids[number].settle("signed" if sign else "declined", self.turn)
            case Withdraw(number=number):
                self.bids[number].settle("withdrawn", self.turn)

    def close_turn(self, worlds: Worlds) -> None:
        """What became of pacts in the turn; proposals whose time is over lapse.

        worlds: the true world, after the turn.
        """
        self.over = worlds.all_over
        signed = self.rules.pacts.promises.signed(worlds)
        for bid in self.bids:
            if bid.first is not None:
                vows = signed[bid.first : bid.first + 2]
                kept = [FATES[int(worlds.table[vow.fate_row, 0])] for vow in vows]
                changes = zip(bid.kept, kept, bid.ended, strict=True)
                bid.ended = [end if was == now else self.turn for was, now, end in changes]
                bid.kept = kept
            if bid.fate == "open" and (bid.given.until <= self.turn or self.over):
                bid.settle("lapsed", self.turn)
        self.talked.append([])
