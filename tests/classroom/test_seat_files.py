"""What the student's page is made of: its colours, size and texts, and nothing of a stranger's."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from game.classroom.server import PAGES, said_in
from game.ui.palette import THEMES

SHARED = ("look.css", "dom.js", "words.js", "line.js", "signs.js", "prefs.js", "icon.svg")
CALL = re.compile(r"\b_\(\s*(\S+)")


def own_files() -> list[Path]:
    return [PAGES / "student.html", *PAGES.glob("seat*"), *(PAGES / name for name in SHARED)]


@pytest.mark.parametrize(
    ("theme", "selector"), [("dark", ":root"), ("light", '[data-theme="light"]')]
)
def test_the_pages_have_the_colours_of_the_window(theme: str, selector: str) -> None:
    """So the contrasts that the palette is tested for hold here too."""
    style = (PAGES / "look.css").read_text("utf-8")
    block = style[style.index(f"{selector} {{") :].partition("}")[0]
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))
    colours = THEMES[theme].colours
    wanted = {name: "#{:02x}{:02x}{:02x}".format(*rgb) for name, rgb in colours.items()}
    assert found == wanted


def test_the_page_is_light() -> None:
    """Everything that a phone loads is below 60 KB on the line."""
    assert sum(len(gzip.compress(path.read_bytes())) for path in own_files()) < 60_000


def test_every_text_can_be_found_by_the_host() -> None:
    """A text that is no plain literal would never be translated."""
    for path in own_files():
        if path.suffix == ".js":
            script = re.sub(r"^\s*(//| \*).*$", "", path.read_text("utf-8"), flags=re.M)
            calls = [call for call in CALL.findall(script) if not call.startswith("text)")]
            assert all(call.startswith('"') for call in calls), path.name
            assert len(said_in(script)) >= len(calls), path.name


def test_no_page_writes_html_or_style() -> None:
    """Names and messages of others are only ever text, and the content policy has no exception."""
    for path in own_files():
        text = path.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", text)
        assert not re.search(r"\sstyle=|https?://(?!www\.w3\.org)", text), path.name
