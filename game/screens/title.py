"""The first screen: what there is to do, and what this is not."""

from __future__ import annotations

from functools import partial

from game.screens.help import Help
from game.screens.hosting import Hosting
from game.screens.join import Join
from game.screens.method import Method
from game.screens.picker import Picker
from game.screens.saves import Saves, opening_of
from game.screens.settings import SettingsPage
from game.ui import Canvas, Flow, Rect, Screen, Ui
from game.ui.palette import RUNGS
from game.words import _


class Title(Screen):
    """Play, continue, join or host a class, load, settings, help, sources and method, quit.

    Attributes:
        message: something to be told first, such as settings that could not be read.
    """

    name = "title"

    def __init__(self, message: str = "") -> None:
        from sim.session import list_saves

        self.message = message
        self.saves = list_saves()
        self.last = next((save for save in self.saves if not save.fault and not save.over), None)

    def draw(self, ui: Ui) -> None:
        """The name, the entries and the footer."""
        outer = ui.rect.inset(80, 48) if ui.roomy else ui.rect.inset(24, 16)
        words = _("A model for learning; not a prediction, not a record of what happened.")
        body, foot = outer.split_bottom(ui.measure(words, "small", outer.w), gap=16)
        ui.text(foot, words, "small", "muted")
        if ui.roomy:
            body, picture = body.split_left(400, gap=120)
            picture = picture.middle(picture.w, 440)
            ui.cached("title", picture, partial(paint_ladder, rect=picture))
            body = body.middle(body.w, self._height(ui, body.w))
        flow = ui.flow(body)
        self._heading(ui, flow)
        self._entries(ui, flow.left)

    def _height(self, ui: Ui, width: float) -> float:
        """How high the heading and the entries are, one below the other."""
        under = self.message or _("A crisis, one decision at a time.")
        heading = 64 + ui.measure(under, "body", width, 3) + 40
        return heading + 60 * len(self._labels()) - 8

    def _heading(self, ui: Ui, flow: Flow) -> None:
        style = "hero" if ui.roomy else "display" if ui.height > 400 else "title"
        flow.text(_("Standoff"), style)
        if self.message:
            flow.text(self.message, "body" if ui.roomy else "small", lines=3)
        elif ui.height > 400:
            flow.text(_("A crisis, one decision at a time."), "body", "muted")
        flow.gap(40 if ui.roomy else 12)

    def _entries(self, ui: Ui, rect: Rect) -> None:
        """The buttons, in one column or in two where there is little height."""
        entries = self._labels()
        columns = 1 if rect.h >= len(entries) * 52 else 2
        if columns == 1:
            rect = rect.split_left(min(rect.w, 480))[0]
        rows = -(-len(entries) // columns)
        high = min(52, (rect.h + 8) / rows - 8)
        for number, (name, label) in enumerate(entries.items()):
            column = rect.columns(columns)[number // rows]
            top = rect.y + (number % rows) * (high + 8)
            place = Rect(column.x, top, column.w, high)
            key = "enter" if number == 0 else None
            if ui.button(name, place, label, key=key, primary=number == 0, align="left"):
                self._open(ui, name)

    def _labels(self) -> dict[str, str]:
        """What there is to do now: nothing to continue, no entry for it."""
        labels = {}
        if self.last:
            turn, turns = self.last.turn, self.last.turns
            labels["continue"] = _("Continue: turn {turn} of {turns}").format(
                turn=turn, turns=turns
            )
        labels["play"] = _("Play")
        labels["join"] = _("Join a class")
        labels["host"] = _("Host a class")
        if self.saves:
            labels["load"] = _("Load")
        labels["settings"] = _("Settings")
        labels["help"] = _("Help")
        labels["method"] = _("Sources and method")
        labels["quit"] = _("Quit")
        return labels

    def _open(self, ui: Ui, name: str) -> None:
        match name:
            case "continue" if self.last:
                ui.go(opening_of(self.last))
            case "play":
                ui.go(Picker())
            case "join":
                ui.go(Join())
            case "host":
                ui.go(Hosting())
            case "load":
                ui.go(Saves())
            case "settings":
                ui.push(SettingsPage())
            case "help":
                ui.push(Help(self))
            case "method":
                ui.push(Method())
            case "quit":
                ui.quit()

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the first screen."""
        return [("enter", next(iter(self._labels().values())))]


def paint_ladder(canvas: Canvas, rect: Rect) -> None:
    """A ladder of greys that widens rung by rung: the higher, the less room is left."""
    rows = rect.rows(len(RUNGS), gap=16)
    for number, (row, rung) in enumerate(zip(reversed(rows), RUNGS, strict=True)):
        width = row.w * (0.28 + 0.08 * number)
        bar = Rect(row.right - width, row.centery - 10, width, 20)
        canvas.fill(bar, rung, radius=10)
