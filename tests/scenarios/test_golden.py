"""Golden play-throughs: the same seed tells the same story on every machine.

When the rules change on purpose: `python -m tests.golden`, read the diff, and raise the version of
the rules.
"""

from __future__ import annotations

import pytest

from tests.support.transcript import FOLDER, golden


@pytest.fixture(scope="module")
def told():
    return golden()


def test_every_scenario_has_a_golden_play_through_and_no_other_is_left(told):
    assert set(FOLDER.glob("*.txt")) == set(told)


def test_the_story_is_the_same(told):
    """Moves, happenings, the main figures, the ending, and the states of five worlds."""
    for path, text in told.items():
        same = text == path.read_text("utf-8")
        assert same, f"{path.name}: python -m tests.golden writes it anew, for a look at the diff"
