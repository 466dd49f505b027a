"""Which key does what: every work of a key can be given to another one."""

from __future__ import annotations

from game.keys import given, works
from game.story.page import Way, page
from game.ui import Flow, Rect, Screen, Ui
from game.words import _

ROW = 40


class Keyboard(Screen):
    """The list of all that keys do.

    Attributes:
        asked: the work for which a key is awaited; empty if none is.
    """

    name = "keyboard"

    def __init__(self) -> None:
        self.asked = ""

    def draw(self, ui: Ui) -> None:
        """A row for each work; press it, then the new key."""
        if self.asked:
            self._listen(ui)
        under = _("Choose a line, then press the key that should do it. Two keys change places.")
        ways = [
            Way("reset", _("Restore all keys"), "", enabled=bool(ui.settings.keys)),
            Way("back", _("Back"), "esc", primary=True),
        ]
        body, way = page(ui, _("Keys"), ways, under)
        ui.scroll("keys", body, lambda flow: self._fill(ui, flow))
        if way == "reset":
            ui.settings.keys = {}
        elif way:
            ui.pop()

    def _listen(self, ui: Ui) -> None:
        """Take the next key for what is asked; the keyboard's own Esc changes nothing."""
        if ui.input.kind != "key" or ui.taken:
            return
        ui.taken = True
        if ui.input.pressed != "esc":
            ui.settings.keys = given(ui.settings.keys, self.asked, ui.input.pressed)
        self.asked = ""

    def _fill(self, ui: Ui, flow: Flow) -> None:
        columns = 2 if flow.rect.w >= 800 else 1
        todo = works()
        for start in range(0, len(todo), columns):
            row = flow.row(ROW)
            cells = row.columns(columns, gap=24)
            for (work, what), cell in zip(todo[start : start + columns], cells, strict=False):
                self._row(ui, cell, work, what)
            flow.gap(8)

    def _row(self, ui: Ui, rect: Rect, work: str, what: str) -> None:
        touch = ui.focusable(work, rect)
        asked = self.asked == work
        edge = "text" if asked else "line"
        ui.canvas.fill(rect, "raised" if touch.hovered else "panel", radius=8, outline=edge)
        inner = rect.inset(12, 0)
        if asked:
            ui.text(inner, _("Press a key…"), "strong", lines=1, middle=True)
        else:
            words, cap = inner.split_right(ui.keycap_width(work), gap=8)
            ui.text(words, what, lines=1, middle=True)
            ui.keycap(cap.middle(cap.w, 24), work)
        if touch.pressed:
            self.asked = work

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the list."""
        return [("enter", _("Give this work to another key")), ("esc", _("Back"))]
