"""The teaching pack as tests read it: pages without tags, tables of minutes, pages on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.support.shipped import ROOT

TEACHING = ROOT / "docs" / "teaching"
GUIDES = sorted(TEACHING.glob("*.md"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# Words that take a side; in quotation marks they may stand, with whoever says them beside.
LOADED = re.compile(
    r"\b(terroris\w*|freedom fighters?|hero\w*|martyrs?|aggressors?|regimes?|so-called|"
    r"separatis\w*|occupied|cleansing|hatreds?)\b",
    re.IGNORECASE,
)
CLAIM = re.compile(r"\b[a-z][a-z0-9-]*/[a-z0-9-]+")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def loaded_words(text: str) -> list[str]:
    """The words that take a side, outside quotation marks and the names of claims."""
    return LOADED.findall(CLAIM.sub("", QUOTED.sub("", text)))


def rows(text: str, first: str) -> list[list[str]]:
    """The rows of every table whose first head is this."""
    found = []
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        heads, _line, *cells = (
            [c.strip() for c in row.split("|")[1:-1]] for row in table.split("\n")[:-1]
        )
        if heads[0] == first:
            found += cells
    return found


def part(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text.split(f"## {heading}\n")[1].split("\n## ")[0]


def pages_on_paper(page: str, size: str, folder: Path) -> int:
    """How many pages a browser prints."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page.replace("</style>", f"@page {{ size: {size}; }}</style>"), "utf-8")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'home'}"]
    subprocess.run(
        [str(CHROMIUM), *quiet, f"--print-to-pdf={target}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))
