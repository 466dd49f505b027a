"""Pacts: what two actors signed is kept or broken, and breaking it has a price."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from sim.engine.vows import ANY_ESCALATION, FATES
from sim.scenario.schema import Scenario
from tests.support.play import force, hashes, value
from tests.support.tiny import WHY, actor, commitment, deed, indicator, tiny, word


def scenario(**parts: object) -> Scenario:
    """`a` may strike, aid or insult, `b` may yield; breaking one's word costs `a` 4 of x."""
    usual = {
        "moves": {
            "a": {
                "strike": deed(kind="escalate"),
                "aid": deed(),
                "insult": word(kind="escalate"),
                "whisper": word(private=True, toward="b"),
            },
            "b": {"yield": deed(), "fight": deed(kind="escalate")},
        },
        "dynamics": {
            "credibility": {"start": 0.5, "kept": 0.1, "broken": -0.2},
            "audience": {"growth": 0.5},
            "pacts": WHY | {"prices": {"a": {"audience": "x", "cost": 4}}},
        },
    }
    return tiny(**{**usual, **parts})


def signed(crisis: Crisis, *promises: tuple[str, str, str, int], public: bool = True) -> Crisis:
    """The crisis in which those promises, two a pact, are signed in its next turn."""
    known = crisis.rules.pacts.promises
    for maker, sense, what, until in promises:
        promise = known.find(maker, sense, what)
        assert promise, f"{maker} can't promise to {sense} {what}"
        crisis.worlds.add_rows(known.rows(promise, until, crisis.turn + 1, public))
    return crisis


def fates(crisis: Crisis) -> list[str]:
    """What became of every promise in the first world."""
    vows = crisis.rules.pacts.promises.signed(crisis.worlds)
    return [FATES[int(crisis.worlds.table[vow.fate_row, 0])] for vow in vows]


MUTUAL = ("a", "refrain", ANY_ESCALATION, 3), ("b", "do", "yield", 3)


def test_what_is_done_in_time_is_kept_and_believed():
    """Promised in turn 1, done in turn 2: b is believed 0.1 more; a's own restraint still binds."""
    crisis = force(force(signed(Crisis(scenario()), *MUTUAL)), b="yield")
    assert fates(crisis) == ["open", "kept"]
    assert value(crisis, "b", "credibility") == pytest.approx(0.6)
    assert value(crisis, "a", "credibility") == 0.5


def test_restraint_is_kept_when_its_last_turn_is_over():
    crisis = signed(Crisis(scenario()), *MUTUAL)
    for _turn in range(2):
        force(crisis, b="yield")
        assert fates(crisis)[0] == "open"
    assert fates(force(crisis))[0] == "kept"


@pytest.mark.parametrize("move", ["strike", ("hold", "insult")])
def test_breaking_costs_more_the_longer_it_stood_and_frees_the_other(move):
    """Signed in turn 1, broken in turn 3: 4 × (1 + 0.5 × 2) = 8 of x, and 0.2 of credibility."""
    crisis = force(force(force(signed(Crisis(scenario()), *MUTUAL))), a=move)
    assert fates(crisis) == ["broken", "broken"], "b had until turn 3 too, and did nothing"
    assert value(crisis, "x") == 50 - 8
    assert value(crisis, "a", "credibility") == pytest.approx(0.3)
    early = force(signed(Crisis(scenario()), *MUTUAL), a=move)
    assert fates(early) == ["broken", "released"]
    assert (value(early, "x"), value(early, "b", "credibility")) == (50 - 4, 0.5)


def test_what_was_not_known_to_all_is_paid_in_part():
    """A private promise: half of 4, and all of the credibility."""
    crisis = force(signed(Crisis(scenario()), *MUTUAL, public=False), a="strike")
    assert value(crisis, "x") == 50 - 2
    assert value(crisis, "a", "credibility") == pytest.approx(0.3)


def test_who_is_not_seen_to_keep_a_promise_earns_nothing():
    private = force(force(signed(Crisis(scenario()), *MUTUAL, public=False)), b="yield")
    assert (fates(private)[1], value(private, "b", "credibility")) == ("kept", 0.5)


def test_a_promise_of_what_is_done_at_once_proves_nothing():
    crisis = force(signed(Crisis(scenario()), *MUTUAL), b="yield")
    assert (fates(crisis)[1], value(crisis, "b", "credibility")) == ("kept", 0.5)


def test_two_promises_kept_in_a_turn_earn_no_more_than_one():
    twice = signed(Crisis(scenario()), *MUTUAL, *MUTUAL)
    assert value(force(force(twice), b="yield"), "b", "credibility") == pytest.approx(0.6)


def test_without_a_price_of_its_own_an_actor_pays_as_for_its_dearest_threat():
    """Cost 10 at loudness 0.5 is 5, not the 4 of the other; b has no threats, so no price."""
    parts = scenario().model_dump(mode="json")["moves"]
    parts["a"]["threaten"] = word(pledges="low")
    parts["a"]["warn"] = word(pledges="high")
    crisis = Crisis(
        scenario(
            dynamics={},
            moves=parts,
            commitments={
                "low": commitment(cost=4, loudness=1),
                "high": commitment(cost=10, loudness=0.5),
            },
        )
    )
    assert [crisis.rules.pacts.price(number, 0, True) for number in (0, 1)] == [5, 0]


def test_what_some_cannot_see_cannot_be_promised():
    known = Crisis(scenario()).rules.pacts.promises
    assert known.find("a", "do", "whisper") is None
    assert known.find("a", "do", "hold") is None
    assert known.find("b", "do", "aid") is None
    assert known.find("a", "refrain", ANY_ESCALATION)


def test_policies_keep_their_word_as_soon_as_they_can():
    """A hawk that would strike in every turn aids once as promised, then holds still."""
    hawks = scenario(actors={"a": actor(name="hawk"), "b": actor(name="hawk")})
    promises = ("a", "do", "aid", 4), ("b", "refrain", ANY_ESCALATION, 2)
    crisis = signed(Crisis(hawks, 50, seed=4), *promises)
    for _turn in range(3):
        crisis.step()
    counts = [crisis.worlds.row("count", name) for name in ("a.aid", "a.strike", "b.fight")]
    assert [set(count.tolist()) for count in counts] == [{1}, {2}, {1}]
    assert fates(crisis) == ["kept", "kept"]


def test_worlds_without_pacts_have_no_rows_for_them():
    crisis = Crisis(scenario(), 5, seed=2).run()
    assert len(crisis.worlds.table) == crisis.worlds.layout.height


def test_forks_and_slices_keep_what_was_signed():
    """Fork then step = step, and a world alone = that world among others."""
    random = scenario(indicators={"x": indicator({"uniform": [30, 70]})})
    crisis, twin = (signed(Crisis(random, 20, seed=5), *MUTUAL) for _ in range(2))
    crisis.step()
    alone = signed(Crisis(random, 1, first_world=7, seed=5), *MUTUAL)
    assert hashes(crisis.fork(luck=None).run()) == hashes(twin.run())
    assert hashes(alone.run()) == hashes(twin)[7:8]


def test_a_world_goes_back_to_before_it_was_signed():
    crisis = Crisis(scenario(), 3, seed=2)
    before = crisis.worlds.table.copy()
    force(signed(crisis, *MUTUAL), a="strike")
    crisis.worlds.go_back(before, 0)
    assert fates(crisis) == []
    assert np.array_equal(crisis.worlds.table, before)
