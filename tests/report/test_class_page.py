"""The page of a class: all tables side by side, and that it trusts no text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.analysis.classes.findings import (
    Camp,
    ClassDebrief,
    Fan,
    Lane,
    Spread,
    TablePath,
    TalkingPoint,
    Weighed,
)
from sim.report.class_page import class_page
from sim.session import Band, Session
from tests.support.pages import Page, check_page
from tests.support.three import three
from tests.support.told import HOSTILE


@pytest.fixture
def session(tmp_path):
    return Session.begin(three(), ["a", "b"], seed=8, path=tmp_path / "one.standoff")


@pytest.fixture
def found():
    """What might be found about two tables."""
    return ClassDebrief(
        progress="",
        turns=6,
        ladder=("Low", "High", "Top"),
        tables=(
            TablePath(1, (0, 1, 2, 2), "War", True, 4, {"People killed": "12 people"}),
            TablePath(2, (0, 0, 1, 0, 0, 0), "Peace", False, 3, {"People killed": "0 people"}),
        ),
        history=Lane((0, 1, 1, 1, 0, 0), "Peace", "Our coding."),
        fan=Fan(
            2_000, "Two thousand worlds.", tuple(Spread(t, 0, 0, 1, 1, 2) for t in range(1, 7))
        ),
        points=(
            TalkingPoint(
                "split",
                "The biggest split",
                "They differed.",
                "Why?",
                2,
                (1, 2),
                (Camp("Strike", (1,)), Camp("Hold", (2,))),
            ),
        ),
        weighed=(Weighed(1, "a", 2, "Strike", "Silence", Band(-0.12, -0.16, -0.08)),),
    )


def test_a_page_is_sound_and_stands_alone(session, found):
    check_page(class_page(session, found))


def test_tables_stand_side_by_side_in_their_order(session, found):
    rows = Page(class_page(session, found)).rows("ends")
    assert rows[1:] == [
        *("1 | War | Top | 12 people", "2 | Peace | High | 0 people"),
        "history | Peace |  | ",
    ]


def test_each_table_is_drawn_before_what_might_have_been(session, found):
    page = Page(class_page(session, found))
    charts = page.all("svg", kind="chart narrow")
    assert len(charts) == 2
    for kind in ("band most", "band half", "line middle", "line history"):
        drawn = [tag for tag in page.tags if tag.name == "path" and tag.attributes["class"] == kind]
        assert len(drawn) >= 4, kind
    alt = charts[0].attributes["aria-label"]
    assert alt == "Table 1: highest “Top” (rung 3) after turn 3. It ended as “War”."


def test_a_point_says_how_the_class_split_and_what_to_ask(session, found):
    page = class_page(session, found)
    assert "<li>Strike: table 1</li><li>Hold: table 2</li>" in page
    assert "Why?" in page


def test_what_weighed_most_has_its_interval(session, found):
    [_head, row] = Page(class_page(session, found)).rows("weighed")
    assert row == "1 | 2 | Ash | “Strike”, “Silence” | −12 | −16 to −8"


def test_a_page_that_came_too_early_says_so(session, found):
    early = replace(found, progress="Looking back.", points=(), weighed=(), fan=None, history=None)
    page = class_page(session, early)
    check_page(page)
    assert "before everything was computed" in page
    assert 'id="weighed"' not in page


def test_no_text_is_trusted(session, found):
    point = replace(found.points[0], title=HOSTILE, says=HOSTILE, ask=HOSTILE)
    check_page(class_page(session, replace(found, points=(point,))))


def test_where_people_stopped_the_line_goes_on_thinner(session, found):
    """Table 1 decided to its end, table 2 for three turns of six."""
    page = Page(class_page(session, found))
    rest = [tag for tag in page.tags if tag.attributes.get("class") == "line rest"]
    assert len(rest) == 3  # in the key, and of table 2 wide and narrow
    first, second = (c.attributes["aria-label"] for c in page.all("svg", kind="chart narrow"))
    assert second.endswith("People decided up to turn 3; then policies played on.")
    assert "policies" not in first
