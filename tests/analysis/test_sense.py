"""Sense by playing: what never comes, what is never chosen, and what is always best."""

from __future__ import annotations

import pytest

from sim.analysis.sense import remarks_by_play
from sim.scenario.check import open_scenario
from sim.scenario.schema import Scenario
from sim.scenario.validate import validate
from tests.support.shipped import each_scenario
from tests.support.tiny import (
    actor,
    deed,
    ending,
    goal,
    happening,
    indicator,
    rung,
    tiny_document,
    word,
)
from tests.support.whole import whole_parts

QUANTAL = {"name": "quantal", "rationality": 3}
MIDDLE = actor(goal("x", "near", target=50))


def remarks(worlds=200, seed=0, **parts):
    document = tiny_document(**parts)
    return remarks_by_play(document, validate(document, Scenario), worlds, seed)


def told(**parts):
    """{path: (level, message)} of the small scenario with a bit of everything, changed."""
    return {each.where: (each.level, each.message) for each in remarks(**whole_parts() | parts)}


def more(group, **parts):
    """The whole scenario's group with further parts."""
    return {group: whole_parts()[group] | parts}


def moves_of_a(**parts):
    moves = whole_parts()["moves"]
    return {"moves": moves | {"a": moves["a"] | parts}}


def test_of_a_scenario_of_which_all_is_met_nothing_is_told():
    assert told() == {}


@each_scenario
def test_nothing_in_a_shipped_scenario_is_never_met(path):
    document, scenario = open_scenario(path)
    found = remarks_by_play(document, scenario)
    assert [str(each) for each in found if each.level == "warning"] == []


def test_an_ending_that_nobody_reaches_says_which_part_of_its_condition_never_held():
    """And how near it came: pride starts between 40 and 60, and can't come to 300."""
    endings = {"never": ending("tension > 60 and a.pride > 300")} | whole_parts()["endings"]
    level, message = told(endings=endings)["endings.never"]
    assert level == "warning"
    assert message.startswith('never reached in 1,600 worlds: "a.pride > 300" never held (nearest:')


def test_an_ending_behind_another_is_told_to_go_further_up():
    endings = {"sooner": ending("tension > 60"), "later": ending("tension > 70"), "over": ending()}
    found = told(endings=endings)
    assert list(found) == ["endings.later"]
    assert "another ending came first" in found["endings.later"][1]


def test_parts_that_hold_at_different_times_only_are_named():
    found = told(**moves_of_a(both=deed(when="tension > 50 and tension < 45")))
    level, message = found["moves.a.both"]
    assert level == "warning"
    assert '"tension > 50" and "tension < 45" each held, but never all at once' in message


def test_a_word_that_takes_back_what_never_stands_is_never_legal():
    commitment = whole_parts()["commitments"]["promise"]
    parts = moves_of_a(regret=word(drops="other"))
    found = told(**parts, **more("commitments", other=commitment))
    assert '"open(other)" never held' in found["moves.a.regret"][1]


@pytest.mark.parametrize(
    ("move", "why"),
    [
        (deed(limit=0), "its limit is 0"),
        (deed(when="made(b.push)"), "only held when a turn was over"),
    ],
)
def test_a_move_that_is_never_legal_says_why(move, why):
    assert why in told(**moves_of_a(idle=move))["moves.a.idle"][1]


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (happening(when="a.pride < 0"), '"a.pride < 0" never held (nearest: 0)'),
        (happening(chance=0.000001), "its chance was 0.0001 % at most"),
    ],
)
def test_an_event_that_never_happens_says_why(event, why):
    level, message = told(**more("events", quake=event))["events.quake"]
    assert level == "warning"
    assert why in message


def test_an_incident_without_a_hazard_is_told():
    incident = happening(chance="max(0, tension - 200)")
    found = told(**more("incidents", quake=incident))
    assert "its chance was 0 % at most. Raise it" in found["incidents.quake"][1]


def test_what_only_a_teacher_puts_in_is_not_missed():
    assert told(**more("events", visit=happening(inject=True))) == {}


def test_a_rung_on_which_no_world_stands_is_a_note():
    level, message = told(**more("ladder", moon=rung("tension > 300")))["ladder.moon"]
    assert level == "note"
    assert message.startswith("never stood on")


def test_things_of_the_same_name_are_told_apart():
    """An event, an ending and a rung called moon, none of which ever comes, each for its reason."""
    found = told(
        **more("events", moon=happening(when="tension > 400")),
        **more("ladder", moon=rung("tension > 300")),
        endings={"moon": ending("a.pride > 200")} | whole_parts()["endings"],
    )
    for path, why in {
        "events.moon": '"tension > 400" never held',
        "ladder.moon": '"tension > 300" never held',
        "endings.moon": '"a.pride > 200" never held',
    }.items():
        assert why in found[path][1]


def test_what_is_rare_is_looked_for_in_further_worlds():
    """One world in 333: not among the first 200, and among the 1,400 that follow."""
    rare = more("events", comet=happening(on="2023-09-24", chance=0.003))
    assert "events.comet" not in told(**rare)


def test_a_move_that_its_actor_never_wants_is_a_note():
    level, message = told(**moves_of_a(dear=deed(cost=5)))["moves.a.dear"]
    assert level == "note"
    assert message.startswith("never chosen by a's own policy, though legal in")


def test_a_move_that_looks_best_whatever_the_others_do_is_a_warning():
    """Of two, one brings ten times as much, whatever b makes of x."""
    found = remarks(
        actors={"a": actor(goal("x", "more"), **QUANTAL), "b": MIDDLE},
        indicators={"x": indicator(50)},
        moves={
            "a": {"much": deed(effects={"x": 2}), "little": deed(effects={"x": 0.2})},
            "b": {"up": deed(effects={"x": 3}), "down": deed(effects={"x": -3})},
        },
        ladder={"low": {"label": "Low", "example": "e"}, "high": rung("x > 55")},
    )
    warned = [each for each in found if each.level == "warning"]
    assert [each.where for each in warned] == ["moves.a.much"]
    assert "looks best to a in 100% of" in warned[0].message


def test_a_move_that_is_best_only_against_some_is_not_told():
    """Up helps while x is low, down while it is high; b drives it from one to the other."""
    found = remarks(
        actors={"a": actor(goal("x", "near", target=50), **QUANTAL), "b": MIDDLE},
        indicators={"x": indicator({"uniform": [20, 80]})},
        moves={
            "a": {"up": deed(effects={"x": 5}), "down": deed(effects={"x": -5})},
            "b": {"lift": deed(effects={"x": 9}), "drop": deed(effects={"x": -9})},
        },
        ladder={"low": {"label": "Low", "example": "e"}, "high": rung("x > 55")},
    )
    assert found == []


def test_a_side_to_which_nothing_seems_worth_doing_is_a_note():
    found = remarks(
        actors={"a": actor(goal("x", "more"), **QUANTAL), "b": MIDDLE},
        moves={"a": {n: deed(effects={"x": -5}) for n in ("one", "two")}},
        ladder={"low": {"label": "Low", "example": "e"}, "high": rung("x < 45")},
    )
    notes = {each.where: each.message for each in found if each.level == "note"}
    assert notes["actors.a.goals"].startswith("hold looks best to a in 100% of")


def test_the_same_seed_makes_the_same_remarks_in_the_order_of_the_file():
    parts = moves_of_a(idle=deed(limit=0)) | more("events", quake=happening(when="a.pride < 0"))
    found = remarks(**whole_parts() | parts)
    assert found == remarks(**whole_parts() | parts) == sorted(found)
    assert len(found) == 2
