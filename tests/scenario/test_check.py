"""A scenario is sound, or is told all its faults: each once, and at its place."""

from __future__ import annotations

import json
import shutil
import time
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.policies import find_policy
from sim.scenario.check import check_scenario, load_scenario
from sim.scenario.faults import MOST_FAULTS, ScenarioError
from sim.scenario.goldstein import goldstein_scale
from sim.scenario.library import list_scenarios
from sim.scenario.policies import policy_modules
from sim.scenario.read import parse_document, read_document, validate
from sim.scenario.schema import Clock, Scenario

CASES = Path(__file__).resolve().parent.parent / "cases"
SOUND = sorted((CASES / "sound").glob("*.yaml"))
BROKEN = sorted((CASES / "bad_scenario").glob("*.yaml"))
WHOLE = CASES / "sound" / "whole.yaml"
HERE = "→"  # in a case, before the character that the fault points at


@dataclass(frozen=True)
class Case:
    """A sound scenario with one thing changed, and the one fault that this is."""

    text: str
    line: int
    column: int
    fault: str


def read_case(path: Path) -> Case:
    """A case says the fault in its first line, then `replace` what in whole.yaml, `by` what."""
    change = read_document(path).data
    sound = WHOLE.read_text("utf-8")
    assert sound.count(change["replace"]) == 1, "what is replaced must stand there once"
    before, _, after = sound.replace(change["replace"], change["by"]).partition(HERE)
    assert HERE not in after
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    first = path.read_text("utf-8").splitlines()[0]
    return Case(before + after, line, column, first.removeprefix("# "))


def faults_of(text: str, path: Path) -> list[str]:
    path.write_text(text, "utf-8")
    try:
        load_scenario(path)
    except ScenarioError as refusal:
        return str(refusal).splitlines()
    return []


@pytest.mark.parametrize("path", [*SOUND, *list_scenarios()], ids=lambda path: path.stem)
def test_a_sound_scenario_has_no_faults(path):
    scenario = load_scenario(path)
    assert scenario.id == path.stem


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_scenario_is_told_its_fault_once_and_where_it_is(path, tmp_path):
    case = read_case(path)
    file = tmp_path / "whole.yaml"
    assert faults_of(case.text, file) == [f"{file}:{case.line}:{case.column}  {case.fault}"]


def test_faults_of_all_kinds_come_in_one_pass(tmp_path):
    text = WHOLE.read_text("utf-8")
    cases = ["unknown-policy", "goal-on-harm", "claim-unknown", "last-ending-with-condition"]
    for name in cases:
        change = read_document(CASES / "bad_scenario" / f"{name}.yaml").data
        text = text.replace(change["replace"], change["by"].replace(HERE, ""))
    assert len(faults_of(text, tmp_path / "whole.yaml")) == len(cases)


def test_where_a_part_has_the_wrong_form_nothing_is_said_of_the_whole(tmp_path):
    """What refers to a part that could not be read would be told as a second fault."""
    text = WHOLE.read_text("utf-8").replace("  ferry:\n      label", "  ferry:\n      lable")
    faults = faults_of(text, tmp_path / "whole.yaml")
    assert [fault.rsplit("  ")[1] for fault in faults] == [
        'moves.south.ferry.lable: "lable" is not a key here. Did you mean "label"?',
    ]


def test_the_id_of_a_shipped_scenario_is_the_name_of_its_file(tmp_path, monkeypatch):
    for folder in ("scenarios", "seeds"):
        shutil.copytree(CASES.parent.parent / folder, tmp_path / folder)
    path = tmp_path / "scenarios" / "bridge.yaml"
    monkeypatch.setenv("STANDOFF_DATA", str(tmp_path))
    (fault,) = faults_of(WHOLE.read_text("utf-8"), path)
    assert fault == f'{path}:3:5  id: "whole" must be "bridge", as the file is called'


def test_a_scenario_anywhere_else_may_be_called_as_it_likes(tmp_path):
    assert faults_of(WHOLE.read_text("utf-8"), tmp_path / "copy of whole.yaml") == []


