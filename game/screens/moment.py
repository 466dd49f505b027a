"""One moment: shown while something is done that takes a second, such as opening a game."""

from __future__ import annotations

from collections.abc import Callable

from game.story.page import Way, page
from game.ui import Flow, Screen, Ui
from game.words import _


class Moment(Screen):
    """Words, then the work, then the screen that it leads to; or why it could not be done.

    Attributes:
        work: opens a game and gives its first screen.
        back: makes the screen to go back to after a refusal.
        fault: why it could not be done.
    """

    name = "moment"

    def __init__(self, words: str, work: Callable[[], Screen], back: Callable[[], Screen]) -> None:
        self.words = words
        self.work = work
        self.back = back
        self.fault = ""
        self._seen = False

    def draw(self, ui: Ui) -> None:
        """Show the words; do the work once they were seen."""
        if self.fault:
            self._refused(ui)
        elif self._seen and ui.canvas.muted:
            self._work(ui)
        else:
            self._seen = self._seen or not ui.canvas.muted
            ui.text(ui.rect.inset(48), self.words, "title", "muted", "centre", middle=True)
            ui.again()

    def _work(self, ui: Ui) -> None:
        from sim import ScenarioError
        from sim.session import SaveBroken, SessionRefused

        try:
            ui.go(self.work())
        except (ScenarioError, SaveBroken, SessionRefused, OSError) as refusal:
            self.fault = str(refusal)

    def _refused(self, ui: Ui) -> None:
        ways = [Way("back", _("Back"), "esc", primary=True)]
        body, way = page(ui, _("That did not work"), ways)
        ui.scroll("why", body, lambda flow: _tell(flow, self.fault))
        if way or ui.key("enter"):
            ui.go(self.back())

    def keys(self) -> list[tuple[str, str]]:
        """The only way."""
        return [("esc", _("Back"))]


def _tell(flow: Flow, words: str) -> None:
    flow.text(words)
