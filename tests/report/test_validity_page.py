"""The page and tables of a validity: they tell what was found, stand alone and trust no text."""

from __future__ import annotations

import csv
import json
from io import StringIO
from math import inf

import pytest

from sim.analysis.validity.finding import Finding, Measured, judged, not_applicable
from sim.analysis.validity.validity import validate_scenario
from sim.report.validity.files import csv_of, write_files
from sim.report.validity.page import validity_page
from sim.report.validity.words import found_text, in_short, wanted_text
from tests.support.assays import written
from tests.support.pages import Page, check_page
from tests.support.told import HOSTILE, poisoned, told_parts
from tests.support.validities import small_validity


@pytest.fixture(scope="module")
def found():
    return small_validity()


@pytest.fixture(scope="module")
def page(found):
    return validity_page(found)


def test_a_page_is_sound_and_stands_alone(page):
    check_page(page)


def test_every_check_that_was_made_has_its_figure_and_verdict(page, found):
    sections = ("history", "record", "signs", "stages")
    rows = {section: "\n".join(Page(page).rows(section)) for section in sections}
    for each in found.findings:
        if each.found:
            assert (each.case or each.check) in rows[each.section]
            assert found_text(each) in rows[each.section]


def test_recorded_moves_stand_day_by_day_with_their_ranks(page):
    rows = [row for row in Page(page).rows("history") if row.startswith("2023-")]
    assert [row.split(" | ")[:3] for row in rows] == [
        ["2023-09-24", "Ash", "Strike"],
        ["2023-09-25", "Birch", "Calm"],
    ]
    assert " of " in rows[0].split(" | ")[-1]


def test_assumptions_have_a_row_for_each_point(page, found):
    rows = Page(page).rows("assumptions")[1:]
    assert len(rows) == len(found.checked)
    assert rows[0].startswith("as written | ")


def test_a_page_says_in_how_many_worlds_assumptions_were_turned(page):
    assert "checked again in 100 worlds (50 that follow history)." in page


def test_no_text_of_a_scenario_becomes_part_of_the_page(tmp_path):
    path = written(tmp_path, **poisoned(told_parts()))
    hostile = validity_page(validate_scenario(path, worlds=100, workers=1, quick=True))
    check_page(hostile)
    assert HOSTILE not in hostile
    assert HOSTILE in Page(hostile).all("h1")[0].text


def test_the_table_has_a_row_for_each_check_with_figures_in_full(found):
    rows = list(csv.DictReader(StringIO(csv_of(found))))
    assert [row["key"] for row in rows] == [each.key for each in found.findings]
    for row, each in zip(rows, found.findings, strict=True):
        assert row["value"] == (str(each.found.value) if each.found else "")


def test_three_files_are_written(found, page, tmp_path):
    names = [path.name for path in write_files(tmp_path / "new", found)]
    assert names == ["validation.html", "validation.csv", "validation.json"]
    assert (tmp_path / "new" / "validation.html").read_text("utf-8") == page
    data = json.loads((tmp_path / "new" / "validation.json").read_text("utf-8"))
    assert data == json.loads(json.dumps(found.plain()))


def share(value, low, high, **wanted):
    return judged("signs", "k", "c", Measured(value, low, high), "share", "w", **wanted)


@pytest.mark.parametrize(
    ("each", "told", "wanted"),
    [
        (share(0.266, 0.25, 0.28, least=0.1, most=0.4), "26.6 % (25.0 to 28.0)", "10.0 to 40.0 %"),
        (share(1, 1, 1, least=1, most=1), "100.0 %", "100.0 %"),
        (share(0, 0, 0, most=0), "0 %", "at most 0 %"),
        (share(0, 0, 0.00038, most=0), "0 % (0 to 0.04)", "at most 0 %"),
        (share(0.5, 0.4, 0.6, least=0.5), "50.0 % (40.0 to 60.0)", "at least 50.0 %"),
        (
            judged("signs", "k", "c", Measured(-0.05, -0.1, 0.0), "points", "w", most=0),
            "−5.0 points (−10.0 to 0)",
            "below 0 points",
        ),
        (
            judged("signs", "k", "c", Measured(0.742, 0.7, 0.8), "nats", "w", least=0, most=inf),
            "0.74 nats (0.70 to 0.80)",
            "above 0 nats",
        ),
        (judged("stages", "k", "c", Measured.exactly(0.077), "distance", "w", most=0.1), "0.077",
         "at most 0.100"),
        (not_applicable("signs", "k", "c", "w"), "–", "–"),
        (judged("history", "k", "c", Measured(0.36, -inf, inf), "nats", "w", least=0),
         "0.36 nats (too few for an interval)", "above 0 nats"),
    ],
)  # fmt: skip
def test_figures_are_told_as_they_are_read(each: Finding, told, wanted):
    assert (found_text(each), wanted_text(each)) == (told, wanted)


def test_in_short_counts_and_names_what_falls_short(found):
    first, *rest = in_short(found)
    tally = found.tally
    assert first.startswith(f"{tally['passes']} of {sum(tally.values()) - tally['not applicable']}")
    assert tally["falls short"] > 0
    assert rest[0].startswith("Falls short: ")
