"""How policies choose, against chances worked out by hand: P(move) ∝ exp(λ × worth)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from tests.support.chance import is_share
from tests.support.play import force, values
from tests.support.tiny import (
    FOE,
    FRIEND,
    actor,
    clock,
    commitment,
    deed,
    goal,
    indicator,
    tiny,
    word,
)

WORLDS = 60_000
# Weights stand in a table of 256 steps for each factor e: a chance is exact to 1/256 of itself.
STEP = 1 / 256

UP_DOWN = {"up": deed(effects={"x": 10}), "down": deed(effects={"x": -10})}


def chosen(scenario, seat="a/deed", prepare=None):
    """The share of worlds in which each move of a seat is chosen in the next turn."""
    played = Crisis(scenario, WORLDS, seed=12)
    if prepare:
        prepare(played)
    played.step()
    book = played.rules.book
    places = np.bincount(values(played, seat, "choice").astype(int), minlength=len(book.moves))
    own = [place for place, move in enumerate(book.moves) if move.seat == book.seats.index(seat)]
    return {book.moves[place].name.split(".")[1]: places[place] / WORLDS for place in own}


def logit(rationality=1.0, **worth):
    """The chance of each move by its worth in stakes."""
    weights = {name: math.exp(rationality * value) for name, value in worth.items()}
    return {name: weight / sum(weights.values()) for name, weight in weights.items()}


def agree(found, expected):
    assert found.keys() == expected.keys()
    for name, share in expected.items():
        assert is_share(found[name], share, WORLDS, off=share * STEP), (name, found, expected)


def quantal(*goals, moves=UP_DOWN, start=50, rationality=1.0, reciprocity=0.0, **parts):
    mind = {"name": "quantal", "rationality": rationality, "reciprocity": reciprocity}
    return tiny(
        actors={"a": actor(*goals, **mind), "b": actor()},
        indicators={"x": indicator(start), "y": indicator(50)},
        moves={"a": moves},
        **parts,
    )


@pytest.mark.parametrize("rationality", [0, 0.5, 1, 3])
def test_better_moves_are_likelier_in_proportion_to_exp_of_their_worth(rationality):
    """Up spares a tenth of all that can be lost, the stake, so it is worth 1; down -1; hold 0."""
    found = chosen(quantal(goal("x", "more"), rationality=rationality))
    agree(found, logit(rationality, hold=0, up=1, down=-1))


def test_worth_is_counted_in_stakes_whatever_the_size_of_things():
    """The same in a goal of weight 7 over steps of 2: the stake is what the best move brings."""
    moves = {"up": deed(effects={"x": 2}), "down": deed(effects={"x": -2})}
    agree(chosen(quantal(goal("x", "more", weight=7), moves=moves)), logit(hold=0, up=1, down=-1))


def test_weights_count_beside_each_other():
    """X weighs 3 and y 1: a step of 10 in y is worth a third of one in x."""
    moves = {"for-x": deed(effects={"x": 10}), "for-y": deed(effects={"y": 10})}
    scenario = quantal(goal("x", "more", weight=3), goal("y", "more"), moves=moves)
    agree(chosen(scenario), logit(**{"hold": 0, "for-x": 1, "for-y": 1 / 3}))


def test_effects_for_and_against_are_added():
    """+10 in x at weight 2 and -10 in y at weight 1: worth half of +10 in x alone."""
    moves = {"gain": deed(effects={"x": 10}), "trade": deed(effects={"x": 10, "y": -10})}
    scenario = quantal(goal("x", "more", weight=2), goal("y", "more"), moves=moves)
    agree(chosen(scenario), logit(hold=0, gain=1, trade=0.5))


@pytest.mark.parametrize(
    ("gain", "loss", "more"), [(10, -10, 1), (0.2, -0.1, 2), (3, -1, 3), (7, -1, 7)]
)
def test_an_even_trade_leaves_an_actor_undecided(gain, loss, more):
    """What y loses weighs exactly what x gains, so there is nothing at stake and nothing to choose.

    A stake that is only the rounding of a sum would make a mountain of it.
    """
    moves = {"trade": deed(effects={"x": gain, "y": loss})}
    goals = [goal("x", "more"), goal("y", "more", weight=more)]
    agree(chosen(quantal(*goals, moves=moves, rationality=4)), logit(hold=0, trade=0))


def test_a_cost_is_counted_in_stakes():
    """Worth 1, less a cost of 0.75; the stake is measured without costs."""
    moves = {"up": deed(effects={"x": 10}, cost=0.75)}
    agree(chosen(quantal(goal("x", "more"), moves=moves)), logit(hold=0, up=0.25))


def test_growing_losses_make_the_next_step_away_hurt_more():
    """Less of x, squared: 0.6² - 0.5² = 0.11, the stake, for a step up; 0.5² - 0.4² = 0.09 down."""
    scenario = quantal(goal("x", "less", growing=True))
    agree(chosen(scenario), logit(hold=0, up=-1, down=0.09 / 0.11))


def test_near_a_target_every_step_is_for_the_worse():
    scenario = quantal(goal("x", "near", target=50))
    agree(chosen(scenario), logit(hold=0, up=-1, down=-1))


def test_above_a_target_down_is_better():
    """At 70 with a target of 40: both steps on the same side."""
    scenario = quantal(goal("x", "near", target=40), start=70)
    agree(chosen(scenario), logit(hold=0, up=-1, down=1))


def test_nothing_is_felt_before_a_red_line_and_all_beyond():
    """Below 70 is well: at 50 all moves are alike; at 65 a step up crosses the line by 5.

    Measured where x starts, so that crossing by 5 is the stake there.
    """
    agree(chosen(quantal(goal("x", "below", line=70))), logit(hold=0, up=0, down=0))
    agree(chosen(quantal(goal("x", "below", line=70), start=65)), logit(hold=0, up=-1, down=0))
    agree(chosen(quantal(goal("x", "above", line=40), start=45)), logit(hold=0, up=0, down=-1))


def test_chances_and_delays_are_counted_in():
    """30 % of 10, and 10 that arrive later, against 10 now."""
    moves = {
        "now": deed(effects={"x": 10}),
        "later": deed(later={"after": 3, "effects": {"x": 10}}),
        "maybe": deed(chances=[{"chance": 0.3, "effects": {"x": 10}}]),
    }
    agree(chosen(quantal(goal("x", "more"), moves=moves)), logit(hold=0, now=1, later=1, maybe=0.3))


def test_amounts_that_are_worked_out_are_counted_in():
    """A fifth of the 50 that x is, against 10."""
    moves = {"now": deed(effects={"x": 10}), "part": deed(effects={"x": "0.1 * x"})}
    agree(chosen(quantal(goal("x", "more"), moves=moves)), logit(hold=0, now=1, part=0.5))


def test_words_promise_as_much_as_the_speaker_is_believed():
    """10 at a credibility of 0.5, beside a deed that brings 10; words are a choice of their own."""
    moves = {"up": deed(effects={"x": 10}), "say": word(believed={"x": 10})}
    scenario = quantal(
        goal("x", "more"), moves=moves, dynamics={"credibility": {"start": 0.5}}, rationality=2
    )
    agree(chosen(scenario, "a/word"), logit(2, silence=0, say=0.5))
    agree(chosen(scenario), logit(2, hold=0, up=1))


@pytest.mark.parametrize("attitude", [-10, -4, 0, 6])
def test_reciprocity_answers_in_kind(attitude):
    """Attitude × Goldstein / 100, in stakes: toward a foe (-10), 0.72 for a blow."""
    moves = {"hit": deed(cameo=FOE, toward="b"), "help": deed(cameo=FRIEND, toward="b")}
    scenario = quantal(
        goal("y", "more"),
        moves=moves,
        reciprocity=1,
        dynamics={"attitudes": {"start": {"a": {"b": attitude}}}},
    )
    worth = {"hit": -7.2 * attitude / 100, "help": 9 * attitude / 100}
    agree(chosen(scenario), logit(hold=0, **worth))


def test_illegal_moves_are_never_chosen_and_the_best_legal_one_sets_the_scale():
    """The best move is on its cooldown: the others share all of the chance."""
    moves = UP_DOWN | {"leap": deed(effects={"x": 40}, when="turn > 1")}
    scenario = quantal(goal("x", "more"), moves=moves, rationality=4)
    agree(chosen(scenario), logit(4, hold=0, up=0.25, down=-0.25, leap=-math.inf))


def test_a_debt_that_is_due_makes_the_threatened_move_worth_its_price():
    """Backing down costs 10 of x, striking 10 as well: in the turn of the deadline they are even.

    Taking the threat back with a reason spares half: worth 0.5.
    """
    moves = {
        "strike": deed(effects={"x": -10}),
        "threaten": word(pledges="promise"),
        "retract": word(drops="promise"),
    }
    scenario = quantal(
        goal("x", "more"),
        moves=moves,
        rationality=2,
        dynamics={"audience": {"excuse": 0.5}},
        commitments={"promise": commitment(deadline=2, met="y > 90")},
    )

    def threatened(turns):
        def prepare(played):
            force(played, a=("hold", "threaten"))
            for _ in range(turns):
                force(played)

        return prepare

    agree(chosen(scenario, prepare=threatened(0)), logit(2, hold=0, strike=-1))
    agree(chosen(scenario, prepare=threatened(1)), logit(2, hold=0, strike=0))
    agree(
        chosen(scenario, "a/word", threatened(1)),
        logit(2, silence=0, threaten=-math.inf, retract=0.5),
    )


@pytest.mark.parametrize("foresight", [0, 1])
def test_foresight_expects_the_reply_that_an_act_invites(foresight):
    """b, who has no wishes, helps, harms or rests with a third each: +10, -10 or 0 for x.

    A kind act (9) moves b's attitude by 0.1 × 9 = 0.9, and b's choice by λ × reciprocity × 0.9 /
    100 = 10 × 2 × 0.009 = 0.18 for each point of friendliness. Covariance of friendliness (9,
    -7.2, 0; mean 0.6) and change: (8.4 × 10 + 7.8 × 10) / 3 = 54. So x should gain 0.18 × 54 =
    9.72, of a stake of 10: worth 0.972. An unkind act (-7.2) loses 7.776.
    """
    mind = {"name": "quantal", "rationality": 1, "reciprocity": 0, "foresight": foresight}
    scenario = tiny(
        actors={
            "a": actor(goal("x", "more"), **mind),
            "b": actor(goal("y", "more"), name="quantal", rationality=10, reciprocity=2),
        },
        indicators={"x": indicator(50), "y": indicator(50)},
        dynamics={"attitudes": {"per_point": 0.1}},
        moves={
            "a": {
                "build": deed(effects={"x": 10}),
                "greet": deed(cameo=FRIEND, toward="b"),
                "insult": deed(cameo=FOE, toward="b"),
            },
            "b": {
                "help": deed(cameo=FRIEND, toward="a", effects={"x": 10}),
                "harm": deed(cameo=FOE, toward="a", effects={"x": -10}),
            },
        },
    )
    worth = {"greet": 0.972 * foresight, "insult": -0.7776 * foresight}
    agree(chosen(scenario), logit(hold=0, build=1, **worth))


def test_a_reply_that_is_aimed_at_two_answers_each_by_half():
    """The help goes to a and c: its friendliness to a counts 4.5, as it does in b's own choice.

    Mean -0.9; (5.4 × 10 + 6.3 × 10) / 3 = 39; 0.18 × 39 = 7.02 of a stake of 10.
    """
    mind = {"name": "quantal", "rationality": 1, "reciprocity": 0, "foresight": 1}
    scenario = tiny(
        actors={
            "a": actor(goal("x", "more"), **mind),
            "b": actor(goal("y", "more"), name="quantal", rationality=10, reciprocity=2),
            "c": actor(),
        },
        indicators={"x": indicator(50), "y": indicator(50)},
        dynamics={"attitudes": {"per_point": 0.1}},
        moves={
            "a": {"build": deed(effects={"x": 10}), "greet": deed(cameo=FRIEND, toward="b")},
            "b": {
                "help": deed(cameo=FRIEND, toward=["a", "c"], effects={"x": 10}),
                "harm": deed(cameo=FOE, toward="a", effects={"x": -10}),
            },
        },
    )
    agree(chosen(scenario), logit(hold=0, build=1, greet=0.702))


def test_an_actor_acts_on_its_estimate():
    """At 60, x is above b's line of 55, but b errs: it acts where it sees a need."""
    mind = {"name": "quantal", "rationality": 50, "reciprocity": 0}
    scenario = tiny(
        actors={"a": actor(), "b": actor(goal("x", "below", line=55), **mind)},
        indicators={"x": indicator(60, seen_by={"b": {"error": 0.3}})},
        moves={"b": {"down": deed(effects={"x": -10}, cost=0.1)}},
    )
    played = Crisis(scenario, 5000, seed=2)
    played.step()
    sees, acts = played.actors["b"].sees("x"), values(played, "b.down", "count") == 1
    assert acts[sees > 60].mean() > 0.99
    assert acts[sees < 54.9].mean() < 0.01


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("random", {"hold": 0.25, "hit": 0.25, "shove": 0.25, "help": 0.25}),
        ("hawk", {"hold": 0, "hit": 0.5, "shove": 0.5, "help": 0}),
        ("dove", {"hold": 0, "hit": 0, "shove": 0, "help": 1}),
        ("tit-for-tat", {"hold": 1, "hit": 0, "shove": 0, "help": 0}),
    ],
)
def test_simple_policies_choose_by_kind(policy, expected):
    moves = {
        "hit": deed(kind="escalate"),
        "shove": deed(kind="escalate"),
        "help": deed(kind="de-escalate"),
    }
    agree(
        chosen(tiny(actors={"a": actor(name=policy), "b": actor()}, moves={"a": moves})), expected
    )


