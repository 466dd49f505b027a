"""A shelf of finished pictures: what was not asked for longest goes first when it is full."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

import pygame


class Shelf:
    """Surfaces by key, up to so many pixels in all."""

    def __init__(self, pixels: int) -> None:
        self.pixels = pixels
        self.filled = 0
        self._surfaces: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """The picture of that key, made now if it is not there."""
        surface = self._surfaces.get(key)
        if surface is None:
            surface = self._surfaces[key] = make()
            self.filled += _size(surface)
            while self.filled > self.pixels and len(self._surfaces) > 1:
                self.filled -= _size(self._surfaces.popitem(last=False)[1])
        else:
            self._surfaces.move_to_end(key)
        return surface

    def __len__(self) -> int:
        return len(self._surfaces)


def _size(surface: pygame.Surface) -> int:
    width, height = surface.get_size()
    return width * height
