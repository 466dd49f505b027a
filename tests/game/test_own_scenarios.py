"""One's own scenarios in the window's list and in the terminal's."""

from __future__ import annotations

import io
import shutil

import pytest

from game.library import Library
from game.screens.picker import Picker
from game.text.console import Console
from game.text.start import choose_scenario
from game.ui import picture
from sim.cli import run
from sim.scenario.library import own_folder
from tests.support.shipped import ROOT


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A folder of one's own: a new crisis, `my-crisis`, and a broken one; shipped is `whole`."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("STANDOFF_DATA", str(tmp_path / "data"))
    (tmp_path / "data" / "scenarios").mkdir(parents=True)
    shutil.copy(ROOT / "tests/cases/sound/whole.yaml", tmp_path / "data" / "scenarios")
    shutil.copytree(ROOT / "seeds", tmp_path / "data" / "seeds")
    run(["new", "my-crisis"])
    (own_folder() / "apart.yaml").write_text("format: 1\nid: apart\n")
    return own_folder()


def test_they_come_after_the_shipped_ones_and_a_broken_one_says_why(own):
    *shipped, mine, apart = Library().wait().entries
    assert not any(entry.own for entry in shipped)
    assert (mine.path.stem, mine.own, mine.fault) == ("my-crisis", True, "")
    assert (apart.path.stem, apart.own) == ("apart", True)
    assert apart.fault.startswith("apart.yaml:1: ")


def test_the_window_opens_at_ones_own_when_it_is_asked_for(own):
    picker = Picker("my-crisis", Library().wait())
    picture(picker)
    assert picker.chosen.path == own / "my-crisis.yaml"
    assert picker.people == ["northland"]


def test_the_terminal_offers_them_last(own):
    told = io.StringIO()
    last = len(Library().wait().entries) - 1
    console = Console(io.StringIO(f"{last}\n"), told, prompts=False)
    assert choose_scenario(console) == "my-crisis"
    assert "apart has faults:" in told.getvalue()
