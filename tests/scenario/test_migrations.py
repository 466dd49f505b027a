"""Migrations: an older file in today's format, changed where it must be and nowhere else."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from sim.analysis.expectations import check_expectations
from sim.scenario import migrations
from sim.scenario.check import check_scenario, load_scenario
from sim.scenario.faults import ScenarioError
from sim.scenario.fields import FORMAT
from sim.scenario.migrations import upgraded
from sim.scenario.read import parse_document, validate
from sim.scenario.schema import Scenario
from tests.support.shipped import FILES, ROOT

OLD = ROOT / "tests" / "cases" / "format_0" / "sketch.yaml"
SKETCH = OLD.read_text("utf-8")


def data(text: str) -> dict:
    return parse_document(text, "old.yaml").data


def test_there_is_a_step_from_every_format_that_ever_was():
    steps = {path.stem for path in Path(migrations.__file__).parent.glob("from_*.py")}
    assert steps == {f"from_{version}" for version in range(FORMAT)}


def test_the_sketch_becomes_a_sound_scenario_whose_expectations_hold(tmp_path):
    path = tmp_path / "sketch.yaml"
    path.write_text(upgraded(SKETCH, "sketch.yaml"), "utf-8")
    document = parse_document(path.read_text("utf-8"), "sketch.yaml")
    assert check_scenario(document, validate(document, Scenario)) == []
    assert all(result.holds for result in check_expectations(path))


def test_every_comment_and_every_line_that_need_not_change_stays():
    new = upgraded(SKETCH, "sketch.yaml")
    assert re.findall(r" # .*|^# .*", SKETCH, re.M) == [
        comment
        for comment in re.findall(r" # .*|^# .*", new, re.M)
        if comment != "# The numbers of the rules."
    ]
    old_lines, new_lines = SKETCH.splitlines(), new.splitlines()
    kept = sum(
        block.size for block in SequenceMatcher(a=old_lines, b=new_lines).get_matching_blocks()
    )
    assert len(old_lines) - kept == 10  # two conditions, one amount, five of questions, two tests


def test_a_sentence_is_taken_apart():
    text = (
        'format: 0\nexpect: ["P(ending: war or truce, peace) between 1% and 10% in 4,000 worlds."]'
    )
    (expectation,) = data(upgraded(text, "x"))["expect"]
    assert expectation.pop("says").startswith("P(ending: war or truce")
    assert expectation == {
        "chance_of": ["war", "truce", "peace"],
        "between": ["1%", "10%"],
        "worlds": 4000,
    }


def test_sentences_that_say_something_else_are_all_told_with_their_places():
    text = 'format: 0\nexpect:\n  - War is likely\n  - "P(ending: war) > 3%"\n'
    with pytest.raises(ScenarioError) as refusal:
        upgraded(text, "old.yaml")
    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [(3, 5), (4, 5)]
    assert "a sentence is like P(ending: war) between 1% and 10%" in str(refusal.value)


TWO_MAKERS = """\
format: 0
moves:
  north: {march: {when: since(march) > 2}}
  south: {march: {when: count(rain) < 1}}
events: {rain: {}}
endings: {over: {when: WHEN}}
"""


def test_a_move_means_ones_own_and_an_event_stays_what_it_is():
    new = data(upgraded(TWO_MAKERS.replace("WHEN", "count(north.march) > 1"), "x"))
    assert new["moves"]["north"]["march"]["when"] == "since(north.march) > 2"
    assert new["moves"]["south"]["march"]["when"] == "count(rain) < 1"
    assert new["endings"]["over"]["when"] == "count(north.march) > 1"


def test_a_move_that_may_be_anybodys_has_to_be_decided_by_its_author():
    with pytest.raises(ScenarioError, match=r'"march" may be north\.march or south\.march'):
        upgraded(TWO_MAKERS.replace("WHEN", "count(march) > 1"), "x")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeffformat: 0\n" + text,
        lambda text: f"format: 0\n{text}",
        lambda text: text.rstrip("\n"),
        lambda text: f"---\n{text}...\n",
    ],
    ids=["other-line-breaks", "byte-order-mark", "says-0", "no-last-break", "marks-of-yaml"],
)
def test_however_the_file_is_written_its_content_becomes_the_same(change):
    new = upgraded(change(SKETCH), "x")
    assert data(new) == data(upgraded(SKETCH, "x"))
    assert ("\r\n" in new) == ("\r\n" in change(SKETCH))
    assert new.count("\ufeff") == change(SKETCH).count("\ufeff")


def test_a_file_that_is_written_like_json_is_upgraded_too():
    new = data(upgraded('{"id": "x", "title": "X", "debrief": ["Why: so?"]}', "x"))
    assert new["format"] == FORMAT
    assert new["debrief"] == [{"phase": "analyse", "ask": "Why: so?"}]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_today_stays_as_it_is(path):
    text = path.read_text("utf-8")
    assert upgraded(text, path.name) == text


def test_a_shipped_file_without_its_format_gets_that_line_and_no_other():
    text = FILES[0].read_text("utf-8")
    assert upgraded(text.replace("format: 1\n", "", 1), "x") == text


def test_an_old_file_is_refused_with_the_command_that_upgrades_it():
    with pytest.raises(
        ScenarioError, match=r'"format" is missing.*"standoff upgrade .*sketch\.yaml\'?"'
    ):
        load_scenario(OLD)


@pytest.mark.parametrize("read", [lambda path: upgraded(path.read_text(), "x"), load_scenario])
def test_a_file_of_the_future_asks_for_another_standoff(tmp_path, read):
    path = tmp_path / "new.yaml"
    path.write_text(f"id: new\nformat: {FORMAT + 1}\nwhat: ever\n")
    with pytest.raises(ScenarioError, match=r"2:9  format: this is format 2.*update Standoff"):
        read(path)
