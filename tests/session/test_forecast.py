"""The forecast: a few hundred futures of what a role knows, and nothing else."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from sim.engine.orders import OrderRefused
from sim.session import Session, forecast
from sim.session.futures import possible_worlds
from tests.support.chance import is_share
from tests.support.sessions import give
from tests.support.three import three, three_parts
from tests.support.tiny import actor, clock, deed, ending, indicator, rung, tiny


def scenario(**parts):
    """Six turns in which `a` may blow everything up, or toss a coin about it."""
    blow = deed(effects={"x": 50})
    toss = deed(chances=[{"chance": 0.5, "effects": {"x": 50}}])
    return tiny(
        **{
            "actors": {"a": actor() | {"playable": True}, "b": actor()},
            "moves": {"a": {"blow": blow, "toss": toss}},
            "indicators": {
                "x": indicator(50),
                "dead": indicator(0, unit="people", harm=True),
            },
            "ladder": {"low": {"label": "Low", "example": "e"}, "high": rung("x > 90")},
            "endings": {"war": ending("x > 90", violent=True), "over": ending()},
            **parts,
        }
    )


def knowing(scenario, role="b"):
    return Session.begin(scenario, [role], seed=1).knowledge(role)


def test_what_is_certain_is_certain():
    """With one turn left, `a` blows it up or not."""
    knowledge = knowing(scenario(clock=clock(1)), "a")
    done = forecast(knowledge, "blow", "silence", copies=100)
    assert done.peaceful.value == 0
    assert done.reference.peaceful.value == 1
    assert (done.rung.low, done.reference.rung.high) == (1, 0)
    assert (done.futures, done.reference.reference) == (100, None)


def test_what_is_a_coin_s_is_a_coin_s():
    knowledge = knowing(scenario(clock=clock(1)), "a")
    toss = forecast(knowledge, "toss", "silence", copies=2000).peaceful
    assert is_share(toss.value, 0.5, 2000)
    assert 0.01 < toss.high - toss.low < 0.05
    assert toss.low < toss.value < toss.high


def test_afterwards_everybody_is_played_by_policies():
    """In the second turn `a` chooses at random between three deeds."""
    knowledge = knowing(scenario(clock=clock(2)), "a")
    peaceful = forecast(knowledge, "hold", "silence", copies=3000).peaceful
    assert is_share(peaceful.value, 1 / 3 + 1 / 6, 3000)


def test_the_same_question_has_the_same_answer_in_any_process():
    knowledge = knowing(three())
    code = "import pickle, sys; from sim.session import forecast; "
    code += "print(repr(forecast(pickle.load(sys.stdin.buffer), 'send', 'calm')))"
    again = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(knowledge), capture_output=True, check=True
    )
    assert again.stdout.decode().strip() == repr(forecast(knowledge, "send", "calm"))


def test_equal_knowledge_has_equal_digests():
    one, other = (knowing(three()) for _ in range(2))
    assert (one, one.digest) == (other, other.digest)
    assert one.digest != replace(one, turn=2).digest
    assert one.digest != replace(one, column=one.column[::-1]).digest


def test_a_copy_meets_the_same_luck_whatever_is_asked():
    """Watching has no part in who is killed, so exactly as many futures bring that."""
    knowledge = Session.begin(three(), ["c"], seed=1).knowledge("c")
    one = forecast(knowledge, "watch", "silence", copies=500)
    assert 0 < one.killed.value < 1
    assert one.killed == one.reference.killed


def test_where_nothing_counts_people_no_figure_is_made_up():
    parts = {"indicators": {"x": indicator(50), "harm": indicator(0, harm=True)}}
    assert forecast(knowing(scenario(**parts), "a"), "hold", "silence", copies=10).killed is None


def test_an_order_that_is_not_legal_has_no_forecast():
    with pytest.raises(OrderRefused, match="not legal"):
        forecast(knowing(three(), "a"), "wait", "silence", copies=10)


def test_estimates_are_drawn_around_what_the_role_estimates():
    """Two in three lie within the declared error of a fifth; own estimates stay as they are."""
    session = give(Session.begin(three(), ["a"], seed=1))
    estimate = session.view("a").quantity("b.stock").value
    worlds = possible_worlds(session.knowledge("a"), 3000).worlds
    drawn = worlds.row("indicator", "b.stock") / estimate
    assert 0.6 < (np.abs(drawn - 1) < 0.2).mean() < 0.72
    assert np.abs(drawn - 1).max() < 0.5
    assert (worlds.row("estimate", "a/b.stock") == np.float32(estimate)).all()


def test_what_is_hidden_is_drawn_around_the_guess_as_wide_as_it_began():
    worlds = possible_worlds(knowing(three(), "a"), 3000).worlds
    drawn = worlds.row("indicator", "b.plan")
    assert drawn.min() >= 20
    assert drawn.max() <= 60
    assert abs(drawn.mean() - 40) < 1
    assert len(np.unique(drawn)) > 1000


def test_what_is_known_is_the_same_in_every_future():
    session = give(Session.begin(three(), ["a"], seed=1), a="strike")
    worlds = possible_worlds(session.knowledge("a"), 30).worlds
    for name in ("x", "a.pride"):
        value = session.view("a").quantity(name).value
        assert (worlds.row("indicator", name) == np.float32(value)).all()


def test_the_others_look_for_themselves():
    """What `a` imagines that `c` guesses is not one figure."""
    parts = three_parts()
    parts["indicators"]["b.stock"]["seen_by"] = {"default": {"error": 0.2}}
    worlds = possible_worlds(knowing(tiny(**parts), "a"), 300).worlds
    assert len(np.unique(worlds.row("estimate", "c/b.stock"))) > 200
