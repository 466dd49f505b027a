"""What is printed on the cards of a role, whatever the moment: all but the figures of now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sim.engine.book import Book, BookMove
from sim.scenario.expressions import Node, Number
from sim.scenario.moves import REST, Consequence, Move
from sim.session.card import Card, Effect, Pledge
from sim.session.labels import quality, spoken_label
from sim.session.notices import Notices
from sim.session.reading import Reading
from sim.session.words import Translations, _, catalog


@dataclass(frozen=True, eq=False)
class Amount:
    """How large an effect is.

    Attributes:
        worth: a number, or what it is worked out from. scale: from the engine's unit to the card's.
        believed: it is a word's, and counts as far as that is believed.
    """

    worth: Node | float
    scale: float | None
    believed: bool

    def now(self, reading: Reading, credibility: float) -> float:
        """In this world."""
        amount = self.worth if isinstance(self.worth, float | int) else reading.value(self.worth)
        if self.believed:
            amount *= credibility
        return amount if self.scale is None else amount * self.scale


@dataclass(frozen=True, eq=False)
class Printed:
    """A card as it is printed.

    Attributes:
        card: legal, without commitments, and with effects of which the amounts are open.
        amounts: of these effects, one for each.
    """

    card: Card
    amounts: tuple[Amount, ...] = ()


def printed_cards(book: Book, role: str, language: str) -> dict[int, Printed]:
    """The cards of a role by their places in the book, in a language as it is spoken now."""
    return _printed_cards(book, role, language, catalog())


@lru_cache(maxsize=32)
def _printed_cards(
    book: Book, role: str, language: str, _catalog: Translations
) -> dict[int, Printed]:
    if role not in book.actors:
        return {}  # who only looks on has no cards
    press = _Press(book, role, language)
    return {place: press.printed(place) for place in book.moves_of(book.actors.index(role))}


@lru_cache(maxsize=1_000)
def filled_in(
    printed: Printed, amounts: tuple[float, ...], pledge: Pledge | None, drops: Pledge | None
) -> Card:
    """The card with these figures; in a class, those of most tables are the same."""
    effects = tuple(
        replace(effect, amount=amount)
        for effect, amount in zip(printed.card.effects, amounts, strict=True)
    )
    return replace(printed.card, effects=effects, pledge=pledge, drops=drops)


class _Press:
    def __init__(self, book: Book, role: str, language: str) -> None:
        self.book = book
        self.scenario = book.scenario
        self.notices = Notices(book.scenario, role, language)
        self.language = language

    def printed(self, place: int) -> Printed:
        book_move = self.book.moves[place]
        name, move = book_move.name.split(".", 1)[1], book_move.move
        if move is None:
            return Printed(self._rest(book_move, name))
        blanks = list(self._blanks(move))
        effects = tuple(effect for effect, _amount in blanks)
        card = Card(
            id=name,
            channel=move.channel,
            kind=move.kind,
            label=move.label.spoken(self.language),
            text=move.text.spoken(self.language) if move.text else "",
            legal=True,
            why_not="",
            cost=move.cost,
            risk=move.risk,
            toward=move.toward,
            notice=self.notices.of(move, effects),
            signal=book_move.goldstein,
            effects=effects,
            pledge=None,
            drops=None,
            sources=move.sources,
            assumption=move.assumption,
        )
        return Printed(card, tuple(amount for _effect, amount in blanks))

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

    # -- effects -----------------------------------------------------------------------------

    def _blanks(self, move: Move) -> Iterator[tuple[Effect, Amount]]:
        """What always follows, now and later, then what may follow."""
        yield from self._of(move, None, "")
        for key, amount in move.believed.items():
            yield self._blank(key, amount, 0, None, "", believed=True)
        for branch in move.chances:
            label = branch.label.spoken(self.language) if branch.label else ""
            yield from self._of(branch, branch.chance, label)

    def _of(
        self, part: Consequence, chance: float | None, branch: str
    ) -> Iterator[tuple[Effect, Amount]]:
        for key, node in part.effects.items():
            yield self._blank(key, _number_or(node), 0, chance, branch)
        for later in part.later:
            for key, node in later.effects.items():
                yield self._blank(key, _number_or(node), later.after, chance, branch)

    def _blank(
        self,
        key: str,
        worth: Node | float,
        after: int,
        chance: float | None,
        branch: str,
        believed: bool = False,
    ) -> tuple[Effect, Amount]:
        """An effect of which the amount is open, and how that is worked out."""
        indicator = self.scenario.indicators.get(key)
        if indicator:
            label = indicator.label.spoken(self.language)
            effect = Effect(key, label, indicator.unit, 0.0, after, chance, branch)
            return effect, Amount(worth, None, believed)
        label, unit, scale = quality(self.scenario, key, self.language)
        effect = Effect("", label, unit, 0.0, after, chance, branch)
        return effect, Amount(worth, scale, believed)


def _number_or(node: Node) -> Node | float:
    """Plain numbers need no working out."""
    return node.value if isinstance(node, Number) else node
