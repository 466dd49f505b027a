"""Small pictures drawn in code: icons in one colour, and the shapes of the sides' signs.

Each is painted in white on a square that is as wide and high as 1; the canvas gives it its colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin

import pygame

Point = tuple[float, float]
Painter = Callable[[pygame.Surface, float], None]
WHITE = (255, 255, 255, 255)
CLEAR = (255, 255, 255, 0)


def _spots(points: Sequence[Point], size: float) -> list[Point]:
    return [(x * size, y * size) for x, y in points]


def _shape(*points: Point) -> Painter:
    def paint(surface: pygame.Surface, size: float) -> None:
        pygame.draw.polygon(surface, WHITE, _spots(points, size))

    return paint


def _stroke(*points: Point, width: float = 0.12) -> Painter:
    """A thick line with round ends."""

    def paint(surface: pygame.Surface, size: float) -> None:
        spots, thick = _spots(points, size), max(1, round(width * size))
        pygame.draw.lines(surface, WHITE, False, spots, thick)
        for spot in spots:
            pygame.draw.circle(surface, WHITE, spot, thick / 2)

    return paint


def _disc(x: float, y: float, radius: float, colour: tuple[int, int, int, int] = WHITE) -> Painter:
    def paint(surface: pygame.Surface, size: float) -> None:
        pygame.draw.circle(surface, colour, (x * size, y * size), radius * size)

    return paint


def _block(
    x: float, y: float, w: float, h: float, round_: float = 0.0, colour: Sequence[int] = WHITE
) -> Painter:
    def paint(surface: pygame.Surface, size: float) -> None:
        rect = pygame.Rect(round(x * size), round(y * size), round(w * size), round(h * size))
        pygame.draw.rect(surface, colour, rect, border_radius=round(round_ * size))

    return paint


def _all(*painters: Painter) -> Painter:
    def paint(surface: pygame.Surface, size: float) -> None:
        for painter in painters:
            painter(surface, size)

    return paint


def _corners(number: int, turned: float, radius: float = 0.5, middle: float = 0.5) -> list[Point]:
    """The corners of a regular shape, the first one straight up when not turned."""
    angles = (2 * pi * k / number + turned - pi / 2 for k in range(number))
    return [(0.5 + radius * cos(a), middle + radius * sin(a)) for a in angles]


def _eye(surface: pygame.Surface, size: float) -> None:
    rim = [(0.04 + 0.92 * k / 24, 0.5 - 0.27 * sin(pi * k / 24)) for k in range(25)]
    lower = [(x, 1 - y) for x, y in reversed(rim)]
    pygame.draw.polygon(surface, WHITE, _spots([*rim, *lower], size))
    _disc(0.5, 0.5, 0.19, CLEAR)(surface, size)
    _disc(0.5, 0.5, 0.1)(surface, size)


def _lock(surface: pygame.Surface, size: float) -> None:
    _disc(0.5, 0.38, 0.26)(surface, size)
    _disc(0.5, 0.38, 0.15, CLEAR)(surface, size)
    _block(0.16, 0.42, 0.68, 0.5, 0.08)(surface, size)


def _hatch(surface: pygame.Surface, size: float) -> None:
    edge, thick = round(0.08 * size), max(1, round(0.07 * size))
    pygame.draw.rect(surface, WHITE, (edge, edge, size - 2 * edge, size - 2 * edge), thick)
    for start in (0.08, 0.36, 0.64):
        for one, other in (((start, 0.92), (0.92, start)), ((0.08, 1 - start), (1 - start, 0.08))):
            first, last = _spots((one, other), size)
            pygame.draw.line(surface, WHITE, first, last, round(thick * 1.3))


ICONS: dict[str, Painter] = {
    "up": _shape((0.5, 0.14), (0.94, 0.82), (0.06, 0.82)),
    "down": _shape((0.5, 0.86), (0.06, 0.18), (0.94, 0.18)),
    "hold": _disc(0.5, 0.5, 0.36),
    "check": _stroke((0.14, 0.54), (0.4, 0.8), (0.86, 0.22), width=0.14),
    "cross": _all(
        _stroke((0.2, 0.2), (0.8, 0.8), width=0.13), _stroke((0.2, 0.8), (0.8, 0.2), width=0.13)
    ),
    "lock": _lock,
    "eye": _eye,
    "warning": _all(
        _shape((0.5, 0.06), (0.98, 0.92), (0.02, 0.92)),
        _block(0.45, 0.36, 0.1, 0.28, 0.03, CLEAR),
        _block(0.45, 0.71, 0.1, 0.1, 0.05, CLEAR),
    ),
    "hatch": _hatch,
    "arrow-left": _all(
        _stroke((0.86, 0.5), (0.16, 0.5)), _stroke((0.46, 0.2), (0.14, 0.5), (0.46, 0.8))
    ),
    "arrow-right": _all(
        _stroke((0.14, 0.5), (0.84, 0.5)), _stroke((0.54, 0.2), (0.86, 0.5), (0.54, 0.8))
    ),
    "deed": _all(
        _block(0.1, 0.3, 0.8, 0.58, 0.1),
        _block(0.34, 0.12, 0.32, 0.24, 0.08),
        _block(0.42, 0.2, 0.16, 0.1, 0.02, CLEAR),
        _block(0.1, 0.54, 0.8, 0.07, 0, CLEAR),
    ),
    "word": _all(
        _block(0.06, 0.12, 0.88, 0.58, 0.16),
        _shape((0.24, 0.64), (0.54, 0.64), (0.24, 0.94)),
    ),
    "circle": _disc(0.5, 0.5, 0.48),
    "square": _block(0.07, 0.07, 0.86, 0.86, 0.1),
    "diamond": _shape(*_corners(4, 0)),
    "triangle": _shape(*_corners(3, 0, 0.56, 0.58)),
    "pentagon": _shape(*_corners(5, 0, 0.52, 0.53)),
    "hexagon": _shape(*_corners(6, pi / 6)),
}
SHAPES = ("circle", "square", "pentagon", "diamond", "hexagon", "triangle")
LIFT = {"triangle": 0.08, "pentagon": 0.02}  # how much lower than the middle a letter sits


def painter(name: str) -> Painter:
    """How that icon is painted; KeyError if there is none such."""
    return ICONS[name]
