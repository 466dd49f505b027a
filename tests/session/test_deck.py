"""Cards: what a move does and costs, who notices, and why it is not legal now."""

from __future__ import annotations

import pytest

from sim.session import Session
from tests.support.sessions import give
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three, three_parts
from tests.support.tiny import deed, indicator, tiny

SEEN = "What is seen of"


def card(session, role, name):
    return session.view(role).card(name)


def why_not(when, **parts):
    """Why a deed of `a` with this condition is not legal in the first turn."""
    whole = three_parts() | parts
    whole["moves"]["a"]["act"] = deed(when=when)
    whole["events"]["rumour"]["chance"] = 0
    return card(Session.begin(tiny(**whole), "a"), "a", "act")


def test_effects_are_told_as_they_would_come():
    effects = card(Session.begin(three(), "b"), "b", "send").effects
    told = [(e.quantity, e.amount, e.after, e.chance, e.branch) for e in effects]
    assert told == [
        ("b.stock", 4, 0, None, ""),
        ("x", 5, 2, None, ""),
        ("b.stock", 6, 2, None, ""),
        ("x", 3, 0, 0.4, "Much"),
        ("x", 1, 0, 0.4, "Little"),
        ("b.plan", 9, 0, 0.4, "Little"),
    ]


def test_a_word_has_effect_as_far_as_it_is_believed():
    """Credibility is 0.5 at first."""
    [effect] = card(Session.begin(three(), "b"), "b", "calm").effects
    assert (effect.quantity, effect.label, effect.amount) == ("x", "Tension", -2)


def test_how_sides_stand_to_each_other_is_told_in_words():
    effects = {"attitude(a, b)": 2, "credibility(a)": 0.1}
    parts = three_parts()
    parts["moves"]["a"]["mend"] = deed(effects=effects)
    told = card(Session.begin(tiny(**parts), "a"), "a", "mend").effects
    assert [(e.quantity, e.label, e.unit, round(e.amount, 3)) for e in told] == [
        ("", "How Ash stands to Birch", "points", 2),
        ("", "How far Ash is believed", "percent", 10),
    ]


@pytest.mark.parametrize(
    ("role", "name", "notice"),
    [
        ("c", "watch", "Everybody sees it."),
        ("b", "calm", "Everybody hears it."),
        (
            "a",
            "strike",
            f"Everybody sees it. {SEEN} “Birch's stock”: Birch exactly, Cedar nothing.",
        ),
        ("b", "whisper", f"Only Cedar and you hear it. {SEEN} “Plan”: the others nothing."),
        ("b", "meet", f"Only Cedar and you know. {SEEN} “Plan”: the others nothing."),
        (
            "b",
            "send",
            f"Everybody sees it. {SEEN} “Birch's stock”: Ash within 20 %, Cedar nothing. "
            f"{SEEN} “Plan”: the others nothing.",
        ),
        ("a", "hold", "There is nothing to notice."),
    ],
)
def test_who_notices(role, name, notice):
    assert card(Session.begin(three(), role), role, name).notice == notice


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("x >= 60", "Only while “Tension” is 60 or more (now 50)."),
        ("x > 50", "Only while “Tension” is above 50 (now 50)."),
        ("x < 40 and a.pride < 60", "Only while “Tension” is below 40 (now 50)."),
        (
            "x < 40 and a.pride < 40",
            "Only while “Tension” is below 40 (now 50) and while “Pride” is below 40 (now 50).",
        ),
        (
            "x > 60 or a.pride > 60",
            "Only while “Tension” is above 60 (now 50) or while “Pride” is above 60 (now 50).",
        ),
        ("not x > 40", "Only while “Tension” is 40 or less (now 50)."),
        (
            "not (x > 40 and a.pride > 40)",
            "Only while “Tension” is 40 or less (now 50) or while “Pride” is 40 or less (now 50).",
        ),
        ("40 < x < 45", "Only while “Tension” is below 45 (now 50)."),
        ("60 < x", "Only while “Tension” is above 60 (now 50)."),
        ("x > 50.04", "Only while “Tension” is above 50.04 (now 50)."),
        ("x > a.pride", "Only while “Tension” is above “Pride” (50) (now 50)."),
        ("x == 3", "Only while “Tension” is 3 (now 50)."),
        ("happened(storm)", "Only after “A storm”."),
        ("not happened(rumour) and x < 0", "Only while “Tension” is below 0 (now 50)."),
        ("made(b.send)", "Only in the turn of “Send crates”."),
        ("open(promise)", "Only while the demand “Less stock” stands."),
        ("count(b.send)", "Only after “Send crates”."),
        ("count(b.send) >= 2", "Only after “Send crates”, 2 times in all."),
        (
            "count(b.send) + count(c.watch) > 1",
            "Only after “Send crates” or “Watch”, 2 times in all.",
        ),
        (
            "count(b.send) > count(c.watch)",
            "Only when “Send crates” was done more often than “Watch”.",
        ),
        ("since(b.send) <= 2", "Only within 2 turns of “Send crates”."),
        ("flag", "Only with “Guard posted”."),
        ("turn > 2", "Only while the turn is above 2 (now 1)."),
        ("credibility(b) > 0.9", "Only while how far Birch is believed is above 0.9 (now 0.5)."),
        ("x > (70 if turn < 3 else 80)", "Only while “Tension” is above 70 (70) (now 50)."),
    ],
)
def test_a_condition_that_does_not_hold_is_told_in_words(when, says):
    indicators = three_parts()["indicators"] | {
        "flag": indicator(0, 0, 1, unit="flag", label="Guard posted")
    }
    found = why_not(when, indicators=indicators)
    assert (found.legal, found.why_not) == (False, says)


