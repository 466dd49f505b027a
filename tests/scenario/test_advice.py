"""What a sound scenario could do better is told at its place; the shipped ones have no warnings.

A new case is one file in `tests/cases/advice`: first the remarks to expect, a comment for each,
then what is changed in whole.yaml.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from sim.scenario.advice.balance import card_sizes, is_balanced
from sim.scenario.check import advise, open_scenario
from sim.scenario.faults import MOST_FAULTS
from sim.scenario.read import read_document
from sim.scenario.schema import Scenario
from sim.scenario.validate import validate
from tests.support.shipped import each_scenario
from tests.support.tiny import WHY, actor, ending, happening, indicator, rung, tiny_document

CASES = Path(__file__).resolve().parent.parent / "cases"
WHOLE = CASES / "sound" / "whole.yaml"
ADVICE = sorted((CASES / "advice").glob("*.yaml"))


def told(text: str, folder: Path) -> dict[tuple[str, str], str]:
    """What is remarked on a scenario, by what it is about, as `level line:column  where: …`."""
    path = folder / "whole.yaml"
    path.write_text(text, "utf-8")
    remarks = advise(*open_scenario(path))
    return {
        (each.where, each.message): f"{each.level} {str(each).removeprefix(f'{path}:')}"
        for each in remarks
    }


@pytest.mark.parametrize("path", ADVICE, ids=lambda path: path.stem)
def test_what_could_be_better_is_told_with_its_mend(path, tmp_path):
    usual = text = WHOLE.read_text("utf-8")
    for change in read_document(path).data["changes"]:
        assert text.count(change["replace"]) == 1, "what is replaced must stand there once"
        text = text.replace(change["replace"], change["by"])
    known = told(usual, tmp_path)
    new = [words for about, words in told(text, tmp_path).items() if about not in known]
    lines = path.read_text("utf-8").splitlines()
    assert new == [line.removeprefix("# ") for line in lines if line.startswith("# ")]


@each_scenario
def test_a_shipped_scenario_has_no_warnings(path):
    """Notes are no faults of it: that nobody has reviewed it yet is the truth."""
    assert [str(each) for each in advise(*open_scenario(path)) if each.level != "note"] == []


@each_scenario
def test_the_cards_of_a_shipped_scenario_are_balanced(path):
    _, scenario = open_scenario(path)
    assert is_balanced(card_sizes(scenario))


@pytest.mark.parametrize(
    ("narrated", "words"),
    [
        ("They call them “terrorists”.", []),
        ('Brussels spoke of a "terrorist attack".', []),
        ("It isn't their bridge, and the separatists' houses burn.", ["separatists"]),
        ("The Regime fell.", ["Regime"]),
        ("A heroine came; nobody was occupied-minded.", ["occupied"]),
        ("They were „heroes“ to some, martyrs to others.", ["martyrs"]),
    ],
)
def test_a_judging_word_is_left_to_those_who_are_quoted(narrated, words, tmp_path):
    text = WHOLE.read_text("utf-8").replace("The river rises.", json.dumps(narrated))
    found = [message.split('"')[1] for where, message in told(text, tmp_path) if "events" in where]
    assert found == words


def test_of_very_many_endings_only_some_are_compared():
    """Each condition is as long as can be; comparing all with all would take minutes."""
    long = " or ".join(f"(x > {n} and x < {n + 30})" for n in range(24))
    endings = {f"e{n}": ending(f"{long} or x > {n}") for n in range(100)}
    document = tiny_document(endings={**endings, "over": ending()}, indicators={"x": indicator(5)})
    scenario = validate(document, Scenario)
    start = time.process_time()
    advise(document, scenario)
    assert time.process_time() - start < 2


def test_a_rung_may_ask_for_less_than_one_above_it():
    ladder = {"low": {"label": "Low", "example": "e"}, "mid": rung("x > 50"), "top": rung("x > 90")}
    rising = indicator(50, drift={"toward": 99, "rate": 0.1})
    document = tiny_document(ladder=ladder, indicators={"x": rising})
    remarks = advise(document, validate(document, Scenario))
    assert not [each for each in remarks if each.where.startswith("ladder")]


def test_a_crowd_of_parts_is_gone_through_once():
    """As many roles, moves and dated events as a file can hold; none looks at all the others."""
    crowd = [f"r{number}" for number in range(300)]
    person = actor() | {"playable": True}
    move = WHY | {"label": "M", "channel": "deed", "kind": "hold", "cameo": "010"}
    event = happening(on="2023-09-25", when="turn > 1")
    document = tiny_document(
        actors={"a": actor(), "b": actor(), **dict.fromkeys(crowd, person)},
        moves={name: {"m": move | {"effects": {"x": 1}}} for name in crowd},
        events=dict.fromkeys(crowd, event),
    )
    scenario = validate(document, Scenario)
    start = time.process_time()
    assert len(advise(document, scenario)) > MOST_FAULTS
    assert time.process_time() - start < 2
