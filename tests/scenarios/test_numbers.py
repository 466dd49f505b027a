"""P5. Nothing dead: changing any number of a shipped scenario changes some world or its score."""

from __future__ import annotations

import pytest

from tests.support.numbers import Place, Search, dead_numbers, places_of
from tests.support.shipped import each_scenario
from tests.support.tiny import actor, deed, goal, happening, indicator, tiny_document
from tests.support.whole import whole_parts


@each_scenario
def test_no_number_is_dead(path):
    """Each is changed; some worlds are played as they would go, others with every move tried."""
    assert dead_numbers(path) == []


def test_every_number_of_a_small_scenario_is_found():
    """Figures, shares, amounts, numbers inside conditions; not texts, dates and codes."""
    document = tiny_document(
        actors={"a": actor(), "b": actor(goal("x", "below", line=60))},
        indicators={"x": indicator({"triangular": [1, 2, 3]}, drift={"toward": 4, "rate": "5%"})},
        moves={"a": {"act-2": deed(when="since(a.act-2) > 6 and x < 7.5", effects={"x": "x / 8"})}},
        events={
            "it": happening(on="2023-09-25", text="In 1999.", chance="9%"),
            "by-hand": happening(inject=True, effects={"x": 10}),
        },
    )
    texts = {str(place) for place in places_of(document.data)}
    assert {
        "indicators.x.start.triangular.0",
        "indicators.x.drift.rate [0]",
        "indicators.x.range.1",
        "moves.a.act-2.when [17]",
        "moves.a.act-2.when [27]",
        "moves.a.act-2.effects.x [4]",
        "events.it.chance [0]",
        "actors.b.goals.0.line",
        "dynamics.credibility.start",
        "clock.turns",
    } <= texts
    assert not [text for text in texts if "text" in text or ".on" in text or "by-hand" in text]


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (
            {"moves": {"a": {"act": deed(when="x < 0", cooldown=3)}}},
            ("moves", "a", "act", "cooldown"),
        ),
        (
            {"actors": {"a": actor(rationality=9), "b": actor()}},
            ("actors", "a", "policy", "rationality"),
        ),
        (
            {"events": {"it": happening(when="turn > 90", effects={"x": 5})}},
            ("events", "it", "effects", "x"),
        ),
    ],
)
def test_a_dead_number_is_told(parts, place):
    """A wait before what is never legal, the reason of one who is not asked, an event too late."""
    assert Search(tiny_document(**parts)).is_dead(Place(place))


def test_no_number_of_the_whole_small_scenario_is_dead():
    document = tiny_document(**whole_parts())
    search = Search(document)
    places = [place for place in places_of(document.data) if place.path[-1] != "limit"]
    assert [str(place) for place in places if search.is_dead(place)] == []
