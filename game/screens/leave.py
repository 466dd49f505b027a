"""Before anything is left: what would you like to leave, and is everything safe?"""

from __future__ import annotations

from collections.abc import Iterable

from game.ui import Flow, Screen, Ui
from game.words import _


def close_games(screens: Iterable[Screen]) -> None:
    """Close whatever game these screens show; everything in it is saved already."""
    for play in {id(play): play for s in screens if (play := getattr(s, "play", None))}.values():
        play.close()


class Leave(Screen):
    """A small question above the screen that was about to be left."""

    name = "leave"
    over = True

    def __init__(self, below: Screen) -> None:
        self.below = below

    @property
    def in_game(self) -> bool:
        """Whether there is a game to go back to."""
        return hasattr(self.below, "play")

    def draw(self, ui: Ui) -> None:
        """The question and its two or three answers."""
        question = _("Leave the game?") if self.in_game else _("Close Standoff?")
        saved = _("Everything up to now is saved; Continue on the first screen takes it up again.")
        width = min(520, ui.width - 48)
        wide = width - 32
        height = 24 + ui.measure(question, "title", wide) + (3 if self.in_game else 2) * 56
        height += ui.measure(saved, "body", wide) + 8 if self.in_game else 0
        ui.canvas.fill(ui.rect.middle(width, height).inset(-1), "panel", 9, outline="edge")
        flow = ui.flow(ui.panel(ui.rect.middle(width, height)))
        flow.text(question, "title")
        if self.in_game:
            flow.gap(8)
            flow.text(saved)
        self._answers(ui, flow)

    def _answers(self, ui: Ui, flow: Flow) -> None:
        flow.gap(8)
        if ui.button("stay", flow.row(48), _("Stay"), key="esc", primary=True):
            ui.pop()
        flow.gap(8)
        if self.in_game:
            if ui.button("title", flow.row(48), _("To the first screen")):
                from game.screens.title import Title

                close_games([self.below])
                ui.home(Title())
            flow.gap(8)
        if ui.button("close", flow.row(48), _("Close the window")):
            ui.quit()

    def keys(self) -> list[tuple[str, str]]:
        """The keys of this question."""
        return [("esc", _("Stay"))]