def test_a_figure_that_only_rounding_makes_equal_is_told_further():
    indicators = three_parts()["indicators"] | {"x": indicator(65.97, label="Tension")}
    says = "Only while “Tension” is above 66 (now 65.97)."
    assert why_not("x > 66", indicators=indicators).why_not == says


def test_waiting_and_limits_are_told():
    session = give(Session.begin(three(), "a", seed=1), a="strike")
    assert card(session, "a", "strike").why_not == "Again in the next turn."
    give(give(session), a="strike")
    says = "Done 2 times; no more often. Again in the next turn."
    assert card(session, "a", "strike").why_not == says


def test_a_demand_can_be_made_when_it_does_not_stand_and_taken_back_when_it_does():
    session = Session.begin(three(), "a", seed=1)
    says = "The demand “Less stock” does not stand."
    assert card(session, "a", "retract").why_not == says
    give(session, a=("hold", "threaten"))
    assert card(session, "a", "threaten").why_not == "The demand “Less stock” stands already."
    assert card(session, "a", "retract").legal


def test_a_pledge_is_priced_as_it_grows():
    """10 at first, half as much more each turn; with a reason, half of it."""
    session = Session.begin(three(), "a", seed=1)
    made = card(session, "a", "threaten").pledge
    assert (made.due, made.left, made.price, made.price_due) == (3, 2, 10, 20)
    assert card(session, "a", "retract").drops is None
    give(session, a=("hold", "threaten"))
    [stands] = session.view("a").pledges
    assert (stands.due, stands.left, stands.price, stands.price_due) == (3, 1, 15, 20)
    assert (stands.threat, stands.audience) == ("Strike", "Pride")
    assert card(session, "a", "retract").drops.price == 7.5


def test_backing_down_costs_what_the_pledge_said():
    session = give(Session.begin(three(), "a", seed=1), a=("hold", "threaten"))
    pride = session.view("a").quantity("a.pride").value
    while session.view("a").pledges:
        price = session.view("a").pledges[0].price
        give(session)
    steps = [s for s in session.view("a").played[-1].steps if s.report.kind == "pledge"]
    change = next(c for c in steps[0].changes if c.quantity == "a.pride")
    assert change.before - change.after == price == 20
    assert pride >= change.before
    assert "deadline passed" in steps[0].why


@each_scenario
def test_every_card_of_every_shipped_role_can_be_read(path):
    scenario = shipped(path)
    for role in [name for name, actor in scenario.actors.items() if actor.playable]:
        for found in Session.begin(scenario, [role], seed=2).view(role).cards:
            assert found.label
            assert found.notice.endswith(".")
            assert found.legal != bool(found.why_not)
