"""The page of an assay: it tells what was found, stands alone, and trusts no text."""

from __future__ import annotations

import pytest

from sim.analysis.assay.assay import assay
from sim.report.assay_page import assay_page
from tests.support.assays import scales, written
from tests.support.pages import Page, check_page
from tests.support.tiny import ending
from tests.support.told import HOSTILE, poisoned, told_parts


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return assay(written(tmp_path_factory.mktemp("assay"), **scales()), worlds=100, workers=1)


@pytest.fixture(scope="module")
def page(found):
    return assay_page(found)


def test_a_page_is_sound_and_stands_alone(page):
    check_page(page)


def test_endings_stand_beside_each_cast_with_their_shares(page, found):
    rows = Page(page).rows("endings")
    (war,) = [row for row in rows if row.startswith("1. War violent")]
    shares = [f"{100 * played.ended('war').share:.1f} %" for played in found.by_policy.values()]
    assert war == " | ".join(["1. War violent", *shares])


def test_the_parts_of_a_bar_of_endings_fill_it(page, found):
    widths = [
        float(tag.attributes["width"].rstrip("%"))
        for tag in Page(page).all("rect")
        if tag.attributes["class"].startswith("slice")
    ]
    assert sum(widths) == pytest.approx(100 * len(found.by_policy), abs=0.1)


def test_roles_numbers_and_moves_are_told(page):
    assert [row.split(" | ")[0] for row in Page(page).rows("roles")][1:3] == ["Ash", "Cedar"]
    first = Page(page).rows("numbers")[1]
    assert first.startswith("Tilt: at the start indicators.x.start | ")
    moves = Page(page).rows("leads")
    assert any(row.startswith("Ash, deeds | Lean ") for row in moves)
    assert any(row.startswith("its own policy | ") for row in moves)


def test_a_scenario_in_which_nobody_can_do_anything_has_a_page_too(tmp_path):
    path = written(tmp_path, moves={}, endings={"over": ending()})
    page = assay_page(assay(path, worlds=100, workers=1))
    check_page(page)
    assert "None changes an ending by more than luck would." in page


def test_no_text_of_a_scenario_becomes_part_of_the_page(tmp_path):
    page = assay_page(assay(written(tmp_path, **poisoned(told_parts())), worlds=100, workers=1))
    check_page(page)
    assert HOSTILE not in page
    assert HOSTILE in Page(page).all("h1")[0].text
