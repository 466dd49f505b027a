"""What policies sign: promises that are worth more to them than they cost, as far as they see."""

from __future__ import annotations

import pytest

from sim.engine.bargain import Offer, would_sign
from sim.engine.crisis import Crisis
from tests.support.secrets import secrets_of
from tests.support.three import three
from tests.support.tiny import actor, deed, goal, tiny


def signs(credibility: float = 1, turns: int = 1, when: str = "x > 0", **promised: str) -> bool:
    """Would `a` give something to `b`'s `help`, which it wants?

    `a` wants more x and thinks for itself as often of each move: act (x + 20, its stake, so worth
    1), give (x - 1) or nothing. `b` as often helps (x + 30, worth 1.5 to `a`) as it does nothing.
    """
    even = {"name": "quantal", "rationality": 0}
    crisis = Crisis(
        tiny(
            actors={"a": actor(**even), "b": actor(goal("x", "less"), **even)},
            moves={
                "a": {
                    "act": deed(kind="escalate", effects={"x": 20}),
                    "give": deed(effects={"x": -1}, when=when),
                },
                "b": {"help": deed(effects={"x": 30})},
            },
            dynamics={"credibility": {"start": credibility}},
        )
    )
    known = crisis.rules.pacts.promises
    [(sense, what)] = (promised or {"do": "give"}).items()
    own, other = known.find("a", sense, what), known.find("b", "do", "help")
    outlook = crisis.open_turn()
    return would_sign(crisis.rules, outlook, Offer(own, turns), Offer(other, turns))


def test_it_signs_what_is_worth_more_than_it_costs():
    """In one turn help is undone with 1/2, and worth 1.5 rather than 0.75: 0.375 if believed.

    To give costs -0.05 rather than 0.95 / 3 in the two cases of three: 0.244. So it takes a
    credibility of 0.652.
    """
    assert not signs(credibility=0.64)
    assert signs(credibility=0.66)


def test_what_would_come_anyway_is_worth_little():
    """In three turns, help is undone with 1/8 and giving with 8/27: 0.094 against 0.109."""
    assert not signs(turns=3)


def test_restraint_costs_what_is_left_undone_in_every_turn():
    """Without act: -0.025 rather than 0.317 a turn, 0.342; two turns are dearer than the help."""
    assert signs(refrain="act")
    assert not signs(refrain="act", turns=2)


def test_it_promises_nothing_that_it_could_not_do_now():
    assert not signs(when="x > 60")


def test_to_bind_its_own_hands_is_no_gain_in_itself():
    """Not to give is no loss to `a`; without belief in the help, it gets nothing for it."""
    assert not signs(credibility=0, refrain="give")


@pytest.mark.parametrize(("to", "public"), [("b", True), ("b", False), ("c", False)])
def test_nobody_is_paid_twice_for_one_promise(to: str, public: bool):
    """`a` has given it already; but what it promised to `b` in private, `c` does not know."""
    crisis = Crisis(three(), seed=4)
    known = crisis.rules.pacts.promises
    own, other = known.find("c", "do", "watch"), known.find("a", "refrain", "strike")
    offers = Offer(own, 1), Offer(other, 6)
    assert would_sign(crisis.rules, crisis.open_turn(), *offers)
    back = {"b": known.find("b", "do", "calm"), "c": known.find("c", "refrain", "watch")}[to]
    for promise in (other, back):
        crisis.worlds.add_rows(known.rows(promise, 6, 1, public))
    knows = public or to == "c"
    assert would_sign(crisis.rules, crisis.open_turn(), *offers) != knows


@pytest.mark.parametrize("role", "abc")
def test_it_looks_at_nothing_that_its_actor_can_not_know(role):
    """Another value of any secret changes no answer to any of the bargains."""
    crisis = Crisis(three(), seed=4)
    outlook = crisis.open_turn()
    known = crisis.rules.pacts.promises

    def answers() -> list[bool]:
        return [
            would_sign(crisis.rules, outlook, Offer(own, 3), Offer(other, 3))
            for own in known.of(role)
            for other in known.all
            if other.maker != own.maker
        ]

    before = answers()
    assert len(set(before)) == 2, "some are signed and some are not"
    for group, name in secrets_of(crisis, role):
        row = crisis.worlds.row(group, name)
        row[:] = row * 0.5 + 1
    assert answers() == before
