"""The game in the terminal, with somebody who types: what is said and typed, as one text."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path

from game.forecasting import Forecaster
from game.play import Play
from game.text.console import Console
from game.text.terminal import play_to_the_end
from sim.scenario.schema import Scenario
from sim.session import Session
from tests.support.shipped import FILES, ROOT, shipped
from tests.support.tiny import CARD, tiny
from tests.support.whole import whole_parts

FOLDER = ROOT / "tests" / "golden"
SHORT = 6  # turns: so short a crisis is played to its end, of others the beginning
BEGINNING = 3
MOST_LINES = 2_000  # more than any game takes: somebody who is never understood must stop
Typing = Callable[[Play], Iterable[str]]


def played() -> Scenario:
    """The scenario with a bit of everything, with two roles that people may take."""
    parts = whole_parts()
    for name, spoken in {"a": "Northland", "b": "Southland"}.items():
        card = {"public": f"Known of {spoken}.", "private": f"Secret of {spoken}."}
        parts["actors"][name] |= {"name": spoken, "playable": True, "card": CARD | card}
    return tiny(**parts)


def text_golden() -> dict[Path, str]:
    """Every golden transcript: each shipped scenario, played from the chair of its first role."""
    return {FOLDER / f"text-{path.stem}.txt": told(shipped(path)) for path in FILES}


def told(scenario: Scenario) -> str:
    """A few turns of somebody who looks at everything once and then tries card after card."""
    role = next(name for name, actor in scenario.actors.items() if actor.playable)
    return transcript(scenario, [role], curious)


def curious(play: Play) -> Iterator[str]:
    """Answers of somebody who tries everything."""
    yield from ("1" for _ in play.view.dossier.checks)
    yield from ("help", "sitation", "situation", "ladder", "sides", "places", "pledges")
    yield from ("news", "about 2", "forecast 2", "glossary harm", "undo", "commit", "back")
    last = play.view.turns if play.view.turns <= SHORT else BEGINNING
    while not play.over and play.session.turn <= last:
        cards = len(play.view.cards)
        yield from (str(1 + play.session.turn % cards), str(1 + 5 * play.session.turn % cards))
        yield from ("commit", "60")
    yield from ("history", "history 1", "quit")


def transcript(
    scenario: Scenario, people: Collection[str], typing: Typing, prompts: bool = False
) -> str:
    """All that is said, and after `> ` what is typed; the file of the game is called SAVE."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game.standoff"
        play = Play(
            Session.begin(scenario, people, seed=1, path=path), forecasts=Forecaster(on=False)
        )
        out = io.StringIO()
        typist = Typist(iter(typing(play)), out, echo=not prompts)
        play_to_the_end(Console(typist, out, prompts), play)
    return out.getvalue().replace(str(path), "SAVE")


class Typist(io.StringIO):
    """A source of lines that are typed when they are asked for, and seen in the output."""

    def __init__(self, lines: Iterator[str], out: io.StringIO, echo: bool = True) -> None:
        super().__init__()
        self.lines = islice(lines, MOST_LINES)
        self.out = out
        self.echo = echo

    def readline(self, *_: object) -> str:
        """The next line, or the end."""
        line = next(self.lines, None)
        if line is None:
            return ""
        self.out.write(f"> {line}\n" if self.echo else f"{line}\n")
        return f"{line}\n"
