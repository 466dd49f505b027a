"""The guide for authors is done as it says: its blocks are written, its commands are run."""

from __future__ import annotations

import pytest

from sim.engine.crisis import Crisis
from sim.scenario.check import advise, open_scenario
from tests.support.guide import GUIDE, changed, followed, merged


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """The guide with what its commands really say, and the evening of somebody who followed it."""
    return followed(tmp_path_factory.mktemp("evening"))


def test_every_command_says_what_the_guide_shows(done):
    """If it should say something else now: `python -m tests.docs`, and look at the diff."""
    text, _evening = done
    same = text == GUIDE.read_text("utf-8")
    assert same, "python -m tests.docs writes it anew, for a look at the diff"


def test_faults_are_shown_until_it_is_sound_and_then_four_slips(done):
    _text, evening = done
    assert evening.codes == [2, 2, 2, 2, 0, 0, 2, 2, 2, 2, 0, 0]


def test_in_the_end_nothing_is_left_to_warn_of(done):
    _text, evening = done
    document, scenario = open_scenario(evening.file)
    assert [str(remark) for remark in advise(document, scenario) if remark.level == "warning"] == []


def test_in_the_end_every_ending_is_reached_and_none_most_of_the_time(done):
    _text, evening = done
    _document, scenario = open_scenario(evening.file)
    found = Crisis(scenario, 4000, seed=11).run().results().to_pydict()["ending"]
    shares = {name: found.count(name) / len(found) for name in scenario.endings}
    assert min(shares.values()) > 0.01, shares
    assert max(shares.values()) <= 0.65, shares


FILE = ["a:", "  b: 1", "  c:", "    - 2", "d: 3"]


@pytest.mark.parametrize(
    ("new", "whole"),
    [
        (["e: 4"], [*FILE, "e: 4"]),
        (["a:", "  x: 9"], ["a:", "  b: 1", "  c:", "    - 2", "  x: 9", "d: 3"]),
        (["a:", "  c:", "    - 9"], ["a:", "  b: 1", "  c:", "    - 2", "    - 9", "d: 3"]),
        (["# why", "e: 4", "f: 5"], [*FILE, "# why", "e: 4", "f: 5"]),
    ],
)
def test_a_block_goes_to_the_end_of_the_part_whose_first_line_it_repeats(new, whole):
    assert merged(FILE, new) == whole


def test_a_change_replaces_what_stands_there_once():
    assert changed(FILE, ["-d: 3", "+d: 4"])[-1] == "d: 4"
    with pytest.raises(AssertionError, match="stands 0 times"):
        changed(FILE, ["-d: 5", "+d: 4"])
