"""The debrief of a class: what it finds, that it can be trusted, and that it blames nobody."""

from __future__ import annotations

import json

import pytest

from sim.analysis.classes.debriefing import class_debriefing
from sim.analysis.classes.facts import misreadings
from sim.analysis.classes.seating import read_table, tables_in
from sim.analysis.classes.splits import split_of
from sim.analysis.classes.work import contrast
from sim.analysis.classes.worlds import recorded, simulate
from sim.analysis.review import review
from sim.engine.crisis import Crisis
from sim.session import SaveBroken, Session, SessionRefused, Vow, replay
from sim.session.words import figure
from tests.support.class_saves import class_of, holding, sending, striking, tense
from tests.support.sessions import give
from tests.support.three import three


@pytest.fixture(scope="module")
def saves(tmp_path_factory):
    """Three tables."""
    scripts = striking, holding, sending
    return class_of(tmp_path_factory.mktemp("class"), *scripts, scenario=tense())


@pytest.fixture(scope="module")
def told(saves):
    """All that was told of them, in order."""
    return list(class_debriefing(saves, futures=40, workers=1))


@pytest.fixture(scope="module")
def points(told):
    """The talking points by their ids."""
    return {point.id: point for point in told[-1].points}


def test_paths_come_first_and_progress_ends(told):
    assert [len(each.tables) for each in told[:3]] == [1, 2, 3]
    assert all(each.progress for each in told[:-1])
    assert told[-1].progress == ""
    assert told[3].fan
    assert len(told[3].points) < len(told[-1].points)


def test_a_path_has_the_rung_after_each_turn(saves, told):
    for table in told[-1].tables:
        *_earlier, session = replay(saves[table.table])
        crisis, rungs = Crisis(tense(), seed=8), []
        for orders in session.ordered:
            crisis.step({r: {"deed": d, "word": w} for r, (d, w) in orders.items()})
            rungs.append(int(crisis.worlds.row("rung", "rung")[0]))
        assert list(table.path) == rungs


def test_human_cost_is_told_in_words_and_is_no_figure_to_rank_by(told):
    assert all(set(table.harm) == {"People killed"} for table in told[-1].tables)
    assert all(isinstance(text, str) for table in told[-1].tables for text in table.harm.values())


def test_where_tables_part_is_told_with_whose_orders_and_what_they_changed(points):
    found = points["parting"]
    assert found.turn == 2
    assert "They part in turn 2, by what Ash and Birch chose." in found.says
    assert "of futures end without violence after “Hold” and" in found.says
    assert [(camp.label, camp.tables) for camp in found.split] == [
        *(("Hold", (2, 3)), ("Strike", (1,)))
    ]


def test_the_futures_of_two_choices_are_those_of_the_same_moment(saves):
    """A choice held against itself makes no difference; the shares are those of the split."""
    tables = [read_table(number, path, "en") for number, path in saves.items()]
    pasts = {(t.number, r): past for t in tables for r, past in t.pasts.items()}
    split = split_of(tables, "a", 2, "deed")
    found = contrast(pasts, split, 40)
    assert found.moves == split.moves == ("hold", "strike")
    one, other = found.shares
    assert found.gap.value == pytest.approx(one.value - other.value)
    again = contrast(pasts, split, 40)
    assert again == found


def test_a_misperception_is_what_was_believed_beside_what_was_so(saves, points):
    """Of all that people decided on, none was further off for its range."""
    found = points["misread"]
    tables = [read_table(number, path, "en") for number, path in saves.items()]
    offs = [abs(each.off) for table in tables for each in misreadings([table], table.book)]
    worst = max(misreadings(tables, tables[0].book), key=lambda each: abs(each.off))
    assert abs(worst.off) == max(offs)
    assert figure(worst.held) in found.says
    assert figure(worst.was) in found.says
    assert found.turn == worst.turn <= 2  # policies misread nothing that is talked about


def test_every_ending_is_a_camp_and_history_stands_beside(told, points):
    found = points["endings"]
    assert sorted(table for camp in found.split for table in camp.tables) == [1, 2, 3]
    assert told[-1].history.ending in found.says


def test_what_weighed_most_is_only_told_where_the_futures_can_tell(told, points):
    """The largest first, of what people decided."""
    weighed = [each for each in told[-1].weighed if each.table == 1]
    assert weighed
    sizes = [abs(each.own.value) for each in weighed]
    assert sizes == sorted(sizes, reverse=True)
    for each in told[-1].weighed:
        assert not each.own.low <= 0 <= each.own.high
        assert each.turn <= 2
    assert weighed[0].deed in points["weighed-1"].says


def test_what_was_picked_in_some_futures_is_measured_in_others(told):
    """The swing of the review is the one by which it was picked."""
    [first, *_others] = told[-1].weighed
    swings = {swing.turn: swing for swing in told[-1].reviews[first.seat].swings}
    assert swings[first.turn].own != first.own


def test_the_last_off_ramp_is_the_last_turn_from_which_one_side_could_make_peace_likely(
    told, points
):
    found, likely = points["off-ramp"], {}
    for (table, _role), each in told[-1].reviews.items():
        turns = [d.turn for d in each.decisions if d.best_play and d.best_play.value >= 0.5]
        likely[table] = max([*turns, likely.get(table, 0)])
    assert found.title == "The last off-ramp"
    assert found.turn == max(likely.values())
    assert f"last in turn {found.turn}" in [camp.label for camp in found.split]


