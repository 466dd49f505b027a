"""One screen fades into the next, for people who want motion."""

from __future__ import annotations

from time import monotonic

import pygame

from game.ui import Screen

SECONDS = 0.18


class Fade:
    """Remembers what was seen last, so that it can go gently."""

    def __init__(self) -> None:
        self._screen: Screen | None = None
        self._picture: pygame.Surface | None = None
        self._since = 0.0

    def blend(self, surface: pygame.Surface, screen: Screen) -> bool:
        """Lay what was seen before over a fresh frame, ever fainter; whether it is still there."""
        now = monotonic()
        if screen is not self._screen:
            self._screen, self._since = screen, now
        left = 1 - (now - self._since) / SECONDS
        if left > 0 and self._picture and self._picture.get_size() == surface.get_size():
            self._picture.set_alpha(round(255 * left))
            surface.blit(self._picture, (0, 0))
            return True
        self._picture = surface.copy()
        return False
