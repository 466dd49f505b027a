"""The cards of a role at one moment: what is printed on them, the figures of now, and why not."""

from __future__ import annotations

from dataclasses import replace

from sim.engine.book import BookMove
from sim.scenario.faults import did_you_mean
from sim.scenario.moves import Move
from sim.session.card import Card
from sim.session.labels import spoken_label
from sim.session.memory import Memory
from sim.session.pledges import pledge_to_drop, pledge_to_make
from sim.session.printed import Printed, filled_in, printed_cards
from sim.session.reading import Reading
from sim.session.reasons import Reasons
from sim.session.refusals import SessionRefused
from sim.session.words import _, ngettext


class Deck:
    """Makes the cards of one role at one moment, from what it knows."""

    def __init__(self, memory: Memory, language: str = "en") -> None:
        self.book = memory.rules.book
        self.scenario = self.book.scenario
        self.sight = memory.sight
        self.role = memory.sight.role
        self.legal = memory.outlook.legal[:, 0]
        self.reading = Reading(self.book, memory.column)
        self.reasons = Reasons(self.reading, language)
        self.language = language

    def cards(self) -> tuple[Card, ...]:
        """Deeds before words, in the order of the scenario; holding and silence stand first."""
        printed = printed_cards(self.book, self.role, self.language)
        credibility = self.reading.row("credibility", self.role)
        return tuple(self._card(place, card, credibility) for place, card in printed.items())

    def _card(self, place: int, printed: Printed, credibility: float) -> Card:
        """The card of the move at this place in the book."""
        book_move = self.book.moves[place]
        if book_move.move is None:
            return printed.card
        amounts = tuple(amount.now(self.reading, credibility) for amount in printed.amounts)
        pledge = pledge_to_make(self.reading, book_move.move.pledges, self.language)
        drops = pledge_to_drop(self.reading, book_move.move.drops, self.language)
        card = filled_in(printed, amounts, pledge, drops)
        if self.legal[place]:
            return card
        return replace(card, legal=False, why_not=self.why_not(book_move))

    # -- why not -----------------------------------------------------------------------------

    def why_not(self, book_move: BookMove) -> str:
        """Everything that stands in the way, a sentence each."""
        move = book_move.move
        assert move is not None, "holding and silence are always legal"
        return " ".join(f"{reason}." for reason in self._reasons(book_move, move))

    def _reasons(self, book_move: BookMove, move: Move) -> list[str]:
        found = []
        count = round(self.reading.row("count", book_move.name))
        if move.limit is not None and count >= move.limit:
            words = ngettext("Done once; no more often", "Done {times} times; no more often", count)
            never = _("Not in this crisis")
            found.append(words.format(times=count) if count else never)
        turn, last = self.reading.row("turn", "turn"), self.reading.row("last", book_move.name)
        wait = round(last + move.cooldown + 1 - turn)
        if move.cooldown and wait > 0:
            words = ngettext("Again in the next turn", "Again in {turns} turns", wait)
            found.append(words.format(turns=wait))
        if move.when and (wanting := self.reasons.why_not(move.when)):
            found.append(wanting)
        for name, stands in ((move.pledges, False), (move.drops, True)):
            if name and bool(self.reading.row("open", name)) != stands:
                thing = spoken_label(self.scenario, name, self.language)
                open_now = _("The demand “{thing}” stands already")
                words = _("The demand “{thing}” does not stand") if stands else open_now
                found.append(words.format(thing=thing))
        return found


def check_orders(memory: Memory, deed: str, word: str) -> None:
    """SessionRefused says why a role can't do or say this now."""
    deck = Deck(memory)
    book = deck.book
    for channel, name in (("deed", deed), ("word", word)):
        seat = book.seats.index(f"{deck.role}/{channel}")
        own = {m.name.split(".", 1)[1]: i for i, m in enumerate(book.moves) if m.seat == seat}
        if name not in own:
            raise SessionRefused(did_you_mean(name, channel, own))
        if not deck.legal[own[name]]:
            label = spoken_label(deck.scenario, f"{deck.role}.{name}", deck.language)
            why = deck.why_not(book.moves[own[name]])
            words = _("“{move}” is not possible now. {why}")
            raise SessionRefused(words.format(move=label, why=why))
