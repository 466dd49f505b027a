"""The page of a debrief: what it tells of a review, and that it trusts no text."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from itertools import pairwise

import pytest

from sim.cli import run
from sim.report.debrief_page import debrief_page
from sim.report.in_short import in_short
from sim.session import Session, Vow
from tests.support.pages import Page, check_page
from tests.support.reviews import made_up_review, unfinished
from tests.support.sessions import give, play_on
from tests.support.three import three
from tests.support.told import HOSTILE, hostile, told


def played(tmp_path, scenario, people=("a",), turns=1000):
    return play_on(Session.begin(scenario, people, seed=3, path=tmp_path / "one.save"), 1, turns)


@pytest.fixture
def session(tmp_path):
    return played(tmp_path, told())


@pytest.fixture
def review(session):
    return made_up_review(session, "a")


def test_a_page_is_sound_and_stands_alone(session, review):
    check_page(debrief_page(session, review))


def test_the_curve_has_its_interval_history_turning_points_and_the_last_off_ramp(session, review):
    page = Page(debrief_page(session, replace(review, peaceful=False)))
    assert (
        "began at 58 % and stood at 44 %" in page.all("svg", role="img")[0].attributes["aria-label"]
    )
    for kind in ("band interval", "line truth", "line knew", "line history"):
        assert [tag for tag in page.tags if tag.attributes.get("class") == kind], kind
    assert {"A", "B", "C", "last off-ramp"} <= {tag.text for tag in page.all("text")}


def test_a_session_that_ended_well_passed_no_off_ramp(session, review):
    assert "off-ramp" not in debrief_page(session, replace(review, peaceful=True))


def test_a_turning_point_is_split_and_chance_is_told_apart(session, review):
    page = debrief_page(session, review)
    rows = Page(page).rows("points")
    assert any(row.endswith("| −12 | −16 to −8") for row in rows if row.startswith("your orders"))
    assert any(row.endswith("| 0 | −2 to +2") for row in rows if row.startswith("chance"))
    assert "A clash 6 % (it came)" in page


def test_a_costly_choice_is_called_so_and_what_can_not_be_told_too(session, review):
    page = Page(debrief_page(session, review))
    rows = [row for row in page.rows("decisions") if row.startswith("Ease |  | ")]
    assert rows[0] == "Ease |  | +1 | −2 to +4 | cannot tell"
    assert "Ease |  | +17 | +13 to +21 | likelier" in rows
    badges = [tag.text for tag in page.all("span", kind="badge strong")]
    assert badges == ["costly"]
    assert page.all("span", kind="badge open")
    assert len(page.all("svg", kind="strip open")) >= sum("cannot tell" in row for row in rows)


def test_both_bases_and_both_readings_are_there(session, review):
    page = debrief_page(session, review)
    for heading in ("From what you knew then", "With hindsight", "the others as they did"):
        assert heading in page


def test_beliefs_promises_human_cost_and_questions_are_told(session, review):
    page = Page(debrief_page(session, review))
    text = page.all("main")[0].text
    assert "The Brier score" in text
    assert "0.17" in text
    assert any(
        "the maker backed down | Pride: 8.8 | −20 points" in r for r in page.rows("promises")
    )
    assert "People hurt: 7 people" in page.all("div", kind="harm")[0].text
    assert "Where else?" in text


def test_signed_promises_are_told_with_what_came_of_them(tmp_path):
    session = Session.begin(three(), "ab", seed=3, path=tmp_path / "signed.save")
    strike, send = (Vow(sense="do", what=what, until=1) for what in ("strike", "send"))
    session.propose("a", "b", strike, send)
    session.answer("b", 1, True)
    play_on(give(session, b="send"), 1)
    review = replace(made_up_review(session, "a"), promises=(), beliefs=())
    page = Page(debrief_page(session, review))
    pact = "Private pact of Ash and Birch. Signed on turn 1."
    broken = "Broken on turn 1; it cost 5 of “Pride”, and credibility."
    assert page.rows("pacts")[-2:] == [
        f"{pact} | Ash: “Strike” by turn 1 | {broken}",
        f"{pact} | Birch: “Send crates” by turn 1 | Kept on turn 1.",
    ]


def test_what_the_player_said_is_there_and_what_is_no_such_note_is_not(session, review):
    session.note("a", "debrief marks", {"best": 2, "worst": 1})
    session.note("a", "debrief thoughts", {"ask": "Where else?", "text": "At sea."})
    session.note("a", "debrief thoughts", ["no", 1])
    page = Page(debrief_page(session, review))
    assert "best was turn 2, worst was turn 1" in page.all("main")[0].text
    assert "At sea." in [tag.text for tag in page.all("p", kind="box")]


def test_of_a_session_that_is_not_over_nothing_true_is_told(tmp_path):
    session = played(tmp_path, told(), turns=3)
    page = debrief_page(session, unfinished(made_up_review(session, "a")))
    check_page(page)
    assert "This session is not over" in page
    for heading in ("Turning points", "hindsight", "What you believed", "history's moves"):
        assert f">{heading}" not in page


def test_a_page_made_before_all_is_computed_says_so(session, review):
    bare = replace(review.decisions[0], comparisons=(), best_play=None)
    page = debrief_page(session, replace(review, done=3, decisions=(bare,), swings=(), curve=()))
    check_page(page)
    assert "3 of 40 parts" in page


def test_no_text_of_a_scenario_becomes_part_of_the_page(tmp_path):
    session = played(tmp_path, hostile())
    page = debrief_page(session, made_up_review(session, "a"))
    found = check_page(page)
    assert HOSTILE not in page
    assert HOSTILE in found.all("h1")[0].text


def test_in_short_the_costly_choice_is_named(session, review):
    lines = list(in_short(review, session.view("a")))
    assert lines[-1] == "Turn 2: A costly choice."
    assert any(line.startswith("A  turn 1: −15 (your orders −12") for line in lines)


# -- the command, with a real review ---------------------------------------------------------------

QUICK = ["--futures", "20", "--workers", "1"]


def test_the_command_writes_a_page_tables_and_json(session, tmp_path, capsys):
    page, tables = tmp_path / "d.html", tmp_path / "tables"
    files = ["--html", str(page), "--csv", str(tables)]
    assert run(["debrief", str(session.path), *QUICK, *files]) == 0
    written = capsys.readouterr().out.splitlines()
    assert written[-1] == str(page)
    check_page(page.read_text("utf-8"))
    with (tables / "decisions.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(session.hashes)
    assert run(["debrief", str(session.path), *QUICK, *files, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["role"] == "a"
    assert [d["turn"] for d in found["decisions"]] == list(range(1, len(session.hashes) + 1))


def test_without_options_it_prints_a_few_lines(session, capsys):
    assert run(["debrief", str(session.path), *QUICK]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("A quarrel, Ash: ")
    assert len(printed) < 30


def test_the_interval_of_the_curve_in_a_real_page_narrows_with_futures(session, tmp_path):
    """Four times as many futures, half the width: that is how an interval should be."""
    widths = []
    for futures in ("50", "800"):
        args = ["--futures", futures, "--workers", "1", "--json"]
        widths.append(_width(session.path, args))
    assert all(more > 2.5 * less for more, less in pairwise(widths))


def _width(path, args):
    from click.testing import CliRunner

    from sim.cli.debrief import command

    found = json.loads(CliRunner().invoke(command, [str(path), *args]).stdout)
    bands = [point["truth"] for point in found["curve"][:3]]
    return sum(band["high"] - band["low"] for band in bands)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nothing.save"], "nothing.save"),
        (["one.save", "--role", "b"], '"b" is not'),
        (["one.save", "--futures", "1"], "1 is not in the range"),
    ],
)
def test_wrong_input_ends_with_2_and_words(session, tmp_path, monkeypatch, capsys, args, words):
    monkeypatch.chdir(tmp_path)
    assert run(["debrief", *args]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert "Traceback" not in printed.err


def test_of_several_people_one_has_to_be_chosen(tmp_path, capsys):
    session = played(tmp_path, told(), ("a", "b"))
    assert run(["debrief", str(session.path), *QUICK]) == 2
    assert "--role: a, b" in capsys.readouterr().err


def test_tables_are_of_all_people(tmp_path):
    session = played(tmp_path, told(), ("a", "b"), turns=2)
    assert run(["debrief", str(session.path), *QUICK, "--csv", str(tmp_path / "csv")]) == 0
    with (tmp_path / "csv" / "evaluation.csv").open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert {(row["turn"], row["role"]) for row in found} == {
        (turn, role) for turn in "12" for role in "ab"
    }


def test_of_a_session_in_which_nothing_is_decided_that_is_told(tmp_path, capsys):
    session = played(tmp_path, told(), turns=0)
    assert run(["debrief", str(session.path), *QUICK]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["Nothing has been decided yet."]


def test_ctrl_c_leaves_no_file_half(session, tmp_path, monkeypatch, capsys):
    def interrupt(*given, **more):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("sim.analysis.review.reviewing", interrupt)
    files = ["--html", str(tmp_path / "d.html"), "--csv", str(tmp_path / "csv")]
    before = set(tmp_path.iterdir())
    assert run(["debrief", str(session.path), *QUICK, *files]) == 130
    assert set(tmp_path.iterdir()) == before
    assert capsys.readouterr().err.strip() == "standoff: interrupted"
