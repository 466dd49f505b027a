"""One frame of a screen, with everything that a screen can put on it.

A screen's `draw(ui)` is called for each input, to answer it, and once more to be seen.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui.controls import Controls
from game.ui.rect import Rect
from game.ui.touch import Touch

HIGH = 56  # from this height on a button's label may take more than one line


class Ui(Controls):
    """The whole of the toolkit, for one frame: what was built up so far, and buttons and tabs."""

    def button(
        self,
        name: str,
        rect: pygame.FRect,
        label: str,
        key: str | None = None,
        enabled: bool = True,
        why: str = "",
        primary: bool = False,
        selected: bool = False,
        quiet: bool = False,
        align: str = "centre",
    ) -> bool:
        """A button; whether it was pressed.

        key: does the same and is shown. why: the reason why it is not enabled. primary: the next
        thing to do. selected: what is chosen. quiet: no frame until it is touched.
        """
        touch = self.focusable(name, rect)
        self._button_frame(Rect(rect), touch, enabled, primary, selected, quiet)
        ink = "muted" if not enabled else "background" if primary else "text"
        inner = Rect(rect).inset(12, 0)
        if key:
            inner, place = inner.split_right(self.keycap_width(key), gap=8)
            self.keycap(place.middle(place.w, 24), key, ink if primary else "muted")
        style = "strong" if primary or selected else "body"
        lines = 1 if rect.h < HIGH else None
        self.text(inner, label, style, ink, align, lines, middle=True)
        self.layout.put("button", self._layer, label, Rect(rect), self.canvas.view)
        if not enabled:
            self.tip(Rect(rect), why)
        pressed = touch.pressed or (key is not None and self.key(key))
        return pressed and enabled

    def _button_frame(
        self, rect: Rect, touch: Touch, enabled: bool, primary: bool, selected: bool, quiet: bool
    ) -> None:
        if primary and enabled:
            face = self.canvas.palette.mix("text", "panel", 0.15 if touch.hovered else 0)
            self.canvas.fill(rect, face, radius=8)
        elif not quiet or selected or (touch.hovered and enabled):
            lift = 0.18 if touch.hovered and enabled else 0
            face = self.canvas.palette.mix("raised", "edge", lift)
            edge = "text" if selected else "line"
            self.canvas.fill(rect, face, radius=8, outline=edge, width=2 if selected else 1)

    def tabs(
        self,
        name: str,
        rect: pygame.FRect,
        tabs: Sequence[tuple[str, str, str]],
        current: str,
    ) -> str:
        """Tabs side by side, each with its id, label and key; the id of the chosen one.

        ← → move along them when they have the focus.
        """
        ids = [tab[0] for tab in tabs]
        touch = self.focusable(name, rect)
        step = self.sideways(name)
        if step:
            current = ids[(ids.index(current) + step) % len(ids)]
        left = float(rect.x)
        for tab, label, key in tabs:
            width = self.length(label, "small-strong") + (self.keycap_width(key) + 8 if key else 0)
            place = Rect(left, rect.y, width, rect.h)
            if (touch.pressed and place.collidepoint(self.hands.at)) or (key and self.key(key)):
                current = tab
            self._tab(place, label, key, tab == current, touch.hovered)
            left += width + 24
        return current

    def _tab(self, place: Rect, label: str, key: str, chosen: bool, hovered: bool) -> None:
        over = hovered and place.collidepoint(self.hands.at)
        ink = "text" if chosen or over else "muted"
        self.text(place, label, "small-strong", ink, middle=True)
        if key:
            right = place.split_right(self.keycap_width(key))[1]
            self.keycap(right.middle(right.w, 22), key)
        if chosen:
            self.canvas.fill(Rect(place.x, place.bottom - 3, place.w, 3), "text", radius=1)