@pytest.mark.parametrize("policy", ["hawk", "dove"])
def test_who_may_not_do_what_it_wants_rests(policy):
    moves = {"hit": deed(kind="escalate", limit=0), "help": deed(kind="de-escalate", limit=0)}
    scenario = tiny(actors={"a": actor(name=policy), "b": actor()}, moves={"a": moves})
    agree(chosen(scenario), {"hold": 1, "hit": 0, "help": 0})


@pytest.mark.parametrize(
    ("does", "answer"),
    [
        ("hit", "hit"),
        ("help", "help"),
        ("hold", "hold"),
        ("wave", "hold"),
        (("hold", "curse"), "hit"),
        (("help", "curse"), "help"),
        (("hit", "praise"), "help"),
    ],
)
def test_tit_for_tat_answers_what_it_received_in_the_turn_before(does, answer):
    """Blows -7.2, gifts 9, a wave at nobody; curses -7.2 and praise 9 as far as believed (all)."""
    acts = {
        "hit": deed(kind="escalate", cameo=FOE, toward="b"),
        "help": deed(kind="de-escalate", cameo=FRIEND, toward="b"),
        "wave": deed(kind="de-escalate", cameo=FRIEND),
        "curse": word(kind="escalate", cameo=FOE, toward="b"),
        "praise": word(kind="de-escalate", cameo=FRIEND, toward="b"),
    }
    replies = {"hit": deed(kind="escalate"), "help": deed(kind="de-escalate")}
    scenario = tiny(
        actors={"a": actor(), "b": actor(name="tit-for-tat")}, moves={"a": acts, "b": replies}
    )
    played = force(Crisis(scenario, 20), a=does)
    orders = {"a": {"deed": "hold", "word": "silence"}}
    played.step(orders)
    assert played.actors["b"].did("deed") == answer
    played.step(orders)
    assert played.actors["b"].did("deed") == "hold"


