"""The pictures of the README, made by playing: `python docs/pictures.py`.

Those of a class are made by class_pictures.py.
A game of the flagship is played with the same seed and orders each time, so a picture changes only
when what it shows does.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.library import library
from game.play import Play, begin
from game.screens.board import Board
from game.screens.briefing import Briefing
from game.screens.picker import Picker
from game.screens.resolution import Resolution
from game.ui import Screen, picture

FOLDER = Path(__file__).resolve().parent / "pictures"
SIZE = (1920, 1080)
ORDERS = (
    ("deploy-battalions", "accuse"),
    ("deploy-armour", "silence"),
    ("visit-troops", "appeal-to-kfor"),
    ("join-talks", "promise-not-to-enter"),
)
NEXT = ("pull-back-first-units", "silence")


def main() -> None:
    """Play and draw."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as home:
        os.environ["STANDOFF_HOME"] = home
        library().wait()
        play = begin("banjska-2023", ["serbia"], 11, {})
        keep("picker", Picker("banjska-2023"))
        keep("briefing", Briefing(play))
        for deed, word in ORDERS:
            play.draft(deed, word)
            play.commit(0.6)
        resolution = Resolution(play, play.view.turn - 1)
        resolution.shown = 99
        wait_for_forecast(play, "hold", "silence")
        keep("resolution", resolution, theme="light")
        play.draft(*NEXT)
        wait_for_forecast(play, *NEXT)
        keep("board", Board(play))
        play.close()


def wait_for_forecast(play: Play, deed: str, word: str) -> None:
    """Until it is there to be drawn."""
    play.ask(deed, word)
    while play.forecasts.state in ("starting", "estimating"):
        sleep(0.05)
        play.forecasts.poll()


def keep(name: str, screen: Screen, theme: str = "dark") -> None:
    """Draw a screen into its file."""
    pygame.image.save(picture(screen, SIZE, theme=theme), FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
