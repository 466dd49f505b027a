"""A person at the window: sees what is drawn, and presses keys or moves the mouse. Nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pygame

from game.app import App, show, step
from game.screens.title import Title
from game.settings import Settings
from game.ui import Rect, Screen, Ui
from game.ui.layout import Mark

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

CODES = {"enter": "return", "esc": "escape", "plus": "+", "minus": "-"}
HELD = {"ctrl": pygame.KMOD_CTRL, "shift": pygame.KMOD_SHIFT}
PATIENCE = 40  # turns of the wheel


class Window:
    """The program in a window that nobody else sees; only the window's events reach it.

    Attributes:
        frames: all that could be read in each frame so far, as a text.
    """

    def __init__(
        self, first: Screen | None = None, size: tuple[int, int] = (1280, 720), **settings: object
    ) -> None:
        pygame.display.init()
        surface = pygame.display.set_mode(size, pygame.RESIZABLE)
        pygame.event.clear()
        chosen = Settings(**{"asked": True, "forecast_on": False} | settings)
        self.app = Seen(surface, chosen, first or Title())
        self.frames = self.app.frames
        self._held: set[int] = set()
        show(self.app)
        self.watch()

    # What is seen

    @property
    def screen(self) -> str:
        """Which screen lies on top; "" once the window is closed."""
        return self.app.screen.name if self.app.scenes else ""

    @property
    def marks(self) -> list[Mark]:
        """Texts and buttons, with their places, as far as they can be seen."""
        return self.app.seen.layout.marks

    @property
    def words(self) -> str:
        """All that can be read."""
        return self.frames[-1]

    @property
    def buttons(self) -> list[Mark]:
        """The buttons, from top to bottom."""
        return sorted((m for m in self.marks if m.kind == "button"), key=lambda m: m.rect.y)

    @property
    def heading(self) -> str:
        """The text that stands at the top."""
        return min((m for m in self.marks if m.kind == "text"), key=lambda m: m.rect.y).words

    @property
    def ringed(self) -> str:
        """What can be read within the ring of the focus."""
        around = self.app.ring
        return "\n".join(m.words for m in self.marks if around and around.contains(m.rect))

    # What is done

    def press(self, *keys: str) -> None:
        """Press these keys quickly, one after the other."""
        self._do(*(event for key in keys for event in strokes(key)))

    def write(self, text: str) -> None:
        """Type a text."""
        for letter in text:
            self._do(*strokes(letter), pygame.event.Event(pygame.TEXTINPUT, text=letter))

    def click(self, x: float, y: float) -> None:
        """Move the mouse there, in pixels of the screens, and press its button."""
        at = self._pixel(x, y)
        move = pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0))
        kinds = pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP
        self._do(move, *(pygame.event.Event(kind, pos=at, button=1) for kind in kinds))

    def click_on(self, words: str) -> None:
        """Click on a button or a text, wherever the wheel has to be turned to see it."""
        self.click(*self.find(words).rect.center)

    def find(self, words: str) -> Mark:
        """A button or a text; turns the wheel over all that scrolls until it is seen."""
        for steps in (-1, 1):
            for _ in range(PATIENCE):
                found = [m for m in self.marks if m.words == words]
                if found:
                    return max(found, key=lambda m: m.kind == "button")
                before = [(m.words, m.rect) for m in self.marks]
                self.turn_wheel(steps)
                if [(m.words, m.rect) for m in self.marks] == before:
                    break
        raise AssertionError(f"“{words}” is nowhere to be seen on {self.screen}:\n{self.words}")

    def turn_wheel(self, steps: int) -> None:
        """Turn the wheel, upward positive, over each column of the window in turn."""
        for x in (0.15, 0.5, 0.85):
            pygame.mouse.set_pos(self._pixel(self.app.seen.width * x, self.app.seen.height / 2))
            self._do(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=steps, precise_y=3.0 * steps))

    def watch(self) -> None:
        """Wait until all that has happened is answered and shown."""
        while self.app.scenes and (pygame.event.peek() or self.app.stale or self.app.wake == 0):
            step(self.app, self._held)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for what comes by itself after a while."""
        while not until():
            assert self.app.stale or self.app.wake is not None, f"for ever: {self.words}"
            step(self.app, self._held)

    def close(self) -> None:
        """Close it as its frame's button does."""
        self.app.close()

    def _do(self, *events: pygame.event.Event) -> None:
        for event in events:
            pygame.event.post(event)
        self.watch()

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.app.ratio), round(y * self.app.ratio)


class Seen(App):
    """The program, held to its layout, and what was seen of it.

    Attributes:
        seen: the frame that is seen now. ring: what has the focus, if that is shown.
    """

    def __init__(self, surface: pygame.Surface, settings: Settings, first: Screen) -> None:
        super().__init__(surface, settings, first, strict=True)
        self.seen: Ui
        self.ring: Rect | None = None
        self.frames: list[str] = []

    def _ui(self, *args: object, muted: bool, **more: object) -> Ui:
        ui = super()._ui(*args, muted=muted, **more)
        if not muted:
            self.seen = ui
        return ui

    def draw(self) -> None:
        """Show a frame, and remember what can be read in it."""
        super().draw()
        if self.scenes:
            self.frames.append("\n".join(mark.words for mark in self.seen.layout.marks))
            memory = self.scenes[-1].memory
            spot = memory.spots.get(memory.focus or "")
            self.ring = spot.seen.inset(-3) if spot and self.hands.ring else None


@contextmanager
def window(*args: object, **settings: object) -> Iterator[Window]:
    """A window that is closed in the end, whatever happens."""
    opened = Window(*args, **settings)
    try:
        yield opened
    finally:
        opened.close()
        pygame.display.quit()


def strokes(key: str) -> list[pygame.event.Event]:
    """A key goes down and up again; `ctrl+plus` with another one held; "" is none."""
    if not key:
        return []
    *held, name = key.split("+")
    code = pygame.key.key_code(CODES.get(name, name))
    mod = sum(HELD[other] for other in held)
    return [
        pygame.event.Event(kind, key=code, mod=mod, scancode=0)
        for kind in (pygame.KEYDOWN, pygame.KEYUP)
    ]
