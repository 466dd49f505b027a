"""The first start asks three things: how large, how bright, in which language."""

from __future__ import annotations

from game.screens.settings import appearance
from game.story.page import Way, page
from game.ui import Flow, Screen, Ui
from game.words import _


class Welcome(Screen):
    """Text size, theme and language; they change at once, so that one sees.

    Attributes:
        then: the screen that was asked for.
    """

    name = "welcome"

    def __init__(self, then: Screen) -> None:
        self.then = then

    def draw(self, ui: Ui) -> None:
        """The three questions."""
        under = _("How would you like it? All of this can be changed later, in the settings.")
        ways = [Way("on", _("Go on"), "enter", primary=True)]
        body, way = page(ui, _("Welcome to Standoff"), ways, under)
        ui.scroll("questions", body, lambda flow: self._fill(ui, flow))
        if way:
            ui.settings.asked = True
            ui.go(self.then)

    def _fill(self, ui: Ui, flow: Flow) -> None:
        appearance(ui, flow)
        flow.gap(24)
        flow.text(_("Everything works with the keyboard alone, and with the mouse alone."))
        flow.text(
            _("Tab and arrows move, Enter chooses, F1 helps on every screen."), colour="muted"
        )

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the questions."""
        return [("tab", _("Next question")), ("right", _("Choose")), ("enter", _("Go on"))]
