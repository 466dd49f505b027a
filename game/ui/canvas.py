"""What everything is drawn on: shapes in logical pixels, smooth at any size of the window."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from math import ceil, floor, hypot

import pygame

from game.ui.lettering import Block, rendered
from game.ui.palette import Colour, Palette
from game.ui.rect import Rect
from game.ui.shelf import Shelf

Point = Sequence[float]
SMALL = 24_000  # pixels up to which one copy is quicker than eleven strokes
SMOOTH = 4  # corners and signs are painted this much larger and shrunk


class Canvas:
    """A surface, how many of its pixels are one logical pixel, and the colours by name.

    Attributes:
        muted: nothing is drawn; so a frame can answer input without being seen.
        view: what part of the window is drawn at all, in logical pixels.
    """

    def __init__(
        self,
        surface: pygame.Surface,
        ratio: float,
        palette: Palette,
        shelf: Shelf,
        *,
        origin: tuple[int, int] = (0, 0),
        muted: bool = False,
    ) -> None:
        self.surface = surface
        self.ratio = ratio
        self.palette = palette
        self.shelf = shelf
        self.origin = origin
        self.muted = muted
        width, height = surface.get_size()
        self.view = Rect(origin[0] / ratio, origin[1] / ratio, width / ratio, height / ratio)

    def spot(self, point: Point) -> tuple[float, float]:
        """A point in pixels of the surface."""
        return point[0] * self.ratio - self.origin[0], point[1] * self.ratio - self.origin[1]

    def box(self, rect: pygame.FRect) -> pygame.Rect:
        """A rectangle in pixels of the surface; neighbours stay neighbours."""
        left, top = round(rect.left * self.ratio), round(rect.top * self.ratio)
        right, bottom = round(rect.right * self.ratio), round(rect.bottom * self.ratio)
        return pygame.Rect(left - self.origin[0], top - self.origin[1], right - left, bottom - top)

    def thick(self, width: float) -> int:
        """A line's width in pixels of the surface, never none."""
        return max(1, round(width * self.ratio))

    @contextmanager
    def clipped(self, rect: pygame.FRect) -> Iterator[None]:
        """Draw nothing outside of this rectangle."""
        clip, view = self.surface.get_clip(), self.view
        self.surface.set_clip(self.box(rect).clip(clip))
        self.view = view.shared(rect)
        yield
        self.surface.set_clip(clip)
        self.view = view

    def fill(
        self,
        rect: pygame.FRect,
        colour: Colour | None,
        radius: float = 0,
        outline: Colour | None = None,
        width: float = 1,
    ) -> None:
        """A rectangle, rounded if wanted; without a colour only its outline."""
        if self.muted or not self.view.colliderect(rect):
            return
        box, edge = self.box(rect), self.thick(width) if outline else 0
        inside = self.palette[colour] if colour else None
        around = self.palette[outline] if outline else inside
        if around is None or box.w <= 0 or box.h <= 0:
            return
        corner = min(round(radius * self.ratio), box.w // 2, box.h // 2)
        if corner and box.w * box.h <= SMALL:
            key = ("plate", box.size, corner, inside, around, edge)
            plate = self.shelf.get(key, lambda: self._plate(box.size, corner, inside, around, edge))
            self.surface.blit(plate, box)
        else:
            self._rounded(box, corner, inside, around, edge)

    def _plate(
        self, size: tuple[int, int], corner: int, inside: Colour | None, around: Colour, edge: int
    ) -> pygame.Surface:
        """A small rounded rectangle in one piece."""
        plate = Canvas(pygame.Surface(size, pygame.SRCALPHA), 1, self.palette, self.shelf)
        plate._rounded(pygame.Rect((0, 0), size), corner, inside, around, edge)
        return plate.surface

    def _rounded(
        self, box: pygame.Rect, corner: int, inside: Colour | None, around: Colour, edge: int
    ) -> None:
        self._sides(box, corner, inside, around, edge)
        if corner:
            self._corners(box, corner, inside, around, edge)

    def _sides(
        self, box: pygame.Rect, corner: int, inside: Colour | None, around: Colour, edge: int
    ) -> None:
        """All of a rounded rectangle but its corners."""
        across = pygame.Rect(box.x + corner, box.y, box.w - 2 * corner, box.h)
        down = pygame.Rect(box.x, box.y + corner, box.w, box.h - 2 * corner)
        if inside is not None:
            self._paint(inside, across)
            if corner:
                self._paint(inside, pygame.Rect(down.x, down.y, corner, down.h))
                self._paint(inside, pygame.Rect(across.right, down.y, corner, down.h))
        if edge:
            for side in (
                (across.x, box.y, across.w, edge),
                (across.x, box.bottom - edge, across.w, edge),
                (box.x, down.y, edge, down.h),
                (box.right - edge, down.y, edge, down.h),
            ):
                self._paint(around, pygame.Rect(side))

    def _paint(self, colour: Colour, part: pygame.Rect) -> None:
        if len(colour) == 3 or colour[3] == 255:
            self.surface.fill(colour, part)
        elif part.w > 0 and part.h > 0:  # what can be seen through is blitted
            piece = pygame.Surface(part.size, pygame.SRCALPHA)
            piece.fill(colour)
            self.surface.blit(piece, part)

    def _corners(
        self, box: pygame.Rect, corner: int, inside: Colour | None, around: Colour, edge: int
    ) -> None:
        disc = self._disc(corner, inside, around, edge)
        for x, left in ((0, box.x), (corner, box.right - corner)):
            for y, top in ((0, box.y), (corner, box.bottom - corner)):
                self.surface.blit(disc, (left, top), (x, y, corner, corner))

    def _disc(
        self, radius: int, inside: Colour | None, around: Colour, edge: int
    ) -> pygame.Surface:
        """A smooth circle of that radius in pixels of the surface."""

        def paint() -> pygame.Surface:
            size = 2 * radius * SMOOTH
            large = pygame.Surface((size, size), pygame.SRCALPHA)
            hole = inside or (*around[:3], 0)
            large.fill((*(around if edge else hole)[:3], 0))  # edges fade into their own colour
            pygame.draw.circle(large, around if edge else hole, (size / 2, size / 2), size / 2)
            if edge:
                pygame.draw.circle(large, hole, (size / 2, size / 2), size / 2 - edge * SMOOTH)
            return pygame.transform.smoothscale(large, (2 * radius, 2 * radius))

        return self.shelf.get(("disc", radius, inside, around, edge), paint)

    def circle(
        self,
        centre: Point,
        radius: float,
        colour: Colour | None,
        outline: Colour | None = None,
        width: float = 1,
    ) -> None:
        """A circle, or a ring if it has no colour."""
        if self.muted:
            return
        inside = self.palette[colour] if colour else None
        around = self.palette[outline] if outline else inside
        if around is None:
            return
        real, edge = self.thick(radius), self.thick(width) if outline else 0
        x, y = self.spot(centre)
        self.surface.blit(
            self._disc(real, inside, around, edge), (round(x - real), round(y - real))
        )

    def line(
        self, points: Sequence[Point], colour: Colour, width: float = 1, dashed: bool = False
    ) -> None:
        """A line through all the points, smooth."""
        if self.muted or len(points) < 2:
            return
        real, tint = self.thick(width), self.palette[colour]
        spots = [self.spot(point) for point in points]
        if dashed:
            for start, end in _dashes(spots, 7 * self.ratio, 5 * self.ratio):
                pygame.draw.aaline(self.surface, tint, start, end, real)
            return
        for start, end in pairwise(spots):
            if start[0] == end[0] or start[1] == end[1]:
                pygame.draw.line(self.surface, tint, start, end, real)
            else:
                pygame.draw.aaline(self.surface, tint, start, end, real)
        if real > 2:
            for joint in spots[1:-1]:
                pygame.draw.aacircle(self.surface, tint, joint, real / 2)

    def polygon(
        self,
        points: Sequence[Point],
        colour: Colour | None,
        outline: Colour | None = None,
        width: float = 1,
    ) -> None:
        """A closed shape."""
        if self.muted or len(points) < 3:
            return
        spots = [self.spot(point) for point in points]
        if colour:
            pygame.draw.polygon(self.surface, self.palette[colour], spots)
            pygame.draw.aalines(self.surface, self.palette[colour], True, spots)
        if outline:
            self.line([*points, points[0]], outline, width)

    def hatch(
        self, area: pygame.FRect | Sequence[Point], colour: Colour, gap: float = 8, width: float = 1
    ) -> None:
        """Slanting lines over a rectangle or a shape, for what colour alone must not say."""
        if self.muted:
            return
        box = self.box(area if isinstance(area, pygame.FRect) else _around(area))
        if box.w <= 0 or box.h <= 0:
            return
        key = ("hatch", box.size, self.palette[colour], gap, width, self.ratio)
        lines = self.shelf.get(key, lambda: self._slanting(box.size, colour, gap, width))
        if not isinstance(area, pygame.FRect):
            shape = pygame.Surface(box.size, pygame.SRCALPHA)
            spots = [self.spot(point) for point in area]
            inner = [(x - box.x, y - box.y) for x, y in spots]
            pygame.draw.polygon(shape, (255, 255, 255, 255), inner)
            shape.blit(lines, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
            lines = shape
        self.surface.blit(lines, box)

    def _slanting(
        self, size: tuple[int, int], colour: Colour, gap: float, width: float
    ) -> pygame.Surface:
        lines = pygame.Surface(size, pygame.SRCALPHA)
        step, tint = max(3, round(gap * self.ratio)), self.palette[colour]
        lines.fill((*tint[:3], 0))
        for start in range(-size[1], size[0], step):
            ends = (start, size[1]), (start + size[1], 0)
            pygame.draw.aaline(lines, tint, *ends, self.thick(width))
        return lines

    def stamp(
        self,
        key: Hashable,
        centre: Point,
        size: float,
        colour: Colour,
        paint: Callable[[pygame.Surface, float], None],
    ) -> None:
        """A small smooth picture in one colour, painted once: icons and signs.

        paint: draws in white onto a surface of the side that it is also told.
        """
        if self.muted:
            return
        tint, real = self.palette[colour], max(1, round(size * self.ratio))

        def made() -> pygame.Surface:
            large = pygame.Surface((real * SMOOTH, real * SMOOTH), pygame.SRCALPHA)
            large.fill((255, 255, 255, 0))
            paint(large, real * SMOOTH)
            small = pygame.transform.smoothscale(large, (real, real))
            small.fill((*tint[:3], 255), special_flags=pygame.BLEND_RGBA_MULT)
            return small

        picture = self.shelf.get(("stamp", key, real, tint), made)
        x, y = self.spot(centre)
        self.surface.blit(picture, (round(x - real / 2), round(y - real / 2)))

    def letters(
        self, block: Block, style: str, colour: Colour, align: str, rect: pygame.FRect
    ) -> None:
        """Words that are laid out, exactly where they belong."""
        if self.muted or not self.view.colliderect(rect):
            return
        tint = self.palette[colour][:3]
        key = ("words", block.lines, style, self.ratio, tint, align)
        picture = self.shelf.get(key, lambda: rendered(block, style, self.ratio, tint, align))
        x, y = self.spot(rect.topleft)
        self.surface.blit(picture, (round(x), round(y)))

    def cached(
        self,
        key: Hashable,
        rect: pygame.FRect,
        paint: Callable[[Canvas], None],
        smooth: bool = False,
    ) -> None:
        """A layer that is painted once for each key, size and theme, and then only copied.

        paint: draws where it would on this canvas. smooth: painted twice as large and shrunk, for
        shapes with many slanting edges.
        """
        if self.muted:
            return
        box, scale = self.box(rect), 2 if smooth else 1

        def made() -> pygame.Surface:
            layer = pygame.Surface((box.w * scale, box.h * scale), pygame.SRCALPHA)
            origin = (box.x + self.origin[0]) * scale, (box.y + self.origin[1]) * scale
            paint(Canvas(layer, self.ratio * scale, self.palette, self.shelf, origin=origin))
            return pygame.transform.smoothscale(layer, box.size) if smooth else layer

        name = ("layer", key, tuple(box), self.ratio, self.palette.name)
        self.surface.blit(self.shelf.get(name, made), box)


def _around(points: Sequence[Point]) -> Rect:
    across, down = [point[0] for point in points], [point[1] for point in points]
    left, top = floor(min(across)), floor(min(down))
    return Rect(left, top, ceil(max(across)) - left, ceil(max(down)) - top)


def _dashes(
    points: Sequence[tuple[float, float]], dash: float, gap: float
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The pieces of a path that a dashed line shows; dashes run on around the bends."""
    walked = 0.0
    for start, end in pairwise(points):
        length = hypot(end[0] - start[0], end[1] - start[1])
        done = 0.0
        while done < length:
            phase = (walked + done) % (dash + gap)
            step = min(length - done, (dash if phase < dash else dash + gap) - phase)
            step = max(step, 0.01)
            if phase < dash:
                one, other = done / length, (done + step) / length
                yield (
                    (start[0] + (end[0] - start[0]) * one, start[1] + (end[1] - start[1]) * one),
                    (
                        start[0] + (end[0] - start[0]) * other,
                        start[1] + (end[1] - start[1]) * other,
                    ),
                )
            done += step
        walked += length
