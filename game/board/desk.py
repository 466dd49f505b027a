"""What lies open on the board: the tab, the card that is looked at, the page of each row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from game.board.projection import Box, extent_of
from game.board.sights import Sights
from game.ui import Flow, Rect, Ui
from game.words import language
from sim.session import Card, SessionRefused, View

if TYPE_CHECKING:
    from game.play import Play
    from sim.session import Band, Forecast

CHANNELS = ("deed", "word")
SHOWN = 5  # cards of a row, as many as it has keys
DEED_KEYS = ("1", "2", "3", "4", "5")
WORD_KEYS = ("q", "w", "e", "r", "t")
KEYS = {"deed": DEED_KEYS, "word": WORD_KEYS}
_STEP = 80.0  # how far beyond the edge of a column the focus may go, so that arrows walk on


@dataclass
class Desk:
    """The board's own state, which no panel keeps for itself.

    Attributes:
        tab: what the right column (or, where room is short, the window) shows.
        card: the id of the card that is looked at.
        quantity: the id of the indicator whose reasons are open; empty for the list.
        first: the first card that is shown of each channel.
        listed: the map is shown as a list.
        hint: the step of the guide that is next.
        asked: the tabs that were asked for by key.
        refused: why what was put down last does not count.
        latest: the forecast for the orders, with the card looked at; None while there is none.
    """

    play: Play
    tab: str = "news"
    card: str = ""
    quantity: str = ""
    first: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHANNELS, 0))
    listed: bool = False
    hint: int = 0
    asked: set[str] = field(default_factory=set)
    refused: str = ""
    latest: Forecast | None = None
    _focused: str = ""
    _map: tuple[Hashable, Sights] | None = None
    _extent: Box | None = None
    _heights: dict[Hashable, float] = field(default_factory=dict)

    @property
    def view(self) -> View:
        """What this role may know now."""
        return self.play.view

    @property
    def may_choose(self) -> bool:
        """Whether this role still decides in this turn."""
        return self.view.phase == "decide" and not self.view.committed

    def row(self, channel: str) -> list[Card]:
        """All cards of a channel: resting first, legal before illegal, ways up and down in turn."""
        cards = [card for card in self.view.cards if card.channel == channel]
        return [*mixed([c for c in cards if c.legal]), *mixed([c for c in cards if not c.legal])]

    def shown(self, channel: str) -> list[Card]:
        """The cards of a channel that lie open."""
        first = self.first[channel]
        return self.row(channel)[first : first + SHOWN]

    def keys(self, channel: str) -> dict[str, str]:
        """The keys of the cards that lie open, by the cards' ids."""
        return dict(zip((card.id for card in self.shown(channel)), KEYS[channel], strict=False))

    def look_at(self, card: Card) -> None:
        """Show a card's details and what might follow from it."""
        self.card = card.id
        self.tab = "card"

    def follow_focus(self, card: Card, focused: bool) -> None:
        """Look at a card when the focus comes to it, but not for as long as it stays there."""
        if focused and self._focused != card.id:
            self._focused = card.id
            self.look_at(card)
        elif not focused and self._focused == card.id:
            self._focused = ""

    def put_down(self, card: Card) -> None:
        """Make it the order of its channel, if it may be."""
        self.look_at(card)
        self.refused = ""
        if card.legal and self.may_choose and card.id not in self.orders:
            try:
                self.play.draft(**{card.channel: card.id})
            except SessionRefused as refusal:  # in a class others can be faster
                self.refused = str(refusal)

    @property
    def orders(self) -> tuple[str, str]:
        """The deed and the word that are put down."""
        return self.view.deed, self.view.word

    @property
    def looked_at(self) -> Card | None:
        """The card whose details are open; None if there is none."""
        return next((card for card in self.view.cards if card.id == self.card), None)

    @property
    def pair(self) -> tuple[str, str]:
        """The deed and the word that the forecast is about: the orders, with the card looked at."""
        deed, word = self.orders
        card = self.looked_at
        if card is None or not card.legal:
            return deed, word
        return (card.id, word) if card.channel == "deed" else (deed, card.id)

    @property
    def ghost(self) -> Band | None:
        """Where the world might stand on the ladder after this turn, from 0."""
        return self.latest.rung if self.latest else None

    def estimate(self, ui: Ui) -> None:
        """Ask for the forecast, and for another frame as long as it is not there."""
        forecasts = self.play.forecasts
        forecasts.on = ui.settings.forecast_on
        self.latest = None
        if not forecasts.on or not self.may_choose:
            return
        self.play.ask(*self.pair)
        self.latest = self.play.forecast
        if self.latest is None and forecasts.state in ("starting", "estimating"):
            ui.again(50)

    def sights(self, key: Hashable, lay_out: Callable[[], Sights]) -> Sights:
        """The map laid out; anew only where its key is another than last time."""
        if self._map is None or self._map[0] != key:
            self._map = key, lay_out()
        return self._map[1]

    def seen(self, ui: Ui, flow: Flow, name: str, fill: Callable[[], None]) -> Rect:
        """Fill a piece of a long column, or only keep its room where it is scrolled away."""
        key = (name, flow.rect.w, ui.canvas.ratio, language(), self.view.turn)
        height = self._heights.get(key)
        if height is not None and not is_near(ui, flow.left.split_top(height)[0]):
            return flow.row(height)
        top = flow.at
        fill()
        self._heights[key] = flow.at - top
        return Rect(flow.rect.x, top, flow.rect.w, flow.at - top)

    @property
    def extent(self) -> Box:
        """West, south, east and north of all that there is to draw of the map."""
        if self._extent is None:
            assert self.view.chart is not None
            self._extent = extent_of(self.view.chart)
        return self._extent

    def bring(self, card: Card) -> None:
        """Turn to the page that a card is on."""
        places = [other.id for other in self.row(card.channel)]
        self.first[card.channel] = places.index(card.id) // SHOWN * SHOWN

    def turn_page(self, channel: str, by: int) -> None:
        """Go to the next cards of a channel, or the ones before; round at the ends."""
        pages = -(-len(self.row(channel)) // SHOWN)
        self.first[channel] = (self.first[channel] // SHOWN + by) % pages * SHOWN

    def open_commit(self, ui: Ui) -> None:
        """Go to the last look at the orders."""
        from game.screens.commit import Commit

        ui.settings.guide_seen = True
        ui.push(Commit(self.play))

    def open_history(self, ui: Ui, turn: int) -> None:
        """Look back at a turn."""
        from game.screens.history import History

        ui.push(History(self.play, turn))

    def open_sources(self, ui: Ui, claims: Sequence[str] = ()) -> None:
        """Show what some claims say, or all that the scenario rests on."""
        from game.screens.sources import Sources

        ui.push(Sources(self.play, claims))

    def open_talk(self, ui: Ui) -> None:
        """Go to what is said and promised."""
        from game.screens.talk import Talk

        ui.push(Talk(self.play))

    def open_quantity(self, name: str) -> None:
        """Show one indicator with what moved it and where its figure is from."""
        self.tab, self.quantity = "situation", name

    def offer_sources(self, ui: Ui, name: str, item: Rect, claims: Sequence[str]) -> None:
        """Let Enter, S and the mouse open the claims behind what is drawn there, if there are."""
        if claims:
            touch = ui.focusable(name, item)
            if touch.pressed or (touch.focused and ui.key("s")):
                self.open_sources(ui, claims)

    @property
    def may_close(self) -> bool:
        """Whether something lies open that Esc closes before it leaves the board."""
        return self.tab in ("card", "ladder") or self.listed or self.has_reasons

    @property
    def has_reasons(self) -> bool:
        """Whether one indicator is open instead of the list."""
        return self.tab == "situation" and bool(self.quantity)

    def close_one(self) -> None:
        """Close what lies open over the rest."""
        if self.has_reasons:
            self.quantity = ""
        elif self.tab in ("card", "ladder"):
            self.tab = "news"
        else:
            self.listed = False


def is_near(ui: Ui, rect: Rect) -> bool:
    """Whether a piece of a long column is seen, or would be after one more step down or up."""
    return bool(ui.canvas.view.inset(0, -_STEP).colliderect(rect))


def mixed(cards: list[Card]) -> list[Card]:
    """Ways down, steady and up by turns, so that no first page pushes one way; resting first."""
    rest = [card for card in cards if card.id in ("hold", "silence")]
    kinds = [
        [card for card in cards if card.kind == kind and card not in rest]
        for kind in ("de-escalate", "escalate", "hold")
    ]
    return rest + [card for group in zip_longest(*kinds) for card in group if card is not None]
