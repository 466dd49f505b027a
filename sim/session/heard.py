"""What one role has heard and agreed on, put into words."""

from __future__ import annotations

from functools import lru_cache

from sim.engine.rules import Rules
from sim.engine.sight import EVERYTHING
from sim.session.labels import spoken_label
from sim.session.said import Clause, Kept, Promisable, Proposal, Saying
from sim.session.talk import Bid, Talk
from sim.session.talk_words import (
    message_heading,
    promise_label,
    promise_outcome,
    promise_words,
    proposal_standing,
    proposal_title,
)
from sim.session.words import Translations, catalog


class Heard:
    """The talk of a session through the ears of one role."""

    def __init__(self, talk: Talk, role: str, turn: int, language: str) -> None:
        """turn: the one to decide now, or the last one. Once it is over, nothing is secret."""
        self.talk, self.rules = talk, talk.rules
        self.role = role
        self.turn = turn
        self.hears_all = talk.over or role == EVERYTHING
        self.language = language

    def messages(self) -> tuple[Saying, ...]:
        """All that it could read so far, oldest first."""
        return tuple(
            Saying(
                turn=turn,
                author=said.role,
                to=said.to,
                heading=message_heading(self.talk.scenario, said, turn, self.language),
                text=said.text,
            )
            for turn, said in self.talk.messages
            if self.hears_all or not said.to or self.role in (said.role, *said.to)
        )

    def proposals(self) -> tuple[Proposal, ...]:
        """All of which it knows, oldest first."""
        # Numbered by the role's own, so that no number tells of what others agree on in private.
        own = {number: place for place, number in enumerate(self.talk.own(self.role), 1)}
        return tuple(
            self._proposal(bid, own.get(number, 0))
            for number, bid in enumerate(self.talk.bids)
            if self.hears_all or bid.is_known_to(self.role)
        )

    def _proposal(self, bid: Bid, number: int) -> Proposal:
        given = bid.given
        may_read = number or self.hears_all or given.public
        return Proposal(
            number=number,
            title=proposal_title(self.talk.scenario, bid, self.language),
            standing=proposal_standing(bid),
            may_answer=bid.fate == "open" and given.to == self.role,
            may_withdraw=bid.fate == "open" and given.role == self.role,
            turn=bid.turn,
            author=given.role,
            to=given.to,
            public=given.public,
            until=given.until,
            text=given.text if may_read else "",
            fate=bid.fate,
            settled=bid.settled,
            give=self._clause(bid, 0),
            ask=self._clause(bid, 1),
        )

    def _clause(self, bid: Bid, side: int) -> Clause:
        maker, vow = bid.given.sides[side], bid.given.vows[side]
        fate: Kept = bid.kept[side] if bid.kept else ""
        settled = bid.ended[side] if bid.ended else None
        audience, price = self._price(bid, maker, fate, settled)
        return Clause(
            maker=maker,
            sense=vow.sense,
            what=vow.what,
            label=promise_label(self.talk.scenario, maker, vow.what, self.language),
            until=vow.until,
            words=promise_words(self.talk.scenario, maker, vow, self.language),
            outcome=promise_outcome(fate, settled, audience, price, self.talk.over),
            fate=fate,
            settled=settled,
            price=price,
            audience=audience,
        )

    def _price(self, bid: Bid, maker: str, fate: Kept, settled: int | None) -> tuple[str, float]:
        """Who pays for breaking it, and how much: now, or when it was done."""
        pacts, actor = self.rules.pacts, self.rules.book.actors.index(maker)
        paid = pacts.prices[actor]
        if paid is None:
            return "", 0.0
        audience = spoken_label(self.talk.scenario, paid.audience, self.language)
        if fate in ("kept", "released"):
            return audience, 0.0
        until = settled or self.turn
        since = bid.settled if fate and bid.settled else until
        return audience, pacts.price(actor, until - since, bid.given.public)


def promisable(rules: Rules, language: str) -> tuple[Promisable, ...]:
    """All that may stand in a proposal."""
    return _promisable(rules, language, catalog())


@lru_cache(maxsize=8)
def _promisable(rules: Rules, language: str, _catalog: Translations) -> tuple[Promisable, ...]:
    scenario = rules.book.scenario
    return tuple(
        Promisable(
            actor=maker,
            sense=promise.sense,
            what=promise.what,
            label=promise_label(scenario, maker, promise.what, language),
        )
        for maker in rules.book.actors
        for promise in rules.pacts.promises.of(maker)
    )