def test_a_class_without_violence_is_shown_its_narrowest_moment(tmp_path):
    saves = class_of(tmp_path, holding, sending)
    *_earlier, last = class_debriefing(saves, futures=20, workers=1)
    found = next(point for point in last.points if point.id == "off-ramp")
    assert found.title == "The narrowest moment"
    assert found.split == ()


def test_reviews_judge_what_people_decided_and_nothing_else(saves, told):
    reviews = told[-1].reviews
    assert set(reviews) == {(table, role) for table in (1, 2, 3) for role in "ab"}
    for found in reviews.values():
        judged = [decision.turn for decision in found.decisions if decision.comparisons]
        assert judged == [1, 2]
        assert found.done == found.total
    alone = review(saves[1], "a", futures=40, workers=1).decision(2)
    for comparison in reviews[1, "a"].decision(2).comparisons:
        assert comparison in alone.comparisons


def test_what_a_page_is_sent_is_plain_and_without_reviews(told):
    sent = told[-1].plain()
    assert json.loads(json.dumps(sent))["tables"][0]["table"] == 1
    assert "reviews" not in sent


def test_helpers_find_the_same(saves, told):
    *_earlier, last = class_debriefing(saves, futures=40, workers=2)
    assert last == told[-1]


def test_a_broken_promise_is_told_before_all_else_of_the_kind(tmp_path):
    def breaking(session):
        calm = Vow(sense="refrain", what="*", until=3)
        number = session.propose("a", "b", calm, Vow(sense="refrain", what="send", until=3))
        session.answer("b", number, sign=True)
        give(session, a="strike")

    saves = class_of(tmp_path, breaking, holding)
    *_earlier, last = class_debriefing(saves, futures=5, workers=1)
    found = next(point for point in last.points if point.id == "promise")
    assert (found.title, found.turn, found.tables) == ("A promise broken", 1, (1,))
    assert [(camp.label, camp.tables) for camp in found.split] == [
        ("a signed promise was broken", (1,)),
        ("nothing was signed, or nothing came due", (2,)),
    ]


def test_a_threat_is_only_talked_about_if_a_person_made_it(tmp_path):
    """Birch meets no demand of Ash's at table 1; what policies threaten later is no point."""
    saves = class_of(tmp_path / "one", striking, holding)
    *_earlier, last = class_debriefing(saves, futures=5, workers=1)
    found = next(point for point in last.points if point.id == "promise")
    assert found.tables == (1,)
    assert "Ash made a demand and a threat, at table 1 in turn 2: “Less stock”." in found.says
    assert ("never threatened", (2,)) in [(camp.label, camp.tables) for camp in found.split]
    *_earlier, calm = class_debriefing(
        class_of(tmp_path / "two", holding, sending), futures=5, workers=1
    )
    assert "promise" not in [point.id for point in calm.points]


def test_a_table_that_is_not_over_is_looked_at_too(tmp_path):
    saves = class_of(tmp_path, holding, holding)
    branch = Session.resume(saves[2]).branch(3, tmp_path / "open.standoff")
    branch.close()
    *_earlier, last = class_debriefing(
        {1: saves[1], 2: tmp_path / "open.standoff"}, futures=5, workers=1
    )
    assert [table.ending for table in last.tables][1] == ""
    assert len(last.tables[1].path) == 2


def test_tables_with_other_luck_are_not_compared(tmp_path):
    saves = class_of(tmp_path / "one", holding) | {
        2: class_of(tmp_path / "two", holding, seed=9)[1]
    }
    with pytest.raises(SessionRefused, match="different"):
        list(class_debriefing(saves, futures=5, workers=1))


@pytest.mark.parametrize("wrong", [{"futures": 1}, {"workers": 0}])
def test_too_few_futures_or_workers_are_refused(saves, wrong):
    with pytest.raises(ValueError, match="too few"):
        next(class_debriefing(saves, **wrong))


def test_the_newest_branch_of_each_table_counts(tmp_path):
    class_of(tmp_path, *[holding] * 10)
    newest = tmp_path / "tables" / "table-2-10.standoff"
    for name in ("table-2-2.standoff", "table-2-10.standoff", ".table-3.standoff.1.new", "notes"):
        (tmp_path / "tables" / name).touch()
    found = tables_in(tmp_path)
    assert [*found] == [*range(1, 11)]
    assert found[2] == newest
    with pytest.raises(SaveBroken, match="no tables"):
        tables_in(tmp_path / "tables")


# -- what tables are seen against ------------------------------------------------------------------


def test_the_fan_is_made_of_worlds_as_a_batch_plays_them():
    """The middle of the fan is the median of their rungs."""
    fan = simulate(three(), 101).fan
    crisis = Crisis(three(), 101, first_world=1)
    crisis.step()
    middle = sorted(crisis.worlds.row("rung", "rung").tolist())[50]
    assert fan.bands[0].middle == middle
    assert [band.turn for band in fan.bands] == [1, 2, 3, 4, 5, 6]
    for band in fan.bands:
        assert band.low <= band.lower <= band.middle <= band.upper <= band.high


def test_an_event_is_as_rare_as_in_those_worlds():
    came = simulate(three(), 400).came
    assert came["storm"] == 1.0
    assert 0 < came["rumour"] <= 1


def test_history_has_a_lane_where_there_is_a_record():
    lane = recorded(three(), "en")
    assert len(lane.path) == 6
    assert "dispute" in lane.says
    assert recorded(three().model_copy(update={"history": None}), "en") is None
