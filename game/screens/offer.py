"""Offering a promise for a promise: its parts are asked for one after the other."""

from __future__ import annotations

from game.play import Play
from game.story.page import Way, page
from game.story.prose import Line, paragraphs
from game.ui import Flow, Screen, Ui
from game.words import _
from sim.session import Promisable, SessionRefused, Side, Vow

HIGH = 48.0  # a button
Part = str | Promisable | int | bool


class Offer(Screen):
    """To whom, what one promises, what one asks for, until when, and who learns of it.

    Attributes:
        parts: what was chosen so far. refused: why it could not be proposed.
    """

    name = "offer"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.parts: list[Part] = []
        self.refused = ""

    def draw(self, ui: Ui) -> None:
        """A question, and a button for each answer."""
        question, answers = self._step()
        under = _("A promise for a promise. Breaking one's word costs standing and credibility.")
        ways = [Way("back", _("Back"), "esc")]
        body, way = page(ui, question, ways, under, self._side(self.play.role).look)
        ui.scroll(f"answers {len(self.parts)}", body, lambda flow: self._fill(flow, ui, answers))
        if way:
            self._back(ui)

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("down", _("Next answer")),
            ("enter", _("That answer")),
            ("esc", _("The question before")),
        ]

    def _side(self, actor: str) -> Side:
        return self.play.view.side(actor)

    # -- questions -----------------------------------------------------------------------------

    def _step(self) -> tuple[str, list[tuple[str, Part]]]:
        """The question now, and its answers."""
        match self.parts:
            case []:
                others = (side for side in self.play.view.sides if side.id != self.play.role)
                return _("To whom?"), [(side.name, side.id) for side in others]
            case [str(_to)]:
                return _("What do you promise?"), self._promises(self.play.role)
            case [str(to), _own, _until]:
                words = _("What is {side} to promise?").format(side=self._side(to).name)
                return words, self._promises(to)
            case [*_rest, Promisable(sense=sense)]:
                by, up_to = _("By which turn?"), _("Up to which turn?")
                return by if sense == "do" else up_to, self._turns()
        only = _("Only the two of you")
        return _("Who learns of it?"), [(only, False), (_("Everybody, once it is signed"), True)]

    def _promises(self, actor: str) -> list[tuple[str, Part]]:
        do, refrain = _("To do: {label}"), _("Not to do: {label}")
        return [
            ((do if each.sense == "do" else refrain).format(label=each.label), each)
            for each in self.play.view.promisable
            if each.actor == actor
        ]

    def _turns(self) -> list[tuple[str, Part]]:
        view, words = self.play.view, _("Turn {turn} · {when}")
        days = (day for day in view.days if day.turn >= view.turn)
        return [
            (words.format(turn=day.turn, when=self.play.moment(day.moment)), day.turn)
            for day in days
        ]

    def _fill(self, flow: Flow, ui: Ui, answers: list[tuple[str, Part]]) -> None:
        if self.refused:
            paragraphs(flow, ui, [Line(self.refused, "strong", icon="warning")])
            flow.gap(8)
        for number, (label, part) in enumerate(answers):
            height = max(HIGH, ui.measure(label, "body", flow.rect.w - 24) + 20)
            if ui.button(f"answer {len(self.parts)} {number}", flow.row(height), label):
                self._choose(ui, part)
            flow.gap(8)

    # -- answers -------------------------------------------------------------------------------

    def _back(self, ui: Ui) -> None:
        if self.parts:
            self.parts.pop()
        else:
            ui.pop()

    def _choose(self, ui: Ui, part: Part) -> None:
        self.parts.append(part)
        self.refused = ""
        match self.parts:
            case [str(to), Promisable() as own, int(first), Promisable() as other, int(last),
                  bool(public)]:  # fmt: skip
                self._propose(ui, to, _vow(own, first), _vow(other, last), public)
            case _:
                ui.focus(f"answer {len(self.parts)} 0")

    def _propose(self, ui: Ui, to: str, give: Vow, ask: Vow, public: bool) -> None:
        try:
            self.play.propose(to, give, ask, public)
        except SessionRefused as refusal:
            self.parts.pop()
            self.refused = str(refusal)
        else:
            ui.pop()


def _vow(promise: Promisable, until: int) -> Vow:
    return Vow(sense=promise.sense, what=promise.what, until=until)
