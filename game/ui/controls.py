"""Things to set: choices, switches, sliders and fields. Each gives back the value as it now is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pygame

from game.ui.rect import Rect
from game.ui.touch import Touch, Touchable

Value = TypeVar("Value")


class Controls(Touchable):
    """What a screen passes its values through."""

    def sideways(self, name: str) -> int:
        """-1 or 1 when ← or → was pressed for what has the focus, else 0."""
        return {"left": -1, "right": 1}.get(self.arrow(name, "left", "right"), 0)

    def choice(
        self,
        name: str,
        rect: pygame.FRect,
        options: Sequence[tuple[Value, str]],
        current: Value,
    ) -> Value:
        """One of a few, side by side; the chosen value.

        ← → choose when it has the focus; Enter and Space go around.
        """
        touch = self.focusable(name, rect)
        cells = Rect(rect).columns(len(options), gap=0)
        values = [value for value, _ in options]
        place = values.index(current) if current in values else 0
        if touch.pressed and self.input.kind == "key":
            place = (place + 1) % len(values)
        elif touch.pressed:
            place = next((k for k, cell in enumerate(cells) if self._is_on(cell)), place)
        else:
            place = min(max(place + self.sideways(name), 0), len(values) - 1)
        self.canvas.fill(rect, "raised", radius=8, outline="line")
        for number, (cell, (_, label)) in enumerate(zip(cells, options, strict=True)):
            self._cell(cell, label, chosen=number == place)
        self.layout.put("button", self._layer, name, Rect(rect), self.canvas.view)
        return values[place]

    def _cell(self, cell: Rect, label: str, chosen: bool) -> None:
        if chosen:
            self.canvas.fill(cell.inset(3), "text", radius=6)
        style, ink = ("small-strong", "background") if chosen else ("small", "text")
        self.text(cell.inset(6, 0), label, style, ink, "centre", lines=1, middle=True)

    def _is_on(self, rect: Rect) -> bool:
        """Is the pointer there?"""
        return rect.collidepoint(self.hands.at)

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
        touch = self.focusable(name, Rect(rect).inset(-6, 0), presses=False)
        head, track = Rect(rect).split_top(28)
        track = track.inset(10, 0)
        value += step * self.sideways(name)
        if self._is_dragged(name, track):
            share = (self.hands.at[0] - track.x) / track.w
            value = low + round(share * (high - low) / step) * step
        value = min(max(value, low), high)
        self.text(head, label, "body", lines=1, middle=True)
        self.text(head, show(value), "strong", align="right", middle=True)
        self._track(track, (value - low) / (high - low), touch)
        return value

    def _is_dragged(self, name: str, track: Rect) -> bool:
        """Is the knob of a slider being put somewhere with the pointer?"""
        if self.input.kind == "down":
            return self._is_on(track.inset(-10, 0))
        return self.input.kind in ("move", "up") and self.memory.held == name

    def _track(self, track: Rect, share: float, touch: Touch) -> None:
        bar = Rect(track.x, track.centery - 3, track.w, 6)
        self.canvas.fill(bar, "raised", radius=3, outline="edge")
        self.canvas.fill(Rect(bar.x, bar.y, bar.w * share, 6), "text", radius=3)
        knob = (track.x + track.w * share, track.centery)
        self.canvas.circle(knob, 11 if touch.hovered else 10, "text", outline="panel", width=2)

    def field(self, name: str, rect: pygame.FRect, value: str, hint: str = "") -> str:
        """A line of text to write in; the text as it now is."""
        touch = self.focusable(name, rect, presses=False)
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
