"""Random hands on the real program: it never stops, never draws words without room, loses no save.

    python benchmarks/soak_window.py [--events N] [--seed N] [--language CODE]

Keys, texts, clicks, the wheel, other sizes and settings come as the window's own events, in a
window that nobody sees. Every so often, and whenever a game is left, the save is copied as it lies
on disk, resumed, and held against the game that is being played.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ["BROWSER"] = "true"  # a command that does nothing with the page it is given

import pygame

from game.app import App, show, step
from game.keys import works
from game.library import library
from game.play import Play
from game.screens.title import Title
from game.settings import THEMES, Settings
from sim.session import Session

SIZES = [(1280, 720), (1366, 768), (960, 540), (1000, 900), (1600, 560), (1920, 1080)]
CHECKED = 300  # events from one look at the save to the next
PATIENCE = 4  # frames that hands wait for what comes by itself
LETTERS = "ab7 -ščëЖ漢\u0301\u200d🙂"
CODES = {"enter": "return", "esc": "escape", "plus": "+", "minus": "-"}
HELD = {"ctrl": pygame.KMOD_CTRL, "shift": pygame.KMOD_SHIFT}
OFTEN = ("enter", "tab", "down", "pagedown", *["esc"] * 4) * 3
BEGINS = ("enter", "b")
GIVES = ("c", "enter", "enter")


class Soak:
    """A window, and hands that do anything.

    Attributes:
        done: how often each kind of thing was done, and came about.
        last: the latest events in words, for whoever has to find out what went wrong.
    """

    def __init__(self, seed: int, language: str = "en") -> None:
        self.choose = Random(seed)
        self.language = language
        self.done: Counter[str] = Counter()
        self.last: list[str] = []
        self._works = [name for name, _ in works()]
        self._play: Play | None = None
        self._checked: object = None
        self._held: set[int] = set()
        self._open()

    def go_on(self, events: int) -> None:
        """Do so many things."""
        for number in range(1, events + 1):
            [act] = self.choose.choices([*self._acts], [*self._acts.values()])
            self.done[act.__name__.strip("_").replace("_", " ")] += 1
            act()
            self._settle()
            self._notice()
            if number % CHECKED == 0:
                self._check()
        self._check()

    def close(self) -> None:
        """Let go of the window and the game."""
        self.app.close()
        pygame.display.quit()

    @property
    def _acts(self) -> dict[Callable[[], None], int]:
        """What is done, and how often of all times."""
        return {
            self._key: 42,
            self._click: 22,
            self._click_anywhere: 6,
            self._wheel: 7,
            self._go_through: 9,
            self._any_key: 4,
            self._text: 3,
            self._drag: 3,
            self._rest: 2,
            self._resize: 2,
            self._set: 2,
            self._close: 0.2,
        }

    # What hands do

    def _key(self) -> None:
        """A key that does something somewhere."""
        self._press(self.choose.choice([*self._works, *OFTEN]))

    def _any_key(self) -> None:
        code = self.choose.choice([self.choose.randrange(0x110000), self.choose.randrange(128)])
        place, held = self.choose.randrange(512), self.choose.choice([0, *HELD.values()])
        self._post(pygame.KEYDOWN, key=code, scancode=place, mod=held)
        self._post(pygame.KEYUP, key=code, scancode=place, mod=held)

    def _go_through(self) -> None:
        """What takes a turn from the board, or a game from its briefing."""
        for key in self.choose.choice([BEGINS, GIVES]):
            self._press(key)
            self._settle()

    def _text(self) -> None:
        words = "".join(self.choose.choices(LETTERS, k=self.choose.choice([1, 3, 60])))
        self._post(pygame.TEXTINPUT, text=words)

    def _click(self) -> None:
        """Something that can be pressed."""
        spots = list(self.app.scenes[-1].memory.spots.values())
        if spots:
            x, y = self.choose.choice(spots).seen.center
            self._touch((x * self.app.ratio, y * self.app.ratio))

    def _click_anywhere(self) -> None:
        self._touch(self._place())

    def _drag(self) -> None:
        self._touch(self._place(), self._place())

    def _wheel(self) -> None:
        pygame.mouse.set_pos(self._place())
        self._post(pygame.MOUSEWHEEL, x=0, y=1, precise_y=self.choose.uniform(-9, 7))

    def _rest(self) -> None:
        self._post(pygame.NOEVENT)

    def _resize(self) -> None:
        size = self.choose.choice(SIZES)
        pygame.display.set_mode(size, pygame.RESIZABLE)
        self._post(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1])

    def _set(self) -> None:
        """Text size and theme, which have keys and a page of their own."""
        self._press(self.choose.choice(["ctrl+plus", "ctrl+minus", "ctrl+0"]))
        self.app.settings.theme = self.choose.choice(THEMES)

    def _close(self) -> None:
        """The button of the window's frame."""
        self._post(pygame.QUIT)

    def _press(self, key: str) -> None:
        *held, name = key.split("+")
        code, mod = pygame.key.key_code(CODES.get(name, name)), sum(HELD[other] for other in held)
        self._post(pygame.KEYDOWN, key=code, scancode=0, mod=mod)
        if len(name) == 1:
            self._post(pygame.TEXTINPUT, text=name)
        self._post(pygame.KEYUP, key=code, scancode=0, mod=mod)

    def _touch(self, down: tuple[float, float], up: tuple[float, float] | None = None) -> None:
        self._post(pygame.MOUSEMOTION, pos=down, rel=(0, 0), buttons=(0, 0, 0))
        self._post(pygame.MOUSEBUTTONDOWN, pos=down, button=1)
        self._post(pygame.MOUSEMOTION, pos=up or down, rel=(0, 0), buttons=(1, 0, 0))
        self._post(pygame.MOUSEBUTTONUP, pos=up or down, button=1)

    def _place(self) -> tuple[int, int]:
        width, height = self.app.surface.get_size()
        return self.choose.randrange(width), self.choose.randrange(height)

    def _post(self, kind: int, **content: object) -> None:
        event = pygame.event.Event(kind, **content)
        self.last = [*self.last[-11:], str(event)]
        pygame.event.post(event)

    # What comes of it

    def _settle(self) -> None:
        """Let the program answer all of it; a window that was closed is opened again."""
        frames = 0
        while self.app.scenes and (
            pygame.event.peek() or self.app.stale or (self.app.wake == 0 and frames < PATIENCE)
        ):
            step(self.app, self._held)
            frames += 1
        if not self.app.scenes:
            self._check()
            self._open()

    def _open(self) -> None:
        """The program anew, at its first screen."""
        pygame.display.init()
        surface = pygame.display.set_mode(self.choose.choice(SIZES), pygame.RESIZABLE)
        pygame.event.clear()
        settings = Settings(asked=True, forecast_on=False, language=self.language)
        self.app = App(surface, settings, Title(), strict=True)
        self.done["windows"] += 1
        show(self.app)

    def _notice(self) -> None:
        """Is another game played now? Then the one before must be whole on disk."""
        shown = [getattr(scene.screen, "play", None) for scene in self.app.scenes]
        # A class that is hosted, or joined, has its save elsewhere.
        play = next(
            (p for p in shown if isinstance(p, Play) and isinstance(p.session, Session)), None
        )
        if play is not self._play:
            self._check()
            self._play = play
            self.done["games"] += play is not None
        self.done[f"screen {self.app.screen.name}"] += 1

    def _check(self) -> None:
        """Resume a copy of the save, which must be the same game."""
        if self._play is None:
            return
        played = self._play.session
        now = played.path, played.notes, [played.view(role) for role in played.people]
        if now == self._checked:
            return
        self._checked = now
        with TemporaryDirectory() as folder:
            for part in played.path.parent.glob(f"{played.path.name}*"):
                shutil.copy(part, folder)
            copy = Session.resume(Path(folder) / played.path.name)
            assert copy.hashes == played.hashes, "the save comes out differently"
            assert copy.notes == played.notes, "answers are lost"
            for role, view in zip(played.people, now[2], strict=True):
                assert copy.view(role) == view, f"another game for {role}"
            copy.close()
        self.done["saves resumed"] += 1
        self.done["turns"] = max(self.done["turns"], played.turn)


def main() -> None:
    """Go on for as long as is wanted, and say what was done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=50_000, help="how many things are done")
    parser.add_argument("--seed", type=int, default=1, help="another one, other things")
    parser.add_argument("--language", default="en", help='"qps" has longer words')
    choices = parser.parse_args()
    with TemporaryDirectory() as home:
        os.environ["STANDOFF_HOME"] = home
        library().wait()
        soak, begun = Soak(choices.seed, choices.language), perf_counter()
        try:
            soak.go_on(choices.events)
        except BaseException:
            print("It went wrong after:", *soak.last, sep="\n  ", file=sys.stderr)
            raise
        rate = choices.events / (perf_counter() - begun)
        print(f"{choices.events:,} events, {rate:.0f} a second; nothing went wrong")
        for what, count in sorted(soak.done.items()):
            print(f"{what:<24}{count:>9,}")


if __name__ == "__main__":
    main()
