"""The program with a window: the keys that work everywhere, and the loop that waits for input."""

from __future__ import annotations

import threading
from copy import deepcopy

import pygame

from game.fade import Fade
from game.library import library
from game.screens.help import Help
from game.screens.leave import Leave, close_games
from game.screens.title import Title
from game.screens.welcome import Welcome
from game.settings import Settings, read_settings
from game.sound import Sound
from game.ui import Input, Screen, Stage
from game.ui.inputs import NOTHING, read
from game.ui.screen import Move
from game.window import open_window, show_window
from game.words import use_language

FRAMES = 60  # at most, in a second
MOVING = (
    *(pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_TAB),
    *(pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_BACKSPACE),
)


class App(Stage):
    """A stage with what works on every screen: help, text size, full screen, leaving.

    Settings are stored whenever they have changed.
    """

    def __init__(
        self, surface: pygame.Surface, settings: Settings, first: Screen, *, strict: bool = False
    ) -> None:
        super().__init__(surface, settings, first, strict=strict)
        self._stored = deepcopy(settings)
        self._sound = Sound()
        self._fade = Fade()
        use_language(settings.language)

    def feed(self, input: Input) -> bool:
        """Let the screen answer, or else what works everywhere; whether anything did."""
        taken = super().feed(input) or (input.kind == "key" and self._answer(self.meant(input).key))
        self._keep()
        return taken

    def close(self) -> None:
        """Close whatever is played, and be left without a screen."""
        close_games(scene.screen for scene in self.scenes)
        self.scenes.clear()

    def _move(self, move: Move) -> None:
        if move.kind == "quit":
            self.close()
        else:
            super()._move(move)

    def _answer(self, key: str) -> bool:
        """What a key does that no screen took."""
        match key:
            case "f1" if self.scenes and not isinstance(self.screen, Help):
                self.show(Help(self.screen))
            case "f11":
                self.settings.fullscreen = not self.settings.fullscreen
            case "ctrl+plus" | "ctrl+minus":
                self.settings.larger(1 if key == "ctrl+plus" else -1)
            case "ctrl+0":
                self.settings.text_scale = 1.0
            case "esc" if len(self.scenes) > 1:
                self.scenes.pop()
            case "esc" if self.scenes:
                self.show(Leave(self.screen))
            case _:
                return False
        return True

    def _keep(self) -> None:
        """Store the settings if they are no longer what is stored."""
        if self.settings == self._stored:
            return
        use_language(self.settings.language)
        self._stored = deepcopy(self.settings)
        try:
            self.settings.write()
        except OSError:  # on a full or locked disk they hold until the window closes
            return

    def draw(self) -> None:
        """Show the topmost screen; the one before it fades away if motion is wanted."""
        super().draw()
        moves = self.scenes and not self.settings.reduced_motion
        if moves and self._fade.blend(self.surface, self.screen):
            self.wake = 0

    def sound(self, tone: str) -> None:
        """Let a tone be heard if sound is on."""
        if self.settings.sound:
            self._sound.play(tone)


def run(first: Screen | None = None, language: str | None = None) -> None:
    """Open the window, at the title or the given screen, and stay until it is closed.

    language: the code of one to speak instead of the one in the settings. Raises NoWindow where no
    window can be opened.
    """
    settings, message = read_settings()
    settings.language = use_language(language or settings.language)
    window = open_window(settings)
    first = first or Title(message)
    app = App(window, settings, first if settings.asked else Welcome(first))
    try:
        play(app)
    finally:
        app.close()
        pygame.quit()


def play(app: App) -> None:
    """Answer what happens and show it, until no screen is left."""
    clock = pygame.time.Clock()
    pygame.key.set_repeat(400, 50)
    show(app)
    threading.Thread(target=warm_up, daemon=True).start()
    held: set[int] = set()
    while app.scenes:
        step(app, held)
        clock.tick(FRAMES)


def step(app: App, held: set[int]) -> None:
    """Wait until something happens or another frame is due; answer it and show what came of it.

    held: the keys that are down.
    """
    fullscreen = app.settings.fullscreen
    for event in happenings(app):
        if not is_mere_repeat(event, held):
            answer(app, event)
    if app.settings.fullscreen != fullscreen:
        app.surface = show_window(app.settings)
    if app.stale:
        show(app)


def show(app: App) -> None:
    """Draw a frame and let it be seen."""
    app.draw()
    pygame.display.flip()


def happenings(app: App) -> list[pygame.event.Event]:
    """All that has happened, once something has or it is time for another frame."""
    if app.stale or app.wake == 0:
        return [pygame.event.Event(pygame.NOEVENT), *pygame.event.get()]
    return [pygame.event.wait(int(app.wake or 0)), *pygame.event.get()]  # 0 waits for ever


def is_mere_repeat(event: pygame.event.Event, held: set[int]) -> bool:
    """Whether a key only goes on being held that is not one of those that move.

    Else whoever holds Enter a little too long would choose twice. held: the keys that are down.
    """
    if event.type == pygame.KEYUP:
        held.discard(event.key)
    if event.type != pygame.KEYDOWN or event.key in MOVING:
        return False
    repeats = event.key in held and pygame.key.get_pressed()[event.key]
    held.add(event.key)
    return bool(repeats)


def answer(app: App, event: pygame.event.Event) -> None:
    """One event of the window, or none when it is time for another frame."""
    if event.type == pygame.QUIT:
        app.close()
    elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWEXPOSED):
        app.surface, app.stale = pygame.display.get_surface() or app.surface, True
    elif event.type == pygame.NOEVENT:
        app.feed(NOTHING)
    elif input := read(event):
        app.feed(input)


def warm_up() -> None:
    """Import what takes a second to import, here and for helpers, while the title is being read."""
    import sim.session

    threading.Thread(target=sim.prepare_helpers, daemon=True).start()
    library().wait()
    sim.session.Session.__name__  # noqa: B018 - naming it loads it
