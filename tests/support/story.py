"""The screens of the story in tests: a small crisis to tell, and a stage that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pygame

from game.forecasting import Forecaster
from game.play import Play
from game.settings import Settings
from game.ui import Input, Screen, Stage, Ui
from sim.scenario.schema import Scenario
from sim.session import Session
from tests.support.tiny import CARD, tiny
from tests.support.whole import whole_parts

CHECKS = [
    {"ask": f"What is {n} and {n}?", "options": ["Nothing", str(2 * n)], "right": 2, "why": "Sums."}
    for n in (1, 2, 3)
]


def crisis() -> Scenario:
    """Northland and Southland, with words, questions, human cost and all kinds of steps."""
    parts = whole_parts()
    for name, spoken in {"a": "Northland", "b": "Southland"}.items():
        card = CARD | {"public": f"Known of {spoken}.", "private": f"Secret of {spoken}."}
        card |= {"checks": CHECKS, "first_look": ["Who is where?"]}
        parts["actors"][name] |= {"name": spoken, "card": card, "playable": True}
    parts["indicators"]["hurt"] = parts["indicators"]["tension"] | {
        "label": "People hurt", "unit": "people", "start": 3, "harm": True, "drift": None,
    }  # fmt: skip
    parts["indicators"]["b.secret"]["label"] = "Fuel"
    parts["terms"] = {"line": {"term": "The line", "text": "What lies between them."}}
    parts["debrief"] = [{"phase": "describe", "ask": "What happened?"}]
    return tiny(**parts)


def seated(
    folder: Path,
    turns: int = 0,
    people: Sequence[str] = ("b",),
    scenario: Scenario | str | None = None,
    seed: int = 4,
) -> Play:
    """A game in which so many turns are over, each with other orders; without forecasts."""
    number = len(list(folder.iterdir()))
    session = Session.begin(
        scenario or crisis(), people, seed=seed, path=folder / f"{number}.standoff"
    )
    play = Play(session, Forecaster(on=False))
    for turn in range(turns):
        for role in session.waiting():
            cards = [card for card in session.view(role).cards if card.legal]
            deeds = [card.id for card in cards if card.channel == "deed"]
            words = [card.id for card in cards if card.channel == "word"]
            session.draft(role, deeds[turn % len(deeds)], words[turn % len(words)])
            session.commit(role, 0.5)
    return play


class Watched(Stage):
    """A stage that can be asked what is to be read on it."""

    def __init__(
        self, screen: Screen, size: tuple[int, int] = (1280, 720), scale: float = 1.0
    ) -> None:
        settings = Settings(asked=True, text_scale=scale, forecast_on=False)
        super().__init__(pygame.Surface(size), settings, screen, strict=True)
        self.seen: Ui | None = None
        self.settle()

    def _ui(self, *args: object, **more: bool) -> Ui:
        self.seen = super()._ui(*args, **more)
        return self.seen

    @property
    def words(self) -> str:
        """All that can be read now; what is scrolled away can't."""
        return "\n".join(mark.words for mark in self.seen.layout.marks)

    def press(self, *keys: str) -> Watched:
        """Press these keys, one after the other."""
        for key in keys:
            self.feed(Input("key", key=key))
            self.settle()
        return self

    def write(self, text: str) -> Watched:
        """Type a text."""
        for letter in text:
            self.feed(Input("key", key=letter))
            self.feed(Input("text", text=letter))
            self.settle()
        return self
