"""The CSV of a class: what is in it, that it names nobody, and that no spreadsheet runs it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from sim.analysis.classes.debriefing import class_debriefing
from sim.analysis.classes.tables import (
    class_name,
    seat_number,
    write_class_tables,
    write_evaluation,
)
from sim.session import Session, Vow, replay
from tests.support.class_saves import class_of, holding
from tests.support.sessions import give

DICTIONARY = Path(__file__).parents[3] / "docs" / "teaching" / "csv_dictionary.md"
TABLES = Path(__file__).parents[3] / "docs" / "tables.md"


def talking(session):
    """A message, a pact that is broken, a proposal that lapses, and answers."""
    session.note("a", "check 1", {"student": "s7", "content": "=HYPERLINK(1)"})
    session.say("a", "+ meet me", ["b"])
    hold = Vow(sense="refrain", what="*", until=3)
    number = session.propose("a", "b", hold, Vow(sense="do", what="send", until=2), text="Well?")
    session.answer("b", number, sign=True)
    give(session, a="strike")
    session.propose("b", "a", Vow(sense="do", what="send", until=3), hold, until=2)
    session.note("b", "after A3", {"student": "s8", "content": 4})
    give(session)


@pytest.fixture
def saves(tmp_path):
    return class_of(tmp_path, talking, holding)


def rows_of(folder):
    """The rows of each table."""
    found = {}
    for path in folder.iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


@pytest.fixture
def tables(saves, tmp_path):
    write_class_tables(saves, tmp_path / "csv", with_messages=True)
    return rows_of(tmp_path / "csv")


def test_every_table_and_seat_has_its_number_in_all_files(saves, tables):
    name = class_name(saves)
    for rows in tables.values():
        assert {row["session"] for row in rows} == {name}
        assert {row["table"] for row in rows} <= {"1", "2"}
    seats = {(row["table"], row["role"]): row["seat_id"] for row in tables["decisions"]}
    assert seats == {
        (str(table), role): seat_number(name, table, place)
        for table in (1, 2)
        for place, role in enumerate("ab")
    }


def test_a_class_keeps_its_name_when_a_table_is_taken_again(saves, tmp_path):
    branch = saves[1].with_name("table-1-2.standoff")
    Session.resume(saves[1]).branch(2, branch).close()
    assert class_name({1: branch, 2: saves[2]}) == class_name(saves)


def test_only_what_a_person_chose_has_no_default_flag(tables):
    flags = {row["turn"]: row["default_flag"] for row in tables["decisions"]}
    assert (flags["1"], flags["2"], flags["3"]) == ("0", "0", "1")
    played = [row for row in tables["decisions"] if row["turn"] == "3"]
    assert [row["shown_peaceful"] for row in played] == [""] * len(played)


def test_each_step_of_talk_is_a_row(tables):
    said = [(row["turn"], row["role"], row["kind"], row["to"]) for row in tables["messages"]]
    assert sorted(said) == sorted(
        [
            ("1", "a", "message", "b"),
            ("1", "a", "proposal", "b"),
            ("1", "b", "signed", "a"),
            ("1", "a", "broken", "b"),
            ("2", "b", "proposal", "a"),
            ("2", "b", "lapsed", "a"),
        ]
    )
    texts = {row["kind"]: row["text"] for row in tables["messages"]}
    assert texts["message"] == "'+ meet me"
    assert "Send crates" in texts["proposal"]


def test_answers_have_their_turn_and_not_the_one_who_gave_them(tables):
    answers = [(row["turn"], row["role"], row["item"], row["answer"]) for row in tables["surveys"]]
    assert answers == [
        ("0", "a", "check 1", "'=HYPERLINK(1)"),
        ("2", "b", "after A3", "4"),
    ]
    assert "s7" not in json.dumps(tables)


def test_what_people_wrote_to_each_other_is_only_there_if_they_agreed(saves, tmp_path):
    write_class_tables(saves, tmp_path / "csv")
    assert "meet me" not in "".join(path.read_text() for path in (tmp_path / "csv").iterdir())
    assert not (tmp_path / "csv" / "messages.csv").exists()


def test_every_column_is_explained(tables):
    told = DICTIONARY.read_text("utf-8") + TABLES.read_text("utf-8")
    for rows in tables.values():
        named = [re.sub("_[ab]$", "_ROLE", re.sub("^[abc]_", "SIDE_", name)) for name in rows[0]]
        assert [name for name in named if f"`{name}`" not in told] == []
    kinds = {row["kind"] for row in tables["messages"]}
    assert [kind for kind in kinds if f"`{kind}`" not in told] == []


def test_nothing_leads_back_to_a_place(saves, tmp_path):
    write_class_tables(saves, tmp_path / "csv")
    text = "".join(path.read_text() for path in (tmp_path / "csv").iterdir())
    assert str(tmp_path) not in text
    assert ".standoff" not in text


def test_what_decisions_were_likely_to_lead_to_is_told_by_table(saves, tmp_path):
    *_earlier, last = class_debriefing(saves, futures=10, workers=1)
    write_class_tables(saves, tmp_path / "csv", reviews=last.reviews)
    rows = rows_of(tmp_path / "csv")["evaluation"]
    assert {(row["table"], row["role"], row["turn"]) for row in rows} == {
        (table, role, turn) for table in "12" for role in "ab" for turn in "12"
    }
    for row in rows:
        *_earlier, session = replay(saves[int(row["table"])])
        orders = session.given(row["role"])[int(row["turn"]) - 1]
        assert row["card"] == (orders.deed if row["channel"] == "deed" else orders.word)
    alone = tmp_path / "evaluation.csv"
    write_evaluation(saves, alone, last.reviews)
    assert alone.read_text() == (tmp_path / "csv" / "evaluation.csv").read_text()
