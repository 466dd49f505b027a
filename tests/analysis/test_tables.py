"""The teacher's CSV: what is in it, that it names nobody, and that no spreadsheet runs it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from sim.analysis.debrief import QUESTIONS, TRUTH
from sim.analysis.review import review
from sim.analysis.tables import decided_in, pseudonym, safe, write_tables
from sim.engine.crisis import Crisis
from sim.session import EVERYTHING, Session, Watch
from tests.support.sessions import give, orders_of, play_on
from tests.support.three import three, three_parts
from tests.support.tiny import tiny


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def session() -> Session:
    """Two people, to the end."""
    return play_on(Session.begin(three(), ["a", "b"], seed=8), seed=3)


def tables_of(session, folder, bom=False):
    """The rows of each table."""
    found = {}
    for path in write_tables(Watch(session), folder, bom):
        with path.open(encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def test_every_decision_of_a_person_is_a_row(session, tmp_path):
    rows = tables_of(session, tmp_path / "csv")["decisions"]
    turns = len(session.hashes)
    assert [(row["turn"], row["role"]) for row in rows] == [
        (str(turn), role) for turn in range(1, turns + 1) for role in "ab"
    ]
    for row in rows:
        orders = session.given(row["role"])[int(row["turn"]) - 1]
        assert (row["card"], row["statement"]) == (orders.deed, orders.word)
        assert float(row["confidence"]) == pytest.approx(orders.expected, rel=1e-6)
        assert row["default_flag"] == "0"
        assert int(row["ms_to_decide"]) >= 0
        assert 0 <= float(row["shown_peaceful"]) <= 1
        assert 1 <= float(row["predicted_tension"]) <= len(session.scenario.ladder)
        assert float(row["shown_p10"]) <= float(row["shown_p50"]) <= float(row["shown_p90"])


def test_at_whom_it_was_directed_is_told_once(tmp_path):
    session = give(Session.begin(three(), ["a"], seed=8), a=("strike", "threaten"))
    [row] = tables_of(session, tmp_path / "csv")["decisions"]
    assert row["targets"] == "b"


def test_what_the_program_chose_before_somebody_sat_down_is_marked(tmp_path):
    session = Session.take_over(three(), ["b"], seed=8, turn=3)
    rows = tables_of(play_on(session, seed=1), tmp_path / "csv")["decisions"]
    assert [row["default_flag"] for row in rows][:3] == ["1", "1", "0"]
    assert [row["ms_to_decide"] == "" for row in rows][:3] == [True, True, False]


def test_outcomes_have_the_truth_and_what_each_person_thought(session, tmp_path):
    rows = tables_of(session, tmp_path / "csv")["outcomes"]
    watch = Watch(session)
    assert len(rows) == watch.last * len(session.scenario.indicators)
    for row in rows:
        turn, name = int(row["turn"]), row["indicator"]
        truth = watch.view(turn, EVERYTHING).quantity(name).value
        thought = watch.view(turn, "a").quantity(name).value
        assert float(row["true_value"]) == pytest.approx(truth, rel=1e-6)
        assert float(row["estimate_a"]) == pytest.approx(thought, rel=1e-6)
    assert any(row["true_value"] != row["estimate_a"] for row in rows)


def test_each_turn_is_a_row_with_its_state(session, tmp_path):
    rows = tables_of(session, tmp_path / "csv")["turns"]
    assert [row["state"] for row in rows] == list(session.hashes)
    crisis, rungs = Crisis(three(), seed=8), []
    for orders in orders_of(session):
        crisis.step(orders)
        rungs.append(int(crisis.worlds.row("rung", "rung")[0]) + 1)
    assert [int(row["rung"]) for row in rows] == rungs
    assert rows[0]["moment"] == "2023-09-24T00:00"


def test_what_a_decision_was_likely_to_lead_to_is_a_row_for_each_channel(tmp_path):
    """Under each question, beside the best other move."""
    session = play_on(Session.begin(three(), ["a"], seed=8), seed=3)
    found = review(session.path, "a", futures=20, workers=1)
    [*_others, path] = write_tables(Watch(session), tmp_path / "csv", reviews=[found])
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(session.hashes) * 2 * len(QUESTIONS)
    deed = next(row for row in rows if row["judged_from"] == "truth" and row["others"] == "react")
    comparison = found.decision(int(deed["turn"])).of("deed", TRUTH)
    assert (deed["card"], deed["best_alternative"], deed["grade"]) == (
        comparison.taken.move,
        comparison.judgement.best,
        comparison.judgement.grade,
    )
    drop = comparison.judgement.drop
    for column, value in (
        ("p_no_clash", comparison.taken.peaceful.value),
        ("goal_score", comparison.taken.goals.value),
        ("delta", drop.value),
        ("ci_low", drop.low),
        ("ci_high", drop.high),
    ):
        assert float(deed[column]) == pytest.approx(value, rel=1e-6)


def test_every_column_is_explained(session, tmp_path):
    """With ROLE and SIDE in place of those of the scenario."""
    told = (Path(__file__).parents[2] / "docs" / "tables.md").read_text("utf-8")
    found = review(session.path, "a", futures=20, workers=1)
    for path in write_tables(Watch(session), tmp_path / "csv", reviews=[found]):
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        named = [re.sub("_[ab]$", "_ROLE", re.sub("^[abc]_", "SIDE_", name)) for name in columns]
        assert f"## {path.name}" in told
        assert [name for name in named if f"`{name}`" not in told] == []


def test_nothing_leads_back_to_a_file_or_to_the_scene(session, tmp_path):
    write_tables(Watch(session), tmp_path / "csv")
    text = "".join(path.read_text() for path in (tmp_path / "csv").iterdir())
    assert session.path.stem not in text
    assert str(tmp_path) not in text
    assert pseudonym(session) in text


def test_the_same_session_has_the_same_name_wherever_its_file_is(session, tmp_path):
    session.close()
    moved = session.path.rename(tmp_path / "moved.standoff")
    assert pseudonym(Session.resume(moved)) == pseudonym(session)
    assert pseudonym(session.branch(2)) != pseudonym(session)


@pytest.mark.parametrize("bom", [False, True])
def test_a_sign_before_the_text_is_there_only_if_wanted(session, tmp_path, bom):
    for path in write_tables(Watch(session), tmp_path / "csv", bom):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == bom


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_is_taken_for_a_formula(start):
    assert safe(start) == f"'{start}"


def test_numbers_and_plain_texts_stay_what_they_are():
    assert [safe(cell) for cell in (-3.5, 7, None, "a=b", "", 0.1 + 0.2)] == [
        *("-3.5", "7", "", "a=b", "", "0.3")
    ]


def test_hostile_labels_of_a_scenario_are_made_safe_too(tmp_path):
    parts = three_parts()
    parts["moves"]["a"]["strike"]["label"] = '=HYPERLINK("x")'
    session = give(Session.begin(tiny(**parts), ["a"], seed=8), a="strike")
    [row] = tables_of(session, tmp_path / "csv")["turns"]
    assert row["a_deed"] == '\'=HYPERLINK("x")'


def test_time_counts_from_whoever_decided_before(monkeypatch):
    session = Session.begin(three(), ["a", "b"], seed=8)
    for role in "abab":
        session.commit(role)
    times = decided_in(session)
    entries = [entry for entry in session.entries if entry.given.kind == "commit"]
    assert times[1, "b"] == entries[1].time - entries[0].time
    assert times[2, "a"] <= entries[2].time - entries[1].time
    assert set(times) == {(turn, role) for turn in (1, 2) for role in "ab"}


def test_a_branch_does_not_know_how_long_its_first_turn_took_elsewhere():
    session = play_on(Session.begin(three(), ["a"], seed=8), seed=1, turns=2)
    assert (1, "a") not in decided_in(session.branch(3))
    assert (2, "a") in decided_in(session.branch(3))
