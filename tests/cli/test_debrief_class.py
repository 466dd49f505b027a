"""`standoff debrief FOLDER`: a class looked back on from a terminal."""

from __future__ import annotations

import csv
import json

import pytest

from sim.cli import run
from tests.support.class_saves import class_of, holding, striking


@pytest.fixture
def folder(tmp_path):
    class_of(tmp_path / "class", striking, holding)
    return tmp_path / "class"


def test_what_there_is_to_talk_about_is_printed(folder, capsys):
    assert run(["debrief", str(folder), "--futures", "20", "--workers", "1"]) == 0
    said = capsys.readouterr().out
    assert "Table 1: " in said
    assert "Where the tables part: Until turn 2 began" in said
    assert "  Hold: 2" in said


def test_a_page_and_tables_are_written_and_named(folder, capsys, tmp_path):
    page, tables = tmp_path / "page.html", tmp_path / "csv"
    options = ["--html", str(page), "--csv", str(tables), "--futures", "20", "--workers", "1"]
    assert run(["debrief", str(folder), *options]) == 0
    names = capsys.readouterr().out.split()
    assert str(page) in names
    assert "Debrief of the class" in page.read_text("utf-8")
    with (tables / "evaluation.csv").open(newline="") as file:
        assert {row["table"] for row in csv.DictReader(file)} == {"1", "2"}


def test_json_is_what_pages_are_sent(folder, capsys):
    assert run(["debrief", str(folder), "--json", "--futures", "20", "--workers", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [table["table"] for table in found["tables"]] == [1, 2]
    assert found["progress"] == ""


def test_a_folder_without_tables_is_refused_in_a_sentence(tmp_path, capsys):
    assert run(["debrief", str(tmp_path)]) == 2
    assert "no tables of a class" in capsys.readouterr().err


def test_a_role_can_not_be_asked_for(folder, capsys):
    assert run(["debrief", str(folder), "--role", "a"]) == 2
    assert "--role" in capsys.readouterr().err
