"""A screen as a picture, without any window: for tests and for the README."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.settings import Settings
from game.ui.screen import Screen
from game.ui.stage import Stage
from game.words import use_language


def picture(
    screen: Screen,
    size: tuple[int, int] = (1280, 720),
    scale: float = 1.0,
    theme: str = "dark",
    language: str = "en",
    settings: Settings | None = None,
) -> pygame.Surface:
    """What the screen looks like; LayoutFault if a text has no room."""
    chosen = replace(
        settings or Settings(asked=True), text_scale=scale, theme=theme, language=language
    )
    use_language(language)
    stage = Stage(pygame.Surface(size), chosen, screen, strict=True)
    stage.draw()
    return stage.surface
