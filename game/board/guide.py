"""The guide through the first turn: one hint at a time, beside the panel it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.board.desk import KEYS, Desk
from game.ui import Rect, Ui
from game.words import _
from sim.session import Card

HEIGHT = 84.0


@dataclass(frozen=True)
class Hint:
    """A step of the guide.

    Attributes:
        panel: the panel that it speaks of.
        card: the card to look at, if any; it is brought to the top of its row.
        done: whether the player has done it.
    """

    panel: str
    words: str
    done: Callable[[Desk], bool]
    card: Card | None = None


def hints(desk: Desk) -> list[Hint]:
    """The steps, made of what this role's card asks and suggests."""
    return [
        _read_news(desk),
        _see_ladder(desk),
        *(_look_at(desk, card, first=number == 0) for number, card in enumerate(suggested(desk))),
        Hint("commit", _end(), lambda _desk: False),
    ]


def _read_news(desk: Desk) -> Hint:
    questions = " ".join(desk.view.dossier.first_look[:1])
    words = _("Read what has happened: News, key N. {question}").format(question=questions)
    return Hint("column", words.strip(), lambda desk: "news" in desk.asked)


def _see_ladder(desk: Desk) -> Hint:
    view = desk.view
    words = _(
        "How dangerous is it? The ladder stands at {number} of {count}; L says what it means."
    )
    words = words.format(number=view.rung + 1, count=len(view.ladder))
    return Hint("ladder", words, lambda desk: desk.tab == "ladder")


def _look_at(desk: Desk, card: Card, first: bool) -> Hint:
    key = key_of(desk, card).upper()
    words = (
        _("What could you do? Press {key} for “{card}”: what it changes, and what may follow.")
        if first
        else _("Now compare “{card}”, key {key}. The ladder and the bars show the difference.")
    )
    words = words.format(key=key, card=card.label)
    return Hint("cards", words, lambda desk: desk.card == card.id, card)


def _end() -> str:
    return _(
        "Put down one thing to do and one to say: press a card's key twice, or click it. "
        "U takes back. Nothing happens before you commit with C."
    )


def suggested(desk: Desk) -> list[Card]:
    """Two cards to compare: those that the role's card names, else a way down and a way up."""
    legal = [card for card in desk.view.cards if card.legal]
    named = [card for card in legal if card.id in desk.view.dossier.suggest]
    ways = [
        next((card for card in legal if card.channel == "deed" and card.kind == kind), None)
        for kind in ("de-escalate", "escalate")
    ]
    return (named or [card for card in ways if card])[:2]


def key_of(desk: Desk, card: Card) -> str:
    """The key of a card on the page that it is on."""
    places = [other.id for other in desk.row(card.channel)]
    keys = KEYS[card.channel]
    return keys[places.index(card.id) % len(keys)]


def is_open(ui: Ui, desk: Desk) -> bool:
    """Whether the guide is shown: in the first turn, unless it was closed."""
    return desk.view.turn == 1 and desk.may_choose and not ui.settings.guide_seen


def guide_strip(ui: Ui, rect: Rect, desk: Desk) -> str:
    """The hint that is next, with ways on and away; the panel that it speaks of."""
    steps = hints(desk)
    while desk.hint < len(steps) - 1 and steps[desk.hint].done(desk):
        _go_on(desk, steps)
    hint = steps[desk.hint]
    ui.canvas.fill(rect, "raised", radius=8, outline="text", width=2)
    inner = rect.inset(12, 6)
    count, rest = inner.split_left(44, gap=8)
    ui.text(count, f"{desk.hint + 1}/{len(steps)}", "strong", lines=1, middle=True)
    words, buttons = rest.split_right(104, gap=12)
    ui.text(words, hint.words, "small", lines=int(words.h // 22), middle=True)
    _ways(ui, buttons, desk, steps)
    return hint.panel


def _ways(ui: Ui, rect: Rect, desk: Desk, steps: list[Hint]) -> None:
    """On to the next hint, and away with the guide."""
    on, away = rect.rows(2, gap=4)
    is_last = desk.hint == len(steps) - 1
    if not is_last and ui.button("guide on", on, _("Next")):
        _go_on(desk, steps)
    if ui.button("guide away", away, _("Close")):
        ui.settings.guide_seen = True


def _go_on(desk: Desk, steps: list[Hint]) -> None:
    """The next hint; its card is brought into view."""
    desk.hint += 1
    card = steps[desk.hint].card
    if card is not None:
        desk.bring(card)
