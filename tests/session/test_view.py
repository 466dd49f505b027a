"""The view: what stands before a role, and how it is told what happened."""

from __future__ import annotations

import time
from datetime import datetime
from gettext import NullTranslations

import pytest

from sim.engine.crisis import Crisis
from sim.session import Session, speak_with
from sim.session.words import apart, exact, figure, listed, share
from tests.support.sessions import give, play_on
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three, three_parts
from tests.support.tiny import tiny


@pytest.fixture
def session():
    return Session.begin(three(), "ab", seed=2)


def steps(session, role="a"):
    """What happened in the turn before, by headline."""
    return {step.report.headline: step for step in session.view(role).played[-1].steps}


def test_the_sides_are_told_as_the_role_knows_them(session):
    sides = {side.id: side for side in session.view("a").sides}
    assert [side.played_by for side in sides.values()] == ["you", "person", "random"]
    assert [side.name for side in sides.values()] == ["Ash", "Birch", "Cedar"]
    assert (
        len({(side.look.letter, side.look.shape, side.look.colour) for side in sides.values()}) == 3
    )
    assert (sides["a"].attitude, sides["b"].attitude, sides["b"].credibility) == (None, 0, 0.5)
    give(session, a="strike", b=("send", "calm"))
    view = session.view("a")
    assert (view.side("b").deed, view.side("b").word) == ("Send crates", "Calm")
    assert view.side("b").attitude < 0, "it was struck"


def test_quantities_are_exact_estimated_or_guessed(session):
    view = session.view("a")
    kinds = {q.id: q.certainty for q in view.quantities}
    assert kinds == {
        "x": "exact",
        "b.stock": "estimate",
        "b.plan": "guess",
        "a.pride": "exact",
        "killed": "exact",
    }
    stock, plan = view.quantity("b.stock"), view.quantity("b.plan")
    assert (stock.low, stock.high) == pytest.approx((stock.value * 0.8, stock.value * 1.2))
    third = 40 / 3  # two thirds of the way from the mean to each end
    assert (plan.low, plan.value, plan.high) == pytest.approx((40 - third, 40, 40 + third))
    assert session.view("b").quantity("b.plan").certainty == "exact"


def test_what_a_role_wants_of_a_quantity(session):
    aim = session.view("a").quantity("x").aim
    assert (aim.shape, aim.figure, aim.share) == ("more", None, 0.5)
    value = session.view("a").quantity("x").value
    assert aim.distance == pytest.approx(1 - value / 100)
    assert session.view("a").quantity("a.pride").aim is None


def test_goals_are_measured_on_what_the_role_sees(session):
    view = session.view("a")
    x, stock = view.quantity("x").value, view.quantity("b.stock").value
    assert view.goals == pytest.approx(x / 2 + (100 - stock) / 2)


def test_the_past_of_a_quantity_ends_with_now(session):
    play_on(session, seed=4, turns=3)
    quantity = session.view("a").quantity("x")
    assert len(quantity.past) == 4
    assert quantity.past[-1] == quantity.value
    play_on(session, seed=4)
    quantity = session.view("a").quantity("x")
    assert len(quantity.past) == 7, "the beginning of six turns, and the end"
    assert quantity.past[-1] == quantity.value == session.view("a").truth["x"]


def test_what_is_foreseen_stands_in_the_calendar(session):
    days = session.view("a").days
    assert [(day.turn, day.fixture) for day in days if day.fixture] == [(3, "A storm")]
    assert days[2].moment == datetime(2023, 9, 26)
    assert session.view("a").turn_length == "1 day"


def test_the_rung_is_as_far_as_the_role_can_tell():
    """Only Birch knows for sure that its stock is above 45."""
    parts = three_parts()
    parts["indicators"]["b.stock"] |= {"start": 46, "seen_by": {"default": "hidden"}}
    parts["indicators"]["b.stock"]["start"] = {"one_of": [20, 46]}
    for seed in range(20):
        session = Session.begin(tiny(**parts), "ab", seed=seed)
        if session.view("b").quantity("b.stock").value == 46:
            assert (session.view("a").rung, session.view("b").rung) == (0, 2)
            break
    else:
        pytest.fail("no such world")


def test_every_step_says_what_it_changed_and_why(session):
    give(session, a=("strike", "threaten"), b=("send", "calm"))
    found = steps(session)
    strike = found["Strike"]
    assert (strike.phase, strike.report.actor, strike.report.toward) == ("moves", "a", ("b",))
    assert [(c.label, c.after - c.before) for c in strike.changes] == [("Tension", 8)]
    assert strike.unseen == ("Birch's stock",)
    assert strike.why == ""  # Ash knows what it wanted
    assert steps(session, "b")["Strike"].why == "Ash decided so."
    words = "Birch said so. It is believed at 50 %, so its words have that much of their effect."
    assert found["Calm"].why == words
    demand = found["Ash demands: Less stock"]
    assert demand.why == "Said in this turn; it stands from now, for 2 turns."
    assert "Tension toward 40" in found["Things settle"].why


def test_how_chance_turned_it_is_told():
    told = set()
    for seed in range(12):
        session = give(Session.begin(three(), "ab", seed=seed), b="send")
        send = steps(session)["Send crates"]
        told.add((send.report.branch, send.why.partition(". ")[2], len(send.unseen)))
    assert told == {
        ("Much", "That it turned out so had a chance of 40 %.", 1),
        ("Little", "That it turned out so had a chance of 40 %.", 2),
        ("", "That nothing more came of it had a chance of 20 %.", 1),
    }


