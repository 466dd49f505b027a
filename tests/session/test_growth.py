"""A session stays small however long it is played, since a host holds one for each table."""

from __future__ import annotations

import gc
import tracemalloc

from sim import load_scenario
from sim.session import EVERYTHING, PUBLIC, Session

MOST = 30_000  # bytes that a turn may leave behind, of the flagship with five people


def test_a_turn_leaves_little_behind():
    """Seven who see it are told of the same changes; each keeps what it knew of indicators only."""
    scenario = load_scenario("banjska-2023")
    people = [name for name, actor in scenario.actors.items() if actor.playable]
    tracemalloc.start()
    try:
        session = Session.begin(scenario, people, seed=1, watchers=(EVERYTHING, PUBLIC))
        held = [held_after(session, turns) for turns in (6, 6)]
    finally:
        tracemalloc.stop()
    assert (held[1] - held[0]) / 6 < MOST


def held_after(session, turns):
    """The bytes that are held when so many more turns are over."""
    for _turn in range(turns):
        session.close_turn()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_what_several_roles_see_change_is_kept_once():
    session = Session.begin("tutorial", ["ardale", "bellmoor"], seed=1)
    session.close_turn()
    ours, theirs = (
        {
            change: change
            for told in session._table.seats[role].memory.told[0]
            for change in told.changes
        }
        for role in session.people
    )
    both = ours.keys() & theirs.keys()
    assert both
    assert all(ours[change] is theirs[change] for change in both)
