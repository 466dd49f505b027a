"""The reference for authors says what the schema says, and its examples can be read."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator

from docs.writing.make_reference import ACTS, REFERENCE, reference
from sim.cli.schema import schema_text
from sim.scenario.expressions import ARGUMENTS, parse
from sim.scenario.goldstein import goldstein_scale
from sim.scenario.read import parse_document
from sim.scenario.schema import Scenario
from tests.support.shipped import FILES, ROOT

TEXT = REFERENCE.read_text("utf-8")
AMOUNTS = TEXT.split("## Amounts and conditions")[1].split("\n## ")[0]
EXAMPLES = re.findall(r"^\| `([^`]+)` \|", AMOUNTS, re.MULTILINE)
GUIDES = sorted((ROOT / "docs" / "writing").glob("*.md"))
LINE = "# yaml-language-server: $schema=scenario.schema.json"


def test_its_tables_are_those_of_the_schema():
    """If not: `python -m docs.writing.make_reference`."""
    assert reference(TEXT) == TEXT


def test_the_schema_beside_the_shipped_scenarios_is_that_of_today():
    """If not: `standoff schema > scenarios/scenario.schema.json`."""
    shipped = ROOT / "scenarios" / "scenario.schema.json"
    assert shipped.read_text("utf-8") == schema_text("scenario") + "\n"


def test_every_part_and_every_key_of_the_schema_says_what_it_means():
    whole = Scenario.model_json_schema()
    models = {"Scenario": whole, **whole["$defs"]}
    silent = [name for name, model in models.items() if not model.get("description")]
    for name, model in models.items():
        keys = model.get("properties", {}).items()
        silent += [f"{name}.{key}" for key, value in keys if not value.get("description")]
    assert silent == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_first_line_of_every_shipped_scenario_points_to_the_schema(path):
    assert path.read_text("utf-8").splitlines()[0] == LINE


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_an_amount_or_a_condition_can_be_read(example):
    parse(example, "number")


def test_every_function_of_the_language_has_an_example():
    assert {name for name in ARGUMENTS if f"{name}(" not in "".join(EXAMPLES)} == {"min"}


def test_every_class_of_acts_is_explained():
    assert {code for code in goldstein_scale("icews") if len(code) == 2} == set(ACTS)
    finer = re.findall(r"\((\d{3,4})\)", "".join(ACTS.values()))
    assert set(finer) <= set(goldstein_scale("icews"))


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_every_piece_of_yaml_can_be_read(path):
    for block in re.findall(
        r"^```yaml\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE
    ):
        if block.strip() != LINE:
            parse_document(block, path.name)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_every_link_leads_somewhere(path):
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, heading = target.partition("#")
        page = path.with_name(file).read_text("utf-8") if file else text
        titles = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
        anchors = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
        assert not heading or heading in anchors, target


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_editor_marks_nothing_in_a_sound_scenario(path):
    schema = Draft202012Validator(json.loads(schema_text("scenario")))
    data = parse_document(path.read_text("utf-8"), path.name).data
    assert [error.json_path for error in schema.iter_errors(data)] == []


def test_an_editor_marks_a_key_that_is_not_there_and_a_word_that_is_not_allowed():
    schema = Draft202012Validator(json.loads(schema_text("scenario")))
    data = parse_document(FILES[0].read_text("utf-8"), "x").data
    data |= {"titel": "A typo", "level": "easy"}
    assert sorted(error.json_path for error in schema.iter_errors(data)) == ["$", "$.level"]
