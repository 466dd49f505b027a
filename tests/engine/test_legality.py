"""What is legal when: `when`, `cooldown`, `limit`, and orders that are refused."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from tests.support.play import force, hashes, value, values
from tests.support.tiny import actor, clock, commitment, deed, ending, goal, indicator, tiny, word


def turns_of(move, turns=8, **parts):
    """The turns in which an actor that does it whenever it may does a deed."""
    scenario = tiny(
        clock=clock(turns),
        actors={"a": actor(name="hawk"), "b": actor()},
        moves={"a": {"act": deed(kind="escalate", **move)}},
        **parts,
    )
    played, turns_done = Crisis(scenario, 3), []
    while played.running:
        before = value(played, "a.act", "count")
        played.step()
        if value(played, "a.act", "count") > before:
            turns_done.append(played.turn)
        assert len(set(hashes(played))) == 1
    return turns_done


@pytest.mark.parametrize(
    ("move", "turns"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7, 8]),
        ({"cooldown": 1}, [1, 3, 5, 7]),
        ({"cooldown": 2}, [1, 4, 7]),
        ({"limit": 3}, [1, 2, 3]),
        ({"limit": 0}, []),
        ({"limit": 2, "cooldown": 3}, [1, 5]),
        ({"when": "turn > 5"}, [6, 7, 8]),
        ({"when": "turn >= turns - 1"}, [7, 8]),
        ({"when": "count(a.act) < 2 and turn != 2"}, [1, 3]),
        ({"when": "since(a.act) > 2"}, [1, 4, 7]),
        ({"when": "since(a.act) > 900", "limit": 5}, [1]),
        ({"when": "x >= 52", "effects": {"x": 1}}, []),
    ],
)
def test_a_move_is_made_when_it_is_legal_and_only_then(move, turns):
    """`cooldown: 1` is one turn between two of the same; what was never done was long ago."""
    assert turns_of(move) == turns


def test_a_commitment_is_made_while_it_does_not_stand_and_dropped_while_it_does():
    played = Crisis(
        tiny(
            moves={
                "a": {
                    "strike": deed(),
                    "threaten": word(pledges="promise"),
                    "retract": word(drops="promise", when="x > 0"),
                }
            },
            commitments={"promise": commitment(deadline=5)},
        )
    )
    refused(played, "a", word="retract")
    force(played, a=("hold", "threaten"))
    refused(played, "a", word="threaten")
    force(played, a=("hold", "retract"))
    assert value(played, "promise", "open") == 0
    refused(played, "a", word="retract")


def refused(played, name, **order):
    with pytest.raises(ValueError, match="is not legal for a in this turn"):
        played.step({name: order})


def once():
    return tiny(moves={"a": {"act": deed(limit=1, effects={"x": 1})}, "b": {"say": word()}})


@pytest.mark.parametrize(
    ("orders", "message"),
    [
        ({"a": {"deed": "say"}}, '"say" is not a deed of a'),
        ({"a": {"word": "act"}}, '"act" is not a word of a'),
        ({"b": {"deed": "act"}}, '"act" is not a deed of b'),
        ({"c": {"deed": "act"}}, '"c"'),
        ({"a": {"dead": "act"}}, '"dead"'),
    ],
)
def test_an_order_that_names_nothing_is_refused_in_words(orders, message):
    with pytest.raises(ValueError, match=message):
        Crisis(once(), 4).step(orders)


def test_a_refused_order_takes_no_turn():
    """Who errs may try again in the same turn, and meets what would have come anyway."""
    played, twin = force(Crisis(once(), 4), a="act"), force(Crisis(once(), 4), a="act")
    with pytest.raises(ValueError, match="not legal"):
        played.step({"a": {"deed": "act"}})
    assert played.turn == 1
    assert hashes(force(played)) == hashes(force(twin))


def test_an_order_need_not_be_legal_where_the_world_is_over():
    """In half of the worlds x is 80, too high for the move and the end of the world in turn 1."""
    scenario = tiny(
        indicators={"x": indicator({"one_of": [50, 80]})},
        moves={"a": {"act": deed(when="x < 70", effects={"x": 1})}},
        endings={"high": ending("x > 75"), "over": ending()},
    )
    played = force(Crisis(scenario, 50))
    force(played, a="act")
    assert set(values(played, "x")) == {51, 80}


def test_only_the_ordered_channel_is_forced_and_the_rest_is_left_to_the_policy():
    """Ordered to speak, a hawk still acts."""
    scenario = tiny(
        actors={"a": actor(goal("x", "more"), name="hawk"), "b": actor()},
        moves={"a": {"act": deed(kind="escalate"), "say": word()}},
    )
    played = Crisis(scenario, 3)
    played.step({"a": {"word": "say"}})
    assert played.actors["a"].did("word") == "say"
    assert played.actors["a"].did("deed") == "act"


def test_an_actor_may_have_more_moves_than_fit_in_a_byte():
    """200 deeds and the one to rest: each is chosen about as often, in 40,000 worlds."""
    scenario = tiny(moves={"a": {f"act-{number}": deed() for number in range(200)}}, clock=clock(1))
    played = Crisis(scenario, 40_000, seed=1).run()
    times = np.bincount((values(played, "a/deed", "choice") + 1000).astype(int))[1000:]
    assert len(times) == 201
    assert times.min() > 120  # 199 each, less 5.6 standard errors
    assert times.max() < 280
