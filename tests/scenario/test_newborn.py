"""A new crisis: sound and playable whatever its author calls it, and good to begin with."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.analysis.expectations import check_expectations
from sim.engine.crisis import Crisis
from sim.scenario.check import advise, check_scenario, load_scenario, open_scenario
from sim.scenario.document import Document
from sim.scenario.newborn import FEWEST, MOST, TURNS, Wish, lesson, newborn
from sim.scenario.read import parse_document, validate
from sim.scenario.schema import Scenario
from tests.scenarios import test_content as content

TWO, THREE = ("Northland", "Southland"), ("Northland", "Southland", "Westmark")
YAML_IN_DISGUISE = [
    "a: b",
    "- a",
    "# a",
    "'",
    '"',
    "\\",
    "&a *a",
    "!x",
    "{a}",
    "%",
    "|",
    "null",
    "💥",
]


def wish(sides=TWO, turns=8, **other) -> Wish:
    usual = {"id": "pass", "title": "The pass", "start": date(2030, 3, 4), "turn": "1 day"}
    return Wish(sides=sides, turns=turns, **usual | other)


def read(text: str) -> tuple[Document, Scenario]:
    document = parse_document(text, "pass.yaml")
    return document, validate(document, Scenario)


@pytest.fixture(params=[TWO, THREE], ids=["two-sides", "three-sides"])
def path(request, tmp_path):
    """The file of a new crisis, with its lesson beside it."""
    path = tmp_path / "pass.yaml"
    path.write_text(newborn(wish(request.param)), "utf-8")
    path.with_suffix(".md").write_text(lesson(wish(request.param)), "utf-8")
    return path


def test_it_is_sound_and_there_is_nothing_to_warn_of(path):
    document, scenario = open_scenario(path)
    assert [str(r) for r in advise(document, scenario) if r.level == "warning"] == []


def test_its_expectations_hold(path):
    assert [result.says for result in check_expectations(path) if not result.holds] == []


@pytest.mark.parametrize(
    "rule",
    [
        content.test_it_says_how_long_it_takes_and_what_is_learned,
        content.test_every_role_has_a_sign_three_questions_and_something_to_look_at,
        content.test_the_right_answers_do_not_always_stand_in_one_place,
        content.test_what_the_guide_suggests_is_a_way_up_a_way_down_or_a_word_that_is_legal_at_once,
        content.test_roles_are_told_as_much_about_one_as_about_another,
        content.test_no_word_takes_a_side,
    ],
    ids=lambda rule: rule.__name__.removeprefix("test_"),
)
def test_it_keeps_the_rules_of_shipped_scenarios(path, rule):
    rule(path)


@pytest.mark.parametrize("turns", [FEWEST, 12, MOST])
@pytest.mark.parametrize("sides", [TWO, THREE], ids=["two-sides", "three-sides"])
def test_however_long_it_is_every_ending_is_reached_and_none_most_of_the_time(sides, turns):
    _document, scenario = read(newborn(wish(sides, turns)))
    found = Crisis(scenario, 2000, seed=11).run().results().to_pydict()["ending"]
    shares = {name: found.count(name) / len(found) for name in scenario.endings}
    assert min(shares.values()) > 0.01, shares
    assert max(shares.values()) <= 0.65, shares


def without_quotes(text: str) -> str:
    """Names with quotation marks are refused, which most of these should not be."""
    return text.replace('"', "").replace("\\", "")


printed = st.characters(exclude_categories=["C", "Z"])
hostile = st.lists(
    st.sampled_from(YAML_IN_DISGUISE) | printed | printed | st.characters(), min_size=1, max_size=4
).map("".join)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    title=hostile,
    sides=st.lists(hostile.map(without_quotes), min_size=2, max_size=3),
    start=st.dates(date(1790, 1, 1), date(2210, 1, 1)),
    turn=st.sampled_from(TURNS),
    turns=st.integers(FEWEST, MOST),
)
def test_whatever_it_is_called_it_is_sound_or_refused(title, sides, start, turn, turns):
    """And it has as many parts as under plain names: no name becomes anything but a text."""
    try:
        asked = wish(tuple(sides), turns, title=title, start=start, turn=turn)
    except ValueError:
        return
    document, scenario = read(newborn(asked))
    assert check_scenario(document, scenario) == []
    assert str(scenario.title) == title.strip()
    assert [str(actor.name) for actor in scenario.actors.values()] == [s.strip() for s in sides]
    plain, _scenario = read(newborn(wish(THREE[: len(sides)], turns, start=start, turn=turn)))
    assert len(document.places) == len(plain.places)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"id": "My Crisis!"}, 'Try "my-crisis"'),
        ({"id": "9"}, 'Try "my-crisis"'),
        ({"id": "../up"}, 'Try "up"'),
        ({"title": "two\nlines"}, "a character that can't be printed"),
        ({"title": " "}, "the title is empty"),
        ({"title": "x" * 81}, "80 characters at most, this has 81"),
        ({"sides": ("Ost", "OST")}, "call one of them otherwise"),
        ({"sides": ("Ost", 'the "West"')}, "without quotation marks"),
        ({"sides": ("Ost",)}, "two sides or three, not 1"),
        ({"sides": ("One Two Three Four Five", "Ost")}, "4 words at most"),
        ({"turn": "3 days"}, '6 hours or 12 hours or 1 day or 2 days or 1 week, not "3 days"'),
        ({"turns": 100}, "5 to 20 turns here, not 100"),
        ({"start": date(9999, 12, 31)}, "between the years 1800 and 2200"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_way_out(other, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        wish(**other)


def test_a_name_that_makes_no_good_id_gets_that_of_its_place():
    _document, scenario = read(newborn(wish(("Null", "南", "Turns"))))
    assert list(scenario.actors) == ["first", "second", "third"]
    assert [actor.look.letter for actor in scenario.actors.values()] == ["N", "A", "T"]


def test_a_crisis_of_hours_has_its_market_at_an_hour():
    _document, scenario = read(newborn(wish(turn="6 hours")))
    market = scenario.events["market-day"]
    assert (market.on, market.hour) == (date(2030, 3, 5), 0)
    assert scenario.clock.turn_of(market.on, market.hour) == 5


def test_it_can_be_loaded_from_its_file(path):
    assert load_scenario(path).id == "pass"
