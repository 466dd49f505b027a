"""The record: shares, responses and durations, counted by hand and built to fail."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.validity.record import count_responses, record_findings
from sim.analysis.validity.responses import (
    FEWEST,
    RESPONSES,
    TRIGGERS,
    ResponseTrial,
    apart,
    recorded_responses,
    response_of,
    trigger_of,
)
from sim.engine.book import Book
from tests.support.benches import as_written, bench, doing, verdicts
from tests.support.tiny import WHY, actor, clock, deed, ending, happening, indicator, tiny, word

BAND = WHY | {"label": "War", "of": ["war"]}
STANDOFF = WHY | {"label": "No end", "of": ["standoff"], "between": [0, 1]}
HAWKS = {"a": actor(name="hawk"), "b": actor(name="hawk")}
HOSTILE = {"attitudes": {"start": {"a": {"b": -5}, "b": {"a": -5}}}}


def stormy(chance, between, turns=1):
    """War comes with a storm, on the first day or on a later one."""
    return bench(
        worlds=2000,
        clock=clock(turns),
        events={"storm": happening(chance=chance)},
        endings={
            "war": ending("happened(storm)", counts_as=["war"], violent=True),
            "over": ending(counts_as=["agreement"]),
        },
        calibration=[BAND | {"between": between}],
    )


def found_in(here):
    free = as_written(here)
    counts = count_responses(here.scenario, doing(here), here.worlds)
    return {each.key: each for each in record_findings(here.scenario, free, counts)}


@pytest.mark.parametrize(
    ("chance", "verdict"), [(0.1, "passes"), (0.5, "falls short"), (0.2, "cannot tell")]
)
def test_a_band_is_kept_missed_or_too_near_to_tell(chance, verdict):
    assert found_in(stormy(chance, ["5%", "20%"]))["record.band.0"].verdict == verdict


def test_outcomes_are_held_against_each_class_of_crises():
    """War in 10 and agreement in 90 of 100: war passes in four of five classes, agreement in none.

    Of the class of build-ups, 0 of 16 ended in war, which Wilson's interval takes up to 19 %.
    """
    found = verdicts(list(found_in(stormy(0.12, ["5%", "20%"])).values()))
    wars = {key.split(".")[2]: told for key, told in found.items() if key.endswith(".0")}
    assert wars.pop("0") == "passes"
    assert set(wars.values()) == {"passes"}
    agreements = [told for key, told in found.items() if key.endswith(".2") and "class" in key]
    assert agreements == ["falls short"] * 5


def test_an_invented_crisis_owes_the_record_no_likeness():
    (found,) = found_in(bench(worlds=5)).values()
    assert found.verdict == "not applicable"


@pytest.mark.parametrize(("turns", "verdict"), [(16, "not applicable"), (100, "falls short")])
def test_how_long_it_takes_is_only_told_where_the_clock_lets_it_last(turns, verdict):
    """A storm comes after about two days, and recorded crises take 59 or more."""
    assert found_in(stormy(0.5, [0, 1], turns))["record.duration"].verdict == verdict


# -- responses -----------------------------------------------------------------------------------


def book_of(**move):
    channel = deed if move.pop("channel", "deed") == "deed" else word
    return Book(tiny(moves={"a": {"act": channel(toward="b", **move)}})).moves


@pytest.mark.parametrize(
    ("cameo", "trigger", "response"),
    [
        ("046", None, "political"),
        ("112", "verbal", "political"),
        ("163", "verbal", "political"),
        ("173", "verbal", "political"),
        ("154", "military", "military"),
        ("191", "military", "military"),
        ("175", "violent", "violent"),
        ("193", "violent", "violent"),
        ("0873", None, "political"),
    ],
)
def test_cameo_codes_say_what_a_deed_is(cameo, trigger, response):
    (move,) = [each for each in book_of(cameo=cameo) if each.move]
    assert trigger_of(move) == (TRIGGERS.index(trigger) if trigger else -1)
    assert RESPONSES[response_of(move)] == response


def test_words_are_verbal_responses_whatever_they_threaten_and_rest_is_none():
    rest, *_others, said = [m for m in book_of(cameo="138", channel="word") if m.actor == 0]
    assert RESPONSES[response_of(said)] == "verbal"
    assert RESPONSES[response_of(rest)] == "inaction"


def counted(turns, **parts):
    here = bench(worlds=7, clock=clock(turns), actors=HAWKS, **parts)
    counts = ResponseTrial(7).on(here).sum(axis=2)
    return {
        (TRIGGERS[i], RESPONSES[j]): int(counts[i, j])
        for i, j in zip(*np.nonzero(counts), strict=True)
    }


SHOWS = {"kind": "escalate", "cameo": "154"}
WARNS = {"kind": "escalate", "cameo": "138"}


def test_each_side_answers_the_first_trigger_within_five_days():
    """`a` shows force on the first day, which counts once; `b` accuses in deeds and words."""
    moves = {
        "a": {"march": deed(toward="b", **SHOWS)},
        "b": {"warn": word(toward="a", **WARNS)},
    }
    assert counted(6, moves=moves) == {("military", "verbal"): 7, ("verbal", "military"): 7}


def test_days_that_the_end_cuts_off_tell_of_no_response():
    assert counted(5, moves={"a": {"march": deed(toward="b", **SHOWS)}}) == {}


def test_who_can_do_nothing_answers_with_inaction():
    assert counted(6, moves={"a": {"march": deed(toward="b", **SHOWS)}}) == {
        ("military", "inaction"): 7
    }


def test_the_gravest_response_counts_and_the_day_of_the_trigger_does_not():
    """`b` fights on the first day only, at the same time as the trigger, and then only warns."""
    moves = {
        "a": {"march": deed(toward="b", **SHOWS)},
        "b": {
            "fight": deed(kind="escalate", cameo="193", limit=1),
            "warn": word(toward="a", kind="escalate", cameo="016"),
        },
    }
    assert counted(6, moves=moves) == {("military", "verbal"): 7}


def test_what_is_done_in_private_triggers_nothing():
    assert counted(6, moves={"a": {"march": deed(toward="b", private=True, **SHOWS)}}) == {}


def test_an_incident_that_hurts_is_a_violent_trigger_for_the_two_rivals():
    parts = {
        "indicators": {"x": indicator(50), "hurt": indicator(0, harm=True)},
        "dynamics": HOSTILE,
        "incidents": {"clash": happening(chance=1, limit=1, effects={"hurt": 1})},
        "moves": {
            "a": {"greet": word(toward="b", kind="escalate", cameo="041")},
            "b": {"greet": word(toward="a", kind="escalate", cameo="041")},
        },
    }
    assert counted(6, **parts) == {("violent", "verbal"): 14}


def test_total_variation_is_half_the_sum_of_differences():
    """Half and half against 80 and 20: 0.3 apart, and a world with two cases counts as one."""
    here = np.zeros((2, 100))
    here[0, :50], here[1, 50:] = 2, 2
    found = apart(here, (0.8, 0.2), cases=10_000)
    assert found.value == pytest.approx(0.3)
    # Each world's share is 0 or 1: standard error 0.5 / √100; the record adds nearly nothing.
    assert found.high - found.value == pytest.approx(1.96 * 0.05, rel=0.02)


def test_responses_that_no_actor_can_give_fall_short():
    """Everybody marches: nobody does what 62 of 100 recorded actors did."""
    moves = {
        "a": {"march": deed(toward="b", **SHOWS)},
        "b": {"march": deed(toward="a", **SHOWS)},
    }
    parts = {"clock": clock(6), "actors": HAWKS, "moves": moves}
    here = bench(worlds=FEWEST, calibration=[STANDOFF], **parts)
    found = verdicts(list(found_in(here).values()))
    assert found["record.responses.military"] == "falls short"
    assert found["record.peaceful.military"] == "falls short"
    assert found["record.responses.violent"] == "not applicable"


def test_recorded_shares_add_up_and_name_their_source():
    for row in recorded_responses():
        assert sum(row.shares) == pytest.approx(1)
        assert row.source == "ICB2 version 14"
