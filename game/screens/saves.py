"""Saved games, the last one first; those that can't be opened say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game import figures
from game.screens.moment import Moment
from game.story.page import Way, page
from game.ui import Flow, Screen, Ui
from game.words import _

if TYPE_CHECKING:
    from sim.session import Save


def opening_of(save: Save) -> Moment:
    """The way into a saved game."""

    def work() -> Screen:
        from game.play import resume

        return resume(save.path).opening()

    return Moment(_("Opening the game…"), work, Saves)


class Saves(Screen):
    """The list."""

    name = "saves"

    def __init__(self) -> None:
        from sim.session import list_saves

        self.saves = list_saves()

    def draw(self, ui: Ui) -> None:
        """A button for each game."""
        whole = [number for number, save in enumerate(self.saves) if not save.fault]
        if whole and ui.memory.focus is None:
            ui.focus(f"save-{whole[0]}")  # so that Enter opens the newest
        body, way = page(ui, _("Load a game"), [Way("back", _("Back"), "esc")])
        ui.scroll("saves", body, lambda flow: self._fill(ui, flow))
        if way:
            from game.screens.title import Title

            ui.go(Title())

    def _fill(self, ui: Ui, flow: Flow) -> None:
        for number, save in enumerate(self.saves):
            if save.fault:
                self._broken(ui, flow, save)
            elif self._whole(ui, flow, f"save-{number}", save):
                ui.go(opening_of(save))
            flow.gap(12)
        if not self.saves:
            flow.text(_("Nothing is saved yet. Every game saves itself as it is played."))

    def _whole(self, ui: Ui, flow: Flow, name: str, save: Save) -> bool:
        """A game that can be opened; whether it was chosen."""
        roles = _("You play {roles}").format(roles=", ".join(save.roles))
        turns = _("turn {turn} of {turns}").format(turn=save.turn, turns=save.turns)
        state = _("over after {turns}").format(turns=turns) if save.over else turns
        when = figures.moment(save.when.astimezone(), hours=True)
        about = f"{roles} · {state} · {when}"
        if save.origin:
            words = _("turn {turn} of {name} taken again")
            about += " · " + words.format(turn=save.origin.turn, name=save.origin.of)
        width = flow.rect.w - 32
        title = ui.measure(save.title, "strong", width)
        rect = flow.row(title + ui.measure(about, "small", width) + 24)
        touch = ui.focusable(name, rect)
        ui.canvas.fill(rect, "raised" if touch.hovered else "panel", radius=8, outline="line")
        inside = ui.flow(rect.inset(16, 12))
        inside.text(save.title, "strong")
        inside.text(about, "small", "muted")
        return touch.pressed

    def _broken(self, ui: Ui, flow: Flow, save: Save) -> None:
        row = flow.left.inset(16, 0)
        words = ui.flow(row)
        words.text(save.path.name, "strong", "muted")
        words.text(save.fault, "small", "muted")
        flow.row(words.at - row.y)

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the list."""
        return [("tab", _("Next game")), ("enter", _("Open it")), ("esc", _("Back"))]
