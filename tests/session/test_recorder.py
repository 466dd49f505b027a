"""A turn taken apart: what happened in it adds up to what it changed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from sim.session.course import Beat, Course
from sim.session.recorder import Recorder
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three
from tests.support.whole import whole


def courses(crisis: Crisis) -> Iterator[tuple[Course, np.ndarray]]:
    """Each turn of a crisis that policies play, and the table before it."""
    recorder = Recorder(crisis.rules, crisis.worlds)
    while crisis.running:
        before = crisis.worlds.table.copy()
        outlook = crisis.open_turn()
        course = recorder.opened(before, crisis.worlds)
        chosen = crisis.rules.draw(crisis.worlds, crisis.weigh(outlook))
        answers = outlook.answers.copy()
        crisis.close_turn(outlook, chosen)
        recorder.closed(course, chosen, answers, crisis.worlds)
        yield course, before[:, 0]


def beats(crisis: Crisis) -> list[Beat]:
    return [beat for course, _ in courses(crisis) for beat in course.beats]


def told_of(crisis: Crisis, what: str) -> list[Beat]:
    return [beat for beat in beats(crisis) if beat.what == what]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("scenario", [whole, three])
def test_what_happened_adds_up_to_what_the_turn_changed(scenario, seed):
    assert_adds_up(Crisis(scenario(), seed=seed))


@each_scenario
def test_it_adds_up_in_every_shipped_scenario(path):
    assert_adds_up(Crisis(shipped(path), seed=5))


def assert_adds_up(crisis: Crisis) -> None:
    """Each beat goes on where the one before stopped, to the last bit."""
    groups = (crisis.worlds.layout.groups[g] for g in ("indicator", "attitude", "credibility"))
    rows = np.r_[tuple(groups)]
    for course, before in courses(crisis):
        here = before
        for beat in course.beats:
            assert (beat.before[rows] == here[rows]).all(), beat
            here = beat.after
        assert (here[rows] == course.tables["closed"][rows]).all()


def test_every_move_event_incident_and_demand_is_told():
    """As often as the engine counted them."""
    for seed in range(5):
        crisis = Crisis(whole(), seed=seed)
        found = [(beat.kind, beat.what, beat.fate) for beat in beats(crisis)]
        worlds, scenario = crisis.worlds, whole()
        for name in [m.name for m in crisis.rules.book.moves if m.move]:
            count = sum(f[:2] in (("deed", name), ("word", name)) for f in found)
            assert count == worlds.row("count", name)[0], name
        for name in (*scenario.events, *scenario.incidents):
            count = sum(f[:2] in (("event", name), ("incident", name)) for f in found)
            assert count == worlds.row("count", name)[0], name
        for fate in ("met", "kept", "broken", "dropped"):
            count = found.count(("pledge", "promise", fate))
            assert count == worlds.row(fate, "promise")[0], fate


def test_what_was_announced_arrives_from_where_it_was_announced():
    crisis = Crisis(three(), seed=1)
    recorder = Recorder(crisis.rules, crisis.worlds)
    x = crisis.worlds.layout.row("indicator", "x")
    arrivals = []
    for orders in ("send", "hold", "hold"):
        before = crisis.worlds.table.copy()
        outlook = crisis.open_turn()
        course = recorder.opened(before, crisis.worlds)
        arrivals = [beat for beat in course.beats if beat.kind == "arrival"]
        chosen = crisis.rules.book.seat_starts[:, None].copy()
        chosen[1] = crisis.rules.book.move_index[f"b.{orders}"]
        crisis.close_turn(outlook, chosen)
        recorder.closed(course, chosen, outlook.answers, crisis.worlds)
    [arrival] = arrivals
    assert (arrival.turn, arrival.what, arrival.cause.turn) == (3, "b.send", 1)
    assert arrival.after[x] - arrival.before[x] == 5


def test_how_chance_turned_a_move_is_told_as_it_came():
    """Much crates bring tension 3, few 1, and in a fifth of worlds there is neither."""
    shift = {0: 3, 1: 1, None: 0}
    seen = set()
    for seed in range(30):
        crisis = Crisis(three(), seed=seed)
        x = crisis.worlds.layout.row("indicator", "x")
        for beat in told_of(crisis, "b.send"):
            if beat.kind == "deed" and beat.before[x] < 90:
                assert beat.after[x] - beat.before[x] == shift[beat.branch]
                seen.add(beat.branch)
    assert seen == {0, 1, None}


def test_how_chance_turned_an_event_is_told_as_it_came():
    seen = set()
    for seed in range(30):
        crisis = Crisis(three(), seed=seed)
        pride = crisis.worlds.layout.row("indicator", "a.pride")
        for beat in told_of(crisis, "rumour"):
            assert beat.after[pride] - beat.before[pride] == (0 if beat.branch is None else -2)
            seen.add(beat.branch)
    assert seen == {0, None}
