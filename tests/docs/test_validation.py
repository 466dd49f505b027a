"""The validation of the flagship can be made anew; its figures are of the day when it was."""

from __future__ import annotations

import re

import pytest

from docs.validation.make import FLAGSHIP, FOLDER, MADE, TEXT, made, write
from tests.support.pages import check_page
from tests.support.validities import small_validity


@pytest.fixture(scope="module")
def small():
    """The validity of a small scenario, which is told in the same way."""
    return small_validity()


def test_all_is_written_anew(small, tmp_path):
    text = tmp_path / "validation.md"
    text.write_text(TEXT.read_text("utf-8"), "utf-8")
    write(small, tmp_path, text)
    check_page((tmp_path / "tiny.html").read_text("utf-8"))
    assert (tmp_path / "tiny.csv").read_text("utf-8").startswith("section,key,")
    picture = (tmp_path / "surprise.svg").read_text("utf-8")
    assert re.fullmatch(r"<svg [^>]*xmlns=.*</svg>\n", picture, re.DOTALL)
    parts = {match[2]: match[0] for match in MADE.finditer(text.read_text("utf-8"))}
    assert "200 worlds of each play, seed 0." in parts["short"]
    for found in small.findings:
        assert f"| {found.title} |" in parts["checks"]


def test_what_is_written_by_hand_stays(small):
    """Making it twice changes no more than making it once."""
    once = made(TEXT.read_text("utf-8"), small)
    assert made(once, small) == once
    assert MADE.sub("", once) == MADE.sub("", TEXT.read_text("utf-8"))


def test_what_is_shipped_is_whole():
    check_page((FOLDER / f"{FLAGSHIP}.html").read_text("utf-8"))
    parts = {match[2]: match[0] for match in MADE.finditer(TEXT.read_text("utf-8"))}
    assert set(parts) == {"short", "checks", "flips"}
    assert all(part.count("\n") > 4 for part in parts.values())
