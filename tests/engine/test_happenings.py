"""Phases 1 and 6: what happens on its date, on a condition, by hazard, and never by itself."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from tests.support.chance import is_share
from tests.support.play import force, value, values
from tests.support.tiny import actor, clock, deed, ending, happening, indicator, tiny


def turns_of(event, turn="1 day", turns=8, **parts):
    """The turns in which an event happens in the one world of a crisis where all rest."""
    group = parts.pop("group", "events")
    scenario = tiny(
        clock=clock(turns, turn), **{group: {"it": happening(effects={"x": 1}, **event)}}, **parts
    )
    played, found = Crisis(scenario), []
    while played.running:
        before = value(played, "it", "count")
        force(played)
        if value(played, "it", "count") > before:
            found.append(played.turn)
    assert value(played, "x") == 50 + len(found)
    return found


@pytest.mark.parametrize(
    ("event", "turn", "turns"),
    [
        ({"on": "2023-09-24"}, "1 day", [1]),
        ({"on": "2023-09-27"}, "1 day", [4]),
        ({"on": "2023-09-24"}, "6 hours", [1]),
        ({"on": "2023-09-25"}, "6 hours", [5]),
        ({"on": "2023-09-25"}, "12 hours", [3]),
        ({"on": "2023-09-24"}, "2 days", [1]),
        ({"on": "2023-09-25"}, "2 days", [1]),
        ({"on": "2023-09-28"}, "2 days", [3]),
        ({"on": "2023-09-30"}, "1 week", [1]),
        ({"on": "2023-10-01"}, "1 week", [2]),
    ],
)
def test_a_scheduled_event_happens_in_the_first_turn_of_its_date(event, turn, turns):
    """The clock starts on 24 September; four turns of 6 hours make a day."""
    assert turns_of(event, turn) == turns


@pytest.mark.parametrize(
    ("event", "turns"),
    [
        ({}, [1]),
        ({"limit": 3}, [1, 2, 3]),
        ({"limit": 3, "cooldown": 1}, [1, 3, 5]),
        ({"limit": 100, "cooldown": 2}, [1, 4, 7]),
        ({"when": "turn > 5", "limit": 9}, [6, 7, 8]),
        ({"chance": "turn == 4", "limit": 9}, [4]),
        ({"chance": 0, "limit": 9}, []),
        ({"chance": -1, "limit": 9}, []),
        ({"chance": 7, "limit": 2}, [1, 2]),
        ({"on": "2023-09-26", "when": "turn > 9"}, []),
        ({"on": "2023-09-26", "chance": 0}, []),
        ({"inject": True}, []),
        ({"inject": True, "on": "2023-09-26"}, []),
    ],
)
def test_an_event_happens_while_it_may(event, turns):
    """Once unless a limit says otherwise; an inject never happens by itself."""
    assert turns_of(event) == turns


@pytest.mark.parametrize(
    ("incident", "turns"),
    [
        ({"chance": 1}, [1, 2, 3, 4, 5, 6, 7, 8]),
        ({"chance": 1, "cooldown": 2}, [1, 4, 7]),
        ({"chance": 1, "limit": 2}, [1, 2]),
        ({"chance": "x > 50"}, []),
        ({"chance": "1 - happened(it)"}, [1]),
        ({"chance": "made(it) == 0"}, [1, 2, 3, 4, 5, 6, 7, 8]),
    ],
)
def test_an_incident_happens_while_it_may(incident, turns):
    assert turns_of(incident, group="incidents") == turns


def test_a_hazard_comes_as_often_as_it_says():
    """0.3 in the first turn of 40,000 worlds; and of two hazards each has its own luck."""
    named = {name: happening(chance="30%") for name in ("one", "two")}
    played = Crisis(tiny(events=named), 40_000, seed=3)
    played.step()
    one, two = (values(played, name, "count") for name in named)
    assert is_share(one.mean(), 0.3, 40_000)
    assert is_share((one * two).mean(), 0.09, 40_000)


def test_what_follows_an_event_has_luck_of_its_own():
    """Chance 0.5, then 20 % for +10 and 50 % for +20: 0.1, 0.25 and 0.15 for neither."""
    chances = [{"chance": 0.2, "effects": {"x": 10}}, {"chance": 0.5, "effects": {"x": 20}}]
    event = happening(chance=0.5, effects={"x": 1}, chances=chances)
    played = Crisis(tiny(events={"sure": happening(), "it": event}), 40_000, seed=3)
    found = values(force(played), "x")
    for outcome, share in {50: 0.5, 61: 0.1, 71: 0.25, 51: 0.15}.items():
        assert is_share((found == outcome).mean(), share, 40_000)


def test_the_luck_of_an_event_does_not_hang_on_the_others():
    """Making the first event rarer leaves the second where it was, world by world."""

    def second(chance):
        events = {"first": happening(chance=chance), "second": happening(chance=0.3)}
        return values(force(Crisis(tiny(events=events), 500)), "second", "count").tolist()

    assert second(0.5) == second(0.1)


def test_events_of_one_turn_are_worked_out_on_the_same_snapshot():
    """Each adds a tenth of 50; the second does not see what the first has added."""
    tenth = happening(effects={"x": "0.1 * x"})
    assert value(force(Crisis(tiny(events={"one": tenth, "two": tenth}))), "x") == 60


def test_one_event_may_wait_for_another():
    """The second needs the first to have happened, so it comes a turn later."""
    events = {
        "second": happening(when="happened(first)", effects={"x": 10}),
        "first": happening(on="2023-09-25", effects={"x": 1}),
        "third": happening(when="since(first) >= 3", effects={"x": 100}),
    }
    played = Crisis(tiny(events=events, indicators={"x": indicator(0, 0, 1000)}))
    found = [value(force(played), "x") for _ in range(4)]
    assert found == [100, 101, 111, 111]


def test_since_what_never_happened_is_a_long_time():
    """`since` of what never was counts as a thousand turns and more, so `>= 3` holds at once."""
    events = {"it": happening(when="since(a.act) > 900", effects={"x": 1})}
    scenario = tiny(events=events, moves={"a": {"act": deed()}})
    assert value(force(Crisis(scenario)), "x") == 51


def test_an_event_sees_what_arrives_in_its_turn():
    """Sent in turn 1 for turn 2: in turn 2 the event's condition holds."""
    scenario = tiny(
        events={"it": happening(when="x >= 60", effects={"x": 5})},
        moves={"a": {"send": deed(later={"after": 1, "effects": {"x": 10}})}},
    )
    assert value(force(force(Crisis(scenario), a="send")), "x") == 65


