"""The moves of a role as cards: what each does, what it costs, who notices, and why not now."""

from __future__ import annotations

from sim.engine.book import BookMove
from sim.scenario.faults import did_you_mean
from sim.scenario.moves import REST, Consequence, Move
from sim.session.card import Card, Effect
from sim.session.labels import quality, spoken_label
from sim.session.memory import Memory
from sim.session.notices import notices_in
from sim.session.pledges import pledge_to_drop, pledge_to_make
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
        self.notices = notices_in(self.book, self.role, language)
        self.language = language

    def cards(self) -> tuple[Card, ...]:
        """Deeds before words, in the order of the scenario; holding and silence stand first."""
        places = self.book.moves_of(self.sight.number)
        return tuple(self.card(place) for place in places)

    def card(self, place: int) -> Card:
        """The card of the move at this place in the book."""
        book_move = self.book.moves[place]
        name = book_move.name.split(".", 1)[1]
        move = book_move.move
        if move is None:
            return self._rest(book_move, name)
        effects = tuple(self.effects(move))
        return Card(
            id=name,
            channel=move.channel,
            kind=move.kind,
            label=move.label.spoken(self.language),
            text=move.text.spoken(self.language) if move.text else "",
            legal=bool(self.legal[place]),
            why_not="" if self.legal[place] else self.why_not(book_move),
            cost=move.cost,
            risk=move.risk,
            toward=move.toward,
            notice=self.notices.of(name, move, effects),
            signal=book_move.goldstein,
            effects=effects,
            pledge=pledge_to_make(self.reading, move.pledges, self.language),
            drops=pledge_to_drop(self.reading, move.drops, self.language),
            sources=move.sources,
            assumption=move.assumption,
        )

    def _rest(self, book_move: BookMove, name: str) -> Card:
        """Holding, or silence."""
        is_deed = name == REST["deed"]
        return Card(
            id=name,
            channel="deed" if is_deed else "word",
            kind="hold",
            label=spoken_label(self.scenario, book_move.name, self.language),
            text=_("Do nothing new in this turn.") if is_deed else _("Make no statement."),
            legal=True,
            why_not="",
            cost=0.0,
            risk=0.0,
            toward=(),
            notice=_("There is nothing to notice."),
            signal=0.0,
            effects=(),
            pledge=None,
            drops=None,
            sources=(),
            assumption=None,
        )

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
        if move.when and not self.reading.holds(move.when):
            found.append(self.reasons.why_not(move.when))
        for name, stands in ((move.pledges, False), (move.drops, True)):
            if name and bool(self.reading.row("open", name)) != stands:
                thing = spoken_label(self.scenario, name, self.language)
                open_now = _("The demand “{thing}” stands already")
                words = _("The demand “{thing}” does not stand") if stands else open_now
                found.append(words.format(thing=thing))
        return found

    # -- effects -----------------------------------------------------------------------------

    def effects(self, move: Move) -> list[Effect]:
        """What always follows, now and later, then what may follow."""
        found = self._of(move, None, "")
        believed = self.reading.row("credibility", self.role)
        for key, amount in move.believed.items():
            found.append(self._effect(key, amount * believed, 0, None, ""))
        for branch in move.chances:
            label = branch.label.spoken(self.language) if branch.label else ""
            found += self._of(branch, branch.chance, label)
        return found

    def _of(self, part: Consequence, chance: float | None, branch: str) -> list[Effect]:
        value = self.reading.value
        found = [self._effect(k, value(a), 0, chance, branch) for k, a in part.effects.items()]
        for later in part.later:
            after = later.after
            found += [
                self._effect(k, value(a), after, chance, branch) for k, a in later.effects.items()
            ]
        return found

    def _effect(
        self, key: str, amount: float, after: int, chance: float | None, branch: str
    ) -> Effect:
        indicator = self.scenario.indicators.get(key)
        if indicator:
            label = indicator.label.spoken(self.language)
            return Effect(key, label, indicator.unit, amount, after, chance, branch)
        label, unit, scale = quality(self.scenario, key, self.language)
        return Effect("", label, unit, amount * scale, after, chance, branch)


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
