"""The glossary: what words, quantities and rungs of a scenario mean, found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.board.wording import aim, estimate
from game.play import Play
from game.screens.sources import Sources
from game.story.page import Way, page
from game.story.prose import GAP, PADDING, Line, height_of, paragraphs, write
from game.ui import Flow, Screen, Ui
from game.words import _, ngettext
from sim.session import Quantity, View

BUTTON = 152


@dataclass(frozen=True)
class Entry:
    """Something to look up.

    Attributes:
        kind: what sort of thing it is. sources: the claims that it rests on.
    """

    name: str
    kind: str
    texts: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def tells(self, words: str) -> bool:
        """Whether all these words are somewhere in it."""
        text = " ".join((self.name, self.kind, *self.texts)).casefold()
        return all(word in text for word in words.casefold().split())

    @property
    def lines(self) -> list[Line]:
        """It in full."""
        texts = [Line(text, "small", gap=4) for text in self.texts]
        return [Line(self.kind, "small", "muted"), Line(self.name, "strong"), *texts]


class Glossary(Screen):
    """All entries, or those in which what was typed occurs."""

    name = "glossary"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.wanted = ""
        self._opened = False

    def draw(self, ui: Ui) -> None:
        """The field to type in, and the entries below it."""
        if not self._opened:
            self._opened = True
            ui.focus("search")
        ways = [Way("back", _("Back"), "esc", primary=True)]
        body, way = page(ui, _("Glossary"), ways, self.play.view.title)
        search, rest = body.split_top(44, gap=12)
        search.w = min(search.w, 480)
        self.wanted = ui.field("search", search, self.wanted, _("Type to search"))
        found = [entry for entry in entries(self.play.view) if entry.tells(self.wanted)]
        ui.scroll("entries", rest, lambda flow: self._fill(flow, ui, found))
        if way:
            ui.pop()

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("a", _("Any letter: search for what you type")),
            ("down", _("Further down")),
            ("esc", _("Back")),
        ]

    def _fill(self, flow: Flow, ui: Ui, found: Sequence[Entry]) -> None:
        if not found:
            none = _("There is nothing with “{wanted}” in it.").format(wanted=self.wanted)
            paragraphs(flow, ui, [Line(none)])
        for entry in found:
            self._entry(flow, ui, entry)

    def _entry(self, flow: Flow, ui: Ui, entry: Entry) -> None:
        aside = BUTTON + GAP if entry.sources else 0
        width = flow.rect.w - 2 * PADDING[0] - aside
        row = flow.row(height_of(ui, entry.lines, width) + 2 * PADDING[1])
        flow.gap(12)
        ui.canvas.fill(row, "panel", radius=8)
        words, place = row.inset(*PADDING).split_right(aside)
        write(ui, words, entry.lines)
        if entry.sources:
            button = place.split_right(BUTTON)[1].split_top(40)[0]
            count = len(entry.sources)
            label = ngettext("{count} source", "{count} sources", count).format(count=count)
            if ui.button(f"sources {entry.kind} {entry.name}", button, label):
                ui.push(Sources(self.play, entry.sources))


def entries(view: View) -> list[Entry]:
    """Everything that can be looked up, from words to rungs."""
    words = [Entry(term.term, _("Word"), (term.text,), term.sources) for term in view.terms]
    quantities = [_quantity(quantity, view) for quantity in view.quantities]
    rungs = [
        Entry(
            rung.label,
            _("Rung {number} of {rungs}").format(number=number, rungs=len(view.ladder)),
            (rung.example,),
        )
        for number, rung in enumerate(view.ladder, start=1)
    ]
    return words + quantities + rungs


def _quantity(quantity: Quantity, view: View) -> Entry:
    owner = view.side(quantity.owner).name if quantity.owner else _("everybody")
    texts = [quantity.text, _("Now: {amount}.").format(amount=estimate(quantity))]
    if quantity.aim:
        texts.append(aim(quantity.aim, quantity))
    if quantity.assumption:
        reason = _("Why it starts where it does: {reason}").format(reason=quantity.assumption)
        texts.append(reason)
    kind = _("Quantity of {owner}").format(owner=owner)
    return Entry(quantity.label, kind, tuple(text for text in texts if text), quantity.sources)
