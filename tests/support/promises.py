"""The promises of the engine as questions that have an answer; broken twins must fail them."""

from __future__ import annotations

import numpy as np

from sim.engine.crisis import Crisis
from sim.scenario.schema import Scenario
from tests.support.chance import is_share
from tests.support.numbers import Place, Search
from tests.support.play import force, hashes, value, values
from tests.support.secrets import choices_that_tell
from tests.support.tiny import actor, clock, deed, ending, happening, indicator, tiny, tiny_document
from tests.support.whole import whole_parts


def fresh() -> Scenario:
    """The whole scenario, compiled anew, since a twin may be broken in its setting up."""
    return tiny(**whole_parts())


def slice_is_whole() -> bool:
    """P1: worlds 7 to 16 of 40 equal themselves alone, even where others have ended."""
    scenario = fresh()
    all_worlds = hashes(Crisis(scenario, 40, seed=5).run())
    return hashes(Crisis(scenario, 10, first_world=7, seed=5).run()) == all_worlds[7:17]


def the_dead_stand_still() -> bool:
    """P1: after its last turn no world changes."""
    crisis = Crisis(fresh(), 60, seed=3, policies={"all": "hawk"})
    before = crisis.worlds.table.copy()
    still = True
    while crisis.running:
        over = crisis.worlds.over.copy()
        crisis.step()
        still &= bool((crisis.worlds.table[:, over] == before[:, over]).all())
        before = crisis.worlds.table.copy()
    return still


def fork_is_step() -> bool:
    """P3: a fork with the old luck goes where the crisis goes, and the crisis does not feel it."""
    scenario = fresh()
    crisis, twin = (Crisis(scenario, 20, seed=5) for _ in range(2))
    for _ in range(3):
        crisis.step()
        twin.step()
    crisis.fork(world=4, luck=9).run()
    future = crisis.fork(luck=None).run()
    return hashes(future) == hashes(crisis.run()) == hashes(twin.run())


def nothing_is_dead() -> bool:
    """P5: of the goals, rates and chances of the whole scenario, each changes some world."""
    search = Search(tiny_document(**whole_parts()))
    paths = [
        ("actors", "a", "goals", 1, "weight"),
        ("moves", "a", "strike", "cooldown"),
        ("moves", "a", "retract", "cost"),
        ("dynamics", "audience", "growth"),
        ("incidents", "clash", "cooldown"),
    ]
    return not any(search.is_dead(Place(path)) for path in paths)


def nobody_peeks() -> bool:
    """No actor decides by what it cannot know."""
    return choices_that_tell(Crisis(fresh(), 40, seed=5), turns=3) == []


def a_cooldown_is_kept() -> bool:
    """A hawk with a cooldown of 2 acts in turns 1 and 4 of 6."""
    moves = {"a": {"act": deed(kind="escalate", cooldown=2)}}
    played = Crisis(tiny(actors={"a": actor(name="hawk"), "b": actor()}, moves=moves)).run()
    return (value(played, "a.act", "count"), value(played, "a.act", "last")) == (2, 4)


def a_delay_is_kept() -> bool:
    """Sent in turn 1 to arrive 2 turns later: there in turn 3, not in turn 2 or 4."""
    moves = {"a": {"send": deed(later={"after": 2, "effects": {"x": 7}})}}
    played = force(force(Crisis(tiny(moves=moves)), a="send"))
    return (value(played, "x"), value(force(played), "x")) == (50, 57)


def a_hazard_is_as_declared() -> bool:
    """0.2 a turn: over by turn 5 in 1 - 0.8⁵ = 67 % of 20,000 worlds."""
    scenario = tiny(
        clock=clock(5),
        indicators={"x": indicator(0)},
        incidents={"fall": happening(chance=0.2, effects={"x": 1})},
        endings={"fallen": ending("x > 0"), "over": ending()},
    )
    fallen = values(Crisis(scenario, 20_000, seed=8).run(), "x") > 0
    return is_share(fallen.mean(), 1 - 0.8**5, 20_000)


def luck_is_independent() -> bool:
    """Two actors who choose between three moves at random agree in a third of 20,000 worlds."""
    moves = {"up": deed(effects={"x": 1}), "down": deed(effects={"x": -1})}
    scenario = tiny(clock=clock(1), moves={"a": moves, "b": moves})
    played = Crisis(scenario, 20_000, seed=8).run()
    own = [values(played, seat, "choice") for seat in ("a/deed", "b/deed")]
    ranks = [row - row.min() for row in own]
    return is_share(float(np.equal(*ranks).mean()), 1 / 3, 20_000)


PROMISES = (
    slice_is_whole,
    the_dead_stand_still,
    fork_is_step,
    nothing_is_dead,
    nobody_peeks,
    a_cooldown_is_kept,
    a_delay_is_kept,
    a_hazard_is_as_declared,
    luck_is_independent,
)
