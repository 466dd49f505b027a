"""Screens: who is brought up to date first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.classroom.classroom import Classroom
from game.classroom.line import Line
from game.classroom.screens import Screens
from tests.support.classes import ask, playing


class Sent(Line):
    """A line that tells a list, in the order in which it is sent something."""

    def __init__(self, who: str, heard: list[tuple[str, str, dict]]) -> None:
        super().__init__("127.0.0.1")
        self.who = who
        self._heard = heard

    def put(self, kind: str, text: str) -> None:
        self._heard.append((self.who, kind, json.loads(text)))


class AtOnce:
    """A loop that waits for nothing."""

    def call_soon_threadsafe(self, do, *given):
        do(*given)


class Shown:
    """A class of two tables, its screens, and what they were sent."""

    def __init__(self, folder: Path) -> None:
        self.room: Classroom = playing(folder, 4, tables=2)
        self.heard: list[tuple[str, str, dict]] = []
        self.screens = Screens(self.room, dict, lambda _student, _wants: None)
        self.screens.loop = AtOnce()
        for who in ("s1", "s2", "s3", "s4"):
            self.screens.of[who] = Sent(who, self.heard)
        self.screens.lines = {*self.screens.of.values(), Sent("teacher", self.heard)}
        self.settle()

    def settle(self) -> None:
        """Until nobody is behind, and forget it."""
        self.screens._leaders_at = self.screens._crowd_at = 0.0
        while self.screens.step():
            pass
        self.heard.clear()

    def at(self, number: int) -> list[int]:
        """The numbers of the students at a table."""
        return [int(each.id[1:]) for each in self.room.register.at(number)]


@pytest.fixture
def shown(tmp_path):
    return Shown(tmp_path)


def test_a_table_that_has_finished_sees_its_turn_before_all_others(shown):
    """Although everybody was behind already, and the teacher is due as well."""
    shown.room.present.add("s5")  # there is something to tell everybody
    for number in shown.at(1) + shown.at(2):
        shown.screens.touch(shown.screens.of[f"s{number}"])
    for number in shown.at(2):
        assert ask(shown.room, number, "commit", turn=1).ok
    shown.screens._crowd_at = shown.screens._leaders_at = 0.0
    while shown.screens.step():
        pass
    sheets = [(who, frame["turn"]) for who, kind, frame in shown.heard if kind == "sheet"]
    assert sheets == [(f"s{number}", 2) for number in shown.at(2)]
    assert [who for who, kind, _ in shown.heard if kind == "now"][:2] == [who for who, _ in sheets]
    order = [who for who, _, _ in shown.heard]
    assert order.index("teacher") > max(order.index(who) for who, _ in sheets)


def test_one_step_makes_one_screen(shown):
    """So that no request waits for more than that."""
    shown.room.touch(None)
    shown.screens._crowd_at, shown.screens._leaders_at = 0.0, float("inf")
    shown.room.present.add("s5")
    assert shown.screens.step()
    assert len({who for who, _, _ in shown.heard}) == 1


def test_who_is_gone_is_shown_nothing(shown):
    gone = shown.screens.of.pop("s1")
    shown.screens.touch(gone)
    shown.screens.forget(gone)
    for number in shown.at(1) + shown.at(2):
        assert ask(shown.room, number, "commit", turn=1).ok
    while shown.screens.step():
        pass
    assert {who for who, kind, _ in shown.heard if kind == "sheet"} == {"s2", "s3", "s4"}
