"""How quickly the window answers, beside what it must reach: one table from one run.

    python benchmarks/frames.py [--frames N] [--scenario ID]

Everything is drawn by software at 1920×1080, on a window that nobody sees unless SDL_VIDEODRIVER
names another. For comparison, the same frames are drawn with nothing kept from the frame before.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.app import App, show
from game.play import Play, begin
from game.screens.board import Board
from game.settings import Settings
from game.ui import Input
from game.ui.shelf import Shelf

SIZE = (1920, 1080)
STARTS = 5
KEYS = ("1", "right", "2", "right", "3", "left", "w", "right", "e", "n", "i", "p", "d")

# A player's start, up to the moment when the first frame can be seen.
FIRST_FRAME = """
import time
from game import app
def shown(stage, show=app.show):
    show(stage)
    print(time.monotonic(), flush=True)
    stage.scenes.clear()
app.show = shown
from sim.cli import run
run(["play"])
"""


@dataclass(frozen=True)
class Line:
    """A time beside the longest that it may be, in milliseconds."""

    what: str
    found: float
    most: float | None = None

    def __str__(self) -> str:
        line = f"{self.what:<64}{self.found:>8.1f} ms"
        if self.most is None:
            return line
        return f"{line}   at most {self.most:>7,.1f}  " + (
            "reached" if self.found <= self.most else "MISSED"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frames", type=int, default=600, help="how many frames are drawn")
    parser.add_argument("--scenario", default="banjska-2023", help="what is played")
    choices = parser.parse_args()
    with TemporaryDirectory() as home:
        os.environ["STANDOFF_HOME"] = home
        for line in lines(choices.scenario, choices.frames):
            print(line, flush=True)


def lines(scenario: str, frames: int) -> Iterator[Line]:
    """All that is measured."""
    yield Line("start to first frame, median of five", first_frame(), 2000)
    pygame.init()
    pygame.display.set_mode(SIZE)
    play = begin(scenario, [first_role(scenario)], 1, {})
    app = App(pygame.display.get_surface(), Settings(asked=True), Board(play))
    begun = perf_counter()
    show(app)
    yield Line("the board for the first time", 1000 * (perf_counter() - begun))
    kept, asked = draw_frames(app, play, frames)
    yield Line(f"a frame while forecasts run, median of {frames}", median(kept))
    yield Line("the same, 99th percentile", centile(kept), 16.7)
    anew, _ = draw_frames(app, play, max(frames // 10, 20), keep=False)
    yield Line("the same with nothing kept from the frame before, median", median(anew))
    yield Line(f"key to its frame, longest of {len(asked)}", max(asked), 100)
    turns = list(take_turns(play))
    yield Line(f"the other actors' turn, median of {len(turns)}", median(turns), 200)
    yield Line("the same, longest", max(turns), 200)
    play.close()
    pygame.quit()


def first_role(scenario: str) -> str:
    """The first role of a scenario that a person may take."""
    from sim import load_scenario

    actors = load_scenario(scenario).actors
    return next(name for name, actor in actors.items() if actor.playable)


def first_frame() -> float:
    """Milliseconds from starting the program to its first frame."""
    times = []
    for _ in range(STARTS):
        begun = monotonic()
        child = subprocess.run(
            [sys.executable, "-c", FIRST_FRAME], capture_output=True, text=True, check=True
        )
        times.append(1000 * (float(child.stdout.split()[-1]) - begun))
    return median(times)


def draw_frames(
    app: App, play: Play, frames: int, keep: bool = True
) -> tuple[list[float], list[float]]:
    """Frames drawn while forecasts of all cards are asked for in turn; and answers to keys."""
    drawn, answers = [], []
    cards = [card.id for card in play.view.cards if card.channel == "deed" and card.legal]
    for number in range(frames):
        play.ask(cards[number // 20 % len(cards)], "silence")
        begun = perf_counter()
        if number % 10 == 0:
            app.feed(Input("key", key=KEYS[number // 10 % len(KEYS)]))
        if not keep:
            app.shelf = Shelf(0)
        show(app)
        taken = 1000 * (perf_counter() - begun)
        drawn.append(taken)
        if number % 10 == 0:
            answers.append(taken)
    return drawn, answers


def centile(times: list[float]) -> float:
    """The 99th percentile."""
    return quantiles(times, n=100)[98]


def take_turns(play: Play) -> Iterator[float]:
    """Milliseconds for each turn to the end, from the orders to the new view."""
    while not play.over:
        begun = perf_counter()
        play.commit()
        assert play.view
        yield 1000 * (perf_counter() - begun)


if __name__ == "__main__":
    main()
