"""Injects: events that only somebody who leads the game puts in."""

from __future__ import annotations

import pytest

from sim.engine.crisis import Crisis
from sim.engine.orders import OrderRefused
from tests.support.play import hashes, value
from tests.support.tiny import happening, indicator, tiny


def leaking(**event):
    """X is 10 until a leak, which only an inject brings, adds 5."""
    events = {"leak": happening(inject=True, effects={"x": 5}, **event)}
    return tiny(indicators={"x": indicator(10)}, events=events)


def test_an_inject_happens_in_the_turn_in_which_it_is_put_in():
    crisis = Crisis(leaking(), 4)
    crisis.step()
    assert value(crisis, "x") == 10
    crisis.step(injects=["leak"])
    assert value(crisis, "x") == 15
    assert value(crisis, "leak", "last") == 2


def test_an_inject_may_be_put_in_again():
    """Limits are for what happens by itself; whoever puts it in knows what they do."""
    crisis = Crisis(leaking(limit=1), 4)
    crisis.step(injects=["leak"])
    crisis.step(injects=["leak"])
    assert value(crisis, "x") == 20


def test_an_unknown_inject_is_refused_and_takes_no_turn():
    crisis, twin = Crisis(leaking(), 4), Crisis(leaking(), 4)
    with pytest.raises(OrderRefused, match='Did you mean "leak"'):
        crisis.step(injects=["leek"])
    crisis.step()
    twin.step()
    assert hashes(crisis) == hashes(twin)


def test_an_inject_leaves_the_luck_of_the_turn_alone():
    """The worlds differ in what was put in, and in nothing that was drawn."""
    crisis, twin = Crisis(leaking(), 50), Crisis(leaking(), 50)
    crisis.step(injects=["leak"])
    twin.step()
    choices = [played.worlds.group("choice").tolist() for played in (crisis, twin)]
    assert choices[0] == choices[1]
