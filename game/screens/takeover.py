"""Taking over: who sits down, and from which turn on the game is played otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.screens.moment import Moment
from game.showing import Showing
from game.story.page import Way, page
from game.story.prose import GAP, Line, paragraphs
from game.ui import Flow, Screen, Ui
from game.words import _

HIGH = 48.0  # a button


class TakeOver(Screen):
    """The sides that a person may take from the turn that is shown.

    Attributes:
        back: makes the screen to go back to after a refusal.
    """

    name = "take over"

    def __init__(self, play: Showing, back: Callable[[], Screen]) -> None:
        self.play = play
        self.back = back

    def draw(self, ui: Ui) -> None:
        """A button for each side; one for all, where several people played."""
        title = _("Take over at turn {turn}").format(turn=self.play.turn)
        ways = [Way("back", _("Back"), "esc")]
        body, way = page(ui, title, ways, self.play.view.title)
        ui.scroll("chairs", body, lambda flow: self._chairs(flow, ui))
        if way:
            ui.pop()

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the list."""
        return [("tab", _("Next side")), ("enter", _("Take it over")), ("esc", _("Back"))]

    def _chairs(self, flow: Flow, ui: Ui) -> None:
        told = _(
            "A new game begins there, and is saved as one of its own. What happened before stays "
            "as it was; from this turn on you decide, and the others answer."
        )
        paragraphs(flow, ui, [Line(told, colour="muted")])
        flow.gap(GAP)
        for name, people in self._offered().items():
            if ui.button(f"chair {' '.join(people)}", flow.row(HIGH), name):
                work = partial(self._opened, people)
                ui.home(Moment(_("Opening the game…"), work, self.back))
            flow.gap(8)

    def _offered(self) -> dict[str, tuple[str, ...]]:
        """What can be taken over, by its label."""
        view, play = self.play.view, self.play
        offered: dict[str, tuple[str, ...]] = {
            view.side(name).name: (name,) for name in play.chairs
        }
        if len(play.people) > 1:
            names = ", ".join(view.side(name).name for name in play.people)
            offered[_("Together again: {names}").format(names=names)] = play.people
        return offered

    def _opened(self, people: tuple[str, ...]) -> Screen:
        from game.play import Play

        return Play(self.play.take_over(people)).opening()
