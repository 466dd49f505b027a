"""The stack of screens on a surface: gives them input, shows them, and changes them as they ask."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pygame

from game.settings import Settings
from game.ui.canvas import Canvas
from game.ui.inputs import NOTHING, Input, swapped
from game.ui.memory import Hands, Memory
from game.ui.palette import THEMES
from game.ui.screen import Move, Screen
from game.ui.shelf import Shelf
from game.ui.ui import Ui

PIXELS = 48_000_000  # on the shelf: some 190 MB at most, for 4K; far less in a small window
BASE = (1280, 720)
VEIL = (8, 10, 14, 150)


@dataclass
class Scene:
    """A screen of the stack and what it remembers."""

    screen: Screen
    memory: Memory = field(default_factory=Memory)


class Stage:
    """Everything about the window but the window itself.

    Attributes:
        scenes: the stack, the topmost last; empty when there is nothing more to show.
        stale: what is seen is no longer how it is. wake: milliseconds until it should be drawn anew
            even if nothing happens; None for never.
    """

    def __init__(
        self, surface: pygame.Surface, settings: Settings, first: Screen, *, strict: bool = False
    ) -> None:
        self.surface = surface
        self.settings = settings
        self.strict = strict
        self.scenes = [Scene(first)]
        self.hands = Hands()
        self.shelf = Shelf(PIXELS)
        self.stale = True
        self.wake: float | None = None

    @property
    def screen(self) -> Screen:
        """The one on top."""
        return self.scenes[-1].screen

    @property
    def ratio(self) -> float:
        """How many real pixels a logical one is."""
        width, height = self.surface.get_size()
        return min(width / BASE[0], height / BASE[1]) * self.settings.text_scale

    def feed(self, input: Input) -> bool:
        """Let the topmost screen answer an input, then change the stack; whether it was taken."""
        if not self.scenes:
            return False
        input = self.meant(input)
        if input.kind in ("down", "up", "move", "wheel"):
            self.hands.at = input.at[0] / self.ratio, input.at[1] / self.ratio
            self.hands.pointing = True
        elif input.kind == "key":
            self.hands.pointing = False
        scene = self.scenes[-1]
        scene.memory.hot = scene.memory.topmost(self.hands.at)
        ui = self._ui(scene, input, muted=True)
        scene.screen.draw(ui)
        ui.finish()
        self.stale = True
        for move in ui.moves:
            self._move(move)
        if self.scenes and self.screen is not scene.screen and self.screen.tone:
            self.sound(self.screen.tone)
        return ui.taken

    def meant(self, input: Input) -> Input:
        """An input with the name of the work that this person gave to its key."""
        return swapped(input, self.settings.keys)

    def show(self, screen: Screen) -> None:
        """Lay a screen on top."""
        self.scenes.append(Scene(screen))
        self.stale = True

    def sound(self, tone: str) -> None:
        """Let a tone be heard; a stage without a window is silent."""

    def settle(self) -> None:
        """Draw until nothing changes by itself any more."""
        self.draw()
        while self.scenes and (self.stale or self.wake == 0):
            self.feed(NOTHING)
            self.draw()

    def _move(self, move: Move) -> None:
        match move:
            case Move("quit"):
                self.scenes.clear()
            case Move("pop"):
                self.scenes.pop()
            case Move("push", Screen() as screen):
                self.scenes.append(Scene(screen))
            case Move("go", Screen() as screen):
                self.scenes[-1] = Scene(screen)
            case Move("home", Screen() as screen):
                self.scenes[:] = [Scene(screen)]

    def draw(self) -> None:
        """Show the topmost screen, and those below that it leaves visible."""
        self.stale, self.wake = False, None
        if not self.scenes:
            return
        self.surface.fill(THEMES[self.settings.theme]["background"])
        first = len(self.scenes) - 1
        while first and self.scenes[first].screen.over:
            first -= 1
        for number, scene in enumerate(self.scenes[first:]):
            self._show(scene, below=first + number < len(self.scenes) - 1)

    def _show(self, scene: Scene, below: bool) -> None:
        """Draw a screen; one that lies below another gets no focus and a veil."""
        memory = replace(scene.memory, focus=None, hot=None) if below else scene.memory
        ui = self._ui(Scene(scene.screen, memory), NOTHING, muted=False)
        if below:
            ui.hands = Hands()
        scene.screen.draw(ui)
        ui.finish()
        if below:
            ui.canvas.fill(ui.rect, VEIL)
        elif ui.moves:  # a screen may find that it is not needed, without any input
            for move in ui.moves:
                self._move(move)
            self.stale = True
        if ui.wake is not None:
            self.wake = ui.wake if self.wake is None else min(self.wake, ui.wake)

    def _ui(self, scene: Scene, input: Input, muted: bool) -> Ui:
        palette = THEMES[self.settings.theme]
        canvas = Canvas(self.surface, self.ratio, palette, self.shelf, muted=muted)
        return Ui(
            canvas, self.settings, scene.memory, self.hands, input,
            strict=self.strict, layer=scene.screen.name,
        )  # fmt: skip
