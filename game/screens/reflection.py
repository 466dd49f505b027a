"""In a class, before the end is told: the questions, with room for one's own answers."""

from __future__ import annotations

from collections.abc import Callable

from game.debrief.thoughts import Thoughts
from game.play import Play
from game.story.page import Way, page
from game.ui import Screen, Ui
from game.words import _


class Reflection(Screen):
    """The questions one below the other, asked before anything is told.

    Attributes:
        then: makes the screen that tells how it was.
    """

    name = "reflection"

    def __init__(self, play: Play, then: Callable[[], Screen]) -> None:
        self.play = play
        self.then = then
        self.thoughts = Thoughts(play.study)

    def draw(self, ui: Ui) -> None:
        """The questions, and the way on."""
        under = _("Your teacher can read it; nobody else can.")
        ways = [Way("tell", _("Show me how it was"), "enter", primary=True)]
        body, way = page(ui, _("Think back"), ways, under)
        ui.scroll("questions", body, lambda flow: self.thoughts.fill(flow, ui))
        if way:
            self.thoughts.keep_all()
            ui.go(self.then())

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [("tab", _("Next question")), ("enter", _("Keep it"))]
