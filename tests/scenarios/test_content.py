"""What every shipped scenario offers a person who plays it, and how it speaks."""

from __future__ import annotations

import re

import pytest

from sim.engine.crisis import Crisis
from sim.scenario.fields import Part, Text
from tests.support.shipped import FILES, each_scenario, shipped

# Words that take a side; in quotation marks they may stand, with whoever says them beside.
LOADED = re.compile(
    r"\b(terroris\w*|freedom fighters?|hero\w*|martyrs?|aggressors?|regime|so-called|"
    r"separatis\w*|occupied|cleansing|hatreds?)\b",
    re.IGNORECASE,
)
ABOUT_KOSOVO = [path for path in FILES if "kosovo" in shipped(path).actors]


@each_scenario
def test_it_says_how_long_it_takes_and_what_is_learned(path):
    scenario = shipped(path)
    assert all([scenario.minutes, scenario.learning, scenario.note, scenario.terms])
    assert path.with_suffix(".md").is_file(), "a lesson stands beside it"


@each_scenario
def test_every_role_has_a_sign_three_questions_and_something_to_look_at(path):
    for name, actor in shipped(path).actors.items():
        assert actor.look, name
        assert len(actor.card.checks) == 3, name
        assert actor.card.first_look, name


@each_scenario
def test_the_right_answers_do_not_always_stand_in_one_place(path):
    for name, actor in shipped(path).actors.items():
        assert len({question.right for question in actor.card.checks}) > 1, name


@each_scenario
def test_what_the_guide_suggests_is_a_way_up_a_way_down_or_a_word_that_is_legal_at_once(path):
    """So that the first cards a person looks at can be played, deeds of two kinds among them."""
    scenario = shipped(path)
    crisis = Crisis(scenario, 50, seed=3)
    legal = crisis.open_turn().legal
    index = crisis.rules.book.move_index
    for name, actor in scenario.actors.items():
        moves = [scenario.moves[name][move] for move in actor.card.suggest]
        assert {move.channel for move in moves} == {"deed", "word"}, name
        assert len({move.kind for move in moves}) > 1, name
        for move in actor.card.suggest:
            assert legal[index[f"{name}.{move}"]].all(), f"{name}.{move}"


@each_scenario
def test_roles_are_told_as_much_about_one_as_about_another(path):
    """The words of a card differ by no more than 15 % from the mean, its lists by nothing."""
    cards = {name: actor.card for name, actor in shipped(path).actors.items()}
    lengths = {name: words(card.public) + words(card.private) for name, card in cards.items()}
    mean = sum(lengths.values()) / len(lengths)
    assert all(abs(length - mean) <= 0.15 * mean for length in lengths.values()), lengths
    if path in ABOUT_KOSOVO:
        shapes = {(len(c.interests), len(c.red_lines), len(c.constraints)) for c in cards.values()}
        assert len(shapes) == 1
        assert all(card.concern and card.mistake for card in cards.values())


def words(text: Text) -> int:
    return len(str(text).split())


@each_scenario
def test_no_word_takes_a_side(path):
    for text in texts_of(shipped(path)):
        spoken = re.sub(r'"[^"]*"', "", text)
        assert not LOADED.search(spoken), text


def texts_of(part: object) -> list[str]:
    """Everything that a person may read in a part, in every language."""
    match part:
        case Text():
            return list(part.values())
        case Part():
            return [text for _, value in part for text in texts_of(value)]
        case dict():
            return [text for value in part.values() for text in texts_of(value)]
        case tuple():
            return [text for value in part for text in texts_of(value)]
    return []


@pytest.mark.parametrize("path", ABOUT_KOSOVO, ids=lambda path: path.stem)
def test_the_status_is_noted_and_places_have_both_names(path):
    scenario = shipped(path)
    assert "Kosovo*" in str(scenario.summary)
    assert "without prejudice to positions on status" in str(scenario.note)
    assert {"Belgrade holds", "Pristina holds"} <= set(
        re.findall(r"(?:Belgrade|Pristina) holds", str(scenario.note))
    )
    assert all("/" in str(place.name) for place in scenario.map.places)
    assert str(scenario.map.names["kosovo"]) == "Kosovo*"


@each_scenario
def test_it_ends_in_several_ways_and_in_none_most_of_the_time(path):
    """In 4,000 worlds: every ending is reached, and none in more than 65 %."""
    found = Crisis(shipped(path), 4000, seed=11).run().results().to_pydict()["ending"]
    shares = {name: found.count(name) / len(found) for name in shipped(path).endings}
    assert min(shares.values()) > 0, shares
    assert max(shares.values()) <= 0.65, shares