def test_a_file_with_very_many_faults_is_told_the_first_of_them_soon():
    data = read_document(WHOLE).data
    event = data["events"]["rain"]
    data["events"] = {f"rain-{i}": event | {"when": f"tensoin > {i}"} for i in range(800)}
    document = parse_document(json.dumps(data), "many.yaml")
    start = time.perf_counter()
    faults = check_scenario(document, validate(document, Scenario))
    assert len(faults) == MOST_FAULTS + 1
    assert time.perf_counter() - start < 2


def test_a_shipped_scenario_is_checked_in_no_time():
    """About 0.3 s for 2,000 lines; the bound leaves room for a slow and busy machine."""
    start = time.perf_counter()
    for path in list_scenarios():
        load_scenario(path)
    assert time.perf_counter() - start < 1.5 * len(list_scenarios())


@pytest.mark.parametrize("name", policy_modules())
def test_every_policy_that_the_check_accepts_can_be_loaded(name):
    assert callable(find_policy(name))


@pytest.mark.parametrize(("which", "value"), [("icews", -10.0), ("gdelt", -10.0)])
def test_both_published_scales_are_at_hand(which, value):
    assert goldstein_scale(which)["190"] == value


@pytest.mark.parametrize(
    ("turn", "day", "turns"),
    [
        ("6 hours", 2, range(5, 9)),
        ("1 day", 2, range(2, 3)),
        ("1 week", 2, range(1, 2)),
        ("1 week", 31, range(5, 6)),
        ("1 day", 31, range(0)),
    ],
)
def test_a_day_falls_in_every_turn_that_has_a_part_of_it(turn, day, turns):
    clock = Clock(start=date(2024, 1, 1), turn=turn, turns=8)
    assert clock.turns_on(date(2024, 1, day)) == turns


@pytest.mark.parametrize(
    ("turn", "number", "moment"),
    [
        ("6 hours", 1, datetime(2024, 1, 1)),
        ("6 hours", 16, datetime(2024, 1, 4, 18)),
        ("1 week", 3, datetime(2024, 1, 15)),
    ],
)
def test_a_turn_begins_at_its_moment(turn, number, moment):
    """The first at midnight, and each when the one before it is over."""
    clock = Clock(start=date(2024, 1, 1), turn=turn, turns=16)
    assert clock.moment_of(number) == moment
    assert clock.date_of(number) == moment.date()


@pytest.mark.parametrize(
    ("turn", "day", "hour", "found"),
    [
        ("6 hours", 1, 0, 1),
        ("6 hours", 2, 17, 7),
        ("6 hours", 2, 18, 8),
        ("12 hours", 2, 11, 3),
        ("1 day", 2, 23, 2),
        ("2 days", 2, 5, 1),
        ("6 hours", 9, 0, None),
    ],
)
def test_an_hour_lies_in_one_turn(turn, day, hour, found):
    clock = Clock(start=date(2024, 1, 1), turn=turn, turns=8)
    assert clock.turn_of(date(2024, 1, day), hour) == found


def paths_in(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    found = []
    for key, value in inside:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += paths_in(value, (*path, key))
    return found


WORDS = ["turn", "all", "us", "north", "tension", "north.deploy", "attitude(south, south)", "3%"]
VALUES = st.sampled_from(
    [None, True, -1, 0, 0.5, 1e6, "", " ", *WORDS, [], {}, [1], {"en": ""}]
).map(deepcopy)  # as what is put in may be changed in its turn


@settings(max_examples=150, deadline=None)
@given(changes=st.data())
def test_whatever_is_taken_away_or_renamed_ends_in_faults_and_never_in_a_traceback(changes):
    data = read_document(WHOLE).data
    for _ in range(changes.draw(st.integers(1, 4))):
        *way, last = changes.draw(st.sampled_from(paths_in(data)))
        around = data
        for key in way:
            around = around[key]
        removed = around.pop(last)
        match changes.draw(st.sampled_from(["remove", "rename", "replace"])), around:
            case "rename", dict():
                around[changes.draw(st.sampled_from(WORDS))] = removed
            case "replace", dict():
                around[last] = changes.draw(VALUES)
            case "replace", list():
                around.insert(last, changes.draw(VALUES))
    with suppress(ScenarioError):
        document = parse_document(json.dumps(data), "changed.yaml")
        check_scenario(document, validate(document, Scenario))