def test_historical_does_what_was_done_on_the_day_and_rests_otherwise():
    """Day 2: push and shout; day 3: a move that its condition forbids, so it rests."""
    scenario = tiny(
        clock=clock(5),
        actors={"a": actor(name="historical"), "b": actor()},
        moves={"a": {"push": deed(), "leap": deed(when="x > 90"), "shout": word()}},
        history={
            "ending": "over",
            "moves": [
                {"date": f"2023-09-{day}", "actor": "a", "move": move, "assumption": "for the test"}
                for day, move in ((25, "push"), (25, "shout"), (26, "leap"), (28, "push"))
            ],
        },
    )
    played, done = Crisis(scenario, 3), []
    while played.running:
        played.step()
        done.append((played.actors["a"].did("deed"), played.actors["a"].did("word")))
    rest = ("hold", "silence")
    assert done == [rest, ("push", "shout"), rest, rest, ("push", "silence")]


def test_historical_needs_a_history():
    with pytest.raises(ValueError, match="no history"):
        Crisis(tiny(), policies={"a": "historical"})


def test_a_policy_or_an_actor_that_there_is_not_is_refused_by_name():
    with pytest.raises(ValueError, match="hawk"):
        Crisis(tiny(), policies={"a": "hawks"})
    with pytest.raises(ValueError, match='"c"'):
        Crisis(tiny(), policies={"c": "hawk"})
