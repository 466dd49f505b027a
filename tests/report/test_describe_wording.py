"""Moves, starts, goals and sights in words."""

from __future__ import annotations

import pytest

from sim.report.describe.blocks import Table
from sim.report.describe.deeds import moves
from sim.report.describe.happenings import commitments, events, incidents
from sim.report.describe.notes import Notes
from sim.report.describe.quantities import seen
from sim.report.describe.sides import described, goal_words
from sim.report.describe.wording import Wording, drift, start
from sim.report.ground import ground_of
from sim.scenario.schema import Drift, Goal
from tests.support.three import three
from tests.support.tiny import goal, happening, indicator, tiny


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording(three())


def rows(section) -> dict[str, list[str]]:
    """The cells of all tables in a section, by the first line of their row."""
    found: dict[str, list[str]] = {}
    for block in section.blocks:
        if isinstance(block, Table):
            for first, *rest in block.rows:
                found[first.lines[0]] = [" / ".join(words.lines) for words in rest]
        elif hasattr(block, "blocks"):
            found |= rows(block)
    return found


def of(part) -> dict[str, list[str]]:
    return rows(part(three(), Notes(ground_of(three())), Wording(three())))


def test_a_move_tells_when_it_may_be_made_what_it_changes_and_what_it_costs():
    strike = of(moves)["Strike"]
    assert strike[0] == "Then not again for 1 turn. / At most 2 times."
    assert strike[1].replace("\xa0", " ") == "Tension +8 / Birch's stock −5 crates"
    assert strike[2] == "To Birch: Goldstein −7.2 (CAMEO 154) / Risk of incidents +20\xa0%"


def test_delays_chances_and_belief_are_told():
    found = {name: row[1].replace("\xa0", " ") for name, row in of(moves).items()}
    send = found["Send crates"]
    assert "In 2 turns: Tension +5; Birch's stock +6 crates" in send
    assert "With 40 %: “Little”: Tension +1; Plan +9" in send
    assert found["Calm"] == "As far as it is believed: Tension −4"
    assert found["Threaten"].endswith("Makes the demand “Less stock”.")
    assert found["Retract"] == "Takes the demand back, with a reason."


def test_events_tell_their_day_their_chance_and_how_often():
    found = of(events)
    assert found["A storm"][0] == (
        "On 26 September 2023, turn 3. / Everybody knows the date beforehand. / At most once."
    )
    assert found["A rumour"][0] == (
        "0.3 + “Plan” ÷ 500 in a turn; at a typical start 38\xa0% / At most 3 times."
    )


def test_an_incident_tells_its_hazard_in_words_and_at_the_start():
    assert of(incidents)["A clash"][0] == "0.2 + the risk in a turn; at a typical start 20\xa0%"


def test_a_hazard_beyond_certainty_is_certain():
    scenario = tiny(incidents={"end": happening(chance="x / 10")})
    assert "at a typical start 100" in Wording(scenario).chance(scenario.incidents["end"].chance)


def test_a_commitment_tells_who_when_and_or_else():
    who, met, price = of(commitments)["Less stock"]
    assert (
        who == "Ash demands it of Birch. / Deadline: 2 turns after the word. / Or else: “Strike”."
    )
    assert met == "while “Birch's stock” is below 10"
    assert price == "Backing down costs 10 of “Pride” at once; loudness 100\xa0%."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1200, "1,200 crates"),
        (0.125, "0.125 crates"),
        ({"uniform": [1, 4]}, "anything from 1 to 4 crates"),
        ({"triangular": [1, 2.5, 4]}, "1 to 4 crates, most likely 2.5"),
        ({"one_of": [2, 3, 5]}, "2, 3 or 5 crates, each as likely"),
    ],
)
def test_a_start_is_told_with_how_it_is_distributed(value, words):
    part = tiny(indicators={"x": indicator(value, 0, 5000, unit="crates")}).indicators["x"]
    assert start(part) == words


def test_a_drift_tells_whereto_and_how_fast():
    words = drift(Drift(toward=40, rate=0.025), "index")
    assert words == "drifts toward 40, 2.5\xa0% of the way in a turn"


def test_who_sees_an_indicator_is_told_from_exactly_to_not_at_all(wording):
    assert list(seen(three(), "x", wording)) == ["everybody, exactly"]
    assert list(seen(three(), "b.stock", wording)) == [
        "Birch: exactly",
        "Ash: within 20\xa0%",
        "Cedar: not at all",
    ]


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (goal("x", "more"), "as high as can be"),
        (goal("x", "near", target=50), "near 50"),
        (goal("x", "below", line=0, growing=True), "below 0, a red line; each further step away"),
    ],
)
def test_a_goal_is_told_by_its_shape(wording, shape, words):
    assert goal_words(Goal(**shape), wording).startswith(words)


def test_a_policy_is_told_by_what_its_file_says():
    assert described("hawk") == "escalates whenever it may, by deed and by word; else it rests"
