"""`standoff new`: asks on a terminal, takes flags, writes what is sound, overwrites nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli import run
from sim.cli.schema import schema_text
from sim.scenario.check import load_scenario
from sim.scenario.library import own_folder
from tests.conftest import START


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home without scenarios, and a folder to work in."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*"))


def test_in_a_pipe_nothing_is_asked_and_the_id_finds_what_was_written(capsys):
    assert run(["new", "my-crisis"]) == 0
    assert files(own_folder()) == ["my-crisis.md", "my-crisis.yaml", "scenario.schema.json"]
    scenario = load_scenario("my-crisis")
    assert (str(scenario.title), scenario.clock.turns) == ("My crisis", 8)
    assert "standoff check my-crisis" in capsys.readouterr().out


def test_what_was_written_gives_nothing_to_warn_of_not_even_when_it_is_played(capsys):
    run(["new", "my-crisis"])
    assert run(["check", "my-crisis", "--strict"]) == 0
    assert "no faults, no warnings" in capsys.readouterr().out


def test_flags_say_what_it_is_called_and_how_long_it_is():
    flags = ["--title", "It's 5: o'clock", "--actors", "Ost, West", "--turns", "12"]
    flags += ["--start", "2031-05-01", "--turn", "1 week"]
    assert run(["new", "my-crisis", *flags]) == 0
    scenario = load_scenario("my-crisis")
    assert str(scenario.title) == "It's 5: o'clock"
    assert list(scenario.actors) == ["ost", "west"]
    assert str(scenario.clock.start) == "2031-05-01"
    assert (scenario.clock.turn, scenario.clock.turns) == ("1 week", 12)


def test_the_first_line_points_to_the_schema_beside_it(tmp_path):
    run(["new", "my-crisis", "--folder", "a folder/of mine"])
    folder = tmp_path / "a folder" / "of mine"
    first, *_rest = (folder / "my-crisis.yaml").read_text("utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=scenario.schema.json"
    assert (folder / "scenario.schema.json").read_text("utf-8") == schema_text("scenario") + "\n"


def test_where_a_folder_was_named_the_commands_to_go_on_with_name_the_path(capsys):
    run(["new", "my-crisis", "--folder", "a folder"])
    assert "standoff play 'a folder/my-crisis.yaml'" in capsys.readouterr().out


def test_a_folder_that_had_to_be_made_is_told_once(capsys):
    run(["new", "my-crisis", "--folder", "a folder"])
    assert capsys.readouterr().out.startswith("The folder a folder was made; it was not there.\n")
    run(["new", "another", "--folder", "a folder"])
    assert capsys.readouterr().out.startswith("Written: ")


def test_in_the_end_it_says_that_the_story_is_a_sample(capsys):
    run(["new", "my-crisis"])
    assert "is a sample, a quarrel about a mountain pass" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["my-crisis.yaml", "my-crisis.md"])
def test_a_file_that_is_there_stays_and_nothing_is_written(capsys, name):
    own_folder().mkdir(parents=True)
    (own_folder() / name).write_text("dear to somebody")
    assert run(["new", "my-crisis"]) == 2
    assert "is there already and stays as it is; choose another ID" in capsys.readouterr().err
    assert files(own_folder()) == [name]
    assert (own_folder() / name).read_text() == "dear to somebody"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["Mine!"], 'Try "mine"'),
        (["tutorial"], '"tutorial" is a shipped scenario'),
        (["x", "--start", "soon"], '"soon" is not a date; write it as 2030-03-04'),
        (["x", "--turns", "many"], '"many" is not a number of turns; write one such as 8'),
        (["x", "--turn", "a while"], '6 hours or 12 hours or 1 day or 2 days or 1 week, not "a'),
        (["x", "--actors", "Ost"], "two sides or three, not 1"),
        (["x", "--actors", "Ost,2030-03-04"], 'has letters in it, "2030-03-04" has none'),
        (["x", "--folder", "file"], "file is a file, not a folder"),
    ],
)
def test_what_does_not_fit_ends_with_2_and_leaves_nothing_behind(tmp_path, capsys, args, words):
    (tmp_path / "file").touch()
    assert run(["new", *args]) == 2
    assert words in capsys.readouterr().err
    assert files(tmp_path) == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="there is no terminal to pretend to be")
def test_on_a_terminal_it_asks_again_until_an_answer_fits():
    """The empty answer takes what is proposed; of each other pair, the first does not fit."""
    import pty

    sides = [*("Ost, West", "Ost"), *("ost", "West"), "nobody"]
    answers = ["", *sides, *("soon", "2031-05-01"), *("99", "6")]
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    done = subprocess.run(
        [sys.executable, "-c", START, "new", "my-crisis"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        timeout=120,
    )
    said = os.read(ours, 10_000).decode()
    assert done.returncode == 0
    assert "Title [My crisis]:" in said
    assert said.count("Error: ") == 4
    scenario = load_scenario("my-crisis")
    assert list(scenario.actors) == ["ost", "west"]
    assert (str(scenario.clock.start), scenario.clock.turns) == ("2031-05-01", 6)


def test_where_it_cannot_be_written_whole_nothing_stays_of_it(monkeypatch, capsys):
    def no_space(_: str) -> str:
        raise OSError(28, "No space left on device", "the-disk")

    monkeypatch.setattr("sim.scenario.newborn.lesson", lambda _: "the lesson")
    monkeypatch.setattr("sim.cli.schema.schema_text", no_space)
    assert run(["new", "my-crisis"]) == 1
    assert files(own_folder()) == []
