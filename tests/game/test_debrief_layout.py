"""Every part of the debrief has room at any size of window and text, and in longer words."""

from __future__ import annotations

import pygame
import pytest

from game.debrief.study import Marks
from game.screens.asking import Asking
from game.screens.debrief import Debrief
from game.ui import picture
from tests.support.debriefs import laid_upon, played_out

SIZES = [((1280, 720), 1.0), ((1920, 1080), 1.0), ((1280, 720), 1.4), ((1280, 720), 2.0)]
PARTS = ("curve", "said", "decision", "shares", "beliefs", "promises", "harm", "thoughts")


@pytest.fixture
def told(tmp_path):
    """A game that is over, whose player was asked."""
    play = played_out(tmp_path)
    play.study.mark(Marks(best=1, worst=2))
    yield play
    play.close()


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("size", "scale"), SIZES)
@pytest.mark.parametrize("language", ["en", "qps"])
def test_every_part_has_room(told, part, size, scale, language):
    told.study.pick("m")
    screen = Debrief(told)
    screen.part = part
    dark, light = (
        pygame.image.tobytes(picture(screen, size, scale, theme, language), "RGB")
        for theme in ("dark", "light")
    )
    assert dark != light


@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_asking_has_room(told, size, scale):
    picture(Asking(told), size, scale, language="qps")


def test_with_larger_text_it_is_one_thing_at_a_time_and_all_are_reached_by_keys(told):
    stage = laid_upon(Debrief(told), scale=1.4)
    later = [stage.press("]").screen.part for _ in PARTS[1:]]
    assert ("curve", *later) == PARTS
    assert stage.press("esc").screen.name == "below"
