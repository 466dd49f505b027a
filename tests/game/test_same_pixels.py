"""P7 on the screen: what a role can't know changes no pixel of it, nor the forecast on it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.forecasting import Forecaster
from game.play import Play
from game.screens.board import Board
from game.screens.briefing import Briefing
from game.screens.commit import Commit
from game.screens.history import History
from game.screens.resolution import Resolution
from game.settings import Settings
from game.ui import Screen, picture
from sim.engine.dice import Dice
from sim.session import Forecast, Knowledge, Session, forecast
from sim.session.memory import Memory
from tests.support.secrets import PLAYED, SECRETLY, disturb, secretive
from tests.support.sessions import give, play_on
from tests.support.shipped import each_scenario, shipped

TABS = ("news", "situation", "pledges", "dossier", "card")
PICTURED = Settings(asked=True, guide_seen=True, forecast_on=True)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for saves."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))


class AtOnce(Forecaster):
    """Forecasts from a few futures, without another process to wait for."""

    told: Forecast | None = None
    state = "ready"

    def ask(self, knowledge: Knowledge, deed: str, word: str) -> None:
        """Compute it now, once."""
        self.told = self.told or forecast(knowledge, deed, word, copies=20)

    def poll(self) -> Forecast | None:
        """The answer."""
        return self.told


def screens(play: Play) -> Iterator[Screen]:
    """All that shows this role anything of the crisis while it goes on."""
    for tab in TABS:
        board = Board(play)
        board.desk.tab, board.desk.card = tab, "hold"
        yield board
    yield from (Briefing(play), Commit(play))
    if play.view.played:
        last = play.view.played[-1].turn
        yield from (Resolution(play, last), History(play, last))


def seen_by(session: Session, role: str) -> list[object]:
    """What this role may know, its forecast, and every pixel of its screens."""
    play = Play(session, AtOnce())
    play.sit(role)
    pictures = [picture(screen, settings=PICTURED) for screen in screens(play)]
    pixels = [pygame.image.tobytes(surface, "RGB") for surface in pictures]
    return [play.view, play.forecast, *pixels]


@each_scenario
def test_other_secrets_and_other_luck_show_in_no_pixel(path):
    scenario = shipped(path)
    role = next(name for name, actor in scenario.actors.items() if actor.playable)
    session = play_on(Session.begin(scenario, [role], seed=6), seed=2, turns=2)
    before = seen_by(session, role)
    disturb(session, role)
    session._table.crisis.worlds.dice = Dice(99, 0, 1)
    session._table.seats[role].retold.clear()
    assert seen_by(session, role) == before


def two_worlds() -> Iterator[tuple[list[object], list[object]]]:
    """What `a` sees turn after turn in two worlds with other plans, other talk and other luck."""
    one, other = (Session.begin(secretive(), "abc", seed=seed) for seed in (3, 4))
    for orders in PLAYED:
        yield seen_by(one, "a"), seen_by(other, "a")
        disturb(other, "a", but=("b.stock",))
        give(one, **orders)
        give(other, **orders | {"b": SECRETLY.get(orders.get("b"), orders.get("b"))})
    assert one.hashes != other.hashes, "the two worlds are not the same"


def test_turn_after_turn_two_worlds_look_the_same():
    for seen in two_worlds():
        assert seen[0] == seen[1]


def test_pixels_would_show_what_a_role_should_not_know(monkeypatch):
    """The tests above can fail: here the role learns the whole truth."""

    def peek(self: Memory, truth: np.ndarray) -> None:
        self.worlds.table[:, 0] = truth

    monkeypatch.setattr(Memory, "_learn", peek)
    assert any(one[2:] != other[2:] for one, other in two_worlds())
