"""The briefing of a role: who you are, what you want, how others see it, and a short check."""

from __future__ import annotations

from collections.abc import Sequence

from game.board.dossier import attitude
from game.claims import claims_of, rests_on
from game.play import Play
from game.screens.sources import Sources
from game.story.page import Way, page
from game.story.prose import Line, boxes, paragraphs
from game.ui import Flow, Rect, Screen, Ui
from game.words import _
from sim.session import Check, Side

LOW = 56  # an answer of one line
MEASURE = 800  # as wide as a question is read well


class Briefing(Screen):
    """Pages that are read in a minute or less each; any of them can be skipped.

    Attributes:
        at: the page that is open, from 0. answers: what was chosen, by the place of the question.
    """

    name = "briefing"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.at = 0
        self.answers: dict[int, int] = {}

    @property
    def pages(self) -> list[str | Check]:
        """What there is to read, in order; a question of the check is a page of its own."""
        view = self.play.view
        told = ["who", "aims", "hats", *(["terms"] if view.terms or view.note else [])]
        return [*told, *view.dossier.checks]

    def draw(self, ui: Ui) -> None:
        """One page, and the ways to the next, back, and into the game."""
        view, shown = self.play.view, self.pages[self.at]
        side = view.side(view.role)
        count = _("{title} · page {page} of {pages}").format(
            title=view.title, page=self.at + 1, pages=len(self.pages)
        )
        body, way = page(ui, self._title(shown, side), self._ways(shown), count, side.look)
        ui.scroll(f"page {self.at}", body, lambda flow: self._fill(flow, ui, shown))
        self._take(ui, way)

    def keys(self) -> list[tuple[str, str]]:
        """The keys of all pages."""
        return [
            ("enter", _("The next page; on the last one, begin")),
            ("esc", _("The page before")),
            ("s", _("What is told here rests on: its sources")),
            ("b", _("Begin now, without the rest")),
            ("1", _("In the check: the first answer, and so on")),
        ]

    def _title(self, shown: str | Check, side: Side) -> str:
        if isinstance(shown, Check):
            return _("Is it clear? A short check, without marks")
        return {
            "who": _("Your side: {name}").format(name=side.name),
            "aims": _("What you want, and what holds you back"),
            "hats": _("Switch hats: how the others see the same day"),
            "terms": _("Words that you will meet"),
        }[shown]

    def _ways(self, shown: str | Check) -> list[Way]:
        back = [Way("back", _("Back"), "esc")] if self.at else []
        back += [Way("sources", _("Sources"), "s")] if self._claims else []
        if self.at == len(self.pages) - 1:
            return [*back, Way("next", _("Begin"), "enter", primary=True)]
        return [
            *back,
            Way("begin", _("Begin now"), "b"),
            Way("next", _("Next"), "enter", primary=True),
        ]

    @property
    def _claims(self) -> tuple[str, ...]:
        """Of what the open page tells."""
        view = self.play.view
        match self.pages[self.at]:
            case "who":
                return rests_on(view)
            case "aims":
                return view.dossier.sources
            case "terms":
                return claims_of(view.terms)
        return ()

    def _take(self, ui: Ui, way: str) -> None:
        last = self.at == len(self.pages) - 1
        if way == "begin" or (way == "next" and last):
            ui.go(self.play.after_briefing())
        elif way == "sources":
            ui.push(Sources(self.play, self._claims))
        elif way:
            self.at += 1 if way == "next" else -1

    def _fill(self, flow: Flow, ui: Ui, shown: str | Check) -> None:
        if isinstance(shown, Check):
            self._check(flow, ui, shown)
        else:
            {"who": self._who, "aims": self._aims, "hats": self._hats, "terms": self._terms}[shown](
                flow, ui
            )

    # The pages

    def _who(self, flow: Flow, ui: Ui) -> None:
        view, card = self.play.view, self.play.view.dossier
        about = [[_heading(_("What it is about")), Line(view.summary, "small", gap=8)]]
        if view.note:
            note, _newline, _remarks = view.note.partition("\n")
            about.insert(0, [_heading(_("Before you begin")), Line(note, "small", gap=8)])
        boxes(flow, ui, about, columns=2 if ui.roomy else 1)
        public = [_heading(_("What everybody knows of you")), Line(card.public, gap=8)]
        private = [
            Line(_("Only for you"), "small-strong", "text", icon="lock"),
            Line(card.private, gap=8),
        ]
        boxes(flow, ui, [public, private], columns=2 if ui.roomy else 1)
        if card.first_look:
            asked = [Line(words, "small", gap=4, sign="?") for words in card.first_look]
            boxes(flow, ui, [[_heading(_("Before you decide, find out")), *asked]])

    def _aims(self, flow: Flow, ui: Ui) -> None:
        card = self.play.view.dossier
        wants = [_heading(_("What you want, most important first"))]
        wants += [
            Line(words, gap=8, sign=f"{number}.")
            for number, words in enumerate(card.interests, start=1)
        ]
        blocks = [
            wants,
            _listed(_("What you will not accept"), card.red_lines),
            _listed(_("What holds you back"), card.constraints),
            [_heading(_("Whom you answer to")), Line(card.audience, gap=8)],
            [_heading(_("A worry that deserves to be heard")), Line(card.concern, gap=8)],
            [_heading(_("What you got wrong before")), Line(card.mistake, gap=8)],
        ]
        boxes(flow, ui, blocks, columns=3 if ui.roomy else 1)

    def _hats(self, flow: Flow, ui: Ui) -> None:
        told = _(
            "Each of the others has a card like yours, and reads “you” there. This is the part "
            "that everybody knows."
        )
        paragraphs(flow, ui, [Line(told, colour="muted")])
        others = [_hat(side) for side in self.play.view.sides if side.attitude is not None]
        boxes(flow, ui, others, columns=2 if ui.roomy else 1)

    def _terms(self, flow: Flow, ui: Ui) -> None:
        view = self.play.view
        terms = [
            [Line(term.term, "strong"), Line(term.text, "small", gap=4)] for term in view.terms
        ]
        boxes(flow, ui, terms, columns=2 if ui.roomy else 1)
        if view.note:
            boxes(flow, ui, [[_heading(_("About this game")), Line(view.note, "small", gap=4)]])

    def _check(self, flow: Flow, ui: Ui, check: Check) -> None:
        flow.rect.w = min(flow.rect.w, MEASURE)
        flow.text(check.ask, "subtitle")
        flow.gap(8)
        for place, option in enumerate(check.options):
            flow.gap(8)
            row = flow.row(max(LOW, ui.measure(option, "strong", flow.rect.w - 72) + 24))
            self._option(ui, row, check, place)
        chosen = self.answers.get(self.at)
        if chosen is not None:
            verdict = _("Yes.") if chosen == check.right else _("Not quite.")
            boxes(flow, ui, [[Line(verdict, "strong"), Line(check.why, gap=4)]])

    def _option(self, ui: Ui, row: Rect, check: Check, place: int) -> None:
        """An answer to choose, or how it turned out once one was chosen."""
        chosen = self.answers.get(self.at)
        if chosen is None:
            name = f"answer {place}"
            if ui.button(name, row, check.options[place], key=str(place + 1), align="left"):
                self.answers[self.at] = place
                number = self.play.view.dossier.checks.index(check) + 1
                self.play.check(number, check, place)
            return
        right = place == check.right
        ui.canvas.fill(row, "panel", radius=8, outline="text" if place == chosen else "line")
        icon = "check" if right else "cross" if place == chosen else ""
        if icon:
            ui.icon(icon, (row.right - 28, row.centery), 18)
        words = row.inset(12, 0).split_right(40)[0]
        colour = "text" if right or place == chosen else "muted"
        ui.text(words, check.options[place], "strong" if right else "body", colour, middle=True)


def _heading(words: str) -> Line:
    return Line(words, "small-strong", "muted")


def _listed(title: str, items: Sequence[str]) -> list[Line]:
    return [_heading(title), *(Line(words, gap=8, sign="•") for words in items)]


def _hat(side: Side) -> list[Line]:
    """Another side: its card, and how it stands to this role."""
    stands = _("Toward you, as far as you can tell: {attitude}").format(
        attitude=attitude(side.attitude or 0.0)
    )
    return [
        Line(side.name, "strong", look=side.look),
        Line(side.public, "small", gap=8),
        Line(stands, "small", "muted", gap=8),
    ]
