"""The window itself: its size, its icon, and what to say where there can be none."""

from __future__ import annotations

import os
import warnings

import pygame

from game.settings import Settings
from game.ui.canvas import Canvas
from game.ui.palette import DARK, RUNGS
from game.ui.rect import Rect
from game.ui.shelf import Shelf
from game.ui.stage import BASE

SHARE = 0.85  # of the desktop, for a new window
SMALLEST = (960, 540)
NOT_SEEN = ("dummy", "offscreen")  # what SDL falls back to where nothing can be seen


class NoWindow(RuntimeError):
    """There is no window system to open a window in."""


def open_window(settings: Settings) -> pygame.Surface:
    """A new window and what to draw on; NoWindow where none can be opened."""
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")  # real pixels on Windows
    os.environ.setdefault("SDL_VIDEO_ALLOW_SCREENSAVER", "1")
    try:
        pygame.display.init()
        if pygame.display.get_driver() in NOT_SEEN and "SDL_VIDEODRIVER" not in os.environ:
            raise pygame.error("no display was found")
        pygame.font.init()
        pygame.display.set_caption("Standoff")
        pygame.display.set_icon(icon(64))
        return show_window(settings)
    except pygame.error as fault:
        raise NoWindow(str(fault)) from fault


def show_window(settings: Settings) -> pygame.Surface:
    """Show the window at its own resolution, over the whole desktop if that is wanted."""
    if settings.fullscreen:
        return pygame.display.set_mode(pygame.display.get_desktop_sizes()[0], pygame.FULLSCREEN)
    size = fitting_size(pygame.display.get_desktop_sizes()[0])
    surface = pygame.display.set_mode(size, pygame.RESIZABLE)
    with warnings.catch_warnings():  # there is no other way yet to the window of pygame.display
        warnings.simplefilter("ignore", DeprecationWarning)
        pygame.Window.from_display_module().minimum_size = SMALLEST
    return surface


def fitting_size(desktop: tuple[int, int]) -> tuple[int, int]:
    """The size of a new window: as much of the desktop as leaves it in view, 16 to 9."""
    scale = max(1.0, SHARE * min(desktop[0] / BASE[0], desktop[1] / BASE[1]))
    return round(BASE[0] * scale), round(BASE[1] * scale)


def icon(size: int) -> pygame.Surface:
    """A ladder of greys that grows from rung to rung, on a dark tile."""
    surface = pygame.Surface((size, size), pygame.SRCALPHA)
    canvas = Canvas(surface, size / 64, DARK, Shelf(100_000))
    canvas.fill(Rect(2, 2, 60, 60), "background", radius=14, outline="edge", width=2)
    for number, rung in enumerate(RUNGS[1::2]):
        width = 16 + 6 * number
        canvas.fill(Rect(32 - width / 2, 46 - 10 * number, width, 6), rung, radius=3)
    return surface
