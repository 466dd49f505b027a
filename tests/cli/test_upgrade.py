"""`standoff upgrade`: shows what changes, writes it only when asked, and keeps what was there."""

from __future__ import annotations

import os
import shutil

import pytest

from sim.cli import run
from sim.scenario.check import load_scenario
from sim.scenario.library import own_folder
from tests.support.shipped import ROOT

SKETCH = ROOT / "tests" / "cases" / "format_0" / "sketch.yaml"


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A file of format 0, in a folder to work in."""
    monkeypatch.chdir(tmp_path)
    return shutil.copy(SKETCH, tmp_path / "sketch.yaml")


def test_the_difference_is_shown_and_nothing_is_written(old, capsys):
    assert run(["upgrade", "sketch.yaml"]) == 0
    said = capsys.readouterr().out
    assert "--- sketch.yaml\n+++ sketch.yaml, upgraded\n" in said
    assert "+format: 1\n" in said
    assert "Nothing is written yet" in said
    assert "In today's format it is sound." in said
    assert old.read_bytes() == SKETCH.read_bytes()


def test_written_it_can_be_loaded_and_what_was_there_lies_beside_it(old, capsys):
    old.chmod(0o640)
    assert run(["upgrade", "sketch.yaml", "--write"]) == 0
    assert load_scenario(old).id == "sketch"
    backup = old.with_name("sketch.yaml.format-0")
    assert backup.read_bytes() == SKETCH.read_bytes()
    assert str(backup) in capsys.readouterr().out
    assert sorted(os.listdir(old.parent)) == ["sketch.yaml", "sketch.yaml.format-0"]
    assert os.name == "nt" or old.stat().st_mode & 0o777 == 0o640


def test_no_backup_is_ever_overwritten(old):
    old.with_name("sketch.yaml.format-0").write_text("dear to somebody")
    run(["upgrade", "sketch.yaml", "--write"])
    assert old.with_name("sketch.yaml.format-0").read_text() == "dear to somebody"
    assert old.with_name("sketch.yaml.format-01").read_bytes() == SKETCH.read_bytes()


def test_a_link_stays_a_link(old, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    target = old.rename(tmp_path / "elsewhere" / "sketch.yaml")
    old.symlink_to(target)
    run(["upgrade", "sketch.yaml", "--write"])
    assert old.is_symlink()
    assert load_scenario(target).id == "sketch"


def test_ones_own_scenario_is_found_by_its_id(old, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))
    own_folder().mkdir(parents=True)
    old.rename(own_folder() / "sketch.yaml")
    assert run(["check", "sketch"]) == 2
    assert "standoff upgrade " in capsys.readouterr().out
    assert run(["upgrade", "sketch", "--write"]) == 0
    assert load_scenario("sketch").id == "sketch"


def test_a_disk_that_is_full_leaves_the_file_as_it_was(old, monkeypatch):
    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device", "sketch.yaml")

    monkeypatch.setattr(os, "fsync", no_space)
    assert run(["upgrade", "sketch.yaml", "--write"]) == 1
    assert old.read_bytes() == SKETCH.read_bytes()
    assert ".new" not in "".join(os.listdir(old.parent))


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("format: 1\nid: x\n", 0, "there is nothing to upgrade"),
        ("format: 2\nid: x\n", 2, "update Standoff"),
        ("format: 0\nexpect: [war, peace]\n", 2, 'expect.1: "peace" can\'t be taken apart'),
        ("format: 0\nid: x\n", 0, "faults; see: standoff check sketch.yaml"),
        ("format: [\n", 2, "a value is missing"),
    ],
)
def test_what_is_no_old_file_is_told_so(old, capsys, text, code, words):
    old.write_text(text)
    assert run(["upgrade", "sketch.yaml"]) == code
    said = capsys.readouterr()
    assert words in said.out + said.err
    assert old.read_text() == text


def test_a_file_that_is_not_there_is_told_so(old, capsys):
    assert run(["upgrade", "no-such-file.yaml"]) == 2
    assert "neither the id of a scenario nor a file" in capsys.readouterr().err