def test_an_incident_is_told_with_its_chance():
    """0.2, and 0.2 more for the strike."""
    for seed in range(20):
        session = give(Session.begin(three(), "ab", seed=seed), a="strike")
        if "A clash" in steps(session):
            clash = steps(session)["A clash"]
            says = "Nobody chose it. Chance in this turn, as far as you can tell: 40 %."
            assert (clash.phase, clash.why) == ("incidents", says)
            assert ("People killed", 0, 1) in [(c.label, c.before, c.after) for c in clash.changes]
            break
    else:
        pytest.fail("there was no clash")


def test_what_was_announced_is_told_when_it_arrives(session):
    give(give(session, b="send"))
    [arrival] = [s for s in session.view("a").opened if s.report.kind == "arrival"]
    assert arrival.report.headline == "Later effect of: Send crates"
    assert (arrival.why, arrival.unseen) == ("It began in turn 1.", ("Birch's stock",))
    assert arrival.changes[0].after - arrival.changes[0].before == 5


def test_events_with_a_date_say_so(session):
    give(give(session))
    [storm] = [s for s in session.view("a").opened if s.report.headline == "A storm"]
    assert storm.why == "It was set for this day."
    assert session.view("a").turn == 3


def test_news_is_what_comes_from_outside(session):
    give(session, a=("strike", "threaten"), b=("send", "calm"))
    news = {report.headline for report in session.view("a").news}
    assert {"Send crates", "Calm", "Ash demands: Less stock"} <= news
    assert not {"Strike", "Threaten", "Things settle"} & news
    assert "Strike" in {report.headline for report in session.view("b").news}


def test_a_turn_that_is_over_keeps_the_role_s_own_orders(session):
    give(session, a=("strike", "threaten"))
    [played] = session.view("a").played
    assert (played.turn, played.deed, played.word) == (1, "Strike", "Threaten")
    [seen] = session.view("b").played
    assert seen.rung == session._table.crisis.worlds.row("rung", "rung")[0], "b sees all of it"


def test_at_the_end_scores_are_those_of_the_engine(session):
    play_on(session, seed=1)
    view = session.view("a")
    scores = session._table.crisis.scores()[:, 0]
    assert view.scores == pytest.approx(dict(zip("abc", scores, strict=True)))
    assert (view.cards, view.phase, view.turn) == ((), "over", 6)
    assert (view.recorded_ending, [p.ask for p in view.debrief]) == ("E", ["What happened?"])


def test_texts_come_in_the_language_of_the_reader():
    parts = three_parts()
    parts["indicators"]["x"]["label"] = {"en": "Tension", "sq": "Tensioni"}
    session = Session.begin(tiny(**parts), "a")
    assert session.view("a", "sq").quantity("x").label == "Tensioni"
    assert session.view("a", "sr").quantity("x").label == "Tension"


def test_our_own_words_come_from_the_catalog_that_is_set(session):
    class Loud(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"{message}!"

    give(session, a="strike")
    speak_with(Loud())
    try:
        assert session.view("a").card("hold").label == "Hold!"
        assert steps(session, "b")["Strike"].why == "Ash decided so.!"
    finally:
        speak_with(None)
    assert session.view("a").card("hold").label == "Hold"
    assert steps(session, "b")["Strike"].why == "Ash decided so."


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (figure(5500.4, "soldiers"), "5,500 soldiers"),
        (figure(12.34), "12.3"),
        (figure(40.0, "percent"), "40 %"),
        (figure(99.96), "100"),
        (figure(0.5, "flag"), "0.5"),
        (apart(65.97, 66), "65.97"),
        (apart(65.2, 66), "65.2"),
        (exact(0.125), "0.125"),
        (exact(5500), "5,500"),
        (share(0.004), "under 1 %"),
        (share(0.0), "0 %"),
        (share(0.5), "50 %"),
        (listed(["a"]), "a"),
        (listed(["a", "b", "c"]), "a, b and c"),
        (listed([]), ""),
    ],
)
def test_figures_are_written_as_people_do(told, expected):
    assert told == expected


@each_scenario
def test_a_turn_and_a_view_take_no_time_that_is_felt(path):
    """A turn under 200 ms and a view under 20; five times that here, for slow machines."""
    scenario = shipped(path)
    role = next(name for name, actor in scenario.actors.items() if actor.playable)
    session = Session.begin(scenario, [role], seed=1)
    turns, views = [], []
    while not session.over:
        start = time.perf_counter()
        session.commit(role)
        middle = time.perf_counter()
        session.view(role)
        turns.append(middle - start)
        views.append(time.perf_counter() - middle)
    assert sorted(turns)[len(turns) // 2] < 1.0
    assert sorted(views)[len(views) // 2] < 0.1


def test_a_crisis_of_the_engine_is_not_touched_by_being_watched():
    """Views, knowledge and drafts change nothing."""
    session = Session.begin(three(), "a", seed=2)
    session.draft("a", "strike")
    session.view("a"), session.knowledge("a")
    session.undo("a")
    give(session, a="strike")
    crisis = Crisis(three(), seed=2)
    crisis.step({"a": {"deed": "strike", "word": "silence"}})
    assert session.hashes == (crisis.state_hash(),)
