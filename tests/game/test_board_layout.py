"""Nothing on the board is cut off or lies on something else, in any window and at any text size."""

from __future__ import annotations

import pytest

from game.screens.board import Board
from game.words import use_language
from tests.support.shipped import each_scenario, shipped
from tests.support.story import Watched, seated

SIZES = [(1280, 720), (1366, 768), (1024, 768), (1920, 1080), (2560, 1080), (3840, 2160)]
SCALES = [1.0, 1.4, 2.0]
PANELS = ("n", "i", "p", "d", "2", "w", "l", "m", "v", "t")


@pytest.fixture(scope="module")
def play(tmp_path_factory):
    """The largest of the shipped games after some turns."""
    folder = tmp_path_factory.mktemp("saves")
    return seated(folder, turns=4, scenario="banjska-2023", people=("kosovo",))


def look_around(play, **more):
    """Open every panel, with the guide and without it; LayoutFault if anything has no room."""
    stage = Watched(Board(play), **more)
    for guide_seen in (False, True):
        stage.settings.guide_seen = guide_seen
        stage.press(*PANELS)
    return stage


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_everything_has_room(play, size, scale):
    look_around(play, size=size, scale=scale)


@pytest.mark.parametrize("scale", SCALES)
def test_longer_words_have_room(play, scale):
    """The pseudo-language is two fifths longer."""
    use_language("qps")
    look_around(play, scale=scale)


@each_scenario
def test_every_scenario_has_room(tmp_path, path):
    scenario = shipped(path)
    role = next(name for name, actor in scenario.actors.items() if actor.playable)
    look_around(seated(tmp_path, turns=1, scenario=scenario, people=(role,)))