def test_an_event_may_have_effects_later():
    scenario = tiny(events={"it": happening(later={"after": 2, "effects": {"x": 5}})})
    played = Crisis(scenario)
    assert [value(force(played), "x") for _ in range(4)] == [50, 50, 55, 55]


def test_an_incident_may_have_effects_later_and_reads_this_turns_moves():
    """It comes in the turn of the deed, whose effects it has seen, and hits two turns later."""
    scenario = tiny(
        moves={"a": {"act": deed(effects={"x": 10}, limit=1)}},
        incidents={
            "it": happening(
                chance="made(a.act) and x >= 60", later={"after": 2, "effects": {"x": 5}}
            )
        },
    )
    played = force(force(Crisis(scenario)), a="act")
    assert value(played, "it", "last") == 2
    assert [value(force(played), "x") for _ in range(3)] == [60, 65, 65]


def test_every_effect_of_what_happens_stays_in_range():
    scenario = tiny(events={"it": happening(effects={"x": 80, "credibility(a)": -9})})
    played = force(Crisis(scenario))
    assert (value(played, "x"), value(played, "a", "credibility")) == (100, 0)


def test_nothing_happens_in_a_world_that_is_over():
    """X is 50 or 80; where it is 80 all is over after turn 1, whatever the hazard."""
    scenario = tiny(
        actors={"a": actor(), "b": actor()},
        indicators={"x": indicator({"one_of": [50, 80]})},
        events={"it": happening(chance=1, limit=9, effects={"x": 1})},
        incidents={"clash": happening(chance=1, effects={"x": 1})},
        endings={"high": ending("x > 75"), "over": ending()},
    )
    played = Crisis(scenario, 200)
    for _ in range(4):
        played.step()
    assert set(values(played, "x")) == {82, 58}
    assert set(values(played, "clash", "count")) == {1, 4}


@pytest.mark.parametrize("hazard", [0.1, 0.5])
def test_a_constant_hazard_ends_worlds_geometrically(hazard):
    """P(over after turn t) = (1 - h)^(t - 1) × h, for each of 12 turns of 40,000 worlds."""
    scenario = tiny(
        clock=clock(12),
        indicators={"x": indicator(0)},
        incidents={"fall": happening(chance=hazard, effects={"x": 1})},
        endings={"fallen": ending("x > 0"), "over": ending()},
    )
    table = Crisis(scenario, 40_000, seed=8).run().results().to_pydict()
    turns = np.array(table["turns"])[np.array(table["ending"]) == "fallen"]
    for turn in range(1, 13):
        assert is_share((turns == turn).sum() / 40_000, (1 - hazard) ** (turn - 1) * hazard, 40_000)
    assert is_share(table["ending"].count("over") / 40_000, (1 - hazard) ** 12, 40_000)
