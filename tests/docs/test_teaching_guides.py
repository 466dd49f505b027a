"""The guides of the teaching pack: minutes add up, links lead somewhere, words take no side."""

from __future__ import annotations

import re

import pytest

from docs.teaching.exit_tickets import ASKED
from docs.teaching.make import FLAGSHIP
from sim import load_scenario, load_sources
from sim.cli import standoff
from tests.support.shipped import ROOT
from tests.support.teaching import GUIDES, TEACHING, loaded_words, part, rows

TEXTS = {path.name: path.read_text("utf-8") for path in GUIDES}

each_guide = pytest.mark.parametrize("name", TEXTS)


@pytest.mark.parametrize(("lesson", "minutes"), [("lesson_45.md", 45), ("lesson_90.md", 90)])
def test_the_minutes_of_a_lesson_follow_each_other_and_add_up(lesson, minutes):
    now = 0
    for span, takes, *_rest in rows(TEXTS[lesson], "minute"):
        begins, ends = map(int, span.split("–"))
        assert begins == now
        assert ends - begins == int(takes)
        now = ends
    assert now == minutes


@pytest.mark.parametrize(
    ("lesson", "heading"),
    [
        ("lesson_45.md", "The eleven minutes of the debrief"),
        ("lesson_90.md", "The twenty-five minutes of the debrief"),
    ],
)
def test_the_minutes_of_a_debrief_are_those_that_the_lesson_gives_it(lesson, heading):
    [given] = [row[1] for row in rows(TEXTS[lesson], "minute") if "**Debrief**" in row[2]]
    parts = rows(part(TEXTS[lesson], heading), "takes")
    assert sum(int(row[0]) for row in parts) == int(given)


def test_the_steps_of_the_debrief_take_what_both_lessons_give_it():
    steps = rows(TEXTS["debrief.md"], "step")
    assert [sum(int(row[column]) for row in steps) for column in (2, 3)] == [25, 11]


@pytest.mark.parametrize(
    ("lesson", "turns", "minutes"), [("lesson_45.md", "Four", 18), ("lesson_90.md", "Seven", 35)]
)
def test_the_turns_take_their_clock_and_a_minute_to_see_what_happened(lesson, turns, minutes):
    [row] = [row for row in rows(TEXTS[lesson], "minute") if f"**{turns} turns**" in row[2]]
    [clock] = re.findall(r"--turn-minutes ([\d.]+)", TEXTS[lesson])
    assert int(row[1]) == minutes == {"Four": 4, "Seven": 7}[turns] * (float(clock) + 1)


def test_the_quick_start_is_one_page():
    assert len(TEXTS["quick_start.md"].split()) < 450


@pytest.mark.parametrize("name", ["one_laptop.md", "no_computer.md"])
def test_another_way_to_teach_it_takes_a_lesson_too(name):
    *parts, total = rows(TEXTS[name], "")
    assert sum(int(row[-1]) for row in parts) == 45
    assert total[-1] == "**45**"


def test_the_source_exercise_takes_its_twenty_minutes():
    assert sum(int(row[0]) for row in rows(TEXTS["source_exercise.md"], "takes")) == 20


def test_every_objective_is_measured_by_an_item_that_says_so():
    measured = {
        row[0]: row[2]
        for row in rows(part(TEXTS["README.md"], "What they learn, and how you will know"), "")
    }
    assert list(measured) == ["O1", "O2", "O3", "O4", "O5", "O6"]
    for objective, items in measured.items():
        for item in re.findall(r"[AE]\d", items):
            assert f"**{item} ({objective}).**" in TEXTS["survey.md"], item


def test_the_exit_ticket_asks_what_the_survey_says():
    asked = re.findall(r"\*\*E\d \(O\d\)\.\*\* (.*)", TEXTS["survey.md"])
    assert tuple(asked) == ASKED


def test_the_rubric_marks_six_things_and_no_outcome():
    marked = [row[0] for row in rows(TEXTS["rubric.md"], "")]
    assert len(marked) == 6
    assert "24 in all" in TEXTS["rubric.md"]
    assert not re.search(r"\b(win|won|ending|outcome|score)\b", " ".join(marked), re.IGNORECASE)


def test_the_figures_of_the_model_card_are_those_of_today():
    facts = (TEACHING / FLAGSHIP / "model_facts.md").read_text("utf-8")
    shares = {row[0]: row[1] for row in rows(facts, "ending") + rows(facts, "")}
    card = TEXTS["model_card.md"].replace("**", "")
    for words, label in (
        ("war", "Armed conflict across the line"),
        ("serious clashes or worse", "Serious clashes or worse"),
        ("a partial or full pull-back", "Partial or full pull-back, as in 2023"),
        ("comes in", "Back to the usual level"),
    ):
        assert f"{words} {shares[label]}" in card
    agreed = sum(float(shares[end].split()[0]) for end in ("A settlement", "A road map"))
    assert f"{agreed:.1f} % of worlds end with one" in card


def test_the_game_on_paper_names_the_rungs_of_the_ladder():
    ladder = [str(rung.label) for rung in load_scenario(FLAGSHIP).ladder.values()]
    paper = TEXTS["no_computer.md"]
    assert f"rung {ladder.index('Show of force') + 1}, *Show of force*" in paper
    assert f"Rung {ladder.index('Serious clashes') + 1} stays serious clashes" in paper
    assert f"Rung {len(ladder)} ends the game" in paper


def test_the_columns_that_are_named_are_those_of_the_tables():
    tables = (ROOT / "docs" / "tables.md").read_text("utf-8")
    for _question, _file, columns in rows(TEXTS["csv_dictionary.md"], "question"):
        for column in re.findall(r"`(\w+)`", columns):
            assert f"`{column}`" in tables, column


@each_guide
def test_every_claim_that_is_named_is_there(name):
    known = load_sources().claims
    named = re.findall(r"`([a-z]+[a-z0-9-]*/[a-z0-9-]+)`", TEXTS[name])
    assert [ref for ref in named if ref not in known] == []


@each_guide
def test_every_link_leads_somewhere(name):
    for target in re.findall(r"\]\(([^)]+)\)", TEXTS[name]):
        file, _, heading = target.partition("#")
        path = TEACHING / file if file else TEACHING / name
        assert path.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^a-z0-9 -]", "", t.lower()).replace(" ", "-") for t in titles}
            assert heading in anchors, target


@each_guide
def test_no_word_takes_a_side_outside_quotation_marks(name):
    assert loaded_words(TEXTS[name]) == []


@each_guide
def test_every_command_and_option_of_it_exists(name):
    for words, options in re.findall(r"(?:standoff|run\.py) ([a-z]+)\b([^\n`|]*)", TEXTS[name]):
        command = standoff.get_command(None, words)
        assert command is not None, words
        known = {opt for each in command.params for opt in each.opts}
        assert [opt for opt in re.findall(r"--[a-z-]+", options) if opt not in known] == []


def test_who_opens_the_folder_finds_every_guide_from_its_first_page():
    linked = set(re.findall(r"\]\(([^)#]+)\)", TEXTS["README.md"]))
    guides = {path.name for path in GUIDES} - {"README.md", "field.md"}
    made = {f"{FLAGSHIP}/{path.name}" for path in (TEACHING / FLAGSHIP).iterdir()}
    assert guides | made <= linked
