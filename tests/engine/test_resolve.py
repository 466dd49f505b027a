"""Phase 4 by hand: what is chosen is applied in order, on one snapshot, now or later."""

from __future__ import annotations

import pytest

from sim.engine.crisis import Crisis
from tests.support.chance import is_share
from tests.support.play import force, value, values
from tests.support.tiny import FOE, FRIEND, actor, clock, deed, ending, goal, indicator, tiny, word


def crisis(worlds=1, **parts):
    return Crisis(tiny(**parts), worlds, seed=1)


def moves(a=None, b=None):
    return {"a": a or {}, "b": b or {}}


def test_a_deed_and_a_word_of_one_turn_add_up():
    """50 + 7 - 3."""
    does = {"act": deed(effects={"x": 7}), "say": word(effects={"x": -3})}
    assert value(force(crisis(moves=moves(does)), a=("act", "say")), "x") == 54


@pytest.mark.parametrize(("first", "expected"), [("a", 90), ("b", 95)])
def test_actors_act_in_their_listed_order_and_the_range_cuts_after_each(first, expected):
    """From 95, +10 and -10: up first is cut at 100, down first is not."""
    order = ["a", "b"] if first == "a" else ["b", "a"]
    played = crisis(
        actors={name: actor() for name in order},
        indicators={"x": indicator(95)},
        moves=moves({"up": deed(effects={"x": 10})}, {"down": deed(effects={"x": -10})}),
    )
    assert value(force(played, a="up", b="down"), "x") == expected


def test_a_deed_and_a_word_of_one_actor_are_added_before_the_range_cuts():
    """From 95, +10 and -10 by the same actor leave 95."""
    does = {"act": deed(effects={"x": 10}), "say": word(effects={"x": -10})}
    played = crisis(indicators={"x": indicator(95)}, moves=moves(does))
    assert value(force(played, a=("act", "say")), "x") == 95


def test_amounts_are_those_of_the_snapshot_on_which_all_chose():
    """B adds a tenth of the 50 that it saw, not of the 70 that a has just made of it."""
    does = moves({"up": deed(effects={"x": 20})}, {"grow": deed(effects={"x": "0.1 * x"})})
    assert value(force(crisis(moves=does), a="up", b="grow"), "x") == 75


def test_nobody_sees_what_others_do_in_the_same_turn():
    """B's answer needs 60; a's deed makes 60 of 50 in turn 1, so b may answer in turn 2."""
    does = moves({"up": deed(effects={"x": 10})}, {"answer": deed(when="x >= 60")})
    played = crisis(moves=does)
    force(played, a="up")
    assert value(played, "b.answer", "count") == 0
    force(played, b="answer")
    assert value(played, "b.answer", "count") == 1


def test_a_policy_chooses_on_the_snapshot():
    """B answers whenever it may, as a hawk: never in turn 1, though a acts before it."""
    scenario = tiny(
        actors={"a": actor(name="hawk"), "b": actor(name="hawk")},
        moves=moves(
            {"up": deed(kind="escalate", effects={"x": 10}, limit=1)},
            {"answer": deed(kind="escalate", when="x >= 60", limit=1)},
        ),
    )
    played = Crisis(scenario, 20).run()
    assert set(values(played, "a.up", "last")) == {1}
    assert set(values(played, "b.answer", "last")) == {2}


@pytest.mark.parametrize("after", [1, 2, 4])
def test_delayed_effects_arrive_on_their_turn(after):
    """Announced in turn 1, there from turn 1 + after on, once."""
    does = {"send": deed(later={"after": after, "effects": {"x": 7}})}
    played = force(crisis(moves=moves(does)), a="send")
    found = [value(played, "x")] + [value(force(played), "x") for _ in range(5)]
    assert found == [50.0 if turn < 1 + after else 57.0 for turn in range(1, 7)]


def test_two_delays_of_one_move_and_two_orders_of_it_do_not_disturb_each_other():
    """+1 after 1 and +10 after 3, ordered in turns 1 and 2: 1 in turn 2, 1 in 3, 10 in 4 and 5."""
    later = [{"after": 1, "effects": {"x": 1}}, {"after": 3, "effects": {"x": 10}}]
    played = crisis(moves=moves({"send": deed(later=later)}))
    found = [value(force(played, a="send" if t <= 2 else "hold"), "x") for t in range(1, 7)]
    assert found == [50, 51, 52, 62, 72, 72]


