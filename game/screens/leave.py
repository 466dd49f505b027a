"""Before anything is left: a pause, with what one may want instead of leaving."""

from __future__ import annotations

from collections.abc import Iterable

from game.screens.help import Help
from game.screens.settings import SettingsPage
from game.ui import Flow, Screen, Ui
from game.words import _

WIDE = 520
HIGH = 48  # a button
LOW = 480  # windows that are lower have two buttons side by side


def close_games(screens: Iterable[Screen]) -> None:
    """Close whatever game these screens show; everything in it is saved already."""
    for play in {id(play): play for s in screens if (play := getattr(s, "play", None))}.values():
        play.close()


class Leave(Screen):
    """A small menu above the screen that was about to be left.

    Attributes:
        below: that screen.
    """

    name = "leave"
    over = True

    def __init__(self, below: Screen) -> None:
        self.below = below

    @property
    def in_game(self) -> bool:
        """Whether there is a game to go back to."""
        return getattr(self.below, "play", None) is not None

    def draw(self, ui: Ui) -> None:
        """The question, and the ways on."""
        title = self._title()
        told = self._told()
        width = min(WIDE, ui.width - 48)
        columns = 2 if ui.height < LOW else 1
        rows = 1 + -(-(len(self._ways()) - 1) // columns)
        height = 24 + ui.measure(title, "title", width - 32) + rows * (HIGH + 8)
        if told:
            height += 8 + ui.measure(told, "body", width - 32)
        rect = ui.rect.middle(width, height)
        ui.canvas.fill(rect.inset(-1), "panel", radius=9, outline="edge")
        flow = ui.flow(ui.panel(rect))
        flow.text(title, "title")
        if told:
            flow.gap(8)
            flow.text(told)
        self._buttons(ui, flow, columns)

    def _title(self) -> str:
        return _("Leave the game?") if self.in_game else _("Close Standoff?")

    def _told(self) -> str:
        if not self.in_game:
            return ""
        parting: str = self.below.play.parting  # type: ignore[attr-defined]  # there is a game
        return parting

    def _ways(self) -> dict[str, str]:
        """Names and labels; the first one leaves nothing."""
        ways = {"stay": _("Stay"), "settings": _("Settings"), "help": _("Help")}
        if self.in_game:
            ways["title"] = _("To the first screen")
        return ways | {"close": _("Close the window")}

    def _buttons(self, ui: Ui, flow: Flow, columns: int) -> None:
        (stay, label), *others = self._ways().items()
        flow.gap(8)
        if ui.button(stay, flow.row(HIGH), label, key="esc", primary=True):
            ui.pop()
        for start in range(0, len(others), columns):
            flow.gap(8)
            cells = flow.row(HIGH).columns(columns)
            for (name, label), cell in zip(others[start : start + columns], cells, strict=False):
                if ui.button(name, cell, label):
                    self._take(ui, name)

    def _take(self, ui: Ui, name: str) -> None:
        match name:
            case "settings":
                ui.go(SettingsPage())
            case "help":
                ui.go(Help(self.below))
            case "title":
                from game.screens.title import Title

                close_games([self.below])
                ui.home(Title())
            case "close":
                ui.quit()

    def keys(self) -> list[tuple[str, str]]:
        """The keys of this menu."""
        return [("esc", _("Stay"))]
