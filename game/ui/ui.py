"""One frame of a screen, with everything that a screen can put on it.

A screen's `draw(ui)` is called for each input, to answer it, and once more to be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pygame

from game.ui.rect import Rect
from game.ui.screen import Move, Screen
from game.ui.touch import Touch, Touchable

Value = TypeVar("Value")


class Ui(Touchable):
    """The whole of the toolkit, for one frame.

    Attributes:
        moves: what happens to the stack of screens after this frame.
        tones: what is to be heard of it, where sound is on.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.moves: list[Move] = []
        self.tones: list[str] = []

    # Where to

    def go(self, screen: Screen) -> None:
        """Show another screen instead of this one."""
        self.moves.append(Move("go", screen))

    def home(self, screen: Screen) -> None:
        """Show another screen instead of all that lie on each other."""
        self.moves.append(Move("home", screen))

    def push(self, screen: Screen) -> None:
        """Show another screen on top of this one."""
        self.moves.append(Move("push", screen))

    def pop(self) -> None:
        """Go back to the screen below."""
        self.moves.append(Move("pop"))

    def quit(self) -> None:
        """Close the window."""
        self.moves.append(Move("quit"))

    def tone(self, name: str) -> None:
        """Sound "turn", "news" or "incident", if the person wants sound."""
        self.tones.append(name)

    # Things to press

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
        self.text(
            inner, label, style, ink, align, lines=self._lines(label, style, inner), middle=True
        )
        self.layout.put("button", self._layer, label, Rect(rect), self.canvas.view)
        if not enabled:
            self.tip(Rect(rect), why)
        pressed = touch.pressed or (key is not None and self.key(key))
        return pressed and enabled

    def _lines(self, label: str, style: str, rect: Rect) -> int | None:
        """One line in a low button; in a higher one as many as the words need."""
        return 1 if rect.h < 56 else None

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
        way = self.arrow(name, "left", "right")
        if way:
            step = 1 if way == "right" else -1
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

    # Things to set

    def choice(
        self,
        name: str,
        rect: pygame.FRect,
        options: Sequence[tuple[Value, str]],
        current: Value,
    ) -> Value:
        """One of a few, side by side; the chosen value. ← → choose when it has the focus."""
        values = [value for value, _ in options]
        touch = self.focusable(name, rect)
        way = self.arrow(name, "left", "right")
        if way and current in values:
            place = values.index(current) + (1 if way == "right" else -1)
            current = values[min(max(place, 0), len(values) - 1)]
        self.canvas.fill(rect, "raised", radius=8, outline="line")
        cells = Rect(rect).columns(len(options), gap=0)
        for cell, value in zip(cells, values, strict=True):
            if touch.pressed and self.input.kind == "up" and cell.collidepoint(self.hands.at):
                current = value
        if touch.pressed and self.input.kind == "key":  # Enter and Space go around
            current = values[(values.index(current) + 1) % len(values)]
        for cell, (value, label) in zip(cells, options, strict=True):
            chosen = value == current
            if chosen:
                self.canvas.fill(cell.inset(3), "text", radius=6)
            ink = "background" if chosen else "text"
            style = "small-strong" if chosen else "small"
            self.text(cell.inset(6, 0), label, style, ink, "centre", lines=1, middle=True)
        self.layout.put("button", self._layer, name, Rect(rect), self.canvas.view)
        return current

    def toggle(self, name: str, rect: pygame.FRect, label: str, value: bool) -> bool:
        """On or off, with its label at the left."""
        touch = self.focusable(name, rect)
        value = value != touch.pressed
        words, place = Rect(rect).split_right(52, gap=16)
        self.text(words, label, "body", middle=True)
        track = place.middle(52, 28)
        self.canvas.fill(track, "text" if value else "raised", radius=14, outline="edge")
        knob = track.right - 14 if value else track.x + 14
        self.canvas.circle((knob, track.centery), 9, "panel" if value else "edge")
        mark = (track.x + 15 if value else track.right - 15, track.centery)
        self.icon("check" if value else "cross", mark, 12, "panel" if value else "edge")
        return value

    def slider(
        self,
        name: str,
        rect: pygame.FRect,
        label: str,
        value: float,
        low: float,
        high: float,
        step: float,
        show: Callable[[float], str] = "{:g}".format,
    ) -> float:
        """A figure between two ends, by ← → or the pointer; the label and the figure above it."""
        touch = self.focusable(name, rect)
        head, track = Rect(rect).split_top(28)
        track = track.inset(10, 0)
        way = self.arrow(name, "left", "right")
        value += {"left": -step, "right": step}.get(way, 0)
        dragged = self.input.kind in ("down", "move") and track.inset(-10, 0).collidepoint(
            self.hands.at
        )
        if (
            self.memory.held == name or touch.pressed or (dragged and self.input.kind == "down")
        ) and (self.input.kind in ("down", "move", "up")):
            share = (self.hands.at[0] - track.x) / track.w
            value = low + round(share * (high - low) / step) * step
        value = min(max(value, low), high)
        shown = show(value)
        self.text(head, label, "body", lines=1, middle=True)
        self.text(head, shown, "strong", align="right", middle=True)
        self._track(track, (value - low) / (high - low), touch)
        return value

    def _track(self, track: Rect, share: float, touch: Touch) -> None:
        bar = Rect(track.x, track.centery - 3, track.w, 6)
        self.canvas.fill(bar, "raised", radius=3, outline="edge")
        self.canvas.fill(Rect(bar.x, bar.y, bar.w * share, 6), "text", radius=3)
        knob = (track.x + track.w * share, track.centery)
        self.canvas.circle(knob, 11 if touch.hovered else 10, "text", outline="panel", width=2)

    def field(self, name: str, rect: pygame.FRect, value: str, hint: str = "") -> str:
        """A line of text to write in; the text as it now is."""
        touch = self.focusable(name, rect)
        writing = self.memory.focus == name
        self._typing = self._typing or writing
        if writing and not self.taken:
            if self.input.kind == "text":
                value, self.taken = value + self.input.text, True
            elif self.input.kind == "key" and self.input.key == "backspace":
                value, self.taken = value[:-1], True
        edge = "text" if writing or touch.hovered else "edge"
        self.canvas.fill(rect, "background", radius=8, outline=edge)
        inner = Rect(rect).inset(12, 0)
        shown = value
        while shown and self.length(shown) > inner.w - 4:
            shown = shown[1:]  # its end is where one writes
        covered = self.text(
            inner, shown or hint, "body", "text" if value else "muted", lines=1, middle=True
        )
        if writing:
            end = covered.right + 1 if value else inner.x
            self.canvas.fill(Rect(end, rect.centery - 11, 2, 22), "text")
        return value
