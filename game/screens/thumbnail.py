"""A small map without words: where a crisis takes place."""

from __future__ import annotations

from game.board.projection import Projection, clip_path, clip_ring
from game.library import Land
from game.ui import Canvas, Rect, Ui


def thumbnail(ui: Ui, rect: Rect, name: str, land: Land) -> None:
    """The land, with the place of the crisis set off and the lines dashed."""
    ui.cached(("thumbnail", name), rect, lambda canvas: paint(canvas, rect, land), smooth=True)
    ui.canvas.fill(rect, None, radius=8, outline="line")


def paint(canvas: Canvas, rect: Rect, land: Land) -> None:
    """Sea, land and lines."""
    box = (rect.x, rect.y, rect.w, rect.h)
    to_pixels = Projection(land.window, box)
    canvas.fill(rect, "sea")
    for home, rings in sorted(land.areas, key=lambda area: area[0]):
        for ring in rings:
            shape = clip_ring([to_pixels.place(point) for point in ring], box)
            canvas.polygon(shape, "home" if home else "land", outline="line")
    for path in land.lines:
        for stretch in clip_path([to_pixels.place(point) for point in path], box):
            canvas.line(stretch, "text", width=1.5, dashed=True)
