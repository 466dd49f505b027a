"""Every screen of the story, in every shipped scenario, at every size: no text without its room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.screens.briefing import Briefing
from game.screens.commit import Commit
from game.screens.curtain import Curtain
from game.screens.ending import Ending
from game.screens.glossary import Glossary
from game.screens.history import History
from game.screens.resolution import Resolution
from game.screens.sources import Sources
from game.ui import Screen, picture
from tests.support.shipped import each_scenario, shipped
from tests.support.story import seated

SIZES = [(1280, 720), (1366, 768), (1920, 1080), (3840, 2160)]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """All screens of a scenario, in a game that is played once."""
    known = {}

    def screens(path):
        if path not in known:
            known[path] = list(screens_of(shipped(path), tmp_path_factory.mktemp(path.stem)))
        return known[path]

    return screens


def screens_of(scenario, folder) -> Iterator[Screen]:
    role = next(name for name, actor in scenario.actors.items() if actor.playable)
    fresh, begun, over = (seated(folder, turns, [role], scenario) for turns in (0, 3, 999))
    yield from pages_of(fresh, Briefing)
    yield answered(Briefing(fresh))
    yield Commit(begun)
    yield Curtain(begun, role)
    yield Resolution(begun, 3)
    yield from (History(over, played.turn) for played in over.view.played[-2:])
    yield from pages_of(over, Ending)
    yield Glossary(begun)
    yield Sources(over)


def pages_of(play, kind) -> Iterator[Screen]:
    for page in range(len(kind(play).pages)):
        screen = kind(play)
        screen.at = page
        yield screen


def answered(briefing):
    briefing.at = len(briefing.pages) - 1
    briefing.answers = {briefing.at: 0}
    return briefing


@each_scenario
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scale", [1.0, 1.4, 2.0])
def test_every_text_has_its_room(shown, path, size, scale):
    """`picture` raises LayoutFault where it has not."""
    for screen in shown(path):
        picture(screen, size, scale)


@each_scenario
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_longer_words_have_their_room_too(shown, path, scale):
    for screen in shown(path):
        picture(screen, (1280, 720), scale, "light", language="qps")