def test_the_amount_of_a_delayed_effect_is_that_of_the_announcement():
    """A tenth of 50 is sent; that x has meanwhile become 90 makes no difference."""
    does = {
        "send": deed(later={"after": 2, "effects": {"x": "0.1 * x"}}),
        "up": deed(effects={"x": 40}),
    }
    played = crisis(moves=moves(does))
    assert value(force(force(force(played, a="send"), a="up"), a="hold"), "x") == 95


def test_what_arrives_is_cut_to_the_range():
    does = {"send": deed(later={"after": 1, "effects": {"x": 70}})}
    assert value(force(force(crisis(moves=moves(does)), a="send")), "x") == 100


def test_what_would_arrive_after_the_end_never_does():
    """Sent in turn 2 of 3 for turn 5; and in a world that is over, the slot stays as it is."""
    does = {"send": deed(later={"after": 3, "effects": {"x": 7}}, effects={"x": 1})}
    played = crisis(moves=moves(does), clock=clock(3))
    force(force(force(played), a="send"))
    force(force(played))
    assert (played.running, value(played, "x")) == (False, 51)


def test_what_arrives_opens_a_move_in_the_same_turn():
    """The 10 announced in turn 1 for turn 2 are there when b chooses in turn 2."""
    does = moves(
        {"send": deed(later={"after": 1, "effects": {"x": 10}})}, {"use": deed(when="x >= 60")}
    )
    played = force(crisis(moves=does), a="send")
    assert value(force(played, b="use"), "b.use", "count") == 1


def test_chance_branches_come_as_often_as_they_say():
    """30 % for +10 and 20 % for -10, at most one of them, in 40,000 worlds."""
    chances = [{"chance": 0.3, "effects": {"x": 10}}, {"chance": "20%", "effects": {"x": -10}}]
    played = force(
        crisis(40_000, moves=moves({"try": deed(effects={"x": 1}, chances=chances)})), a="try"
    )
    found = values(played, "x")
    assert set(found) == {61, 41, 51}
    assert is_share((found == 61).mean(), 0.3, 40_000)
    assert is_share((found == 41).mean(), 0.2, 40_000)


def test_the_luck_of_a_deed_and_a_word_is_not_the_same():
    """Each has an even chance: both come in a quarter of 40,000 worlds."""
    even = {"chances": [{"chance": 0.5, "effects": {"x": 1}}]}
    far = {"chances": [{"chance": 0.5, "effects": {"x": 10}}]}
    does = moves({"act": deed(**even), "say": word(**far)})
    found = values(force(crisis(40_000, moves=does), a=("act", "say")), "x")
    for outcome in (50, 51, 60, 61):
        assert is_share((found == outcome).mean(), 0.25, 40_000)


def test_a_delay_within_a_branch_arrives_only_where_the_branch_came():
    chances = [{"chance": 0.5, "effects": {"x": 1}, "later": {"after": 1, "effects": {"x": 10}}}]
    played = force(force(crisis(1000, moves=moves({"try": deed(chances=chances)})), a="try"))
    assert set(values(played, "x")) == {50, 61}


def test_words_are_believed_as_far_as_the_speaker_is():
    """10 at a credibility of 0.6, and 1 in any case."""
    played = crisis(
        dynamics={"credibility": {"start": 0.6}},
        moves=moves({"say": word(believed={"x": 10}, effects={"x": 1})}),
    )
    assert value(force(played, a=("hold", "say")), "x") == pytest.approx(57)


def test_acts_move_the_attitude_of_those_they_are_directed_at():
    """Goldstein -7.2 for b and 9 for a, at 0.1 a point; nobody else's attitude moves."""
    played = crisis(
        dynamics={"attitudes": {"per_point": 0.1, "start": {"b": {"a": 2}}}},
        moves=moves({"hit": deed(cameo=FOE, toward="b")}, {"help": deed(cameo=FRIEND, toward="a")}),
    )
    force(played, a="hit", b="help")
    assert value(played, "b/a", "attitude") == pytest.approx(2 - 0.72)
    assert value(played, "a/b", "attitude") == pytest.approx(0.9)


