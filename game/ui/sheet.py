"""What can be shown: text, panels, chips, signs, icons and estimates. It answers nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from math import ceil
from typing import Protocol

import pygame

from game.settings import Settings
from game.ui.canvas import Canvas, Point
from game.ui.flow import Flow
from game.ui.icons import ICONS, LIFT
from game.ui.inputs import cap
from game.ui.layout import Layout
from game.ui.lettering import STYLES, aside, font, laid, width_of
from game.ui.palette import Colour
from game.ui.rect import Rect

ROOMY = (1180, 640)


class Look(Protocol):
    """How a side is drawn: never by its colour alone."""

    @property
    def letter(self) -> str:
        """One or two letters."""

    @property
    def shape(self) -> str:
        """One of `game.ui.icons.SHAPES`."""

    @property
    def colour(self) -> str:
        """One of `game.ui.palette.SIDES`."""


class Sheet:
    """A frame of the window, in logical pixels, on which a screen shows what it has.

    Attributes:
        rect: the whole window. canvas: for drawing of one's own.
        theme: "dark" or "light". roomy: there is room for several panels at once.
    """

    def __init__(self, canvas: Canvas, settings: Settings, strict: bool, layer: str) -> None:
        self.canvas = canvas
        self.settings = settings
        self.rect = Rect(canvas.view)
        self.layout = Layout(strict and not canvas.muted, Rect(canvas.view))
        self._layer = layer
        self._tips: list[tuple[Rect, str]] = []

    @property
    def width(self) -> float:
        """The window's width."""
        return self.rect.w

    @property
    def height(self) -> float:
        """The window's height."""
        return self.rect.h

    @property
    def theme(self) -> str:
        """The palette in use, "dark" or "light"."""
        return self.canvas.palette.name

    @property
    def roomy(self) -> bool:
        """Whether several panels have room beside each other."""
        return self.width >= ROOMY[0] and self.height >= ROOMY[1]

    @contextmanager
    def layer(self, name: str) -> Iterator[None]:
        """What lies above the rest on purpose: its texts may cover those below."""
        before, self._layer = self._layer, name
        yield
        self._layer = before

    # Text

    def measure(
        self, words: str, style: str = "body", width: float = 1e6, lines: int | None = None
    ) -> float:
        """The height that words take in that width, on at most so many lines."""
        return laid(words, style, self.canvas.ratio, width, lines).height

    def length(self, words: str, style: str = "body") -> float:
        """The width of words on one line, rounded up."""
        return ceil(width_of(words, style, self.canvas.ratio))

    def text(
        self,
        rect: pygame.FRect,
        words: str,
        style: str = "body",
        colour: Colour = "text",
        align: str = "left",
        lines: int | None = None,
        middle: bool = False,
    ) -> Rect:
        """Words that wrap in the rectangle's width; what they cover.

        align: left, centre or right. lines: no more than so many; the last one then ends in … and
        the whole is a tooltip. middle: halfway between top and bottom instead of at the top.
        """
        block = laid(words, style, self.canvas.ratio, rect.w, lines)
        left = rect.x + aside(align, rect.w - block.width)
        top = rect.y + (rect.h - block.height) / 2 if middle else rect.y
        covered = Rect(left, top, block.width, block.height)
        if self.layout.strict:
            self.layout.room(words, covered, rect)
            ink = covered.inset(0, max(0, (STYLES[style].line - block.glyphs) / 2))
            self.layout.put("text", self._layer, words, ink, self.canvas.view)
        self.canvas.letters(block, style, colour, align, covered)
        if block.cut:
            self.tip(covered, words)
        return covered

    def tip(self, rect: pygame.FRect, words: str) -> None:
        """Words to show beside the rectangle while the pointer or the focus is on it."""
        if words:
            self._tips.append((self.canvas.view.shared(rect), words))

    # Shapes with a meaning

    def panel(self, rect: pygame.FRect, title: str = "", key: str = "") -> Rect:
        """A rounded panel, with a title and the key that leads to it; the room inside."""
        self.canvas.fill(rect, "panel", radius=8)
        inner = Rect(rect).inset(16, 12)
        if not title:
            return inner
        head, body = inner.split_top(28, gap=4)
        if key:
            head = head.split_right(self.keycap_width(key), gap=8)[0]
            self.keycap(Rect(head.right + 8, head.y + 3, 0, 22), key)
        self.text(head, title, "small-strong", "muted", lines=1, middle=True)
        return body

    def flow(self, rect: pygame.FRect) -> Flow:
        """A column to fill from the top."""
        return Flow(self, Rect(rect))

    def keycap_width(self, key: str) -> float:
        """How wide the picture of a key is."""
        return max(24, self.length(self.cap(key), "label") + 12)

    def cap(self, key: str) -> str:
        """What is printed on the key that does the work of this one for this person."""
        return cap(self.settings.keys.get(key, key))

    def keycap(self, rect: pygame.FRect, key: str, colour: Colour = "muted") -> Rect:
        """A key, at the left of the rectangle and as high; what it covers."""
        covered = Rect(rect.x, rect.y, self.keycap_width(key), rect.h)
        self.canvas.fill(covered, None, radius=4, outline=colour)
        self.text(covered, self.cap(key), "label", colour, align="centre", middle=True)
        return covered

    def chip(self, place: Rect | Flow, label: str, colour: Colour = "text", icon: str = "") -> Rect:
        """A short fact in a rounded frame, at the left of a row; what it covers."""
        row = place.row(28) if isinstance(place, Flow) else place
        sign = 22 if icon else 0
        width = min(row.w, self.length(label, "small") + 20 + sign)
        covered = Rect(row.x, row.y, width, 28)
        self.canvas.fill(covered, None, radius=14, outline="edge")
        if icon:
            self.icon(icon, (covered.x + 20, covered.centery), 14, colour)
        words = Rect(covered.x + 10 + sign, covered.y, covered.w - 20 - sign, 28)
        self.text(words, label, "small", colour, lines=1, middle=True)
        return covered

    def icon(self, name: str, centre: Point, size: float = 16, colour: Colour = "text") -> None:
        """One of the icons of `game.ui.icons`."""
        self.canvas.stamp(name, centre, size, colour, ICONS[name])

    def sign(self, look: Look, centre: Point, radius: float = 14) -> None:
        """A side's sign: shape, colour and letter."""
        self.canvas.stamp(look.shape, centre, 2 * radius, look.colour, ICONS[look.shape])
        if self.canvas.muted:
            return
        slim = len(look.letter) > 1 or look.shape == "triangle"
        size = round(radius * self.canvas.ratio * (0.85 if slim else 1.15))
        ink = self.canvas.palette["halo"]

        def made() -> pygame.Surface:
            return font("SemiBold", max(1, size)).render(look.letter, True, ink)

        letter = self.canvas.shelf.get(("letter", look.letter, size, ink), made)
        x, y = self.canvas.spot((centre[0], centre[1] + LIFT.get(look.shape, 0) * 2 * radius))
        self.canvas.surface.blit(letter, letter.get_rect(center=(round(x), round(y))))

    def band(
        self,
        rect: pygame.FRect,
        low: float,
        high: float,
        value: float | None,
        range: tuple[float, float],
        marker: float | None = None,
        colour: Colour = "edge",
    ) -> None:
        """An estimate: how far it may reach, where it is best put, and a ▲ to compare it with."""
        span = (range[1] - range[0]) or 1

        def across(figure: float) -> float:
            return rect.x + rect.w * min(1.0, max(0.0, (figure - range[0]) / span))

        bar = Rect(rect.x, rect.centery - 4, rect.w, 8)
        self.canvas.fill(bar, "raised", radius=4)
        left, right = across(low), across(high)
        left = min(left, rect.right - 8)
        self.canvas.fill(Rect(left, bar.y, max(8, right - left), 8), colour, radius=4)
        if value is not None:
            here = min(max(across(value), rect.x + 2), rect.right - 2)
            self.canvas.fill(Rect(here - 2, bar.y - 5, 4, 18), "text", radius=2)
        if marker is not None:
            self.icon("up", (across(marker), bar.bottom + 10), 10, "muted")

    def cached(
        self,
        key: Hashable,
        rect: pygame.FRect,
        paint: Callable[[Canvas], None],
        smooth: bool = False,
    ) -> None:
        """A layer that is painted once for each key and size; see Canvas.cached."""
        self.canvas.cached(key, rect, paint, smooth)