def test_words_move_attitudes_as_far_as_they_are_believed():
    """9 points at 0.1 a point, half believed."""
    played = crisis(
        dynamics={"attitudes": {"per_point": 0.1}, "credibility": {"start": 0.5}},
        moves=moves({"praise": word(cameo=FRIEND, toward="b")}),
    )
    force(played, a=("hold", "praise"))
    assert value(played, "b/a", "attitude") == pytest.approx(0.45)


def test_attitudes_stay_between_minus_10_and_10():
    """One point of Goldstein for one of attitude: two hits of 7.2 end at -10."""
    played = crisis(
        dynamics={"attitudes": {"per_point": 1}}, moves=moves({"hit": deed(cameo=FOE, toward="b")})
    )
    assert value(force(force(played, a="hit"), a="hit"), "b/a", "attitude") == -10


@pytest.mark.parametrize(
    ("kinds", "gaps"),
    [
        (("escalate", "de-escalate"), 1),
        (("escalate", "escalate"), 0),
        (("escalate", "hold"), 0),
        (("de-escalate", "de-escalate"), 0),
        (("de-escalate", "escalate"), 0),
    ],
)
def test_who_soothes_and_escalates_in_one_turn_is_believed_less(kinds, gaps):
    """Credibility 0.7 falls by 0.1 for each gap, and what is said in that turn still counts 0.7."""
    played = crisis(
        dynamics={"credibility": {"start": 0.7, "gap": -0.1}},
        moves=moves({"act": deed(kind=kinds[0]), "say": word(kind=kinds[1], believed={"x": 10})}),
    )
    force(played, a=("act", "say"))
    assert value(played, "a", "gap") == gaps
    assert value(played, "a", "credibility") == pytest.approx(0.7 - 0.1 * gaps)
    assert value(played, "x") == pytest.approx(57)


def test_credibility_never_falls_below_nothing():
    does = {"act": deed(kind="escalate"), "say": word(kind="de-escalate")}
    played = crisis(dynamics={"credibility": {"start": 0.05, "gap": -0.1}}, moves=moves(does))
    assert value(force(played, a=("act", "say")), "a", "credibility") == 0


def test_moves_may_aim_at_attitudes_and_credibility():
    does = {"act": deed(effects={"attitude(b, a)": -2, "credibility(b)": -0.25})}
    played = force(crisis(moves=moves(does)), a="act")
    assert value(played, "b/a", "attitude") == -2
    assert value(played, "b", "credibility") == 0.75


def test_risk_lasts_for_the_turn_in_which_it_was_taken():
    """0.25 and 0.5 add up for this turn's incidents, and are gone in the next."""
    parts = {
        "moves": moves({"dare": deed(risk=0.25)}, {"dare": deed(risk=0.5)}),
        "incidents": {
            "note": {
                "label": "N",
                "text": "t",
                "chance": 1,
                "effects": {"x": "10 * risk"},
                "assumption": "it tells how large the risk was",
            }
        },
        "indicators": {"x": indicator(0)},
    }
    played = force(crisis(**parts), a="dare", b="dare")
    assert value(played, "x") == 7.5
    assert value(force(played, a="dare"), "x") == 10
    assert value(force(played), "x") == 10


def test_a_world_that_is_over_feels_nothing_more():
    """Half of the worlds end in turn 1; afterwards only the others grow."""
    scenario = tiny(
        indicators={"x": indicator({"one_of": [50, 80]})},
        actors={"a": actor(goal("x", "more")), "b": actor()},
        moves=moves({"up": deed(effects={"x": 1}, later={"after": 1, "effects": {"x": 0.5}})}),
        endings={"high": ending("x > 75"), "over": ending()},
    )
    played = Crisis(scenario, 200, seed=2)
    for _ in range(3):
        played.step({"a": {"deed": "up", "word": "silence"}})
    assert set(values(played, "x")) == {81, 54}
